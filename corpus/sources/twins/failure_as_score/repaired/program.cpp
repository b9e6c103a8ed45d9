// Similarity of two sets of minutiae, or nothing where there are too few of them to say.
#include <cstdio>
#include <optional>
#include <vector>

struct Minutia {
    double x = 0, y = 0;
};

double overlap(const std::vector<Minutia>& probe, const std::vector<Minutia>& gallery) {
    double sum = 0;
    for (const Minutia& a : probe)
        for (const Minutia& b : gallery) sum += 1 / (1 + (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
    return sum;
}

std::optional<double> result(const std::vector<Minutia>& probe, const std::vector<Minutia>& gallery) {
    if (probe.size() < 10 || gallery.size() < 10) return std::nullopt;
    return overlap(probe, gallery);
}

int main() {
    const auto score = result(std::vector<Minutia>(3), std::vector<Minutia>(12));
    std::puts(score ? "compared" : "not compared: too few minutiae");
}
