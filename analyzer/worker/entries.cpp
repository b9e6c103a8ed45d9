#include "analyzer/worker/entries.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/worker/callees.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t candidates_max = 10;

bool named(std::string_view qualified, std::string_view name) {
    if (qualified == name) return true;
    return qualified.size() > name.size() + 2 && qualified.ends_with(name) &&
           qualified.substr(qualified.size() - name.size() - 2, 2) == "::";
}

// Bodies that another body calls or hands over.
std::vector<bool> called(const Program& program) {
    std::vector<bool> result(program.functions.size(), false);
    for (Index f = 0; f < program.functions.size(); ++f)
        for (const Node& node : program.functions[f].nodes)
            for (const Index callee : {node.callee, node.lambda}) {
                const Index body = callee == none ? none : program.function_of(callee);
                if (body != none && body != f) result[body] = true;
            }
    return result;
}

Candidate candidate(const Program& program, const Function& function, bool is_called) {
    constexpr std::array<std::string_view, 17> telling{
        "score",   "match",    "similar", "likelihood", "ratio",    "distance",
        "compare", "risk",     "predict", "classif",    "estimate", "probab",
        "points",  "decision", "verif",   "identif",    "result"};
    Candidate result;
    result.signature = function.signature;
    if (function.place.file != none) result.file = program.files[function.place.file];
    result.line = function.place.line;
    std::vector<std::string> reasons;
    const auto count = [&](std::uint64_t points, std::string_view reason) {
        result.score += points;
        reasons.emplace_back(reason);
    };
    const std::string name = lower_case(function.name);
    const auto word = std::find_if(telling.begin(), telling.end(), [&](std::string_view w) {
        return name.find(w) != std::string::npos;
    });
    if (word != telling.end()) count(6, fmt::format("named like '{}'", *word));
    if (function.returns == ValueType::floating)
        count(4, "returns a floating-point number");
    else if (is_number(function.returns))
        count(2, "returns a number");
    if (function.exported) count(1, "visible outside its file");
    if (!is_called) count(2, "called by nothing that was read");
    if (!function.parameters.empty()) count(1, "takes input");
    const std::string file = lower_case(result.file);
    if (file.find("test") != std::string::npos || file.find("example") != std::string::npos)
        result.score /= 2;
    result.why = join(reasons, ", ");
    return result;
}

std::string returns_text(const Program& program, const Function& function) {
    if (const Callee* declared = callee_of(program, function)) return declared->returns_name;
    switch (function.returns) {
        case ValueType::boolean:
            return "bool";
        case ValueType::integer:
            return "integer";
        case ValueType::floating:
            return "floating point";
        default:
            return "object";
    }
}

}  // namespace

std::vector<Candidate> entry_candidates(const Program& program) {
    constexpr std::size_t listed_max = 200;
    const std::vector<bool> is_called = called(program);
    std::vector<Candidate> list;
    std::set<std::tuple<std::string, std::string, std::uint64_t>> seen;  // a header has many units
    for (Index i = 0; i < program.functions.size(); ++i) {
        const Function& function = program.functions[i];
        if (function.initializer || function.returns == ValueType::nothing) continue;
        Candidate next = candidate(program, function, is_called[i]);
        const bool named = next.why.starts_with("named");
        if ((!is_number(function.returns) && !named) ||
            !seen.emplace(next.signature, next.file, next.line).second)
            continue;
        next.returns = returns_text(program, function);
        list.push_back(std::move(next));
    }
    std::stable_sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) {
        return a.score != b.score ? a.score > b.score : a.signature < b.signature;
    });
    if (list.size() > listed_max) list.resize(listed_max);
    return list;
}

std::string candidates_note(const Program& program) {
    std::vector<std::string> names;
    for (const Candidate& next : entry_candidates(program)) {
        if (names.size() == candidates_max) break;
        names.push_back(next.signature);
    }
    return names.empty() ? std::string() : "what could be meant: " + join(names, "; ");
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
    if (std::string note = candidates_note(program); !note.empty())
        error.notes.push_back(std::move(note));
    return fail(std::move(error));
}

}  // namespace isonomia::analyzer
