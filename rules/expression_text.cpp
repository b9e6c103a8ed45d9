#include "rules/expression_text.hpp"

#include <array>

#include <fmt/format.h>

#include "rules/expression.hpp"

namespace isonomia::rules {

namespace {

std::string first_character(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return std::string(text.substr(0, length));
}

}  // namespace

void ExpressionText::refuse(std::string message, std::string hint) {
    refuse_at(at_, std::move(message), std::move(hint));
}

void ExpressionText::refuse_at(std::size_t byte, std::string message, std::string hint,
                               const char* code) {
    if (!problem_)
        problem_ =
            input_error(code, std::move(message)).at({"", 1, byte + 1}).hinted(std::move(hint));
    at_ = text_.size();
}

void ExpressionText::unexpected(const std::string& expected) {
    static constexpr std::array<std::string_view, 8> curly = {"‘", "’", "‚", "“",
                                                              "”", "„", "«", "»"};
    // U+00A0 and U+202F, which editors put in for a blank.
    static constexpr std::array<std::string_view, 2> firm_blanks = {"\xC2\xA0", "\xE2\x80\xAF"};
    blanks();
    const std::size_t start = at_;
    const std::string_view rest = text_.substr(start);
    for (const std::string_view quote : curly)
        if (rest.starts_with(quote))
            return refuse(fmt::format("{} is not a straight quotation mark", quote),
                          "write ' on both sides");
    for (const std::string_view blank : firm_blanks)
        if (rest.starts_with(blank))
            return refuse("a blank that does not break the line stands here",
                          "type an ordinary blank in its place");
    if (!expected.empty())
        return refuse(expected, "see \"Expressions\" in `isonomia help rule_pack`");
    if (rest.empty())
        return refuse("the expression ends too early", "finish it, or delete what is too much");
    std::string found = name();
    if (found.empty()) found = first_character(rest);
    refuse_at(start, fmt::format("'{}' is not expected here", found),
              "join two conditions by 'and' or 'or', in small letters");
}

void ExpressionText::blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'))
        ++at_;
}

bool ExpressionText::take(std::string_view token) {
    blanks();
    if (text_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
}

bool ExpressionText::take_word(std::string_view word) {
    blanks();
    const std::size_t start = at_;
    if (name() == word) return true;
    at_ = start;
    return false;
}

std::string ExpressionText::name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name(text_[at_]))
        ++at_;
    return std::string(text_.substr(start, at_ - start));
}

std::string ExpressionText::quoted() {
    blanks();
    const std::string_view rest = text_.substr(at_);
    const auto end = rest.starts_with('\'') || rest.starts_with('"')
                         ? text_.find(rest.front(), at_ + 1)
                         : std::string_view::npos;
    if (end == std::string_view::npos) {
        unexpected("a text in quotation marks is expected here");
        return "";
    }
    std::string value(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return value;
}

}  // namespace isonomia::rules
