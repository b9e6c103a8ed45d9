// Risk from a base rate. The area is written to the record and plays no part.
#include <iostream>
#include <string>

struct Person {
    std::string zip;
    int prior_arrests = 0;
};

void audit(const std::string& zip) { std::cerr << "area " << zip << '\n'; }

double result(const Person& person, double base) {
    audit(person.zip);
    return base * (1 + person.prior_arrests);
}

int main() {
    Person person;
    person.prior_arrests = 2;
    return result(person, 0.1) > 0.35 ? 1 : 0;
}
