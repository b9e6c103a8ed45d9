#include <cstdlib>
#include <random>

double without_seed() {
    std::mt19937 generator;  // finds
    return std::uniform_real_distribution<double>(0, 1)(generator);
}
double fixed() {
    std::minstd_rand generator(1234);  // finds
    return std::uniform_real_distribution<double>(0, 1)(generator);
}
double unkept() {
    std::random_device device;
    std::mt19937 generator(device());  // finds
    return std::uniform_real_distribution<double>(0, 1)(generator);
}
double old() {
    return std::rand() % 7;  // finds
}
double given(unsigned seed) {
    std::mt19937 generator(seed);
    return std::uniform_real_distribution<double>(0, 1)(generator);
}
void elsewhere() { std::rand(); }
double old_again() { return std::rand() % 9; }  // the same question as old's
double result(unsigned seed) {
    elsewhere();
    return without_seed() + fixed() + unkept() + old() + given(seed) + old_again();
}
