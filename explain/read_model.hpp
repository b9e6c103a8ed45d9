// Reads a model file of any supported kind, recognised by its content.
//
//   XGBoost    JSON or UBJSON (versions 1.0 to 3.x): gbtree, dart, gblinear
//   LightGBM   text (versions 2 to 4)
//   PMML       4.x: RegressionModel, Scorecard, TreeModel, MiningModel
//   ONNX       linear models and tree ensembles of ai.onnx.ml, with scaling before them
//   CSV        a points table or a linear score (explain/additive_model.hpp)
//
// What a file uses and is not supported is refused by name (E0402), never approximated. Errors:
// F0001 the file cannot be read; E0400 not a model of any of these kinds; E0401 a part is missing
// or of the wrong kind; E0402 not supported; E0403 binary data cut short or damaged; E0404 to E0408
// (tree.hpp, model.hpp); J0001 not JSON; X0001… not XML; T0001… not a table.
#pragma once

#include "core/files.hpp"
#include "explain/model.hpp"

namespace isonomia::explain {

[[nodiscard]] Result<Model> read_model(Files& files, const fs::path& path);

// The readers of each kind, on the bytes of the file.
[[nodiscard]] Result<Model> read_xgboost(const std::string& bytes, const std::string& file);
[[nodiscard]] Result<Model> read_lightgbm(const std::string& bytes, const std::string& file);
[[nodiscard]] Result<Model> read_pmml(const std::string& bytes, const std::string& file);
[[nodiscard]] Result<Model> read_onnx(const std::string& bytes, const std::string& file);

}  // namespace isonomia::explain
