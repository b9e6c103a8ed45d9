// Results as JSON.
#pragma once

#include "cli/context.hpp"
#include "core/json.hpp"

namespace isonomia::cli {

// JSON of this version only gains members; a changed or removed member raises it.
constexpr int schema_version = 1;

// The object with "schema_version" added, indented, to context.out.
void write_json(Context& context, Json::Object object);

}  // namespace isonomia::cli
