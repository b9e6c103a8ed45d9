// From the document to pieces and elements: what every block of the model looks like on paper.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/pdf/flow.hpp"
#include "reports/pdf/text.hpp"

namespace isonomia::reports::pdf {

// Text in a row of columns, from left to right as read.
struct Column {
    Text text;
    Element* element = nullptr;
    double x = 0;
};

struct RowLook {
    double before = 0;                      // space above
    double above = 0, below = 0;            // room inside, above and below the text
    double rule_above = 0, rule_below = 0;  // widths of rules; 0: none
    bool whole = false;                     // not broken unless it is higher than a third of a page
    bool keep = false;                      // with what follows
    Colour rule = faint;
};

[[nodiscard]] Colour colour_of(const Badge& badge);

class Composer {
public:
    Composer(const Document& document, Typesetter& typesetter, LaidOut& out,
             const PageShape& shape);

    [[nodiscard]] std::vector<Piece> compose();

    // Known once pages are planned; contents print them.
    void set_pages(std::map<std::string, std::size_t> pages) { pages_ = std::move(pages); }

private:
    void cover(Element& root);
    void contents(Element& root);
    void section(const Section& section, Element& root);

    void write(const Block& block, Element& parent);
    void write(const std::vector<Block>& blocks, Element& parent);
    void write(const Paragraph& paragraph, Element& parent);
    void write(const List& list, Element& parent);
    void write(const Callout& callout, Element& parent);
    void write(const DefinitionList& list, Element& parent);
    void write(const Table& table, Element& parent);
    void write(const Figure& figure, Element& parent);
    void write(const Card& card, Element& parent);
    void answer(const Card& card, Element& parent);  // compose_answer.cpp
    void beside(std::size_t begin, const Badge& badge, Element& element, double room, double above);
    void write(const Opinion& opinion, Element& parent);          // compose_apart.cpp
    void write(const Declaration& declaration, Element& parent);  // compose_apart.cpp
    void badge(const Badge& badge, Element& parent);

    // Pieces of one row: line by line, or the whole row as one piece.
    void row(std::vector<Column> columns, const RowLook& look, const std::string& anchor = "");
    void text(Spans spans, const TextStyle& style, Element& element, const RowLook& look,
              const std::string& anchor = "");
    void push(Piece piece);
    [[nodiscard]] std::shared_ptr<const Note> foot_of(const std::shared_ptr<NoteText>& note);
    Element& add(Element& parent, std::string_view role) { return add_element(out_, parent, role); }
    // Mirrors a column of the given width where the document runs from right to left.
    [[nodiscard]] double x_of(double offset, double width) const;

    // Tables (compose_table.cpp)
    [[nodiscard]] std::vector<double> column_widths(const Table& table, double size);
    [[nodiscard]] std::vector<Column> cells(const std::vector<Inline>& texts,
                                            const std::vector<double>& widths,
                                            const TextStyle& style);
    void table_row(const Row& row, const Table& table, const std::vector<double>& widths,
                   const std::vector<std::string>& column_ids, Element& body);

    const Document& document_;
    Typesetter& set_;
    LaidOut& out_;
    PageShape shape_;
    std::vector<Piece> pieces_;
    std::map<std::string, std::size_t> pages_;
    std::shared_ptr<const Piece> table_head_;  // repeated where a page breaks a table
    std::vector<Bar> bars_;
    std::vector<std::string> waiting_anchors_;  // for the next piece
    double left_ = 0, width_ = 0;
    double extra_before_ = 0;
    bool new_page_ = false;
    bool introduces_ = false;    // a question, or what leads to a list: stays with what follows
    bool under_number_ = false;  // what follows a numbered paragraph
    int tables_ = 0, figures_ = 0;
};

}  // namespace isonomia::reports::pdf
