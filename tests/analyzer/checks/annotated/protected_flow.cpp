#include <cstdio>
#include <string>

struct Person {
    std::string race;     // finds
    int age = 0;          // finds
    std::string village;
    int gender = 0;
    int arrests = 0;
};
double weight(const Person& p) { return p.race == "x" ? 1.2 : 1; }
double by_age(const Person& p) { return 0.1 * p.age; }
void audit(const Person& p) { std::printf("%d %s\n", p.gender, p.village.c_str()); }
struct Entry {
    int time = 0;
};
double fresh(const Entry& e, int now) {
    const int age = now - e.time;
    return age < 10 ? 1 : 0.5;
}
struct Tree {
    double birth_rate = 1, node_age = 2;
};
double grown(const Tree& t) { return t.birth_rate * t.node_age; }
double result(const Person& p) {
    audit(p);
    return weight(p) * p.arrests + by_age(p) + fresh(Entry(), 3) + grown(Tree());
}
