#include "pg/reading.hpp"

#include <algorithm>
#include <stdexcept>

#include "pg/text.hpp"

namespace pg {

namespace {

constexpr std::size_t sample_fields = 6;
constexpr std::size_t person_fields = 5;
constexpr double saturation = 30000;

Replicate& run_of(Sample& sample, const std::string& name) {
    const auto at = std::find_if(sample.replicates.begin(), sample.replicates.end(),
                                 [&](const Replicate& r) { return r.name == name; });
    if (at != sample.replicates.end()) return *at;
    sample.replicates.emplace_back();
    sample.replicates.back().name = name;
    return sample.replicates.back();
}

Peak peak_from(const std::vector<std::string>& parts) {
    const auto allele = parse_allele(parts[3]);
    if (!allele) throw std::invalid_argument("no allele: " + parts[3]);
    Peak peak;
    peak.allele = *allele;
    peak.height = number(parts[4]);
    peak.size_bases = number(parts[5]);
    peak.saturated = peak.height >= saturation;
    if (peak.height < 0) throw std::invalid_argument("a height is not negative: " + parts[4]);
    return peak;
}

bool is_heading(const std::vector<std::string>& parts) { return parts[0] == "sample" || parts[0] == "person"; }

}  // namespace

SampleTable read_samples(std::istream& in) {
    SampleTable table;
    std::size_t line_number = 0;
    for (std::string line; std::getline(in, line);) {
        ++line_number;
        if (trimmed(line).empty()) continue;
        const auto parts = fields(line, ',');
        if (parts.size() != sample_fields) {
            table.skipped.push_back({line_number, "has not six fields"});
            continue;
        }
        if (is_heading(parts)) continue;
        try {
            const Peak peak = peak_from(parts);
            Sample& sample = table.samples[parts[0]];
            sample.id = parts[0];
            LocusProfile& locus = run_of(sample, parts[1]).loci[parts[2]];
            locus.locus = parts[2];
            locus.peaks.push_back(peak);
        } catch (const std::invalid_argument& problem) {
            table.skipped.push_back({line_number, problem.what()});
        }
    }
    for (auto& [id, sample] : table.samples)
        for (Replicate& replicate : sample.replicates)
            for (auto& [name, locus] : replicate.loci)
                std::sort(locus.peaks.begin(), locus.peaks.end(),
                          [](const Peak& a, const Peak& b) { return a.allele < b.allele; });
    return table;
}

std::map<std::string, Person> read_persons(std::istream& in) {
    std::map<std::string, Person> persons;
    std::size_t line_number = 0;
    for (std::string line; std::getline(in, line);) {
        ++line_number;
        if (trimmed(line).empty()) continue;
        const auto parts = fields(line, ',');
        if (parts.size() != person_fields)
            throw std::runtime_error("line " + std::to_string(line_number) + " needs five fields");
        if (is_heading(parts)) continue;
        const auto first = parse_allele(parts[3]);
        const auto second = parse_allele(parts[4]);
        if (!first || !second)
            throw std::runtime_error("line " + std::to_string(line_number) + " has no alleles");
        Person& person = persons[parts[0]];
        person.id = parts[0];
        person.ethnicity = parts[1];
        person.genotypes[parts[2]] = make_genotype(*first, *second);
    }
    return persons;
}

std::vector<std::string> missing_loci(const Sample& sample, const Person& person) {
    std::vector<std::string> missing;
    for (const Replicate& replicate : sample.replicates)
        for (const auto& [name, locus] : replicate.loci)
            if (person.genotypes.count(name) == 0 &&
                std::find(missing.begin(), missing.end(), name) == missing.end())
                missing.push_back(name);
    return missing;
}

}  // namespace pg
