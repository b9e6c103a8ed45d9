#include <cstddef>
#include <cstdint>
#include <vector>

double picked(const std::vector<double>& v, int row, int columns) {
    return v[static_cast<std::size_t>(row * columns)];  // finds
}
double cut(const std::vector<double>& v) {
    const int all = static_cast<int>(v.size() * v.size());  // finds
    return all;
}
double short_count(const std::vector<double>& v) {
    const std::uint8_t n = static_cast<std::uint8_t>(v.size());  // finds
    return n;
}
double wide(const std::vector<double>& v, std::size_t row, std::size_t columns) { return v[row * columns]; }
double fixed(const std::vector<double>& v, int row) { return v[static_cast<std::size_t>(row * 4)]; }
double usual(const std::vector<double>& v) { return static_cast<int>(v.size()); }
double share(long whole, long part) { return static_cast<int>((whole * part + 50) / 100); }
unsigned int smaller(const std::vector<double>& v, unsigned int score) {
    if (score > v.size() * v.size()) score = static_cast<unsigned int>(v.size() * v.size());
    return score;
}
unsigned int larger(const std::vector<double>& v, unsigned int score) {
    if (score < v.size() * v.size()) score = static_cast<unsigned int>(v.size() * v.size());  // finds
    return score;
}
unsigned int bytes(unsigned int n) { return n * sizeof(double); }
unsigned int bytes_of_all(std::size_t n) {
    return n * sizeof(double);  // finds
}
double result(const std::vector<double>& v, int row) {
    return smaller(v, 3) + larger(v, 3) + share(row, 3) + picked(v, row, 3) + cut(v) + short_count(v) + wide(v, 1, 2) + fixed(v, row) + usual(v) + bytes(3) + bytes_of_all(v.size());
}
