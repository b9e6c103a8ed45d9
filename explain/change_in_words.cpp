// Changes, and what their certificate says, for people.
#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/counterfactual.hpp"

namespace isonomia::explain {

std::string change_in_words(const std::vector<ModelInput>& inputs,
                            const std::vector<Change>& changes, const std::string& goal) {
    std::vector<std::string> parts;
    for (const Change& change : changes) {
        const ModelInput& input = inputs[change.input];
        parts.push_back(fmt::format("'{}' had been {} instead of {}", input.name,
                                    input_text(input, change.to), input_text(input, change.from)));
    }
    return fmt::format("The result would have been {} if {}.", goal, join(parts, " and "));
}

std::vector<Point> points_of(const std::vector<ModelInput>& inputs,
                             const std::vector<Change>& changes) {
    std::vector<Point> points;
    for (const Change& change : changes) {
        const ModelInput& input = inputs[change.input];
        Point point;
        point.label = fmt::format("{}: {} to {}", input.name, input_text(input, change.from),
                                  input_text(input, change.to));
        point.x = change.from;
        point.value = change.to;
        points.push_back(std::move(point));
    }
    return points;
}

namespace {

std::string what_it_is_worth(const Counterfactual& found) {
    if (found.certificate == Certificate::minimal) return " No smaller change does it.";
    if (found.within_rounding)
        return " A smaller change may do it: that lies within the rounding of the model's sums.";
    return " A smaller change may exist: the search was cut off.";
}

// What is said of all changes is not said of values that nobody has.
std::string left_missing(const Model& model, const std::vector<std::size_t>& inputs) {
    if (inputs.empty()) return "";
    std::vector<std::string> names;
    for (const std::size_t f : inputs)
        names.push_back(fmt::format("'{}'", model.inputs[f].name));
    return fmt::format(" Missing values were left as they are: {}.", join(names, ", "));
}

}  // namespace

std::string in_words(const Model& model, const Counterfactual& found, const std::string& goal) {
    const std::string missing = left_missing(model, found.left_missing);
    switch (found.certificate) {
        case Certificate::impossible:
            return fmt::format("Nothing that may be changed would have made the result {}.", goal) +
                   missing;
        case Certificate::undecided:
            return fmt::format(
                       "Not decided: whether a change that is allowed makes the result {} lies "
                       "within the rounding of the model's sums.",
                       goal) +
                   missing;
        case Certificate::none_found:
            return fmt::format(
                "No change that makes the result {} was found in {} tries; this does "
                "not show that there is none.",
                goal, found.boxes);
        case Certificate::minimal:
        case Certificate::best_found:
            break;
    }
    if (found.changes.empty()) return fmt::format("The result is {} as it stands.", goal);
    return change_in_words(model.inputs, found.changes, goal) + what_it_is_worth(found) + missing;
}

}  // namespace isonomia::explain
