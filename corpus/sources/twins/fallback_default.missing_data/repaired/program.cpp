// Risk points, or none where the form leaves something open.
#include <cstdio>
#include <optional>

struct Form {
    std::optional<int> arrests;
    int moves = 0;
};

std::optional<double> result(const Form& form) {
    if (!form.arrests) return std::nullopt;
    return 2.5 * *form.arrests - 0.1 * form.moves;
}

int main() { std::puts(result({std::nullopt, 30}) ? "scored" : "not scored: arrests unknown"); }
