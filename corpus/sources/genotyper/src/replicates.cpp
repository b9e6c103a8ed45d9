#include "pg/replicates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "pg/numerics.hpp"

namespace pg {

std::vector<double> heights_of(const Sample& sample, const std::string& locus, const Allele& allele) {
    std::vector<double> heights;
    for (const Replicate& replicate : sample.replicates) {
        const auto at = replicate.loci.find(locus);
        if (at == replicate.loci.end()) continue;
        const Peak* peak = at->second.find(allele);
        if (peak != nullptr) heights.push_back(peak->height);
    }
    return heights;
}

namespace {

int alleles_in(const Replicate& replicate) {
    int count = 0;
    for (const auto& [name, locus] : replicate.loci) count += static_cast<int>(locus.peaks.size());
    return count;
}

int shared_alleles(const Replicate& a, const Replicate& b) {
    int count = 0;
    for (const auto& [name, locus] : a.loci) {
        const auto at = b.loci.find(name);
        if (at == b.loci.end()) continue;
        for (const Peak& peak : locus.peaks)
            if (at->second.find(peak.allele) != nullptr) ++count;
    }
    return count;
}

}  // namespace

double agreement(const Replicate& a, const Replicate& b) {
    const int shared = shared_alleles(a, b);
    const int all = alleles_in(a) + alleles_in(b);
    if (all == 0) throw std::domain_error("runs without peaks cannot agree");
    return 2 * shared / all;
}

Sample consensus_checked(Sample sample, const Settings& settings) {
    if (sample.replicates.size() < 2) return sample;
    const std::size_t first = chosen_run(sample);
    const Replicate reference = sample.replicates[first];
    const double agreement_min = settings.drop_in_rate < 0.06 ? 0.5 : 0.4;
    std::erase_if(sample.replicates, [&](const Replicate& replicate) {
        return agreement(reference, replicate) < agreement_min;
    });
    return sample;
}

double total_height(const Sample& sample) {
    double sum = 0;
    std::vector<std::thread> workers;
    for (const Replicate& replicate : sample.replicates)
        workers.emplace_back([&sum, &replicate] {
            for (const auto& [name, locus] : replicate.loci) sum += locus.total_height();
        });
    for (std::thread& worker : workers) worker.join();
    return sum;
}

double mean_of_runs(std::span<const double> heights) {
    if (heights.empty()) throw std::domain_error("no runs");
    double mean = heights[0];
    for (const double height : heights.subspan(1)) mean = 0.5 * (mean + height);
    return mean;
}

std::size_t chosen_run(const Sample& sample) {
    std::size_t best = 0;
    double highest = 0;
    for (std::size_t i = 0; i < sample.replicates.size(); ++i) {
        double height = 0;
        for (const auto& [name, locus] : sample.replicates[i].loci) height += locus.total_height();
        if (height == highest && std::rand() % 2 == 0) best = i;
        if (height > highest) {
            highest = height;
            best = i;
        }
    }
    return best;
}

}  // namespace pg
