// How much an input says about a protected attribute, and what changing the inputs that do does to
// results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "explain/scorer.hpp"

namespace isonomia::explain {

// The texts of one column of a table, row by row; "" where the cell is empty. Errors: E0606 no
// column of that name, T0001… (stats/table.hpp).
[[nodiscard]] Result<std::vector<std::string>> read_labels(const fs::path& table,
                                                           const std::string& column);

struct Auc {
    std::string group;  // against all other rows
    double value = 0;   // chance that a row of the group has the larger value; 1/2 says nothing
    std::optional<double> low;  // 95%, DeLong
    std::optional<double> high;
    std::string no_interval;  // why there is none, or ""
    std::uint64_t n = 0;      // rows of the group
};

struct ProxyStrength {
    std::size_t input = 0;
    double information = 0;  // mutual information in bits, of the input in up to 10 bins, less
                             // `chance`, at least 0
    double low = 0;          // 95%, bootstrap percentiles, less the same bias; they hold the value
    double high = 0;
    double chance = 0;     // what independent columns of this size give on average: (bins - 1)
                           // (groups - 1) / (2 n ln 2)
    bool informs = false;  // low is above 0
    std::uint64_t n = 0;
    std::vector<Auc> aucs;  // of numbers, by group
};

// Rows without a label are left out; a missing value is a bin of its own. `labels` has one text per
// row. Strengths in the order of the inputs.
[[nodiscard]] std::vector<ProxyStrength> proxy_strength(const std::vector<ModelInput>& inputs,
                                                        const std::vector<Row>& rows,
                                                        const std::vector<std::string>& labels,
                                                        std::uint64_t seed);

struct ProxySwap {
    std::string group;          // whose values were taken
    std::uint64_t tried = 0;    // persons of that group with an answer
    std::uint64_t changed = 0;  // of them, whose values put the result on the other side
    std::uint64_t rows = 0;     // rows of other groups, each with one person of this group
    std::uint64_t rows_changed = 0;
};

// The inputs `proxies` take, together, the values of each of up to 200 persons of every group, all
// else as it is: for the person, and for up to 1,000 rows of other groups with one person each.
// Results at or above the threshold are one side.
[[nodiscard]] std::vector<ProxySwap> swap_proxies(const Scorer& score, double threshold,
                                                  const std::vector<std::size_t>& proxies,
                                                  const Row& person, const std::vector<Row>& rows,
                                                  const std::vector<std::string>& labels,
                                                  std::uint64_t seed);

}  // namespace isonomia::explain
