// Test mode: who runs the program, on which machine, when, or in which environment decides which
// result is given.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/labels.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

// They hold for a run or not.
constexpr std::array<std::string_view, 11> modes{
    "test",       "testing",   "demo",        "debug",         "audit",     "inspect",
    "inspection", "inspector", "calibration", "certification", "validation"};
// They say which: only the question for a certain one counts, not whether there is one.
constexpr std::array<std::string_view, 20> circumstances{
    "serial", "device",     "machine", "host", "hostname",    "imei",    "station",
    "lab",    "laboratory", "getenv",  "env",  "environment", "date",    "year",
    "month",  "weekday",    "today",   "now",  "clock",       "username"};
// Words that say little alone: 'mac_address', 'build_type', but not 'mac' or 'build'.
constexpr std::array<std::string_view, 2> vague{"mac", "build"};
constexpr std::array<std::string_view, 10> saying_which{
    "address", "addr", "id", "type", "number", "version", "flag", "kind", "variant", "name"};
constexpr std::array<std::string_view, 4> personal{"birth", "born", "dob", "person"};

bool is_any(const std::string& word, const auto& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// 'ratio_test', 'chi_square_test': computed from the data.
bool is_of_statistics(const std::vector<std::string>& words) {
    constexpr std::array<std::string_view, 10> kinds{"ratio", "chi",   "square", "rank",    "sign",
                                                     "t",     "score", "fisher", "student", "c"};
    return words.size() > 1 && words.back() == "test" && is_any(words[words.size() - 2], kinds);
}

// 0, null or the end of a text.
bool is_nothing(const Review& review, const Function& function, Index node) {
    const auto cells = cells_below(function, node);
    return std::all_of(cells.begin(), cells.end(), [&](Index cell) {
        const std::string& name = review.flow.cells[cell].name;
        return name == "0" || name == "'\\0'";
    });
}

// Whether `node` says by itself that a mode holds: a truth value, one of several names, a call, or
// a number that is taken for true or false.
bool is_mode(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (at.type == ValueType::boolean || at.kind == NodeKind::call ||
        (at.cell != none && review.flow.cells[at.cell].kind == CellKind::constant_name))
        return true;
    const Node& above = function.nodes[at.parent == none ? 0 : at.parent];
    if (above.kind != NodeKind::binary)
        return at.type == ValueType::integer && above.kind != NodeKind::subscript;
    return above.text == "&&" || above.text == "||" ||
           (is_comparison(above.text) &&
            std::any_of(above.children.begin(), above.children.end(), [&](Index side) {
                return side != node && is_nothing(review, function, side);
            }));
}

// Whether the value at `node` is compared with a certain one: not with nothing, nor taken for true
// or false without being a truth value; nor does it only pick an element.
bool asks_which(const Review& review, const Function& function, Index node) {
    if (function.nodes[node].type == ValueType::boolean) return true;
    for (Index at = node; function.nodes[at].parent != none; at = function.nodes[at].parent) {
        const Node& above = function.nodes[function.nodes[at].parent];
        switch (above.kind) {
            case NodeKind::binary:
                if (above.text == "&&" || above.text == "||") return false;
                if (!is_comparison(above.text)) break;
                return std::none_of(above.children.begin(), above.children.end(), [&](Index side) {
                    return side != at && is_nothing(review, function, side);
                });
            case NodeKind::call:  // strcmp(host, "lab") == 0
                return function.nodes[node].cell == none ||
                       !review.flow.cells[function.nodes[node].cell].constant;
            case NodeKind::subscript:
                if (above.children[0] != at) return false;
                break;
            case NodeKind::choice:
            case NodeKind::label:
                return true;
            case NodeKind::branch:
            case NodeKind::conditional:
            case NodeKind::loop:
                return false;
            default:
                break;
        }
    }
    return true;
}

// The name below what is asked that speaks of circumstances, or "".
std::string circumstance(const Review& review, const Function& function,
                         const std::vector<Index>& asked) {
    std::string found;
    const auto look = [&](const Node& at, Index node) {
        std::string name;
        if (at.kind == NodeKind::call && at.callee != none)
            name = review.program.callees[at.callee].name;
        else if (at.kind != NodeKind::literal && at.cell != none)
            name = review.flow.cells[at.cell].name;
        const auto words = name_words(name);
        const bool call = at.kind == NodeKind::call;  // build_table() only makes something
        const Function* body = call ? review.program.body_of(at.callee) : nullptr;
        if (body != nullptr && !body->nodes.empty() && compares_order(*body, 0)) return;
        const bool tells = std::any_of(words.begin(), words.end(), [&](const auto& w) {
            return (is_any(w, modes) && is_mode(review, function, node) &&
                    !(w == "test" && is_of_statistics(words))) ||
                   ((is_any(w, circumstances) ||
                     (is_any(w, vague) && is_word_of(name, saying_which) && !call)) &&
                    asks_which(review, function, node));
        });
        const bool of_person = std::any_of(words.begin(), words.end(),
                                           [](const auto& w) { return is_any(w, personal); });
        if (found.empty() && tells && !of_person) found = name;
    };
    for (const Index node : asked)
        each_below(function, node, look);
    return found;
}

// What throws gives no other result.
bool refuses(const Function& function, Index arm) {
    bool throws = false;
    each_below(function, arm,
               [&](const Node& at, Index) { throws = throws || at.kind == NodeKind::throws; });
    return throws;
}

// `labels` are those of a switch.
void branch(const Review& review, const Function& function, Index node,
            const std::vector<Index>& labels, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (at.condition == none || compares_order(function, at.condition)) return;
    std::vector<Index> asked{at.condition};
    asked.insert(asked.end(), labels.begin(), labels.end());
    const std::string name = circumstance(review, function, asked);
    if (name.empty()) return;
    const bool differs = at.kind == NodeKind::conditional ||
                         std::any_of(at.children.begin(), at.children.end(), [&](Index child) {
                             return child != at.condition &&
                                    changes_result(review, function, child) &&
                                    !refuses(function, child);
                         });
    if (!differs) return;
    Index start = none;
    for (const Index part : asked)
        for (const Index cell : cells_below(function, part))
            if (review.slice.holds(cell) && (start == none || review.flow.cells[cell].name == name))
                start = cell;
    if (start == none) return;
    Lead lead = lead_here(review, function, at.condition, start);
    lead.text = name;
    lead.family = name;
    lead.title = fmt::format("'{}' decides which result is given", name);
    lead.claim = fmt::format("Depending on '{}', '{}' computes the result of '{}' in another way.",
                             name, function.qualified, review.entry);
    lead.start = fmt::format("'{}' is asked here", name);
    leads.push_back(std::move(lead));
}

// Where many names hold a word, it says what the program is about: tests of statistics.
void doubt_frequent(std::vector<Lead>& leads) {
    constexpr std::size_t names_max = 3;
    std::map<std::string, std::set<std::string>> names;  // by word
    const auto words_of_lead = [](const Lead& lead) {
        const auto words = name_words(lead.text);
        return std::set<std::string>(words.begin(), words.end());
    };
    for (const Lead& lead : leads)
        for (const std::string& word : words_of_lead(lead))
            if (is_any(word, modes)) names[word].insert(lead.text);
    for (Lead& lead : leads)
        for (const std::string& word : words_of_lead(lead))
            if (names[word].size() > names_max)
                lead.doubt =
                    fmt::format("{} names hold the word '{}': it is what the program is about",
                                names[word].size(), word);
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    for (const Function& function : review.program.functions) {
        if (function.nodes.empty() || !on_slice(review, function)) continue;
        const Labels labels(function);
        each_below(function, 0, [&](const Node& at, Index node) {
            if (at.kind == NodeKind::branch || at.kind == NodeKind::conditional ||
                at.kind == NodeKind::choice)
                branch(review, function, node, labels.of(node), leads);
        });
    }
    doubt_frequent(leads);
    return leads;
}

}  // namespace

Check test_mode_check() {
    return {"test_mode",
            "A program that answers otherwise when it is tested cannot be validated by testing it. "
            "Engine control "
            "units recognised the test bench in this way.",
            "Run the same input under both circumstances and compare the results.", false, run};
}

}  // namespace isonomia::analyzer
