#include "fairness/labels.hpp"

#include <algorithm>
#include <array>

namespace isonomia::fairness {

namespace {

bool contains(const std::vector<std::string>& values, std::string_view value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

constexpr std::array<std::string_view, 7> words_for_positive{"1",   "true", "True", "TRUE",
                                                             "yes", "Yes",  "YES"};
constexpr std::array<std::string_view, 7> words_for_negative{"0",  "false", "False", "FALSE",
                                                             "no", "No",    "NO"};

}  // namespace

LabelReader::LabelReader(const Column& column) : column_(column) {}

std::optional<Label> LabelReader::interpret(std::string_view value) const {
    if (value.empty() || contains(column_.missing, value)) return Label::missing;
    if (!column_.positive.empty())
        return contains(column_.positive, value) ? Label::positive : Label::negative;
    if (std::find(words_for_positive.begin(), words_for_positive.end(), value) !=
        words_for_positive.end())
        return Label::positive;
    if (std::find(words_for_negative.begin(), words_for_negative.end(), value) !=
        words_for_negative.end())
        return Label::negative;
    return std::nullopt;
}

std::optional<Label> LabelReader::read(std::string_view value) {
    for (const Known& known : known_)
        if (known.value == value) return known.label;
    const auto label = interpret(value);
    if (!label) return label;
    if (known_.size() < values_kept)
        known_.push_back({std::string(value), *label});
    else
        more_seen_ = true;
    return label;
}

void LabelReader::absorb(const LabelReader& later) {
    for (const Known& known : later.known_)
        (void)read(known.value);
    more_seen_ = more_seen_ || later.more_seen_;
}

std::vector<std::string> LabelReader::seen(Label label) const {
    std::vector<std::string> values;
    for (const Known& known : known_)
        if (known.label == label) values.push_back(known.value);
    return values;
}

}  // namespace isonomia::fairness
