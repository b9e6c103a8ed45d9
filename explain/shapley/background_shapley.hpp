// Exact interventional Shapley values against comparison persons: an absent feature takes the value
// of a comparison person, and the game is averaged over them.
//
// For one leaf of value v and one comparison person, let A be the features of its path whose
// conditions only the row meets, and B those that only the other meets; when neither meets one, the
// leaf is out of reach. Then each feature of A gets v (a-1)! b! / (a+b)!, each of B loses
// v a! (b-1)! / (a+b)! (a = |A|, b = |B|). Persons that meet the same conditions of a path count
// once with their number, so a leaf costs as many steps as there are patterns, not persons. A
// linear part adds weight * (own value - mean of theirs).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "explain/model.hpp"
#include "explain/shapley/attribution.hpp"

namespace isonomia::explain {

class BackgroundShapley {
public:
    // Rows of inputs; one at least. E0502 when the values are undefined, with the reason: mixed
    // features, a path with more than 64 features, or a comparison person to whom the model gives
    // no answer. The model must outlive this. `threads` changes nothing but the time, here and
    // below.
    [[nodiscard]] static Result<BackgroundShapley> of(const Model& model, std::size_t output,
                                                      const std::vector<std::vector<double>>& rows,
                                                      unsigned threads = 1);

    // NaN where a mixture of the row and a comparison person reaches a leaf without an answer.
    [[nodiscard]] Attribution attribute(const std::vector<double>& row) const;
    [[nodiscard]] std::vector<Attribution> attribute_rows(std::span<const std::vector<double>> rows,
                                                          unsigned threads) const;
    [[nodiscard]] double base() const { return base_; }

private:
    struct Edge {
        std::int32_t parent = -1;
        std::uint8_t slot = 0;  // of its feature among those of the path
        bool again = false;     // the feature was asked about above
        std::uint32_t feature = 0;
    };
    struct Pattern {
        std::uint64_t met = 0;  // by slot
        double share = 0;       // of the comparison persons
    };
    struct Leaf {
        std::int32_t node = 0;
        std::size_t first = 0;  // of its patterns
        std::size_t count = 0;
        std::vector<std::uint32_t> features;  // by slot
    };
    struct Compiled {
        const Tree* tree = nullptr;
        std::vector<Edge> edges;
        std::vector<Leaf> leaves;
        std::vector<Pattern> patterns;
    };

    BackgroundShapley(const Model& model, std::size_t output) : model_(&model), output_(output) {}
    Status compile(const Tree& tree, const std::string& what);
    static void masks(const Compiled& compiled, const double* columns,
                      std::vector<std::uint64_t>& out);
    void count(Compiled& compiled, const std::vector<std::vector<double>>& columns) const;

    const Model* model_;
    std::size_t output_;
    std::vector<Compiled> trees_;
    std::vector<double> mean_columns_;
    double base_ = 0;
};

}  // namespace isonomia::explain
