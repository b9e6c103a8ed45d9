#include "core/act_key.hpp"

#include "core/digest.hpp"
#include "core/json.hpp"

namespace isonomia {

std::string act_key(const ActInputs& act) {
    Json::Array inputs(act.inputs.begin(), act.inputs.end());
    Json::Object parameters;
    for (const auto& [name, value] : act.parameters)
        parameters.emplace(name, value);
    Json::Object object{{"kind", to_text(act.kind)},
                        {"tool_version", act.tool_version},
                        {"inputs", std::move(inputs)},
                        {"parameters", std::move(parameters)}};
    if (act.seed) object.emplace("seed", Json::integer(*act.seed));
    return hex(sha256(canonical(object)));
}

}  // namespace isonomia
