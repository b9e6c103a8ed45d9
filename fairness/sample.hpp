// What one pass over the rows leaves behind: the cube, and where rows are not independent and equal
// also who they belong to and what they weigh.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "fairness/cube.hpp"
#include "fairness/tables.hpp"
#include "stats/bootstrap.hpp"
#include "stats/design_based.hpp"

namespace isonomia::fairness {

// Weights that rows of one kind have, with the number of rows: sums over them do not depend on the
// order of the rows.
using Weights = std::map<double, std::uint64_t>;

// Outcome and prediction: negative, positive or missing each.
constexpr std::size_t labelings = 9;
[[nodiscard]] constexpr std::size_t labeling_of(Label outcome, Label prediction) {
    return static_cast<std::size_t>(outcome) * 3 + static_cast<std::size_t>(prediction);
}

struct Sample {
    Cube cube;                        // over the group columns, then the stratum columns
    std::vector<std::string> strata;  // which of its attributes are strata
    // Only where persons repeat, else empty. Cell of a pattern: leaf * kinds_of_row + kind.
    std::vector<stats::Pattern> persons;
    // Only with a weight column: per leaf * labelings + labeling.
    std::vector<Weights> weights;
    bool weighted = false;
    std::vector<GroupValues> leaves;  // the values of each leaf, in the order of the cube

    [[nodiscard]] bool clustered() const { return !persons.empty(); }
    [[nodiscard]] std::vector<std::string> group_attributes() const;
};

// A sample of counts alone.
[[nodiscard]] Sample sample_of(Cube cube);

// A sample as seen by some of its group attributes. `persons` has kinds_of_row cells per group, in
// the order of `cube`, without rows that lack outcome or prediction; `weights` has labelings.
struct Slice {
    Cube cube;
    Cube with_strata;  // over the same attributes, then the strata
    std::size_t strata = 0;
    std::vector<stats::Pattern> persons;
    std::vector<Weights> weights;
    bool clustered = false;
    bool weighted = false;

    [[nodiscard]] std::size_t index_of(const GroupValues& group) const;  // it must occur
    // The tables of these groups as units to resample: persons, or single rows.
    [[nodiscard]] std::vector<stats::Pattern> units_of(
        const std::vector<std::size_t>& groups) const;
};
[[nodiscard]] Slice slice_of(const Sample& sample, const std::vector<std::string>& attributes);

// The kind of a row with both labels: its place among kinds_of_row.
[[nodiscard]] std::size_t kind_of(Label outcome, Label prediction);

// Which person each row belongs to; memory grows with the rows, up to the limit.
class PersonRows {
public:
    explicit PersonRows(std::size_t rows_max) : rows_max_(rows_max) {}

    // `cell` as in Sample::persons, or `no_cell` for a row without both labels. Keeps a 64-bit hash
    // of the id: among 10^7 ids two share one with a chance of about 3 in a million, and then count
    // as one person. A row without an id is somebody's who occurs nowhere else. False at the limit.
    [[nodiscard]] bool add(std::string_view id, std::uint32_t cell);
    static constexpr std::uint32_t no_cell = ~std::uint32_t{0};

    // The rows of another, which numbers cells in its own way: `moved` says which cell is meant.
    template <class Moved>
    void absorb(const PersonRows& other, const Moved& moved) {
        for (const Row& row : other.rows_)
            rows_.push_back({row.person, moved(row.cell)});
        for (const auto& [cell, rows] : other.without_id_)
            without_id_[moved(cell)] += rows;
    }
    [[nodiscard]] bool has_room_for(const PersonRows& other) const {
        return other.rows_.size() <= rows_max_ - rows_.size();
    }

    struct Result {
        std::uint64_t persons = 0;
        std::uint64_t repeated_rows = 0;  // rows beyond the first of each person
        std::uint64_t without_id = 0;
        std::vector<stats::Pattern> patterns;  // empty when nobody repeats
    };
    [[nodiscard]] Result finish();

private:
    struct Row {
        std::uint64_t person;
        std::uint32_t cell;
        bool operator<(const Row& other) const {
            return person != other.person ? person < other.person : cell < other.cell;
        }
    };
    std::size_t rows_max_;
    std::vector<Row> rows_;
    std::map<std::uint32_t, std::uint64_t> without_id_;
};

}  // namespace isonomia::fairness
