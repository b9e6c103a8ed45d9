#include "explain/shapley/sampled_shapley.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <boost/math/distributions/students_t.hpp>

#include "explain/shapley/attribution.hpp"
#include "stats/philox.hpp"

namespace isonomia::explain {

namespace {

constexpr std::uint64_t samples_at_once = 16;

tl::unexpected<Error> impossible(const char* why) {
    return fail(input_error("E0503", why)
                    .hinted("give rows of comparison persons, and check that "
                            "the program answers them"));
}

// Mean and spread, one sample at a time (Welford).
struct Running {
    double mean = 0;
    double squares = 0;
    void add(double x, double n) {
        const double step = x - mean;
        mean += step / n;
        squares += step * (x - mean);
    }
};

class Sampler {
public:
    Sampler(const Scorer& score, const Row& row, const std::vector<Row>& background)
        : score_(score), row_(row), background_(background), running_(row.size()) {}

    void draw(stats::RandomStream& random, std::vector<Row>& rows) {
        Sample sample;
        sample.person = random.next() % background_.size();
        for (std::size_t f = 0; f < row_.size(); ++f)
            if (!same_value(row_[f], background_[sample.person][f])) sample.order.push_back(f);
        for (std::size_t i = sample.order.size(); i > 1; --i)
            std::swap(sample.order[i - 1], sample.order[random.next() % i]);
        rows.push_back(background_[sample.person]);
        for (const bool reversed : {false, true}) {
            Row mixed = background_[sample.person];
            for (std::size_t i = 0; i + 1 < sample.order.size(); ++i) {
                const std::size_t at = reversed ? sample.order.size() - 1 - i : i;
                mixed[sample.order[at]] = row_[sample.order[at]];
                rows.push_back(mixed);
            }
        }
        samples_.push_back(std::move(sample));
    }

    // The results of the rows that draw() added, in their order.
    void take(const std::vector<double>& results, double score) {
        std::size_t at = 0;
        for (const Sample& sample : samples_) {
            const std::size_t steps = sample.order.empty() ? 0 : sample.order.size() - 1;
            const double* own = results.data() + at;
            at += 1 + 2 * steps;
            if (!std::all_of(own, own + 1 + 2 * steps, [](double x) { return std::isfinite(x); })) {
                ++lost;
                continue;
            }
            ++n_;
            base_.add(own[0], static_cast<double>(n_));
            std::vector<double> change(row_.size(), 0);
            for (const bool reversed : {false, true})
                for (std::size_t i = 0; i < sample.order.size(); ++i) {
                    const double* between = own + 1 + (reversed ? steps : 0);
                    const double before = i == 0 ? own[0] : between[i - 1];
                    const double after = i == steps ? score : between[i];
                    change[sample.order[reversed ? sample.order.size() - 1 - i : i]] +=
                        (after - before) / 2;
                }
            for (std::size_t f = 0; f < change.size(); ++f)
                running_[f].add(change[f], static_cast<double>(n_));
        }
        samples_.clear();
    }

    [[nodiscard]] SampledShapley result(double level) const {
        SampledShapley result;
        result.samples = n_;
        result.base = base_.mean;
        const auto n = static_cast<double>(n_);
        const double t = boost::math::quantile(boost::math::students_t(n - 1), (1 + level) / 2);
        for (const Running& one : running_) {
            const double error = std::sqrt(one.squares / (n - 1) / n);
            result.values.push_back(one.mean);
            result.standard_errors.push_back(error);
            result.low.push_back(one.mean - t * error);
            result.high.push_back(one.mean + t * error);
        }
        return result;
    }

    [[nodiscard]] std::uint64_t taken() const { return n_; }
    std::uint64_t lost = 0;

private:
    struct Sample {
        std::size_t person = 0;
        std::vector<std::size_t> order;  // of the features that differ
    };
    const Scorer& score_;
    const Row& row_;
    const std::vector<Row>& background_;
    std::vector<Sample> samples_;
    std::vector<Running> running_;
    Running base_;
    std::uint64_t n_ = 0;
};

}  // namespace

Result<SampledShapley> sampled_shapley(const Scorer& score, const Row& row,
                                       const std::vector<Row>& background, const SamplingPlan& plan,
                                       std::uint64_t* lost) {
    if (background.empty()) return impossible("there are no comparison persons");
    const double own = score(std::span(&row, 1)).front();
    if (!std::isfinite(own)) return impossible("there is no answer for the row itself");
    Sampler sampler(score, row, background);
    stats::RandomStream random(plan.seed, 5);
    std::uint64_t queries = 1;
    for (std::uint64_t done = 0; done < plan.samples;) {
        std::vector<Row> rows;
        for (std::uint64_t i = 0; i < samples_at_once && done < plan.samples; ++i, ++done)
            sampler.draw(random, rows);
        queries += rows.size();
        sampler.take(score(rows), own);
    }
    if (lost != nullptr) *lost = sampler.lost;
    if (sampler.taken() < 2) return impossible("fewer than two samples have all their answers");
    SampledShapley result = sampler.result(plan.level);
    result.score = own;
    result.queries = queries;
    return result;
}

}  // namespace isonomia::explain
