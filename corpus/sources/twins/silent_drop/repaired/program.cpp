// Likelihood ratio over the locations of a profile. Locations whose frequencies sum to too much are taken
// out first, and named in the record.
#include <string>
#include <vector>

struct Location {
    std::string name;
    std::vector<double> frequency;
    double ratio = 1;
};

struct Record {
    std::vector<std::string> left_out;
    void dropped(const std::string& name, double sum);
};

void Record::dropped(const std::string& name, double sum) {
    left_out.push_back(name + " " + std::to_string(sum));
}

double total(const Location& location) {
    double sum = 0;
    for (const double f : location.frequency) sum += f;
    return sum;
}

double result(std::vector<Location> profile, double limit, Record& record) {
    for (auto at = profile.begin(); at != profile.end();) {
        if (total(*at) >= limit) {
            record.dropped(at->name, total(*at));
            at = profile.erase(at);
        } else {
            ++at;
        }
    }
    double ratio = 1;
    for (const Location& location : profile) ratio *= location.ratio;
    return ratio;
}

int main() {
    Record record;
    return result({{"D8", {0.5, 0.6}, 2}, {"FGA", {0.1}, 8}}, 0.97, record) > 8 ? 1 : 0;
}
