// Reads a PDF as a reader's search or a copy would: the text of its pages by the letters that fonts
// name, and every text of its objects.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/readable.hpp"

namespace isonomia::reports::pdf {

struct ReadPdf {
    // Each page as its lines stand, and with the words that a line end breaks joined, with their
    // hyphen and without. Then the texts and names of all objects: titles, bookmarks, alternative
    // texts, destinations.
    std::vector<Readable> texts;
    std::vector<Readable> files;  // embedded files and metadata, as their bytes
};

// Error: D0205 for what cannot be read; only files that this program wrote are meant.
[[nodiscard]] Result<ReadPdf> read_text(std::string_view file, const std::string& name);

}  // namespace isonomia::reports::pdf
