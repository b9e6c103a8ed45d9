// The operators of a page's content, one after the other (ISO 32000-1, 7.2 and 7.8).
#pragma once

#include <optional>
#include <string_view>

namespace isonomia::reports::pdf {

struct Operation {
    std::string_view name;      // 'BDC'
    std::string_view operands;  // with the blanks around them
    std::size_t begin = 0;      // of the operands
    std::size_t end = 0;        // behind the name
};

class ContentReader {
public:
    explicit ContentReader(std::string_view content) : content_(content) {}

    // Nothing at the end, or where a string or an inline image does not end. Operands behind the
    // last operator are left out.
    [[nodiscard]] std::optional<Operation> next();

private:
    [[nodiscard]] bool at_end() const { return at_ >= content_.size(); }
    void skip_string();
    void skip_regular();
    void skip_image();

    std::string_view content_;
    std::size_t at_ = 0;
};

}  // namespace isonomia::reports::pdf
