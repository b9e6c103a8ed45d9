#include "points.hpp"

#define FELONY_POINTS 1

namespace {

constexpr int youngest_adult = 25;
constexpr int older_from = 46;
constexpr int points_max = 10;

int capped(int points, int most = points_max) {
    return points > most ? most : points;
}

}  // namespace

int points_for_age(int age) {
    if (age < youngest_adult) return 3;
    return age < older_from ? 1 : 0;
}

int points_for_priors(int prior_arrests) {
    if (prior_arrests == 0) return 0;
    return prior_arrests > 3 ? 4 : 2;
}

int risk_points(const Person& person) {
    int points = points_for_age(person.age) + points_for_priors(person.prior_arrests);
    if (person.felony) points += FELONY_POINTS;
    if (!person.employed) points += 2;
    return capped(points);
}
