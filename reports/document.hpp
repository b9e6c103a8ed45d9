// The neutral document: what a report says, before anybody decides how it looks. Formats turn it
// into files; none of them adds a fact.
//
// The rule that holds it together: a statement either carries supports (what in the record, or
// which authority, it rests on) or consists of fixed words of the phrase catalogue alone. check()
// finds every statement that does neither. Opinion is a block of its own with its author; in it a
// sentence without support is marked as such by every format.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/json.hpp"
#include "core/names.hpp"
#include "reports/plots/kinds.hpp"

namespace isonomia::reports {

enum class SupportKind {
    entry,
    exhibit,
    activity,
    fact,
    measurement,
    finding,
    outcome,
    authority  // wording that an instrument prescribes: a declaration, a question to be answered
};
constexpr std::array<std::string_view, 8> names_of(SupportKind) {
    return {"entry",       "exhibit", "activity", "fact",
            "measurement", "finding", "outcome",  "authority"};
}

// Something in the case file, or an authority, on which a statement rests.
struct Support {
    SupportKind kind = SupportKind::entry;
    std::string id;      // object id, or the entry's index in decimal
    std::string label;   // short, for people: 'E1', 'entry 12'
    std::string anchor;  // where this document shows it, or ""

    bool operator==(const Support&) const = default;
};
using Supports = std::vector<Support>;

struct Statement;

// A piece of text. Only `words` may stand without support: they come from the catalogue
// (phrases.hpp). Everything else is data and is isolated from the direction of the text around it.
// `number` and `date` are written in the notation of the language by localize(): before that they
// hold '1,234.5' and '2026-11-22' or '2026-11-22 14:00:00 UTC'.
enum class RunKind { words, value, number, date, code, link, note };
struct Run {
    RunKind kind = RunKind::words;
    std::string text;    // link: "" asks resolve_links() for the number of the target paragraph
    std::string anchor;  // link: the target in this document
    bool strong = false;
    std::shared_ptr<Statement> note = nullptr;  // of a footnote, never null there; text: its number
    std::string language = "";  // BCP 47, of data in another language than the document
};
using Inline = std::vector<Run>;

struct Statement {
    Inline text;
    Supports supports;
};

struct Paragraph {
    Statement statement;
    std::string anchor;  // "" unless something links to it
    std::string number;  // '4.2', set by number_paragraphs(); stable for one state of the case file
};

struct List {
    std::vector<Statement> items;
};

// What a reader must see before anything else: 'SYNTHETIC', a pack that no lawyer has signed.
struct Callout {
    std::string kind;  // 'synthetic', 'warning' or 'note'
    Statement statement;
};

struct Definition {
    Inline term;
    std::vector<Statement> details;
};
struct DefinitionList {
    std::vector<Definition> entries;
    bool compact = false;  // term and detail on one line where there is room
};

struct Cell {
    Inline text;
    std::string anchor;
    bool header = false;   // heads its row
    bool numeric = false;  // aligned for comparison
};
struct Row {
    std::vector<Cell> cells;
    Supports supports;
    std::string anchor;
};
struct Table {
    Statement caption;
    std::vector<Inline> columns;  // head every column; never empty
    std::vector<Row> rows;
    bool dense = false;  // appendix tables: small type
};

struct Figure {
    std::string anchor;
    Statement title;
    Statement description;  // the plot in words, for those who do not see it
    Plot plot;
    Table data;         // the same figures
    Notation notation;  // of numbers in the plot; set by localize()
};

// What somebody thinks, set apart from what the record holds. `author` rests on the record;
// sentences may rest on nothing, and are then marked with Document::unlinked_mark.
struct Opinion {
    Statement author;
    std::vector<Statement> said;
};

// Wording that an instrument prescribes, word for word, and the lines to be filled in by hand.
struct Declaration {
    std::string anchor;
    Statement title;
    std::vector<Statement> wording;
    Statement source;           // the instrument, its edition, and whether anybody checked it
    std::vector<Inline> lines;  // 'Signature', 'Date': each is followed by space to write
};

struct Block;

enum class CardKind { metric, rule, gap, finding, answer };
constexpr std::array<std::string_view, 5> names_of(CardKind) {
    return {"metric", "rule", "gap", "finding", "answer"};
}

// The word always stands beside the symbol: neither symbol nor colour carries the meaning alone.
struct Badge {
    std::string symbol;
    std::string word;
    std::string tone;  // 'adverse', 'open', 'good' or 'plain', for the look only
};

struct Card {
    CardKind kind = CardKind::metric;
    std::string anchor;
    Statement title;
    std::optional<Badge> badge;
    std::vector<Block> blocks;
};

struct Block {
    std::variant<Paragraph, List, Callout, DefinitionList, Table, Figure, Card, Opinion,
                 Declaration>
        content;

    template <class T>
    Block(T block) : content(std::move(block)) {}  // a block is any of its alternatives
};

struct Section {
    std::string anchor;
    std::string number;  // '4', 'A'; set by number_paragraphs()
    Statement title;
    std::vector<Block> blocks;
    bool appendix = false;
};

// A file carried inside a format that can carry files (PDF/A-3).
struct Attachment {
    std::string name;  // 'case.xml'
    std::string media_type;
    std::string description;
    std::string relationship;  // PDF's AFRelationship: 'Source', 'Data', 'Supplement', …
    std::string content;
};

struct Document {
    std::string language = "en";    // BCP 47
    std::string direction = "ltr";  // or 'rtl'
    Statement title;
    Inline kind_of_report;         // above the title
    std::vector<Callout> banners;  // under the title, before anything else
    Statement running_head;        // on every printed page: 'SYNTHETIC …', or empty
    Statement running_foot;        // on every printed page: reference and state of the record
    DefinitionList cover;
    std::vector<Section> sections;
    Inline skip_link, contents_title, page_word, notes_title, unlinked_mark;
    std::string page_of = "Page {0} of {1}";  // foot of a page, in the language
    std::string page_stamp;  // Bates prefix on every page, 'DEF' for DEF000001; usually ""
    Instant stated_at;       // time of the last entry: the date that files carry
    std::vector<Attachment> attachments;
    bool contents = true;  // a table of contents; short documents go without
    // Audience, language, state of the record, tool: what makes the same document again.
    std::vector<std::pair<std::string, std::string>> origin;
    Json record;  // the same facts for machines: docs/formats/report.md
};

// Numbers sections 1, 2, … and A, B, … and their paragraphs 1.1, 1.2, …; cards do not number
// theirs. Footnotes are numbered 1, 2, … through the document.
void number_paragraphs(Document& document);

// Gives links without text the number of the paragraph, or section, to which they lead.
void resolve_links(Document& document);

// Calls `visit` for every text of the document in reading order, with what it rests on (nullptr for
// headings of tables without one). Notes follow the text that calls them.
void for_each_text(Document& document, const std::function<void(Inline&, const Supports*)>& visit);

void for_each_anchor(const Document& document,
                     const std::function<void(const std::string&)>& visit);
void for_each_figure(Document& document, const std::function<void(Figure&)>& visit);
void for_each_supports(Document& document, const std::function<void(Supports&)>& visit);

// The footnotes in order.
[[nodiscard]] std::vector<const Statement*> notes_of(const Document& document);

// D0001: a statement that holds data and rests on nothing. D0002: a link that leads nowhere or an
// anchor used twice. D0015: a figure without data, a title, a description or a table.
[[nodiscard]] Status check(const Document& document);

// What formats print behind a statement: not an authority that its own words name.
[[nodiscard]] Supports printed_supports(const Statement& statement);

// The text of a statement as one line; for tests, titles and plain-text uses.
[[nodiscard]] std::string plain(const Inline& text);

// Whether it is strong from end to end, calls of notes aside: a question, a heading of its own.
[[nodiscard]] bool all_strong(const Inline& text);

}  // namespace isonomia::reports
