// Likelihood ratio over the locations of a profile. Locations whose frequencies sum to too much are taken
// out first.
#include <string>
#include <vector>

struct Location {
    std::string name;
    std::vector<double> frequency;
    double ratio = 1;
};

double total(const Location& location) {
    double sum = 0;
    for (const double f : location.frequency) sum += f;
    return sum;
}

double result(std::vector<Location> profile, double limit) {
    for (auto at = profile.begin(); at != profile.end();) {
        if (total(*at) >= limit) at = profile.erase(at);
        else ++at;
    }
    double ratio = 1;
    for (const Location& location : profile) ratio *= location.ratio;
    return ratio;
}

int main() { return result({{"D8", {0.5, 0.6}, 2}, {"FGA", {0.1}, 8}}, 0.97) > 8 ? 1 : 0; }
