// A sum that keeps what rounding loses (Neumaier 1974): the error stays near one rounding of the
// result, however many terms there are.
#pragma once

#include <cmath>

namespace isonomia::explain {

class ExactSum {
public:
    void add(double term) {
        const double next = sum_ + term;
        lost_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
        sum_ = next;
    }
    [[nodiscard]] double value() const { return sum_ + lost_; }

private:
    double sum_ = 0;
    double lost_ = 0;
};

}  // namespace isonomia::explain
