#include "explain/attribute_swap.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "explain/occurring.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t swapped_values_max = 64;

std::vector<double> values_of(const ModelInput& known, std::size_t input, const Row& person,
                              const std::vector<Row>& persons) {
    std::vector<double> values;
    const std::size_t categories = known.categories.size();
    for (std::size_t code = 0; code < categories; ++code)
        values.push_back(static_cast<double>(code));
    if (categories > 0) return values;
    for (const Row& row : persons)
        values.push_back(row[input]);
    values.push_back(person[input]);
    return occurring(std::move(values), swapped_values_max);
}

class Sides {
public:
    Sides(const Scorer& score, double threshold, std::size_t input,
          const std::vector<double>& values)
        : score_(score), threshold_(threshold), input_(input), values_(values) {}

    struct Answered {
        bool known = false;        // the row as it is has an answer
        std::optional<double> to;  // the first value that puts it on the other side
    };
    [[nodiscard]] Answered of(const Row& row) const {
        std::vector<Row> rows(values_.size() + 1, row);
        for (std::size_t i = 0; i < values_.size(); ++i)
            rows[i + 1][input_] = values_[i];
        const auto results = score_(rows);
        Answered answered;
        answered.known = std::isfinite(results[0]);
        for (std::size_t i = 0; i < values_.size() && answered.known && !answered.to; ++i)
            if (std::isfinite(results[i + 1]) &&
                (results[i + 1] >= threshold_) != (results[0] >= threshold_))
                answered.to = values_[i];
        return answered;
    }

private:
    const Scorer& score_;
    double threshold_;
    std::size_t input_;
    const std::vector<double>& values_;
};

}  // namespace

Swap swap_input(const Scorer& score, double threshold, const ModelInput& known, std::size_t input,
                const Row& person, const std::vector<Row>& persons, std::uint64_t queries_max) {
    Swap swap;
    swap.input = input;
    swap.values = values_of(known, input, person, persons);
    const Sides sides(score, threshold, input, swap.values);
    if (const auto own = sides.of(person); own.to) {
        swap.changes_person = true;
        swap.to = *own.to;
    }
    const std::uint64_t each = swap.values.size() + 1;
    const std::uint64_t most = queries_max / each > 1 ? queries_max / each - 1 : 0;
    const std::size_t step = most == 0
                                 ? persons.size() + 1
                                 : std::max<std::size_t>(1, (persons.size() + most - 1) / most);
    for (std::size_t i = 0; i < persons.size() && most > 0; i += step) {
        const auto answered = sides.of(persons[i]);
        if (!answered.known) continue;
        ++swap.persons;
        if (answered.to) ++swap.changed;
    }
    return swap;
}

}  // namespace isonomia::explain
