// Turns the text of an outcome or prediction column into a label, and remembers what it saw.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset.hpp"
#include "fairness/cube.hpp"

namespace isonomia::fairness {

// With declared positive values: those are positive, the empty cell and the declared missing values
// are missing, every other value is negative. Without: 0 and 1, true and false, yes and no (also
// capitalised or in capitals) are read, anything else is refused.
class LabelReader {
public:
    explicit LabelReader(const Column& column);

    // Nothing when the value has no meaning.
    [[nodiscard]] std::optional<Label> read(std::string_view value);

    // What another reader of the same column saw further on.
    void absorb(const LabelReader& later);

    [[nodiscard]] const Column& column() const { return column_; }

    // Distinct values seen with that label, in the order of their appearance, at most
    // `values_kept`.
    [[nodiscard]] std::vector<std::string> seen(Label label) const;
    [[nodiscard]] bool more_seen() const { return more_seen_; }  // there were more than are kept
    static constexpr std::size_t values_kept = 20;

private:
    [[nodiscard]] std::optional<Label> interpret(std::string_view value) const;
    struct Known {
        std::string value;
        Label label;
    };
    Column column_;
    std::vector<Known> known_;
    bool more_seen_ = false;
};

}  // namespace isonomia::fairness
