// Tries that contradict a claim: the smallest are kept, and made smaller. For probe.cpp only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explain/probe/probe.hpp"

namespace isonomia::explain {

struct Try {
    Coordinates point;
    std::uint64_t number = 0;  // from 1; decides what chance adds to an image
    Json query;
    std::optional<Json> answer;
    std::optional<Verdict> verdict;  // nothing without a usable answer
};

// Asks about points near the query.
class Asker {
public:
    // `own` is the answer to the query as it was. All must outlive the asker.
    Asker(const ProbePlan& plan, const Neighbourhood& near, Respondent& respondent, const Json& own)
        : plan_(plan), near_(near), respondent_(respondent), own_(own) {}

    // The tries are numbered from `first` on. Error: that of the image changer.
    [[nodiscard]] Result<std::vector<Try>> ask(const std::vector<Coordinates>& points,
                                               std::uint64_t first) const;

private:
    const ProbePlan& plan_;
    const Neighbourhood& near_;
    Respondent& respondent_;
    const Json& own_;
};

class Counterexamples {
public:
    static constexpr std::size_t kept_max = 20;

    Counterexamples(const ProbePlan& plan, const Neighbourhood& near) : plan_(plan), near_(near) {}

    void add(Try one);

    // Makes the three smallest smaller: changes are undone one by one, what is left of each range
    // is halved, as long as the claim still fails. What a smaller one does alone is then dropped.
    [[nodiscard]] Status shrink(const Asker& asker);

    [[nodiscard]] std::vector<Counterexample> take();                 // smallest first
    [[nodiscard]] std::uint64_t queries() const { return queries_; }  // spent by shrink()

private:
    void keep_smallest();
    void drop_what_goes_beyond();
    [[nodiscard]] bool ordered(std::size_t d) const;
    [[nodiscard]] bool goes_beyond(const Coordinates& more, const Coordinates& less) const;
    [[nodiscard]] Result<bool> still_fails(const Asker& asker, const Coordinates& point, Try& one);
    [[nodiscard]] Status undo(const Asker& asker, Try& one);
    [[nodiscard]] Status halve(const Asker& asker, Try& one);

    const ProbePlan& plan_;
    const Neighbourhood& near_;
    std::vector<Try> found_;
    std::uint64_t queries_ = 0;
};

}  // namespace isonomia::explain
