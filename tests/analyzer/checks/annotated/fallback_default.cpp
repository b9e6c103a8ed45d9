#include <map>
#include <optional>
#include <stdexcept>
#include <string>

using Table = std::map<std::string, double>;

double returned(const Table& t, const std::string& key) {
    const auto at = t.find(key);
    if (at == t.end()) return 0.02;  // finds
    return at->second;
}
double picked(const Table& t, const std::string& key) {
    return t.count(key) != 0 ? t.at(key) : 0.5;  // finds
}
double optional(const std::optional<double>& x) {
    return x.value_or(1.5);  // finds
}
double refused(const Table& t, const std::string& key) {
    const auto at = t.find(key);
    if (at == t.end()) throw std::out_of_range(key);
    return at->second;
}
double given(const std::optional<double>& x, double otherwise) { return x.value_or(otherwise); }
double result(const Table& t, const std::string& key, const std::optional<double>& x) {
    return returned(t, key) + picked(t, key) + optional(x) + refused(t, key) + given(x, 3 * t.at(key));
}
