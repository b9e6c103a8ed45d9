// Model files of ONNX: the wire format of protocol buffers.
#include "explain/read_model.hpp"
#include "tests/fuzz/model_file.hpp"

namespace isonomia::fuzz {

void model_onnx_fuzz(std::string_view input) {
    ask(explain::read_onnx(std::string(input), "model"));
}

}  // namespace isonomia::fuzz
