#include "fairness/biometrics/person_sums.hpp"

namespace isonomia::fairness {

namespace {

// Sums over people of residuals and of their squares, once the rate is known.
struct PersonSpread {
    double squares = 0;
    std::uint64_t people = 0;

    void add(double errors, double comparisons, double rate) {
        if (comparisons == 0) return;
        const double residual = errors - rate * comparisons;
        squares += residual * residual;
        ++people;
    }
    [[nodiscard]] double variance(double comparisons) const {
        if (people < 2) return 0;
        const auto m = static_cast<double>(people);
        return m / (m - 1) * squares / comparisons / comparisons;
    }
};

double rate_of(const PeopleRate& rate) { return stats::estimate(rate.counts).value_or(0); }

void close(PeopleRate& rate, const PersonSpread& spread) {
    rate.people = spread.people;
    rate.variance = spread.variance(static_cast<double>(rate.counts.trials));
}

}  // namespace

PersonSums::Sums PersonSums::empty() const {
    const std::size_t cells = leaf_of_.size() * leaves_;
    return {std::vector<std::uint32_t>(cells, 0), std::vector<std::uint32_t>(cells, 0),
            std::vector<std::uint32_t>(leaf_of_.size(), 0)};
}

std::optional<PersonSums> PersonSums::of(const Comparisons& comparisons) {
    PersonSums sums(comparisons);
    sums.leaves_ = comparisons.leaves.size();
    if (comparisons.people * sums.leaves_ > sums_max) return std::nullopt;
    sums.leaf_of_.assign(comparisons.people, nobody);
    sums.all_ = sums.empty();
    for (const ComparedPair& one : comparisons.list) {
        const std::uint16_t probe_leaf = one.probe_leaf;
        const std::uint16_t gallery_leaf = one.gallery_leaf;
        std::uint16_t& probe = sums.leaf_of_[one.probe];
        if (probe == nobody) probe = probe_leaf;
        std::uint16_t& gallery = sums.leaf_of_[one.gallery];
        if (gallery == nobody) gallery = gallery_leaf;
        if (probe != probe_leaf || gallery != gallery_leaf) return std::nullopt;
        if (one.mated) {
            ++sums.all_.mated[one.probe];
        } else {
            ++sums.all_.probe[one.probe * sums.leaves_ + gallery_leaf];
            ++sums.all_.gallery[one.gallery * sums.leaves_ + probe_leaf];
        }
    }
    return sums;
}

PersonSums::Sums PersonSums::errors(const std::vector<double>& threshold_of_leaf) const {
    Sums sums = empty();
    for (const ComparedPair& one : comparisons_.list) {
        const bool match = one.score >= threshold_of_leaf[one.probe_leaf];
        if (match == one.mated) continue;
        if (one.mated) {
            ++sums.mated[one.probe];
        } else {
            ++sums.probe[one.probe * leaves_ + one.gallery_leaf];
            ++sums.gallery[one.gallery * leaves_ + one.probe_leaf];
        }
    }
    return sums;
}

void PersonSums::add_false_non_match(const GroupSet& set, const Sums& errors,
                                     SetRates& rates) const {
    std::vector<PersonSpread> spreads(set.groups.size());
    for (const bool counting : {true, false})
        for (std::size_t i = 0; i < leaf_of_.size(); ++i) {
            if (all_.mated[i] == 0) continue;
            const std::size_t g = set.group_of_leaf[leaf_of_[i]];
            PeopleRate& rate = rates.false_non_match[g];
            if (counting) {
                rate.counts.successes += errors.mated[i];
                rate.counts.trials += all_.mated[i];
            } else {
                spreads[g].add(errors.mated[i], all_.mated[i], rate_of(rate));
            }
        }
    for (std::size_t g = 0; g < spreads.size(); ++g) {
        close(rates.false_non_match[g], spreads[g]);
        rates.false_non_match[g].disjoint_pairs = spreads[g].people;
    }
}

void PersonSums::add_false_match(const GroupSet& set, const Sums& errors, SetRates& rates) const {
    const std::size_t groups = set.groups.size();
    // Of one person, per group of the other: as probe and as enrolled, errors and comparisons.
    struct Row {
        std::vector<double> errors;
        std::vector<double> comparisons;
    };
    const auto row_of = [&](std::size_t person, const std::vector<std::uint32_t>& failed,
                            const std::vector<std::uint32_t>& all) {
        Row row{std::vector<double>(groups, 0), std::vector<double>(groups, 0)};
        for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
            const std::size_t g = set.group_of_leaf[leaf];
            row.errors[g] += failed[person * leaves_ + leaf];
            row.comparisons[g] += all[person * leaves_ + leaf];
        }
        return row;
    };
    std::vector<PersonSpread> spreads(groups * groups);
    for (const bool counting : {true, false})
        for (std::size_t i = 0; i < leaf_of_.size(); ++i) {
            if (leaf_of_[i] == nobody) continue;
            const std::size_t own = set.group_of_leaf[leaf_of_[i]];
            Row probe = row_of(i, errors.probe, all_.probe);
            const Row gallery = row_of(i, errors.gallery, all_.gallery);
            if (counting) {
                for (std::size_t g = 0; g < groups; ++g) {
                    auto& counts = rates.false_match[own * groups + g].counts;
                    counts.successes += static_cast<std::uint64_t>(probe.errors[g]);
                    counts.trials += static_cast<std::uint64_t>(probe.comparisons[g]);
                }
                continue;
            }
            // Within the own group a person may be on both sides.
            probe.errors[own] += gallery.errors[own];
            probe.comparisons[own] += gallery.comparisons[own];
            for (std::size_t g = 0; g < groups; ++g) {
                const std::size_t as_probe = own * groups + g;
                const std::size_t as_enrolled = g * groups + own;
                spreads[as_probe].add(probe.errors[g], probe.comparisons[g],
                                      rate_of(rates.false_match[as_probe]));
                if (g != own)
                    spreads[as_enrolled].add(gallery.errors[g], gallery.comparisons[g],
                                             rate_of(rates.false_match[as_enrolled]));
            }
        }
    for (std::size_t cell = 0; cell < spreads.size(); ++cell)
        close(rates.false_match[cell], spreads[cell]);
}

// Taken in the order of the rows, each if neither person is taken yet: a lower bound of the largest
// number of disjoint pairs.
void PersonSums::add_disjoint_pairs(const GroupSet& set, SetRates& rates) const {
    const std::size_t groups = set.groups.size();
    std::vector<std::vector<bool>> taken(groups * groups);
    for (std::size_t cell = 0; cell < taken.size(); ++cell)
        if (rates.false_match[cell].counts.trials > 0) taken[cell].assign(leaf_of_.size(), false);
    for (const ComparedPair& one : comparisons_.list) {
        if (one.mated) continue;
        const std::size_t cell =
            set.group_of_leaf[one.probe_leaf] * groups + set.group_of_leaf[one.gallery_leaf];
        auto& people = taken[cell];
        if (people[one.probe] || people[one.gallery]) continue;
        people[one.probe] = people[one.gallery] = true;
        ++rates.false_match[cell].disjoint_pairs;
    }
}

SetRates PersonSums::rates(const GroupSet& set, const std::vector<double>& thresholds) const {
    std::vector<double> threshold_of_leaf;
    for (const std::size_t group : set.group_of_leaf)
        threshold_of_leaf.push_back(thresholds[group]);
    const Sums failed = errors(threshold_of_leaf);
    const std::size_t groups = set.groups.size();
    SetRates rates{std::vector<PeopleRate>(groups), std::vector<PeopleRate>(groups * groups)};
    add_false_non_match(set, failed, rates);
    add_false_match(set, failed, rates);
    add_disjoint_pairs(set, rates);
    return rates;
}

}  // namespace isonomia::fairness
