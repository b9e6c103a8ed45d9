#include <clocale>
#include <exception>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "pg/calibration.hpp"
#include "pg/options.hpp"
#include "pg/paternity.hpp"
#include "pg/reading.hpp"
#include "pg/report.hpp"
#include "pg/search.hpp"
#include "pg/simulation.hpp"

namespace {

std::ifstream opened(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot open '" + path + "'");
    return in;
}

pg::Models models_for(const pg::Options& options) {
    pg::Settings settings;
    if (!options.settings.empty()) settings = pg::read_settings(options.settings);
    if (options.low_template) pg::use_low_template(settings);
    pg::StutterModel stutter(settings);
    pg::DropoutModel dropout(settings);
    dropout.adjust_offset(options.low_template ? 0.3 : 0);
    return {settings, pg::read_populations(options.frequencies), stutter, dropout};
}

pg::Sample sample_of(const pg::Options& options) {
    auto in = opened(options.samples);
    const pg::SampleTable table = pg::read_samples(in);
    for (const pg::Skipped& line : table.skipped)
        std::cerr << options.samples << ": line " << line.line << " left out: " << line.why << '\n';
    const auto at = table.samples.find(options.sample);
    if (at == table.samples.end()) throw std::runtime_error("no sample '" + options.sample + "'");
    return at->second;
}

const pg::Person& person_of(const std::map<std::string, pg::Person>& persons, const std::string& id) {
    const auto at = persons.find(id);
    if (at == persons.end()) throw std::runtime_error("no person '" + id + "'");
    return at->second;
}

int ratio(const pg::Options& options) {
    const pg::Models models = models_for(options);
    auto in = opened(options.persons);
    const auto persons = pg::read_persons(in);
    pg::CaseInput input;
    input.sample = sample_of(options);
    input.laboratory = options.laboratory;
    input.prosecution.known.push_back(person_of(persons, options.suspect));
    input.prosecution.unknown = options.unknown;
    input.defence.unknown = options.unknown + 1;
    const pg::LinearCalibration calibration;
    pg::Report report;
    report.case_id = options.sample;
    report.settings = models.settings;
    report.remarks = pg::remarks_on(input.sample);
    report.ratio = pg::likelihood_ratio(input, models, [&](double x) { return calibration.apply(x); });
    pg::write_text(std::cout, report);
    return 0;
}

int paternity(const pg::Options& options) {
    const pg::Models models = models_for(options);
    auto in = opened(options.persons);
    const auto persons = pg::read_persons(in);
    pg::Trio trio;
    trio.mother = person_of(persons, options.mother);
    trio.child = person_of(persons, options.child);
    trio.alleged = person_of(persons, options.suspect);
    const pg::Population& population = models.populations.for_person(trio.alleged, models.settings);
    for (const std::string& locus : pg::exclusions(trio)) std::cout << "excluded at " << locus << '\n';
    pg::PaternityTest test(population);
    test.set_mutation_rate(0.002);
    std::cout << "index " << test.index(trio) << '\n';
    std::cout << "probability " << pg::paternity_probability(trio, population) << '\n';
    return 0;
}

int search(const pg::Options& options) {
    const pg::Sample sample = sample_of(options);
    auto in = opened(options.persons);
    std::vector<pg::Person> database;
    for (const auto& [id, person] : pg::read_persons(in)) database.push_back(person);
    const auto candidates = pg::screen(sample, database, options.list);
    for (const pg::Candidate& candidate : candidates)
        std::cout << candidate.person << ' ' << candidate.shared << '\n';
    if (!options.suspect.empty()) std::cout << "rank " << pg::rank_of(candidates, options.suspect) << '\n';
    std::cout << "by chance " << pg::expected_by_chance(candidates, 0.9, database.size()) << '\n';
    return 0;
}

int simulate(const pg::Options& options) {
    if (!options.seed) throw std::runtime_error("--seed is needed");
    const pg::Models models = models_for(options);
    const pg::Population& population = models.populations.named(models.settings.population);
    pg::Simulation simulation(*options.seed, population, models.stutter, models.settings);
    std::cout << "seed " << simulation.seed() << '\n';
    const std::vector<std::string> loci{"TH01", "FGA", "vWA"};
    const pg::Person one = simulation.person("one", loci);
    const pg::Person two = simulation.person("two", loci);
    pg::Mixture mixture = pg::equal_mixture(2, models.settings);
    const pg::Sample sample = simulation.sample("simulated", loci, {one, two}, mixture, 2);
    for (const pg::Replicate& run : sample.replicates)
        for (const auto& [name, locus] : run.loci)
            for (const pg::Peak& peak : locus.peaks)
                std::cout << sample.id << ',' << run.name << ',' << name << ',' << pg::to_string(peak.allele)
                          << ',' << peak.height << ',' << peak.size_bases << '\n';
    return 0;
}

int run(const pg::Options& options) {
    switch (options.task) {
        case pg::Task::ratio:
            return ratio(options);
        case pg::Task::paternity:
            return paternity(options);
        case pg::Task::search:
            return search(options);
        case pg::Task::simulate:
            return simulate(options);
        case pg::Task::help:
            std::cout << pg::usage();
            return 0;
    }
    return 64;
}

}  // namespace

int main(int argc, char** argv) {
    std::setlocale(LC_ALL, "");
    try {
        return run(pg::read_options({argv + 1, argv + argc}));
    } catch (const std::exception& problem) {
        std::cerr << "genotyper: " << problem.what() << '\n';
        return 1;
    }
}
