#include <cstdlib>
#include <iostream>

#include "points.hpp"

int main(int argc, char** argv) {
    if (argc != 5) {
        std::cerr << "usage: points_score AGE PRIOR_ARRESTS FELONY EMPLOYED\n";
        return 64;
    }
    Person person;
    person.age = std::atoi(argv[1]);
    person.prior_arrests = std::atoi(argv[2]);
    person.felony = std::string(argv[3]) == "yes";
    person.employed = std::string(argv[4]) == "yes";
    const int points = risk_points(person);
    std::cout << points << " " << risk_band(points) << "\n";
}
