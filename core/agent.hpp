// Who acts, holds, disputes or is asked (PROV: agent).
#pragma once

#include <string>

#include "core/names.hpp"

namespace isonomia {

enum class AgentKind { person, organization, software };
constexpr std::array<std::string_view, 3> names_of(AgentKind) {
    return {"person", "organization", "software"};
}

enum class Role {
    prosecution,
    defence,
    police,
    laboratory,
    vendor,
    court,
    oversight,
    accused,
    operator_,
    expert,
    data_source,
    other
};
constexpr std::array<std::string_view, 12> names_of(Role) {
    return {"prosecution", "defence", "police",   "laboratory", "vendor",      "court",
            "oversight",   "accused", "operator", "expert",     "data-source", "other"};
}

struct Agent {
    std::string id;
    std::string name;
    AgentKind kind = AgentKind::organization;
    Role role = Role::other;
};

template <class V>
void describe(V& v, Agent& a) {
    v("id", a.id);
    v("name", a.name);
    v("kind", a.kind);
    v("role", a.role);
}

}  // namespace isonomia
