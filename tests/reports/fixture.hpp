// Case files in memory for the tests of reports: every type, every state a figure or a fact can
// have.
#pragma once

#include <string>

#include "core/case_file.hpp"

namespace isonomia::tests {

// Puts objects into a case file with rising entry numbers and times.
class CaseBuilder {
public:
    template <class T>
    T& add(Register<T>& objects, T object) {
        objects.push_back(
            {std::move(object), file.entries, Instant{start + 60 * next()}, std::nullopt});
        file.last_recorded = objects.back().recorded;
        return objects.back().object;
    }
    CaseFile file;

private:
    static constexpr std::int64_t start = 1795356000;  // 2026-11-22T14:00:00Z
    std::int64_t next() {
        file.first_recorded = Instant{start};
        file.root = std::string(64, 'a');
        return static_cast<std::int64_t>(file.entries++);
    }
};

// A risk-score matter with the published COMPAS two-year counts by race (false-positive 0.4485
// against 0.2345, difference 0.213925), a reported vendor rate, an undefined rate, attributions,
// code findings, outcomes of every kind, disputed, unknown and withheld facts, and something
// superseded.
[[nodiscard]] CaseFile compas_case();

// As small as a case can be that has something of every kind to say: few figures, a withheld fact
// that was asked for, an opinion, an issued report.
[[nodiscard]] CaseFile small_case();

// The same with many groups and metrics, as large as the demonstration.
[[nodiscard]] CaseFile wide_case(int groups, int metrics);

// Markup, bidirectional overrides, zero-width and control characters, endless words, everywhere.
[[nodiscard]] CaseFile hostile_case(int exhibits, std::size_t longest_word = 10'000);
[[nodiscard]] std::string hostile_text(std::size_t longest_word = 10'000);

}  // namespace isonomia::tests
