#include "core/authority.hpp"

#include "tests/catch.hpp"

namespace isonomia {

namespace {

AuthorityStanding standing(const std::string& happened, const std::string& from,
                           const std::string& until, const std::string& scope = "",
                           const std::string& happened_until = "") {
    Activity act;
    act.kind = ActivityKind::inference;
    act.happened = happened;
    act.happened_until = happened_until;
    act.authority = Authority{"Warrant 4711", "", "", from, until, scope};
    return authority_standing(act);
}

AuthorityState state(const std::string& happened, const std::string& from, const std::string& until,
                     const std::string& scope = "") {
    return standing(happened, from, until, scope).state;
}

}  // namespace

TEST_CASE("an authority that is missing is told apart from one that was not stated") {
    Activity act;
    CHECK(authority_standing(act).state == AuthorityState::not_recorded);
    CHECK_FALSE(authority_standing(act).covers());
    act.authority = Authority{};
    CHECK(authority_standing(act).state == AuthorityState::none);
    CHECK_FALSE(authority_standing(act).covers());
    CHECK_FALSE(authority_standing(act).reason.empty());
}

TEST_CASE("times that are missing or malformed leave the term open") {
    CHECK(state("", "2025-01-01", "2025-12-31") == AuthorityState::dates_unknown);
    CHECK(state("2025-03-01", "", "") == AuthorityState::dates_unknown);
    CHECK(state("2025-03-01", "", "2025-12-31") == AuthorityState::dates_unknown);
    CHECK(state("in March", "2025-01-01", "2025-12-31") == AuthorityState::dates_unknown);
    CHECK(state("2025-03-01", "last year", "2025-12-31") == AuthorityState::dates_unknown);
    CHECK(state("2025-03-01", "2025-03-01T12:00:00Z", "") == AuthorityState::dates_unknown);
    CHECK(state("2025-03-01", "2025-01-01", "2025-03-01T12:00:00Z") ==
          AuthorityState::dates_unknown);
}

TEST_CASE("the first and the last day of a term count, a second outside does not") {
    CHECK(state("2025-03-01", "2025-03-01", "2025-03-01") == AuthorityState::stated);
    CHECK(state("2025-03-01T23:59:59Z", "2025-01-01", "2025-03-01") == AuthorityState::stated);
    CHECK(state("2025-03-02T00:00:00Z", "2025-01-01", "2025-03-01") == AuthorityState::expired);
    CHECK(state("2025-03-01T01:00:00+02:00", "2025-03-01", "") == AuthorityState::not_yet_valid);
    CHECK(state("2025-03-01T01:00:00Z", "2025-03-01", "") == AuthorityState::stated);
    CHECK(state("2025-03-02", "", "2025-03-01") == AuthorityState::expired);
    CHECK(state("2025-02-28", "2025-03-01", "") == AuthorityState::not_yet_valid);
}

TEST_CASE("an act that outlasts its authority is expired") {
    const auto late = standing("2025-03-01", "2025-01-01", "2025-03-10", "", "2025-03-11");
    CHECK(late.state == AuthorityState::expired);
    CHECK(late.reason == "it ended on 2025-03-10, while the act went on until 2025-03-11");
    CHECK(standing("2025-03-01", "2025-01-01", "2025-03-10", "", "2025-03-10").covers());
}

TEST_CASE("only a scope that lists acts is compared") {
    CHECK(state("2025-03-01", "2025-01-01", "", "the still as recorded") == AuthorityState::stated);
    CHECK(state("2025-03-01", "2025-01-01", "", "acts: acquisition, inference") ==
          AuthorityState::stated);
    CHECK(state("2025-03-01", "2025-01-01", "", "acts:inference;nothing else") ==
          AuthorityState::stated);
    CHECK(state("2025-03-01", "2025-01-01", "", "acts: acquisition; not inference") ==
          AuthorityState::out_of_scope);
    CHECK(state("2025-03-01", "2025-01-01", "", "acts:") == AuthorityState::out_of_scope);
    const auto both = standing("2025-03-01", "2024-01-01", "2024-12-31", "acts: review");
    CHECK(both.state == AuthorityState::expired);
    CHECK(both.reason ==
          "it ended on 2024-12-31, before the act (2025-03-01); it covers the acts 'review', and "
          "this is one of kind 'inference'");
}

}  // namespace isonomia
