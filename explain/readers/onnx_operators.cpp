// The operators that are read, with every attribute of theirs that is known: another one may change
// the result. Names as in the ONNX operator lists of ai.onnx and ai.onnx.ml.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/readers/onnx_node.hpp"

namespace isonomia::explain::onnx {

namespace {

struct Operator {
    std::string_view name;
    std::string_view attributes;
};

constexpr std::array<Operator, 12> operators{{
    {"Cast", "saturate to"},  // saturate: of small floats, which are refused
    {"Concat", "axis"},
    {"FeatureVectorizer", "inputdimensions"},
    {"Identity", ""},
    {"Imputer", "imputed_value_floats replaced_value_float"},
    {"LinearClassifier",
     "classlabels_ints classlabels_strings coefficients intercepts multi_class post_transform"},
    {"LinearRegressor", "coefficients intercepts post_transform targets"},
    {"Normalizer", "norm"},
    {"Scaler", "offset scale"},
    {"TreeEnsembleClassifier",
     "base_values class_ids class_nodeids class_treeids class_weights classlabels_int64s "
     "classlabels_strings nodes_falsenodeids nodes_featureids nodes_hitrates "
     "nodes_missing_value_tracks_true nodes_modes nodes_nodeids nodes_treeids nodes_truenodeids "
     "nodes_values post_transform"},
    {"TreeEnsembleRegressor",
     "aggregate_function base_values n_targets nodes_falsenodeids nodes_featureids nodes_hitrates "
     "nodes_missing_value_tracks_true nodes_modes nodes_nodeids nodes_treeids nodes_truenodeids "
     "nodes_values post_transform target_ids target_nodeids target_treeids target_weights"},
    {"ZipMap", "classlabels_int64s classlabels_strings"},
}};

}  // namespace

Status check_operator(const GraphNode& node) {
    if (!node.domain.empty() && node.domain != "ai.onnx" && node.domain != "ai.onnx.ml")
        return node.unsupported(fmt::format("an operator of '{}'", node.domain));
    const auto known = std::find_if(operators.begin(), operators.end(),
                                    [&](const Operator& one) { return one.name == node.op; });
    if (known == operators.end()) return node.unsupported("this operator");
    const auto names = split(known->attributes, ' ');
    for (const auto& [name, attribute] : node.attributes)
        if (std::find(names.begin(), names.end(), name) == names.end())
            return node.unsupported(fmt::format("the attribute '{}'", name));
    return {};
}

}  // namespace isonomia::explain::onnx
