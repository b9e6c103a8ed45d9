// What a reader of model files says to bytes.
#pragma once

#include <string>

#include "explain/read_model.hpp"
#include "tests/catch.hpp"

namespace isonomia::tests {

using Reader = Result<explain::Model> (*)(const std::string& bytes, const std::string& name);

// The code of the refusal, or "read". What is refused has a place, and a hint unless the fault is
// one of the file's syntax.
inline std::string code_of(Reader reader, const std::string& bytes) {
    const auto model = reader(bytes, "model");
    if (model) return "read";
    if (model.error().code.front() == 'E') CHECK_FALSE(model.error().hint.empty());
    CHECK(model.error().where.has_value());
    return model.error().code;
}

}  // namespace isonomia::tests
