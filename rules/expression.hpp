// The part of XPath 1.0 that a leaf may use, with the types of the facts it compares.
//
//     f[@id='served.source-code']='true' and number(f[@id='d.days-to-examine']) >= $days_min
//
// XPath 1.0 answers false, or worse true, to most mistakes: a missing node, a comparison of dates
// as text, `not(f[…])`, `!=` between sets. So a leaf is restricted to comparisons and sums of
// facts, and each is checked against the type of its fact before the real engine ever sees it.
// There are no paths, axes or descendants, so an evaluation reads the leaf's facts once for each
// place that names one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/fact.hpp"

namespace isonomia::rules {

// Letters, digits, '_', '-' and '.': what names in expressions consist of.
[[nodiscard]] constexpr bool is_name(char c) {
    constexpr std::string_view all =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    return all.find(c) != std::string_view::npos;
}

constexpr std::size_t expression_length_max = 1000;  // bytes
constexpr std::size_t expression_depth_max = 16;     // nested parentheses and calls

struct Expression {
    std::vector<std::string> references;  // fact ids, each once, in order of appearance
    std::vector<std::string> variables;   // parameter ids, likewise
    std::size_t reads = 0;                // places where it reads a fact
    // Values that the expression tells apart, per fact: literals and numbers that it is compared
    // with.
    std::map<std::string, std::set<std::string>> compared;
};

// The type of a declared fact, or nothing.
using TypeOf = std::function<std::optional<FactType>(std::string_view)>;

// Errors: R0003, and R0002 for a fact that is not declared. Their place is line 1 and, as column,
// the byte of the expression at which the fault begins; no file.
[[nodiscard]] Result<Expression> read_expression(std::string_view text, const TypeOf& type_of);

struct Node;
struct Pack;
// The test of a leaf, with the types that its pack declares.
[[nodiscard]] Result<Expression> read_test(const Node& leaf, const Pack& pack);

}  // namespace isonomia::rules
