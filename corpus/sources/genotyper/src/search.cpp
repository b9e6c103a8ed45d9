#include "pg/search.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace pg {

namespace {

bool shows(const Sample& sample, const std::string& locus, const Allele& allele) {
    return std::any_of(sample.replicates.begin(), sample.replicates.end(), [&](const Replicate& r) {
        const auto at = r.loci.find(locus);
        return at != r.loci.end() && at->second.find(allele) != nullptr;
    });
}

bool has_locus(const Sample& sample, const std::string& locus) {
    return std::any_of(sample.replicates.begin(), sample.replicates.end(),
                       [&](const Replicate& r) { return r.loci.count(locus) != 0; });
}

bool better(const Candidate& a, const Candidate& b) {
    if (a.shared > b.shared) return true;
    if (b.shared > a.shared) return false;
    return a.person < b.person;
}

}  // namespace

Candidate screened(const Sample& sample, const Person& person) {
    Candidate candidate;
    candidate.person = person.id;
    double alleles = 0;
    double shown = 0;
    for (const auto& [locus, genotype] : person.genotypes) {
        if (!has_locus(sample, locus)) continue;
        ++candidate.loci;
        alleles += 2;
        shown += shows(sample, locus, genotype.first) ? 1 : 0;
        shown += shows(sample, locus, genotype.second) ? 1 : 0;
    }
    if (alleles > 0) candidate.shared = shown / alleles;
    return candidate;
}

std::vector<Candidate> screen(const Sample& sample, const std::vector<Person>& database,
                              std::size_t list_max) {
    std::vector<Candidate> candidates;
    for (const Person& person : database) candidates.push_back(screened(sample, person));
    std::sort(candidates.begin(), candidates.end(), better);
    if (candidates.size() > list_max) candidates.resize(list_max);
    return candidates;
}

double rank_of(const std::vector<Candidate>& candidates, const std::string& person) {
    double own = -1;
    for (std::size_t i = 0; i <= candidates.size(); ++i)
        if (candidates[i].person == person) own = candidates[i].shared;
    if (own < 0) throw std::out_of_range("not among the candidates: " + person);
    double rank = 1;
    for (const Candidate& candidate : candidates) {
        if (candidate.shared == own) continue;
        if (candidate.shared > own) rank += 1;
    }
    return rank;
}

double expected_by_chance(const std::vector<Candidate>& candidates, double share,
                          std::size_t database_size) {
    if (candidates.empty()) throw std::domain_error("nobody was compared");
    double as_much = 0;
    for (const Candidate& candidate : candidates)
        if (candidate.shared >= share) as_much += 1;
    const int pairs = static_cast<int>(database_size * candidates.size());
    return as_much / static_cast<double>(candidates.size()) * std::sqrt(static_cast<double>(pairs));
}

}  // namespace pg
