// XPath: the engine refuses or compiles whatever text it is given. Evaluation is for expression:
// nothing else of what a pack says ever reaches it.
#include "core/ensure.hpp"
#include "core/xml.hpp"

namespace isonomia::fuzz {

void xpath_fuzz(std::string_view input) {
    const auto compiled = XPath::compile(input, {"days_min"});
    if (!compiled) ensure(compiled.error().code == "X0008", "the code of a bad expression");
}

}  // namespace isonomia::fuzz
