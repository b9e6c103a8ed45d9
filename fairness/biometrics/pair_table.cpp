#include "fairness/biometrics/pair_table.hpp"

#include <algorithm>
#include <tuple>

#include "fairness/biometrics/people_draw.hpp"
#include "fairness/resample.hpp"
#include "fairness/row_reading.hpp"

namespace isonomia::fairness {

namespace {

auto key_of(const PairCell& cell) {
    return std::tie(cell.probe, cell.gallery, cell.mated, cell.probe_leaf, cell.gallery_leaf);
}

// Errors and comparisons by combination of group values on both sides.
struct LeafTally {
    struct Sum {
        double errors = 0;
        double comparisons = 0;
    };
    explicit LeafTally(std::size_t leaf_count)
        : leaves(leaf_count), mated(leaf_count), others(leaf_count * leaf_count) {}

    void add(const PairCell& pair, double weight) {
        Sum& sum = pair.mated ? mated[pair.probe_leaf]
                              : others[pair.probe_leaf * leaves + pair.gallery_leaf];
        sum.errors += weight * static_cast<double>(pair.errors);
        sum.comparisons += weight * static_cast<double>(pair.comparisons);
    }

    std::size_t leaves;
    std::vector<Sum> mated;
    std::vector<Sum> others;
};

double rate_of(const LeafTally::Sum& sum) {
    return sum.comparisons > 0 ? sum.errors / sum.comparisons : undefined_replicate;
}

// The tally of combinations, added up to the groups of one set.
struct SetTally {
    std::vector<LeafTally::Sum> mated;
    std::vector<LeafTally::Sum> others;
};

SetTally folded(const LeafTally& tally, const GroupSet& set) {
    const std::size_t groups = set.groups.size();
    SetTally result{std::vector<LeafTally::Sum>(groups),
                    std::vector<LeafTally::Sum>(groups * groups)};
    const auto add = [](LeafTally::Sum& to, const LeafTally::Sum& from) {
        to.errors += from.errors;
        to.comparisons += from.comparisons;
    };
    for (std::size_t p = 0; p < tally.leaves; ++p) {
        add(result.mated[set.group_of_leaf[p]], tally.mated[p]);
        for (std::size_t g = 0; g < tally.leaves; ++g)
            add(result.others[set.group_of_leaf[p] * groups + set.group_of_leaf[g]],
                tally.others[p * tally.leaves + g]);
    }
    return result;
}

// People and disjoint pairs of the cells of one set. Pairs are taken in their order, each if
// neither person is taken yet: a lower bound of the largest number of disjoint pairs.
class PeopleCounter {
public:
    explicit PeopleCounter(std::uint32_t people) : seen_(people, 0), taken_(people, 0) {}

    void count(const std::vector<const PairCell*>& pairs, PeopleRate& rate) {
        ++stamp_;
        for (const PairCell* pair : pairs) {
            for (const std::uint32_t person : {pair->probe, pair->gallery})
                if (seen_[person] != stamp_) {
                    seen_[person] = stamp_;
                    ++rate.people;
                }
            if (taken_[pair->probe] == stamp_ || taken_[pair->gallery] == stamp_) continue;
            taken_[pair->probe] = taken_[pair->gallery] = stamp_;
            ++rate.disjoint_pairs;
        }
    }

private:
    std::vector<std::uint32_t> seen_;
    std::vector<std::uint32_t> taken_;
    std::uint32_t stamp_ = 0;
};

SetRates counted(const std::vector<PairCell>& pairs, std::uint32_t people, const GroupSet& set) {
    const std::size_t groups = set.groups.size();
    SetRates rates{std::vector<PeopleRate>(groups), std::vector<PeopleRate>(groups * groups)};
    std::vector<std::vector<const PairCell*>> mated(groups);
    std::vector<std::vector<const PairCell*>> others(groups * groups);
    for (const PairCell& pair : pairs) {
        const std::size_t p = set.group_of_leaf[pair.probe_leaf];
        const std::size_t cell = p * groups + set.group_of_leaf[pair.gallery_leaf];
        PeopleRate& rate = pair.mated ? rates.false_non_match[p] : rates.false_match[cell];
        rate.counts.successes += pair.errors;
        rate.counts.trials += pair.comparisons;
        (pair.mated ? mated[p] : others[cell]).push_back(&pair);
    }
    PeopleCounter counter(people);
    for (std::size_t i = 0; i < groups; ++i)
        counter.count(mated[i], rates.false_non_match[i]);
    for (std::size_t i = 0; i < groups * groups; ++i)
        counter.count(others[i], rates.false_match[i]);
    return rates;
}

bool keeps(const GroupSet& set, std::size_t cell) {
    const std::size_t groups = set.groups.size();
    return groups <= crossed_groups_max || cell / groups == cell % groups;
}

}  // namespace

std::vector<PairCell> pair_table(const Comparisons& comparisons, double threshold) {
    std::vector<PairCell> pairs;
    pairs.reserve(comparisons.list.size());
    for (const ComparedPair& one : comparisons.list)
        pairs.push_back({one.probe, one.gallery, one.probe_leaf, one.gallery_leaf, one.mated, 1,
                         (one.score >= threshold) != one.mated ? 1U : 0U});
    std::sort(pairs.begin(), pairs.end(),
              [](const PairCell& a, const PairCell& b) { return key_of(a) < key_of(b); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (kept > 0 && key_of(pairs[kept - 1]) == key_of(pairs[i])) {
            pairs[kept - 1].comparisons += pairs[i].comparisons;
            pairs[kept - 1].errors += pairs[i].errors;
        } else {
            pairs[kept++] = pairs[i];
        }
    }
    pairs.resize(kept);
    return pairs;
}

std::vector<GroupSet> group_sets(const Comparisons& comparisons, bool intersections) {
    std::vector<Column> columns;
    for (const std::string& name : comparisons.attributes)
        columns.push_back({name, ColumnRole::probe_group, "", {}, {}, ""});
    std::vector<GroupSet> sets;
    std::string attributes = "none yet";
    for (const GroupOfLeaves& one : groups_of(columns, comparisons.leaves, intersections)) {
        std::string here;
        for (const GroupValue& part : one.group)
            here += part.attribute + "\n";
        if (here != attributes) {
            sets.push_back({{}, std::vector<std::size_t>(comparisons.leaves.size(), 0)});
            attributes = here;
        }
        for (const std::size_t leaf : one.leaves)
            sets.back().group_of_leaf[leaf] = sets.back().groups.size();
        sets.back().groups.push_back(one.group);
    }
    return sets;
}

std::vector<SetRates> rates_of_pairs(const std::vector<PairCell>& pairs, std::uint32_t people,
                                     const std::vector<GroupSet>& sets,
                                     const PairResampling& resampling) {
    const std::size_t leaves = sets.front().group_of_leaf.size();
    std::vector<SetRates> rates;
    for (const GroupSet& set : sets) {
        rates.push_back(counted(pairs, people, set));
        for (PeopleRate& rate : rates.back().false_non_match)
            rate.replicates.assign(resampling.replicates, undefined_replicate);
        for (std::size_t i = 0; i < rates.back().false_match.size(); ++i)
            if (keeps(set, i))
                rates.back().false_match[i].replicates.assign(resampling.replicates,
                                                              undefined_replicate);
    }
    if (pairs.empty()) return rates;
    PeopleStrata strata(people);
    for (const PairCell& pair : pairs) {
        strata.probe(pair.probe);
        strata.gallery(pair.gallery);
    }
    strata.finish();
    for_each_replicate(resampling.replicates, [&](std::uint32_t replicate) {
        stats::RandomStream random(resampling.seed, resampling.stream, replicate);
        const auto weights = strata.draw(random);
        LeafTally tally(leaves);
        for (const PairCell& pair : pairs) {
            const auto own = static_cast<double>(weights[pair.probe]);
            tally.add(pair, pair.probe == pair.gallery
                                ? own
                                : own * static_cast<double>(weights[pair.gallery]));
        }
        for (std::size_t s = 0; s < sets.size(); ++s) {
            const SetTally set = folded(tally, sets[s]);
            for (std::size_t i = 0; i < set.mated.size(); ++i)
                rates[s].false_non_match[i].replicates[replicate] = rate_of(set.mated[i]);
            for (std::size_t i = 0; i < set.others.size(); ++i)
                if (keeps(sets[s], i))
                    rates[s].false_match[i].replicates[replicate] = rate_of(set.others[i]);
        }
    });
    return rates;
}

}  // namespace isonomia::fairness
