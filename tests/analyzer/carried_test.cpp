// Values that travel by way of something else: wrappers, references, streams, and what the library
// calls back. Each program uses every value of its list on the way to the score.
#include "tests/analyzer/tree.hpp"

using namespace isonomia;
using tests::Tree;

namespace {

// Those of `wanted` that the ledger of values lacks; "0.5 0.25 " for two of them.
std::string missing(const std::string& program, const std::vector<std::string>& wanted) {
    Tree tree;
    tree.add("a.cpp", program);
    tree.database(R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])");
    const auto result = tree.done();
    CHECK(result.coverage.units_clean == 1);
    return tests::lacking(result, wanted);
}

}  // namespace

TEST_CASE("wrappers of functions and references") {
    CHECK(missing(R"(#include <functional>
#include <thread>
double scaled(double f, double x) { return x < 0.11 ? 0 : x * f; }
struct Own { double f(double x) const { return x * 0.13; } };
double bound(double x) { return std::bind(scaled, 0.12, std::placeholders::_1)(x); }
double method(double x) {
    Own own;
    return std::bind(&Own::f, &own, std::placeholders::_1)(x);
}
void more(double& y) { y *= 0.14; }
double held(double x) { auto r = std::ref(x); more(r); return x; }
double got(double x) { auto r = std::ref(x); r.get() = 0.15; return x; }
double threaded(double x) { std::thread t(more, std::ref(x)); t.join(); return x; }
double constant(double x) { double limit = 0.16; auto r = std::cref(limit); return x * r; }
void changed(double& y) { y = 0.17; }
double later(double x) { auto call = std::bind(changed, std::ref(x)); call(); return x; }
double erased(double x) {
    const std::function<double(double)> f = [](double y) { return y + 0.18; };
    return f(x);
}
double score(double x) {
    return bound(x) + method(x) + held(x) + got(x) + threaded(x) + constant(x) + later(x) +
           erased(x);
}
)",
                  {"0.11", "0.12", "0.13", "0.14", "0.15", "0.16", "0.17", "0.18"}) == "");
}

TEST_CASE("tuples of references, and streams") {
    CHECK(missing(R"(#include <fstream>
#include <sstream>
#include <string>
#include <tuple>
std::tuple<double, double> both(double x) { return {x * 0.21, 0.22}; }
double tied(double x) {
    double a = 0, b = 0;
    std::tie(a, b) = both(x);
    return a + b;
}
double stored(double x) {
    double a = 0, b = 0, c = 0;
    auto t = std::tie(a, b);
    t = both(x + 0.23);
    auto u = std::tie(c);
    std::get<0>(u) = 0.27;
    return a + b + c;
}
double through(double x) {
    std::stringstream io;
    io << 0.24 << ' ' << x;
    double y = 0;
    io >> y;
    return y;
}
double chained(const std::string& line) {
    std::istringstream in(line + "0.5");
    std::string name;
    double y = 0;
    while (in >> name >> y)
        if (name == "height") y *= 0.25;
    return y;
}
double lines(int x) {
    std::istringstream in(std::to_string(x * 8021));
    std::string field;
    double sum = 0;
    while (std::getline(in, field, ',')) sum += std::stod(field);
    return sum;
}
double file(int x) {
    std::ifstream in(x > 4711 ? "a" : "b");
    double sum = 0;
    in >> sum;
    return sum;
}
struct Peak { double height; };
std::istream& operator>>(std::istream& in, Peak& p) { in >> p.height; p.height *= 0.26; return in; }
double own(std::istream& in) { Peak p{}; in >> p; return p.height; }
double score(double x) {
    std::istringstream in("1");
    return tied(x) + stored(x) + through(x) + chained("a") + lines(int(x)) + file(int(x)) + own(in);
}
)",
                  {"0.21", "0.22", "0.23", "0.24", "0.25", "8021", "4711", "0.26", "0.27"}) == "");
}

TEST_CASE("what the library calls back: functors, comparisons, hashes") {
    CHECK(missing(R"(#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>
struct Less {
    double by = 0.31;
    bool operator()(double a, double b) const { return a * 0.32 < b - by; }
};
struct Keep { bool operator()(double a) const { return a < 0.33; } };
struct Sum { double total = 0; void operator()(double a) { total += a * 0.34; } };
struct Order { bool operator()(double a, double b) const { return a * 0.35 < b; } };
struct Way {
    double w;
    auto operator<=>(const Way& o) const { return w * 0.36 <=> o.w; }
    bool operator==(const Way&) const = default;
};
struct Plain { double w; };
bool operator<(const Plain& a, const Plain& b) { return a.w * 0.37 < b.w; }
struct Key { double w; bool operator<(const Key& b) const { return w * 0.38 < b.w; } };
struct Name { int n; bool operator==(const Name& o) const { return n % 3907 == o.n % 3907; } };
struct Hash { std::size_t operator()(const Name& k) const { return std::size_t(k.n) % 4001; } };
struct Best { double w; bool operator<(const Best& b) const { return w * 0.39 < b.w; } };
struct Projected { double w; double key() const { return w * 0.391; } };
double sorted(std::vector<double> v) { std::sort(v.begin(), v.end(), Less{}); return v[0]; }
double counted(const std::vector<double>& v) {
    Keep keep;
    return double(std::count_if(v.begin(), v.end(), keep));
}
double summed(const std::vector<double>& v) {
    return std::for_each(v.begin(), v.end(), Sum()).total;
}
double set(double x) { std::set<double, Order> s; s.insert(x); s.insert(2); return *s.begin(); }
double ways(std::vector<Way> v) { std::sort(v.begin(), v.end()); return v[0].w; }
double asked(double x) { return Way{x} < Way{1} ? 1 : 2; }
double plain(std::vector<Plain> v) { std::stable_sort(v.begin(), v.end()); return v[0].w; }
double keys(double x) { std::map<Key, double> m; m[Key{x}] = 1; return m.begin()->second; }
double names(int x) {
    std::unordered_map<Name, double, Hash> m;
    m[Name{x}] += 1;
    return m[Name{3}];
}
double best(const std::vector<Best>& v) { return std::max_element(v.begin(), v.end())->w; }
double projected(std::vector<Projected> v) {
    std::ranges::sort(v, {}, &Projected::key);
    return v[0].w;
}
double score(double x) {
    return sorted({x}) + counted({x}) + summed({x}) + set(x) + ways({{x}}) + asked(x) +
           plain({{x}}) + keys(x) + names(int(x)) + best({{x}}) + projected({{x}});
}
)",
                  {"0.31", "0.32", "0.33", "0.34", "0.35", "0.36", "0.37", "0.38", "0.39", "0.391",
                   "3907", "4001"}) == "");
}

TEST_CASE("writes through what a function of the source returns") {
    CHECK(missing(R"(#include <memory>
#include <vector>
struct Table {
    double d[4] = {};
    double& at(int i) { return d[i]; }
    double* where(int i) { return &d[i]; }
    double& operator()(int i, int j) { return d[i + j]; }
    double get(int i) const { return d[i]; }
};
double& at(double* d, int i) { return d[i]; }
double& pick(double& a, double& b) { return a < b ? a : b; }
static double total = 0;
double& total_of() { return total; }
static double shared = 0;
double& alias = shared;
void set(double& y) { y = 0.47; }
double fields(int x) { Table m; m.at(x) = 0.41; m(x, 1) *= 0.42; return m.get(0); }
double elements(int x) { double d[4] = {}; at(d, x) = 0.43; return d[0]; }
double picked(double x) { double a = 1, b = 2; pick(a, b) = 0.44; return a + b + x; }
double global(double x) { total_of() += 0.45; return x + total; }
double handed(int x) { Table m; set(m.at(x)); return m.d[0]; }
double pointed(int x) {
    Table m;
    *m.where(x) = 0.46;
    double* p = m.where(2);
    *p += 0.48;
    return m.d[0];
}
double named(double x) { alias = 0.49; return shared + x; }
double copied(double x) { double* p = &x; double* q = p; *q = 0.491; return *p; }
double list(std::vector<double>& v) { auto* p = &v; auto* q = p; q->push_back(0.492); return v[0]; }
double score(double x) {
    std::vector<double> v{x};
    return fields(int(x)) + elements(int(x)) + picked(x) + global(x) + handed(int(x)) +
           pointed(int(x)) + named(x) + copied(x) + list(v);
}
)",
                  {"0.41", "0.42", "0.43", "0.44", "0.45", "0.46", "0.47", "0.48", "0.49", "0.491",
                   "0.492"}) == "");
}

TEST_CASE("pointers to members, and members that refer") {
    CHECK(missing(R"(#include <vector>
struct Pair { double a = 0, b = 0; double f(double x) const { return x * 0.51; } };
double member(double x) {
    Pair s;
    double Pair::* p = x > 0.52 ? &Pair::a : &Pair::b;
    s.*p = 0.53;
    return s.a + s.b;
}
double table(double x, int i) {
    double Pair::* const parts[] = {&Pair::a, &Pair::b};
    Pair s;
    s.*parts[i] = 0.54;
    return s.b + x;
}
double function(double x) { Pair s; double (Pair::* f)(double) const = &Pair::f; return (s.*f)(x); }
struct Reference { double& to; explicit Reference(double& t) : to(t) {} void set() { to = 0.55; } };
struct Pointer { double* to; explicit Pointer(double* t) : to(t) {} void set() { *to = 0.56; } };
struct List {
    std::vector<double>& to;
    explicit List(std::vector<double>& t) : to(t) {}
    void set() { to.push_back(0.57); }
};
struct Plain { double& to; };
double reference(double x) { Reference w(x); w.set(); return x; }
double pointer(double x) { Pointer w(&x); w.set(); return x; }
double list(double x) { std::vector<double> r; List w(r); w.set(); return r[0] + x; }
double plain(double x) { Plain w{x}; w.to = 0.58; return x; }
double captured(double x) { auto set = [&y = x] { y = 0.59; }; set(); return x; }
double score(double x) {
    return member(x) + table(x, 1) + function(x) + reference(x) + pointer(x) + list(x) + plain(x) +
           captured(x);
}
)",
                  {"0.51", "0.52", "0.53", "0.54", "0.55", "0.56", "0.57", "0.58", "0.59"}) == "");
}

TEST_CASE("what is written elsewhere stays elsewhere") {
    CHECK(missing(R"(#include <functional>
#include <set>
#include <sstream>
#include <tuple>
struct Table { double d[4] = {}; double& at(int i) { return d[i]; } };
double& pick(double& a, double& b) { return a < b ? a : b; }
struct Order { bool operator()(double a, double b) const { return a * 0.61 < b; } };
double score(double x) {
    Table m;
    m.at(1) = 0.62;
    double a = 0, b = 0;
    pick(a, b) = 0.63;
    std::tie(a, b) = std::make_tuple(0.64, 1.0);
    auto r = std::ref(a);
    r.get() = 0.65;
    std::ostringstream out;
    out << 0.66 << a;
    std::set<double, Order> s;
    s.insert(x);
    double* p = &a;
    double* q = p;
    *q = 0.67;
    double z = 0.68;
    std::istringstream in("1");
    in >> z;
    in >> x;
    return x;
}
)",
                  {"0.61", "0.62", "0.63", "0.64", "0.65", "0.66", "0.67", "0.68"}) ==
          "0.61 0.62 0.63 0.64 0.65 0.66 0.67 0.68 ");
}
