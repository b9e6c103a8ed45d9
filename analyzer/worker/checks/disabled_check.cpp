// Disabled check: a test of the input or of a result was written and then taken out of force: by
// the preprocessor, by a comment, or because the build leaves assert() out.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/findings.hpp"
#include "analyzer/worker/shapes.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 3> makeshift{"remove before", "skip the check",
                                                    "removed 20"};
// These speak of a check only beside a word for one.
constexpr std::array<std::string_view, 6> off{"disabled", "switched off", "commented out",
                                              "bypass",   "skip",         "for now"};
constexpr std::array<std::string_view, 8> checking{"check", "test",   "valid",  "verif",
                                                   "guard", "assert", "sanity", "plausib"};
constexpr std::array<std::string_view, 4> excluding{"#if 0", "#if false", "#if (0)", "#if FALSE"};
constexpr std::array<std::string_view, 6> tests{"if (",   "if(",    "assert(",
                                                "throw ", "check(", "require("};

constexpr Index close_max = 2;   // lines between a test in a comment and the one written anew
constexpr Index else_max = 100;  // lines of an #else that are read

// What only prints for its authors tests nothing.
constexpr std::array<std::string_view, 6> printing{"verbose", "debug", "dbg",
                                                   "printf",  "trace", "free"};

// What a test is for: it ends something, or puts something else in its place.
constexpr std::array<std::string_view, 13> ending{"return", "exit",     "throw",  "abort", "break",
                                                  "goto",   "continue", "assert", "fail",  "error",
                                                  "reject", "require",  "check("};

bool contains_any(std::string_view text, std::span<const std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

// "temporary, until …", but not "temporary array".
bool is_temporary(std::string_view text) {
    constexpr std::string_view word = "temporary";
    const auto at = text.find(word);
    if (at == std::string_view::npos) return false;
    const std::string_view after = text.substr(at + word.size());
    const auto next = after.find_first_not_of(' ');
    constexpr std::array<std::string_view, 7> goes_on{"until", "fix",   "hack",  "solution",
                                                      "while", "patch", "change"};
    constexpr std::size_t short_remark = 24;  // a longer line goes on: 'freeing the temporary'
    if (next == std::string_view::npos) return text.size() <= short_remark;
    const char c = after[next];
    return c < 'a' || c > 'z' ||
           std::any_of(goes_on.begin(), goes_on.end(), [&](std::string_view begin) {
               return after.substr(next).starts_with(begin);
           });
}

bool is_makeshift(std::string_view text) {
    return contains_any(text, makeshift) || is_temporary(text) ||
           (contains_any(text, off) && contains_any(text, checking));
}

// The comment holds a statement that was code once, and tested something.
bool is_code(std::string_view text) {
    while (!text.empty() && (text.front() == '/' || text.front() == '*' || text.front() == ' '))
        text.remove_prefix(1);
    const bool begins = std::any_of(tests.begin(), tests.end(),
                                    [&](std::string_view part) { return text.starts_with(part); });
    return begins &&
           (text.find(';') != std::string_view::npos || text.find('{') != std::string_view::npos);
}

// The function of the slice in whose body the lines stand.
const Function* around(const Review& review, const Remark& remark) {
    const Function* found = nullptr;
    for (const Function& function : review.program.functions) {
        const bool holds = !function.nodes.empty() && !function.initializer &&
                           function.place.file == remark.place.file &&
                           function.place.line <= remark.place.line &&
                           remark.place.line <= function.end_line;
        if (holds && on_slice(review, function) &&
            (found == nullptr || found->place.line < function.place.line))
            found = &function;
    }
    return found;
}

bool is_test(const std::string& line) {
    return contains_any(line, tests) && !contains_any(lower_case(line), printing);
}

// The lines that are left out hold a test, and what stands in their place (#else) holds none, as
// far as the file can be read.
bool left_out_test(const Review& review, const Remark& remark) {
    const std::string& file = review.program.files[remark.place.file];
    bool found = false;
    bool ends = false;
    for (Index line = remark.place.line + 1; line < remark.end_line; ++line) {
        const std::string text = review.source.line(file, line, 1);
        found = found || is_test(text);
        ends = ends || contains_any(lower_case(text), ending);
    }
    found = found && ends;
    if (!review.source.line(file, remark.end_line, 1).starts_with("#else")) return found;
    for (Index line = remark.end_line + 1; found && line < remark.end_line + else_max; ++line) {
        const std::string text = review.source.line(file, line, 1);
        if (text.starts_with("#endif")) break;
        found = !is_test(text);
    }
    return found;
}

// The names that the test in the comment speaks of.
std::set<std::string> names_in(std::string_view text) {
    std::set<std::string> names;
    std::string name;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (letter || (!name.empty() && c >= '0' && c <= '9')) {
            name += c;
            continue;
        }
        if (!name.empty()) names.insert(name);
        name.clear();
        if (c == ';' || c == '{') break;
    }
    for (const char* word : {"if", "throw", "assert", "return", "std"})
        names.erase(word);
    return names;
}

// Close by stands a test in force that asks for half of the same things: the one in the comment was
// written anew.
bool is_replaced(const Review& review, const Remark& remark) {
    const Function* function = around(review, remark);
    const auto names = names_in(remark.text);
    return function != nullptr &&
           std::any_of(function->nodes.begin(), function->nodes.end(), [&](const Node& node) {
               if (node.kind != NodeKind::branch || node.place.file != remark.place.file ||
                   node.condition == none || node.place.line + close_max < remark.place.line ||
                   node.place.line > remark.place.line + close_max)
                   return false;
               std::set<std::string> shared;
               each_below(*function, node.condition, [&](const Node& at, Index) {
                   const std::string name = at.callee != none
                                                ? review.program.callees[at.callee].name
                                            : at.cell != none ? review.flow.cells[at.cell].name
                                                              : "";
                   if (names.contains(name)) shared.insert(name);
               });
               return !names.empty() && shared.size() * 2 >= names.size();
           });
}

// `break`, `continue` or `return` of a line, or "".
std::string_view leaves(std::string_view line) {
    for (const std::string_view word : {"break", "continue", "return"})
        if (line.find(word) != std::string_view::npos) return word;
    return {};
}

// The next line is a test in force that leaves in the same way: written anew under other names.
bool is_followed(const Review& review, const Remark& remark) {
    const std::string& file = review.program.files[remark.place.file];
    const std::string next = lower_case(review.source.line(file, remark.end_line + 1, 1));
    const std::string_view way = leaves(lower_case(remark.text));
    return !way.empty() && next.starts_with("if") && leaves(next) == way;
}

std::string what(const Review& review, const Remark& remark) {
    const std::string text = lower_case(remark.text);
    switch (remark.kind) {
        case RemarkKind::dead_assert:
            return "an assert() that this build leaves out";
        case RemarkKind::left_out:
            if (!contains_any(remark.text, excluding) && !contains_any(text, checking)) return {};
            return left_out_test(review, remark) ? "a test that the preprocessor leaves out" : "";
        case RemarkKind::comment:
            if (is_code(remark.text))
                return contains_any(text, printing) || is_replaced(review, remark) ||
                               is_followed(review, remark)
                           ? ""
                           : "a test that stands in a comment";
            return is_makeshift(text) ? "a remark that something is makeshift or off" : "";
    }
    return {};
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<std::pair<Place, RemarkKind>> seen;
    for (const Remark& remark : review.program.remarks) {
        const std::string found = remark.place.file == none ? "" : what(review, remark);
        const Function* function = found.empty() ? nullptr : around(review, remark);
        if (function == nullptr || !seen.insert({remark.place, remark.kind}).second) continue;
        Lead lead;
        lead.place = remark.place;
        lead.cell = review.slice.holds(function->result) ? function->result
                    : review.slice.holds(function->self) ? function->self
                                                         : function->reached;
        lead.function = function->qualified;
        lead.text = found;
        lead.family = found;  // what is out of force is one question, whatever file it stands in
        lead.title = fmt::format("In '{}' stands {}", function->name, found);
        lead.claim = fmt::format("'{}' holds {}, on the way to the result of '{}'.",
                                 function->qualified, found, review.entry);
        lead.start = found;
        leads.push_back(std::move(lead));
    }
    put_nearest_first(review, leads);
    return leads;
}

}  // namespace

Check disabled_check_check() {
    return {
        "disabled_check",
        "Somebody thought the test necessary and somebody else took it out; the reason is worth "
        "asking for. Familias held checks marked as removed, and the Alcotest's code parts "
        "marked as temporary.",
        "Put the test back in force, run the validation data and the case, and see whether it "
        "stops anything.",
        false, run};
}

}  // namespace isonomia::analyzer
