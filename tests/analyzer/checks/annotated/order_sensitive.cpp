#include <map>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

double unordered(const std::unordered_map<int, double>& m) {
    double sum = 0;
    for (const auto& [key, value] : m) sum += value;  // finds
    return sum;
}
double reduced(const std::vector<double>& v) {
    return std::reduce(v.begin(), v.end());  // finds
}
double raced(const std::vector<double>& v) {
    double sum = 0;
    std::thread worker([&] {
        for (const double x : v) sum += x;  // finds
    });
    worker.join();
    return sum;
}
double parallel(const std::vector<double>& v) {
    double sum = 0;
#pragma omp parallel for reduction(+ : sum)
    for (std::size_t i = 0; i < v.size(); ++i) sum += v[i];  // finds
    return sum;
}
double ordered(const std::map<int, double>& m) {
    double sum = 0;
    for (const auto& [key, value] : m) sum += value;
    return sum;
}
double counted(const std::unordered_map<int, double>& m) {
    long count = 0;
    for (const auto& [key, value] : m) count += key;
    return static_cast<double>(count);
}
double added(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }
double result(const std::unordered_map<int, double>& m, const std::map<int, double>& o, const std::vector<double>& v) {
    return unordered(m) + reduced(v) + raced(v) + parallel(v) + ordered(o) + counted(m) + added(v);
}
