// Risk points by a list of cases, all in one function.
#include <cstdio>

struct Person {
    int arrests = 0, convictions = 0, violent = 0, failures = 0, jobs = 0, moves = 0, drugs = 0, weapons = 0;
    bool probation = false, parole = false, pending = false, escaped = false;
};

double result(const Person& p) {
    double points = 0;
    if (p.arrests > 0) points += 1;
    if (p.arrests > 3) points += 1;
    if (p.arrests > 9) points += 2;
    if (p.convictions > 0 && p.arrests > 1) points += 1;
    if (p.convictions > 4 || p.violent > 2) points += 2;
    if (p.violent > 0) points += 3;
    if (p.failures > 0) points += p.failures > 2 ? 2 : 1;
    if (p.jobs == 0) points += 1;
    if (p.moves > 3 && p.jobs == 0) points += 1;
    if (p.drugs > 0) points += p.weapons > 0 ? 3 : 1;
    if (p.weapons > 0 && p.violent > 0) points += 2;
    if (p.probation) points += 1;
    if (p.parole && !p.probation) points += 1;
    if (p.pending) points += 1;
    if (p.escaped) points += 4;
    return points;
}

int main() { std::printf("%g\n", result(Person{})); }
