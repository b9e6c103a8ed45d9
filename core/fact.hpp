// A fact that rules may rely on, with its standing.
#pragma once

#include <string>
#include <vector>

#include "core/names.hpp"

namespace isonomia {

// From strongest to weakest, so that "the weakest status of its facts" is a maximum. `established`
// needs an exhibit, an admission or a finding.
enum class FactStatus { established, asserted, disputed, withheld, unknown };
constexpr std::array<std::string_view, 5> names_of(FactStatus) {
    return {"established", "asserted", "disputed", "withheld", "unknown"};
}

enum class FactType { boolean, number, date, text };
constexpr std::array<std::string_view, 4> names_of(FactType) {
    return {"boolean", "number", "date", "text"};
}

struct Fact {
    std::string id;  // dotted: 'served.source-code'; 'd.…' is reserved for derived facts
    FactStatus status = FactStatus::unknown;
    FactType type = FactType::boolean;
    std::string value;  // 'true' | 'false', a decimal number, YYYY-MM-DD, or text; "" unless known
    std::string otherwise;    // disputed facts: the value for which the other side stands
    std::string statement;    // the fact in a sentence
    std::string exhibit;      // source: an exhibit …
    std::string page;         // … and the place in it
    std::string admitted_by;  // source: an agent who admits it
    std::string finding;      // source: a finding or measurement
    std::string stated_by;    // agent, for asserted and disputed facts
    std::string disputed_by;  // agent
    std::string held_by;      // agent, for unknown and withheld facts: whom to ask
    std::string ground;       // reason given for withholding
    std::string derivation;   // derived facts: how it was computed
};

template <class V>
void describe(V& v, Fact& f) {
    v("id", f.id);
    v("status", f.status);
    v("type", f.type);
    v("value", f.value);
    v("otherwise", f.otherwise);
    v("statement", f.statement);
    v("exhibit", f.exhibit);
    v("page", f.page);
    v("admitted_by", f.admitted_by);
    v("finding", f.finding);
    v("stated_by", f.stated_by);
    v("disputed_by", f.disputed_by);
    v("held_by", f.held_by);
    v("ground", f.ground);
    v("derivation", f.derivation);
}

}  // namespace isonomia
