// Risk points. What a form leaves open counts as a fixed number of arrests.
#include <cstdio>
#include <optional>

struct Form {
    std::optional<int> arrests;
    int moves = 0;
};

double result(const Form& form) {
    const int arrests = form.arrests.value_or(3);
    return 2.5 * arrests - 0.1 * form.moves;
}

int main() { std::printf("%g\n", result({std::nullopt, 30})); }
