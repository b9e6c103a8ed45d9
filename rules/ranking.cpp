#include "rules/ranking.hpp"

#include <algorithm>
#include <set>

namespace isonomia::rules {

namespace {

bool directly(const Exception& a, const Exception& b) {
    return std::find(a.overrides.begin(), a.overrides.end(), b.id) != a.overrides.end() ||
           (a.rank && b.rank && *a.rank < *b.rank);
}

bool reaches(const Rule& rule, const Exception& from, const Exception& target,
             std::set<const Exception*>& seen) {
    return std::any_of(rule.exceptions.begin(), rule.exceptions.end(), [&](const Exception& next) {
        return directly(from, next) && (&next == &target || (seen.insert(&next).second &&
                                                             reaches(rule, next, target, seen)));
    });
}

}  // namespace

bool prevails(const Rule& rule, const Exception& a, const Exception& b) {
    std::set<const Exception*> seen;
    return reaches(rule, a, b, seen);
}

}  // namespace isonomia::rules
