#include "cli/output.hpp"

namespace isonomia::cli {

void write_json(Context& context, Json::Object object) {
    object.insert_or_assign("schema_version", schema_version);
    context.out << pretty(std::move(object));
}

}  // namespace isonomia::cli
