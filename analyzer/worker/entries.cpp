#include "analyzer/worker/entries.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t candidates_max = 10;

bool named(std::string_view qualified, std::string_view name) {
    if (qualified == name) return true;
    return qualified.size() > name.size() + 2 && qualified.ends_with(name) &&
           qualified.substr(qualified.size() - name.size() - 2, 2) == "::";
}

bool is_number(ValueType type) {
    return type == ValueType::integer || type == ValueType::floating || type == ValueType::boolean;
}

}  // namespace

std::vector<std::string> entry_candidates(const Program& program) {
    constexpr std::array<std::string_view, 13> telling{
        "score", "match",   "similar", "likelihood", "ratio",    "distance", "compare",
        "risk",  "predict", "points",  "classify",   "estimate", "probab"};
    std::set<std::string> names;
    std::set<std::string> others;
    for (const Function& function : program.functions) {
        if (function.initializer || !is_number(function.returns)) continue;
        std::string lower = function.name;
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool tells = std::any_of(telling.begin(), telling.end(), [&](std::string_view word) {
            return lower.find(word) != std::string::npos;
        });
        if (tells)
            names.insert(function.qualified);
        else if (function.exported)
            others.insert(function.qualified);
    }
    std::vector<std::string> list(names.begin(), names.end());
    list.insert(list.end(), others.begin(), others.end());
    if (list.size() > candidates_max) list.resize(candidates_max);
    return list;
}

Result<std::vector<Index>> find_entry(const Program& program, const std::string& name) {
    std::vector<Index> found;
    std::vector<std::string> names;
    for (Index i = 0; i < program.functions.size(); ++i) {
        const Function& function = program.functions[i];
        if (function.initializer) continue;
        if (named(function.qualified, name) || function.signature == name) found.push_back(i);
        names.push_back(function.qualified);
        names.push_back(function.name);
    }
    if (!found.empty()) return found;
    for (const Callee& callee : program.callees)
        if (!callee.system && named(callee.qualified, name))
            return fail(
                input_error("C0303",
                            fmt::format("the code of the entry function '{}' was not read", name))
                    .hinted("add the file that defines it to the compile database"));
    Error error =
        input_error("C0301",
                    fmt::format("there is no function '{}' in the source that was read", name))
            .hinted("name the function whose result is the evidence" +
                    did_you_mean_suffix(name, names));
    const auto candidates = entry_candidates(program);
    if (!candidates.empty())
        error.notes.push_back("functions that return a number: " + join(candidates, ", "));
    return fail(std::move(error));
}

}  // namespace isonomia::analyzer
