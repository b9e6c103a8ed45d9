// Model files of XGBoost: JSON and UBJSON.
#include "explain/read_model.hpp"
#include "tests/fuzz/model_file.hpp"

namespace isonomia::fuzz {

void model_xgboost_fuzz(std::string_view input) {
    ask(explain::read_xgboost(std::string(input), "model"));
}

}  // namespace isonomia::fuzz
