// Random numbers: a generator takes part in the result, and its seed is not chosen by whoever runs
// the program, or not kept.
#include <array>
#include <set>

#include <fmt/format.h>

#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 6> generators{
    "std::mersenne_twister_engine",    "std::linear_congruential_engine",
    "std::subtract_with_carry_engine", "std::discard_block_engine",
    "std::shuffle_order_engine",       "std::independent_bits_engine"};
constexpr std::array<std::string_view, 8> global_draws{"rand",   "random",  "drand48", "lrand48",
                                                       "rand_r", "erand48", "mrand48", "random_r"};
constexpr std::array<std::string_view, 3> seeders{"srand", "srandom", "srand48"};
constexpr std::array<std::string_view, 4> clocks{"time", "now", "clock", "getpid"};

void add(const Review& review, const Function& function, Index node, Index cell,
         const std::string& what, const std::string& claim, std::vector<Lead>& leads) {
    Lead lead = lead_here(review, function, node, cell);
    lead.text = what;
    lead.title = fmt::format("Random numbers: {}", what);
    lead.claim = fmt::format("'{}' {} on the way to the result of '{}'.", function.qualified, claim,
                             review.entry);
    lead.start = what;
    lead.certain = true;
    leads.push_back(std::move(lead));
}

// The value of a device or a clock stands below `node`.
bool is_unrepeatable(const Review& review, const Function& function, Index node) {
    if (call_below(review, function, node, clocks) != none) return true;
    bool device = false;
    each_below(function, node, [&](const Node& at, Index) {
        if (at.cell != none)
            device = device || type_of(review.flow.cells[at.cell]) == "std::random_device";
        device = device || (at.kind == NodeKind::construct && at.text == "std::random_device");
    });
    return device;
}

Index taken_or_self(const Review& review, const Function& function, Index node) {
    const Index cell = taken_by(function, node);
    if (review.slice.holds(cell)) return cell;
    return review.slice.holds(function.result) ? function.result : function.self;
}

void construction(const Review& review, const Function& function, Index node,
                  std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    if (!is_one_of(at.text, generators)) return;
    const Index cell = taken_by(function, node);
    if (!review.slice.holds(cell)) return;
    const std::string& name = review.flow.cells[cell].name;
    if (at.children.empty())
        return add(review, function, node, cell, fmt::format("'{}' has no seed", name),
                   fmt::format("makes the generator '{}' without a seed, so that every run draws "
                               "the same numbers and the spread between runs stays unseen,",
                               name),
                   leads);
    const std::string value = fixed_value(review, function, at.children[0]);
    if (!value.empty())
        return add(review, function, node, cell, fmt::format("'{}' has the seed {}", name, value),
                   fmt::format("makes the generator '{}' with the seed {} that is written in the "
                               "code, so that the spread between runs stays unseen,",
                               name, value),
                   leads);
    if (is_unrepeatable(review, function, at.children[0]))
        add(review, function, node, cell, fmt::format("the seed of '{}' is not kept", name),
            fmt::format("makes the generator '{}' with a seed that differs at every run and is not "
                        "kept, so that the result cannot be repeated,",
                        name),
            leads);
}

void call(const Review& review, const Function& function, Index node, std::vector<Lead>& leads) {
    const Node& at = function.nodes[node];
    const std::string_view name = called(review, function, node);
    const bool library = at.callee != none && review.program.callees[at.callee].system;
    if (library && is_one_of(name, global_draws)) {
        const Index cell = taken_or_self(review, function, node);
        if (review.slice.holds(cell)) {
            add(review, function, node, cell, fmt::format("{}() is drawn from", name),
                fmt::format("draws from {}(), whose numbers differ between systems and with "
                            "everything else that draws,",
                            name),
                leads);
            leads.back().family = "draws";  // where its seed comes from is one question
        }
    }
    if (!library || !is_one_of(name, seeders) || at.children.empty()) return;
    const std::string value = fixed_value(review, function, at.children[0]);
    const Index cell = review.slice.holds(function.result) ? function.result : function.self;
    if (!value.empty() && review.slice.holds(cell))
        add(review, function, node, cell, fmt::format("the seed is {}", value),
            fmt::format("sets the seed {} that is written in the code", value), leads);
}

std::vector<Lead> run(const Review& review) {
    std::vector<Lead> leads;
    each_on_slice(review, [&](const Function& function, const Node& at, Index node) {
        if (at.kind == NodeKind::construct) construction(review, function, node, leads);
        if (at.kind == NodeKind::call) call(review, function, node, leads);
    });
    put_nearest_first(review, leads);
    return leads;
}

}  // namespace

Check rng_check() {
    return {
        "rng",
        "A result drawn by chance differs from run to run; one run, or one seed, hides by how "
        "much. Likelihood ratios by sampling have been seen to spread tenfold; OpenBR sets its "
        "seed to 0.",
        "Run the program with many seeds on the same input and report the spread of the result.",
        false, run};
}

}  // namespace isonomia::analyzer
