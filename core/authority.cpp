#include "core/authority.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/text.hpp"

namespace isonomia {

namespace {

constexpr std::int64_t seconds_per_day = 86400;
constexpr std::size_t date_size = 10;

// The last second that the text covers.
std::optional<Instant> last_of(std::string_view text) {
    auto instant = parse_instant(text);
    if (instant && text.size() == date_size) instant->seconds += seconds_per_day - 1;
    return instant;
}

struct Span {
    std::optional<Instant> first;
    std::optional<Instant> last;
};

using Objections = std::vector<std::pair<AuthorityState, std::string>>;

void compare_term(const Activity& act, const Authority& authority, Objections& objections) {
    const Span begins{parse_instant(act.happened), last_of(act.happened)};
    const std::string& end = act.happened_until.empty() ? act.happened : act.happened_until;
    const Span ends{parse_instant(end), last_of(end)};
    const auto from = parse_instant(authority.valid_from);
    const auto until = last_of(authority.valid_until);
    const auto object = [&](AuthorityState state, std::string reason) {
        objections.emplace_back(state, std::move(reason));
    };
    if (until && begins.first && *begins.first > *until)
        return object(AuthorityState::expired, fmt::format("it ended on {}, before the act ({})",
                                                           authority.valid_until, act.happened));
    if (until && ends.first && *ends.first > *until)
        return object(AuthorityState::expired, fmt::format("it ended on {}, while the act went on "
                                                           "until {}",
                                                           authority.valid_until, end));
    if (from && begins.last && *begins.last < *from)
        return object(
            AuthorityState::not_yet_valid,
            fmt::format("it began on {}, after the act ({})", authority.valid_from, act.happened));
    if (!begins.first)
        return object(AuthorityState::dates_unknown, "the time of the act is not recorded");
    if (!from)
        return object(AuthorityState::dates_unknown, "from when it was valid is not recorded");
    if (*begins.first < *from || (until && *ends.last > *until))
        object(AuthorityState::dates_unknown,
               "the act and a bound of its term lie on the same day; which came first is not "
               "recorded");
}

void compare_scope(const Activity& act, const Authority& authority, Objections& objections) {
    constexpr std::string_view head = "acts:";
    const std::string_view scope = trim(authority.scope);
    if (!scope.starts_with(head)) return;
    const std::string_view list = scope.substr(head.size(), scope.find(';') - head.size());
    const std::string_view kind = to_text(act.kind);
    const auto words = split(list, ',');
    if (std::none_of(words.begin(), words.end(),
                     [&](std::string_view word) { return trim(word) == kind; }))
        objections.emplace_back(
            AuthorityState::out_of_scope,
            fmt::format("it covers the acts '{}', and this is one of kind '{}'", trim(list), kind));
}

}  // namespace

AuthorityStanding authority_standing(const Activity& act) {
    if (!act.authority)
        return {AuthorityState::not_recorded, "nothing is recorded about an authority"};
    if (act.authority->cite.empty())
        return {AuthorityState::none, "the record says that no authority was stated"};
    Objections objections;
    compare_term(act, *act.authority, objections);
    compare_scope(act, *act.authority, objections);
    if (objections.empty())
        return {AuthorityState::stated, "its term, as recorded, covers the act"};
    std::stable_sort(objections.begin(), objections.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    AuthorityStanding standing{objections.front().first, objections.front().second};
    for (std::size_t i = 1; i < objections.size(); ++i)
        standing.reason += "; " + objections[i].second;
    return standing;
}

}  // namespace isonomia
