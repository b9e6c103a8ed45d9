// Risk from a base rate. People from listed areas get more; no arithmetic is done on the area itself.
#include <string>

struct Person {
    std::string zip;
    int prior_arrests = 0;
};

bool in_listed_area(const std::string& zip) { return zip == "60624" || zip == "60623"; }

double result(const Person& person, double base) {
    double weight = 1;
    if (in_listed_area(person.zip)) weight = 1.3;
    return weight * base * (1 + person.prior_arrests);
}

int main() {
    Person person;
    person.prior_arrests = 2;
    return result(person, 0.1) > 0.35 ? 1 : 0;
}
