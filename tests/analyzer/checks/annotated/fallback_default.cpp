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
struct Entry {
    double count;
};
double first_seen(std::map<std::string, Entry>& seen, const std::string& key) {
    if (seen.find(key) == seen.end()) {
        Entry entry;
        entry.count = 1;
        seen.emplace(key, entry);
    }
    return seen.at(key).count;
}
double of_new(const std::string& key) {
    std::map<std::string, Entry> seen;
    return first_seen(seen, key);
}
double position(const Table& t, const std::string& key) {
    const auto at = t.find(key);
    return at != t.end() ? at->second : -1;
}
double result(const Table& t, const std::string& key, const std::optional<double>& x) {
    return returned(t, key) + picked(t, key) + optional(x) + refused(t, key) + given(x, 3 * t.at(key)) + of_new(key) + position(t, key);
}
