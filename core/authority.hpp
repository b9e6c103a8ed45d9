// How the legal authority of an act stands to the act: derived from what is stated, never judged.
// Whether the authority was rightly given is not asked here.
//
// A scope may begin with a list that a machine can read: "acts: acquisition, inference; the still
// as recorded". The words are kinds of acts (core/activity.hpp), up to the first ';' or the end.
#pragma once

#include <string>

#include "core/activity.hpp"

namespace isonomia {

enum class AuthorityState {
    stated,         // its term is known and covers the act; so does its scope, as far as it says
    not_recorded,   // nothing is recorded about an authority
    none,           // the record says that none was stated
    expired,        // it had ended when the act began, or before the act ended
    not_yet_valid,  // the act began before it did
    out_of_scope,   // its list of acts does not name this kind
    dates_unknown,  // the term or the time of the act is not known, or not closely enough
};
constexpr std::array<std::string_view, 7> names_of(AuthorityState) {
    return {"stated",        "not recorded", "none",         "expired",
            "not yet valid", "out of scope", "dates unknown"};
}

struct AuthorityStanding {
    AuthorityState state = AuthorityState::not_recorded;
    std::string reason;  // one sentence without full stop; never empty

    // Whether nothing speaks against it.
    [[nodiscard]] bool covers() const { return state == AuthorityState::stated; }
};

// A date without a time covers its whole day (UTC); the first and the last day of a term count. An
// act of which only the day is known may lie on either side of a bound within that day: unknown.
// Where several things speak against an authority the reason names them all, and the state is the
// first of expired, not_yet_valid, out_of_scope, dates_unknown.
[[nodiscard]] AuthorityStanding authority_standing(const Activity& act);

}  // namespace isonomia
