// A plan of a probe, read from XML: what is claimed about a result, how the input may vary and why
// the matter justifies that, how it is searched, and which relations must hold. Format:
// docs/formats/probe_plan.md.
//
// Errors: X0001… not XML, X0004 not of the schema; E0811 a range that ends before it begins or a
// step that is not above zero, E0812 too many tries, E0813 an input of the plan that is not in the
// query, or of another kind than the plan needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/json.hpp"

namespace isonomia::explain {

enum class ClaimKind { at_least, below, equals, within };

struct Claim {
    ClaimKind kind = ClaimKind::at_least;
    std::string output;  // member of the answer
    double number = 0;   // of at_least, below; within: the distance from the own answer
    std::string text;    // of equals
    std::string reason;

    [[nodiscard]] std::string in_words() const;  // "'score' stays at least 0.62"
};

enum class Vary {
    offset,   // own number + [from, to]
    rounded,  // to the nearest multiple of `to`
    replaced,
    removed,    // missing: null
    reordered,  // a list: reversed, or turned by one or more places
    image,      // the file that the input names, changed
};

// One way in which one input may differ from what it was.
struct Dimension {
    Vary kind = Vary::offset;
    std::string input;
    double from = 0;
    double to = 0;
    std::optional<double> step;
    std::vector<std::string> values;
    std::string change;  // of an image: 'blur', …
    std::string reason;
    Location place;
};

enum class SearchMethod { grid, random, adaptive };

struct Search {
    SearchMethod method = SearchMethod::random;
    std::uint64_t tries = 0;
    std::uint64_t seed = 1;
};

enum class RelationKind { monotone, irrelevant, unit_change, permutation, duplicate, symmetric };

// What must hold between the answers to related queries, whatever the right answer is.
struct Relation {
    RelationKind kind = RelationKind::monotone;
    std::string input;
    std::string other;    // symmetric: the input to swap with; unit_change: the input that names it
    bool upwards = true;  // monotone
    double from = 0;      // monotone: offsets from the own value
    double to = 0;
    std::optional<double> step;
    std::vector<std::string> values;  // irrelevant
    double factor = 1;                // unit_change
    std::string unit;
    double tolerance = 0;
    std::string reason;
    Location place;

    [[nodiscard]] std::string in_words() const;
};

struct ProbePlan {
    std::string id;
    std::string title;
    std::string system;
    std::string file;
    Claim claim;
    std::vector<Dimension> neighbourhood;
    Search search;
    std::vector<Relation> relations;
};

[[nodiscard]] Result<ProbePlan> read_probe_plan(std::string text, const std::string& file);

// Every input that the plan names is in the query, and of the kind that it needs. E0813.
[[nodiscard]] Status check_plan(const ProbePlan& plan, const Json& query);

}  // namespace isonomia::explain
