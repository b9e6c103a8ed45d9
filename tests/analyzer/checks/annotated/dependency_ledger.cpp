#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <thread>

double drawn(unsigned seed) {
    std::mt19937 generator(seed);  // finds
    return std::uniform_real_distribution<double>(0, 1)(generator);
}
double from_file(const std::string& path) {
    std::ifstream in(path);  // finds
    double x = 0;
    in >> x;
    return x;
}
double from_environment(double x) {
    return std::getenv("FAST") == nullptr ? x : 2 * x;  // finds
}
double threaded(double x) {
    double y = 0;
    std::thread worker([&] { y = 2 * x; });  // finds
    worker.join();
    return y;
}
double plain(double x) { return 3 * x; }
void elsewhere() { std::printf("%d\n", std::rand()); }
double result(const std::string& path, double x) {
    return drawn(7) + from_file(path) + from_environment(x) + threaded(x) + plain(x);
}
