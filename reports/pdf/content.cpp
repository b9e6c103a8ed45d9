#include "reports/pdf/content.hpp"

#include <algorithm>

namespace isonomia::reports::pdf {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}
bool is_delimiter(char c) {
    return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}
bool begins_number(char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

bool is_operator(std::string_view word) {
    return !begins_number(word.front()) && word != "true" && word != "false" && word != "null";
}

}  // namespace

// '(…)', with brackets inside it in pairs or behind a backslash.
void ContentReader::skip_string() {
    int depth = 0;
    for (; !at_end(); ++at_) {
        const char c = content_[at_];
        if (c == '\\')
            ++at_;
        else if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            break;
    }
    ++at_;
}

void ContentReader::skip_regular() {
    while (!at_end() && !is_blank(content_[at_]) && !is_delimiter(content_[at_]))
        ++at_;
}

// The bytes of an inline image, up to 'EI' between blanks.
void ContentReader::skip_image() {
    while (true) {
        at_ = content_.find("EI", at_ + 1);
        if (at_ == std::string_view::npos) break;
        const bool ends = at_ + 2 >= content_.size() || is_blank(content_[at_ + 2]);
        if (is_blank(content_[at_ - 1]) && ends) return;
    }
    at_ = content_.size();
}

std::optional<Operation> ContentReader::next() {
    const std::size_t begin = std::min(at_, content_.size());
    while (!at_end()) {
        const char c = content_[at_];
        if (is_blank(c)) {
            ++at_;
        } else if (c == '%') {
            at_ = std::min(content_.find_first_of("\r\n", at_), content_.size());
        } else if (c == '(') {
            skip_string();
        } else if (c == '<' && content_.substr(at_, 2) != "<<") {
            at_ = std::min(content_.find('>', at_), content_.size() - 1) + 1;
        } else if (c == '/') {
            ++at_;
            skip_regular();
        } else if (is_delimiter(c)) {
            ++at_;
        } else {
            const std::size_t from = at_;
            skip_regular();
            const std::string_view word = content_.substr(from, at_ - from);
            if (!is_operator(word)) continue;
            const Operation found{word, content_.substr(begin, from - begin), begin, at_};
            if (word == "ID") skip_image();
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace isonomia::reports::pdf
