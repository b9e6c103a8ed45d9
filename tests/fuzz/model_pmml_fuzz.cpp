// Model files of PMML: XML.
#include "explain/read_model.hpp"
#include "tests/fuzz/model_file.hpp"

namespace isonomia::fuzz {

void model_pmml_fuzz(std::string_view input) {
    ask(explain::read_pmml(std::string(input), "model"));
}

}  // namespace isonomia::fuzz
