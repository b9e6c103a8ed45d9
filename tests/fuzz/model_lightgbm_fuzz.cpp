// Model files of LightGBM: text.
#include "explain/read_model.hpp"
#include "tests/fuzz/model_file.hpp"

namespace isonomia::fuzz {

void model_lightgbm_fuzz(std::string_view input) {
    ask(explain::read_lightgbm(std::string(input), "model"));
}

}  // namespace isonomia::fuzz
