// Kinship index of a family tree. Each person added can set the status.
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

double result(Family& family, int parent) {
    int status = 0;
    family.add(parent, status);
    return family.index(status);
}

int main() {
    Family family;
    return result(family, -1) > 0.4 ? 1 : 0;
}
