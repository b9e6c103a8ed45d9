// Kinship index of a family tree. Each person added can set the status, and no index is given after a failure.
#include <optional>
#include <vector>

class Family {
public:
    void add(int parent, int& status) {
        if (parent < 0) status = 1;
        parents_.push_back(parent);
    }
    double index(int& status) const {
        if (parents_.empty()) status = 2;
        return static_cast<double>(parents_.size()) * 0.5;
    }

private:
    std::vector<int> parents_;
};

std::optional<double> result(Family& family, int parent) {
    int status = 0;
    family.add(parent, status);
    if (status != 0) return std::nullopt;
    const double index = family.index(status);
    if (status != 0) return std::nullopt;
    return index;
}

int main() {
    Family family;
    return result(family, -1) ? 1 : 0;
}
