// Dependency ledger: everything beside the input of the case that takes part in the result: random
// numbers and their seeds, the environment, the clock, the locale, files and threads. An inventory.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

struct Kind {
    std::string_view name;  // of what is called or made
    std::string_view what;
};

constexpr std::array<Kind, 46> kinds{{
    {"getenv", "environment"},
    {"secure_getenv", "environment"},
    {"time", "clock"},
    {"clock", "clock"},
    {"now", "clock"},
    {"localtime", "clock"},
    {"gmtime", "clock"},
    {"gettimeofday", "clock"},
    {"clock_gettime", "clock"},
    {"setlocale", "locale"},
    {"imbue", "locale"},
    {"atof", "locale"},
    {"strtod", "locale"},
    {"strtof", "locale"},
    {"stod", "locale"},
    {"stof", "locale"},
    {"sscanf", "locale"},
    {"fscanf", "locale"},
    {"fopen", "file"},
    {"open", "file"},
    {"std::basic_ifstream", "file"},
    {"std::basic_fstream", "file"},
    {"current_path", "file"},
    {"rand", "random numbers"},
    {"srand", "random numbers"},
    {"random", "random numbers"},
    {"drand48", "random numbers"},
    {"shuffle", "random numbers"},
    {"random_shuffle", "random numbers"},
    {"sample", "random numbers"},
    {"std::random_device", "random numbers"},
    {"std::mersenne_twister_engine", "random numbers"},
    {"std::linear_congruential_engine", "random numbers"},
    {"std::subtract_with_carry_engine", "random numbers"},
    {"std::discard_block_engine", "random numbers"},
    {"std::shuffle_order_engine", "random numbers"},
    {"std::thread", "threads"},
    {"std::jthread", "threads"},
    {"async", "threads"},
    {"pthread_create", "threads"},
    {"hardware_concurrency", "threads"},
    {"omp_get_num_threads", "threads"},
    {"omp_get_max_threads", "threads"},
    {"gethostname", "machine"},
    {"getlogin", "machine"},
    {"getuid", "machine"},
}};

const Kind* kind_of(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    std::string_view name;
    if (at.kind == NodeKind::construct)
        name = at.text;
    else if (at.kind == NodeKind::call && at.callee != none &&
             review.program.callees[at.callee].system)
        name = called(review, function, node);
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& k) { return k.name == name; });
    return name.empty() || found == kinds.end() ? nullptr : &*found;
}

// What seeds a generator, or names a variable or file: its argument as written.
std::string argument_of(const Review& review, const Function& function, Index node) {
    const Node& at = function.nodes[node];
    const std::size_t first = at.has_object ? 1 : 0;
    if (at.children.size() <= first) return "without an argument";
    const Node& argument = function.nodes[at.children[first]];
    if (argument.kind == NodeKind::literal) return "with " + argument.text;
    const Index cell = core_cell(function, at.children[first]);
    return cell == none ? "with a computed argument"
                        : fmt::format("with '{}'", review.flow.cells[cell].name);
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    std::set<Place> seen;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        const Kind* kind = kind_of(review, function, node);
        if (kind == nullptr || !seen.insert(at.place).second) return;
        const Index taken = taken_by(function, node);
        Lead lead = lead_here(review, function, node,
                              review.slice.holds(taken)             ? taken
                              : review.slice.holds(function.result) ? function.result
                                                                    : function.self);
        lead.text = fmt::format("{} {}", kind->what, kind->name);
        lead.title = fmt::format("Depends on: {} ({})", kind->what, kind->name);
        lead.claim =
            fmt::format("'{}' uses {} {}, on the way to the result of '{}'.", function.qualified,
                        kind->name, argument_of(review, function, node), review.entry);
        lead.start = fmt::format("{}: {}", kind->what, kind->name);
        leads.push_back(std::move(lead));
    });
    std::stable_sort(leads.begin(), leads.end(),
                     [](const Lead& a, const Lead& b) { return a.title < b.title; });
    return leads;
}

}  // namespace

Check dependency_ledger_check() {
    return {"dependency_ledger",
            "What the result depends on beside the input of the case has to be known to repeat it, "
            "and disclosed with it.",
            "Ask for the state of each in the run of the case: seed, variables, files with their "
            "digests, locale, number of threads.",
            true, run};
}

}  // namespace isonomia::analyzer
