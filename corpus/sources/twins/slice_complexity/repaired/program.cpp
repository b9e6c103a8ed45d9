// Risk points by a list of items, each tested by itself.
#include <cstdio>

struct Person {
    int arrests = 0, violent = 0, drugs = 0;
};

double record_points(const Person& p) { return p.arrests > 3 ? 2 : p.arrests; }
double conduct_points(const Person& p) { return 3 * p.violent + p.drugs; }
double result(const Person& p) { return record_points(p) + conduct_points(p); }

int main() { std::printf("%g\n", result(Person{})); }
