// A points score for pretrial decisions, invented for this collection.
#pragma once

#include <string>

struct Person {
    int age = 0;
    int prior_arrests = 0;
    bool felony = false;
    bool employed = false;
    std::string district;
};

int points_for_age(int age);
int points_for_priors(int prior_arrests);
int risk_points(const Person& person);
std::string risk_band(int points);
