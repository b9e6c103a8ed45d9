// The text of an expression as its parser goes through it, and the first fault that it finds there;
// internal to rules/expression.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace isonomia::rules {

class ExpressionText {
protected:
    explicit ExpressionText(std::string_view text) : text_(text) {}

    // The first fault wins, at the byte that is next or at the one given; nothing is left to read
    // after it.
    void refuse(std::string message, std::string hint);
    void refuse_at(std::size_t byte, std::string message, std::string hint,
                   const char* code = "R0003");
    // What comes next is not what should: `expected`, in the words of a message.
    void unexpected(const std::string& expected = "");

    void blanks();
    [[nodiscard]] bool take(std::string_view token);
    // The whole of a name: 'or' is not the head of 'order'.
    [[nodiscard]] bool take_word(std::string_view word);
    [[nodiscard]] std::string name();
    [[nodiscard]] std::string quoted();

    std::string_view text_;
    std::size_t at_ = 0;  // of the next byte
    std::optional<Error> problem_;
};

}  // namespace isonomia::rules
