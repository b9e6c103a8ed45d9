// What every document of a record goes through: furniture before, numbers, notation and checks
// after assembly.
#pragma once

#include "reports/document.hpp"
#include "reports/record.hpp"

namespace isonomia::reports {

// Title, cover, banners, running texts, words of the furniture.
void furnish(Document& document, const Record& record);

// Links to places that this document does not have become plain text; supports lose their anchor.
void drop_dead_links(Document& document);

// Numbers and dates in the notation of the language.
void localize(Document& document, const Catalogue& catalogue);

// Data in another language than the document carry the language of the record, unless they have one
// already; names of one word and identifiers need none.
void mark_languages(Document& document, const Record& record);

// Numbers paragraphs, resolves links, localizes, and checks. Errors: D0001, D0002.
Status finish(Document& document, const Record& record);

}  // namespace isonomia::reports
