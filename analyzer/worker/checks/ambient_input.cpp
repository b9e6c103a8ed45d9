// Ambient input: the clock, the environment, the locale, the machine or a fixed file takes part in
// the result beside the input of the case.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

struct Source {
    std::string_view name;  // of the function
    std::string_view what;
};

constexpr std::array<Source, 24> sources{{{"getenv", "a variable of the environment"},
                                          {"secure_getenv", "a variable of the environment"},
                                          {"time", "the clock"},
                                          {"clock", "the clock"},
                                          {"now", "the clock"},
                                          {"localtime", "the clock and the time zone"},
                                          {"mktime", "the time zone"},
                                          {"gettimeofday", "the clock"},
                                          {"clock_gettime", "the clock"},
                                          {"gethostname", "the name of the machine"},
                                          {"getuid", "who runs the program"},
                                          {"getlogin", "who runs the program"},
                                          {"getcwd", "the folder in which the program runs"},
                                          {"current_path", "the folder in which the program runs"},
                                          {"hardware_concurrency", "the number of processors"},
                                          {"omp_get_max_threads", "the number of threads"},
                                          {"omp_get_num_threads", "the number of threads"},
                                          {"atof", "the locale"},
                                          {"strtod", "the locale"},
                                          {"strtof", "the locale"},
                                          {"stod", "the locale"},
                                          {"stof", "the locale"},
                                          {"sscanf", "the locale"},
                                          {"setlocale", "the locale"}}};

// "%d" reads the same in every locale; "%lf" does not. A computed format may hold anything.
bool reads_fractions(const Function& function, const Node& call) {
    if (call.children.size() < 2) return true;
    const Node& format = function.nodes[call.children[1]];
    if (format.kind != NodeKind::literal) return true;
    for (std::size_t at = format.text.find('%'); at != std::string::npos;
         at = format.text.find('%', at + 1)) {
        const auto kind = format.text.find_first_not_of("*0123456789lhLjzt", at + 1);
        if (kind != std::string::npos &&
            std::string_view("aefgAEFG").find(format.text[kind]) != std::string_view::npos)
            return true;
    }
    return false;
}

const Source* source_of(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    if (at.kind != NodeKind::call || at.callee == none || !review.program.callees[at.callee].system)
        return nullptr;
    const std::string_view name = called(review, function, node);
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const Source& s) { return s.name == name; });
    if (found == sources.end() || (name == "sscanf" && !reads_fractions(function, at)))
        return nullptr;
    return &*found;
}

// What takes the value of the call: a cell of the slice, or the branch that it decides.
Index taken(const Review& review, const Function& function, Index node) {
    const Index cell = taken_by(function, node);
    if (review.slice.holds(cell)) return cell;
    for (const Index other : cells_below(function, node))
        if (review.slice.holds(other) && review.flow.cells[other].kind != CellKind::literal &&
            cell == none)
            return other;
    for (Index at = node; at != none; at = function.nodes[at].parent) {
        const Node& here = function.nodes[at];
        const bool decides = here.kind == NodeKind::branch || here.kind == NodeKind::conditional;
        if (decides && here.condition != none && is_below(function, node, here.condition))
            return changes_result(review, function, at) && review.slice.holds(function.result)
                       ? function.result
                       : none;
    }
    return none;
}

constexpr std::array<std::string_view, 1> setters{"setlocale"};

// Another locale than "C": not the question which one is set, nor the one that was set before.
bool names_locale(const Review& review, const Function& function, Index argument) {
    const auto cells = cells_below(function, argument);
    return std::any_of(cells.begin(), cells.end(), [&](Index cell) {
        const Cell& named = review.flow.cells[cell];
        const Index value = declared_value(function, cell);
        if (value != none && call_below(review, function, value, setters) != none) return false;
        return named.kind != CellKind::literal ||
               (named.type == ValueType::text && named.name != "\"C\"");
    });
}

// A program starts in the locale "C" and stays there unless it sets another. Of a library nobody
// knows what the program around it sets.
bool locale_may_change(const Review& review) {
    for (const Function& function : review.program.functions)
        for (Index i = 0; i < function.nodes.size(); ++i) {
            const Node& at = function.nodes[i];
            const std::string_view name = called(review, function, i);
            const bool sets = name == "setlocale" && at.children.size() == 2 &&
                              names_locale(review, function, at.children[1]);
            if (sets || name == "uselocale" || name == "imbue" ||
                (name == "global" && review.program.callees[at.callee].system))
                return true;
        }
    return !is_whole(review.program);
}

// One question each: the clock, the locale, the variable HOME.
std::string family_of(const Function& function, const Node& call, const Source& source) {
    if (source.what.starts_with("the clock")) return "the clock";
    if (source.what.find("variable") == std::string_view::npos) return std::string(source.what);
    const Node& name = function.nodes[call.children[0]];
    return name.kind == NodeKind::literal ? name.text : function.key;
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    const bool with_locale = locale_may_change(review);
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        const Source* source = source_of(review, function, node);
        if (source == nullptr || (source->what == "the locale" && !with_locale)) return;
        const Index cell = taken(review, function, node);
        if (cell == none || !seen.insert(at.place).second) return;
        Lead lead = lead_here(review, function, node, cell);
        lead.text = std::string(source->name);
        lead.family = family_of(function, at, *source);
        lead.title = fmt::format("{}() makes the result depend on {}", source->name, source->what);
        lead.claim = fmt::format("'{}' calls {}(), so that {} takes part in the result of '{}'.",
                                 function.qualified, source->name, source->what, review.entry);
        lead.start = fmt::format("{} is asked here", source->what);
        lead.certain = true;
        leads.push_back(std::move(lead));
    });
    put_nearest_first(review, leads);
    return leads;
}

}  // namespace

Check ambient_input_check() {
    return {"ambient_input",
            "The same case then gives another figure on another day, machine or setting, and the "
            "record of the case does not hold what decided it. NFIQ 2 gave other scores on other "
            "platforms.",
            "Run the same input under another setting (LC_ALL=de_DE.UTF-8, another date, variable "
            "or machine) and compare the results.",
            false, run};
}

}  // namespace isonomia::analyzer
