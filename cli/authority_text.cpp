#include "cli/authority_text.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"

namespace isonomia::cli {

std::string authority_line(const Activity& act) {
    const AuthorityStanding standing = authority_standing(act);
    const std::string state = fmt::format("{}: {}", to_text(standing.state), standing.reason);
    if (!act.authority || act.authority->cite.empty()) return printable(state, 1000);
    return printable(fmt::format("{}; {}", act.authority->cite, state), 1000);
}

Json authority_json(const Activity& act) {
    const AuthorityStanding standing = authority_standing(act);
    Json::Object object{{"state", to_text(standing.state)}, {"reason", standing.reason}};
    if (act.authority && !act.authority->cite.empty()) object.emplace("cite", act.authority->cite);
    return object;
}

bool authority_is_wanting(const Activity& act) {
    const AuthorityStanding standing = authority_standing(act);
    if (standing.covers()) return false;
    const bool needed =
        act.kind == ActivityKind::acquisition || act.kind == ActivityKind::inference;
    return needed || (act.authority && !act.authority->cite.empty());
}

}  // namespace isonomia::cli
