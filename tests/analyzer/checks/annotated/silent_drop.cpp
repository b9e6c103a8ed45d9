#include <algorithm>
#include <cstdio>
#include <iterator>
#include <ranges>
#include <vector>

double erased(std::vector<double> v) {
    for (auto at = v.begin(); at != v.end();) {
        if (*at > 3)
            at = v.erase(at);  // finds
        else
            ++at;
    }
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double skipped(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        if (x < 0.1) continue;  // finds
        sum += x;
    }
    return sum;
}
double filtered(std::vector<double> v) {
    std::erase_if(v, [](double x) { return x > 3; });  // finds
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double told(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) {
        if (x < 0.1) {
            std::fprintf(stderr, "left out: %g\n", x);
            continue;
        }
        sum += x;
    }
    return sum;
}
double itself(const std::vector<double>& v, std::size_t own) {
    double sum = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (i == own) continue;
        sum += v[i];
    }
    return sum;
}
double last_of(const std::vector<double>& v) {
    double last = 0;
    for (const double x : v) {
        if (x < 0.1) continue;
        last = x;
    }
    return last;
}
int steps(const std::vector<double>& v) {
    int at = 0;
    for (int i = 0; i < 9; i += 1) {
        if (v[0] < i) continue;
        i += 2;
    }
    return at;
}
double inside(const std::vector<double>& v, int columns) {
    double sum = 0;
    for (int x = 0; x < columns; ++x)
        for (int step = -1; step < 2; step += 2) {
            const int beside = x + step;
            if (beside < 0 || beside >= columns) continue;
            sum += v[static_cast<std::size_t>(beside)];
        }
    return sum;
}
struct Peak {
    double size = 0, height = 0;
};
double pairs(const std::vector<Peak>& v) {
    double sum = 0;
    for (const Peak& one : v)
        for (const Peak& other : v) {
            const double behind = other.size;
            if (behind < one.size) continue;
            sum += one.height * other.height;
        }
    return sum;
}
double stutter(const std::vector<Peak>& v) {
    double sum = 0;
    for (const Peak& one : v)
        for (const Peak& other : v) {
            if (other.height < 0.15 * one.height) continue;  // finds
            sum += other.height;
        }
    return sum;
}
double popped(std::vector<double> v) {
    double sum = 0;
    while (!v.empty()) {
        const double last = v.back();
        if (last > 7) {
            sum += v.back();
            v.pop_back();
        }
        v.resize(v.size() - 1);
    }
    return sum;
}
struct Cell {
    int frame = 0, mark = 0, quality = 0;
    double score = 0;
};
double active(const std::vector<Cell>& v, int now) {
    double sum = 0;
    for (const Cell& cell : v) {
        if (cell.frame < now) continue;
        sum += cell.score;
    }
    return sum;
}
double marked(const std::vector<Cell>& v) {
    double sum = 0;
    for (const Cell& cell : v) {
        if (cell.mark < 0) continue;
        sum += cell.score;
    }
    return sum;
}
double good(const std::vector<Cell>& v, int quality_min) {
    double sum = 0;
    for (const Cell& cell : v) {
        if (cell.quality < quality_min) continue;  // finds
        sum += cell.score;
    }
    return sum;
}
std::vector<double> three_best(const std::vector<Cell>& v) {
    std::vector<double> best(3);
    for (const Cell& cell : v) {
        if (cell.score < best.back()) continue;
        best.push_back(cell.score);
    }
    return best;
}
double parsed(const std::vector<const char*>& lines) {
    double sum = 0;
    for (const char* line : lines) {
        double x = 0;
        if (std::sscanf(line, "%lf", &x) != 1) continue;  // finds
        sum += x;
    }
    return sum;
}
struct Allele {
    double height = 0;
    int kind = 0;
    bool usable() const { return height >= 50; }
};
bool low(const Allele& a) { return a.height < 0.1; }
bool told_low(const Allele& a) {
    if (a.height >= 0.1) return false;
    std::fprintf(stderr, "left out: %g\n", a.height);
    return true;
}
bool is_kind(const Allele& a, int kind) { return a.kind == kind; }
double helped(const std::vector<Allele>& v) {
    double sum = 0;
    for (const Allele& a : v) {
        if (!a.usable()) continue;  // finds
        sum += a.height;
    }
    return sum;
}
double by_function(const std::vector<Allele>& v) {
    double sum = 0;
    for (const Allele& a : v) {
        if (low(a)) continue;  // finds
        sum += a.height;
    }
    return sum;
}
double by_lambda(const std::vector<Allele>& v, double limit) {
    const auto above = [&](const Allele& a) { return a.height > limit; };
    double sum = 0;
    for (const Allele& a : v) {
        if (!above(a)) continue;  // finds
        sum += a.height;
    }
    return sum;
}
double by_truth(const std::vector<Allele>& v) {
    double sum = 0;
    for (const Allele& a : v) {
        const bool small = a.height < 0.2;
        if (small) continue;  // finds
        sum += a.height;
    }
    return sum;
}
double by_nothing(const std::vector<Allele>& v) {
    double sum = 0;
    for (const Allele& a : v) {
        if (told_low(a)) continue;
        sum += a.height;
    }
    for (const Allele& a : v) {
        if (!is_kind(a, 3)) continue;
        sum += a.height;
    }
    return sum;
}
double kept(const std::vector<double>& v) {
    std::vector<double> k;
    std::copy_if(v.begin(), v.end(), std::back_inserter(k), [](double x) { return x >= 0.1; });  // finds
    std::ranges::copy_if(v, std::back_inserter(k), [](double x) { return x >= 0.2; });           // finds
    double sum = 0;
    for (const double x : k)
        sum += x;
    return sum;
}
double counted(const std::vector<double>& v) {
    std::vector<double> k;
    std::copy_if(v.begin(), v.end(), std::back_inserter(k), [](double x) { return x >= 0.1; });
    if (k.size() < v.size()) std::fprintf(stderr, "left out: %zu\n", v.size() - k.size());
    double sum = 0;
    for (const double x : k)
        sum += x;
    return sum;
}
double each(const std::vector<double>& v) {
    double sum = 0;
    std::for_each(v.begin(), v.end(), [&](double x) {
        if (x < 0.3) return;  // finds
        sum += x;
    });
    std::for_each(v.begin(), v.end(), [&](double x) {
        if (x < 0.1) {
            std::puts("left out");
            return;
        }
        sum += x;
    });
    return sum;
}
double viewed(const std::vector<Allele>& v) {
    double sum = 0;
    for (const Allele& a : v | std::views::filter([](const Allele& x) { return x.height > 7; }))  // finds
        sum += a.height;
    for (const Allele& a : v | std::views::filter([](const Allele& x) { return x.kind == 7; }))
        sum += a.height;
    return sum;
}
double removed(std::vector<double> v) {
    v.erase(std::remove_if(v.begin(), v.end(), [](double x) { return x < 0.1; }), v.end());  // finds
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double removed_and_told(std::vector<double> v) {
    const auto before = v.size();
    v.erase(std::remove_if(v.begin(), v.end(), [](double x) { return x < 0.1; }), v.end());
    if (v.size() != before) std::fprintf(stderr, "left out: %zu\n", before - v.size());
    double sum = 0;
    for (const double x : v)
        sum += x;
    return sum;
}
double runs(const std::vector<int>& v) {
    double sum = 0;
    int same = 0;
    for (std::size_t i = 1; i < v.size(); ++i) {
        if (v[i] == v[i - 1]) {
            if (++same >= 3) {  // cap_truncate tells of it
                same = 3;
                continue;
            }
        } else
            same = 0;
        sum += v[i];
    }
    return sum;
}
double without_empty(std::vector<std::vector<double>> all) {
    if (all.back().empty()) all.pop_back();
    double sum = 0;
    for (const auto& v : all) sum += v[0];
    return sum;
}
struct Layout {
    bool compact = false;
};
double compacted(std::vector<double> v, const Layout& layout) {
    if (layout.compact) v.erase(v.begin() + 1, v.end());
    return v[0];
}
double result(const std::vector<double>& v, const std::vector<Peak>& peaks, const std::vector<Cell>& cells,
              const std::vector<const char*>& lines) {
    return active(cells, 3) + marked(cells) + good(cells, 20) + three_best(cells)[0] + parsed(lines) +
           erased(v) + skipped(v) + filtered(v) + told(v) + itself(v, 0) + last_of(v) + steps(v) +
           inside(v, 3) + pairs(peaks) + stutter(peaks) + popped(v) + helped({}) + by_function({}) + by_lambda({}, 3) + by_truth({}) +
           by_nothing({}) + kept(v) + counted(v) + each(v) +
           runs({}) + viewed({}) + removed(v) + removed_and_told(v) + without_empty({v}) + compacted(v, Layout());
}
