// Derived facts about systems, data and the acts of this program: the ledger shows them.
#include <set>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/text.hpp"
#include "rules/derived_tools.hpp"
#include "rules/grounds.hpp"

namespace isonomia::rules {

namespace {

// The systems that an inference of the matter names: a system that is declared for comparison only
// must not answer for them. Where no inference names one, all that are declared.
std::vector<const System*> systems_used(const CaseFile& case_file) {
    std::set<std::string, std::less<>> named;
    for (const Activity* use : activities_of(case_file, ActivityKind::inference))
        if (find(case_file.systems, use->system) != nullptr) named.insert(use->system);
    std::vector<const System*> used;
    for (const auto& system : case_file.systems)
        if (named.empty() || named.contains(system.object.id)) used.push_back(&system.object);
    return used;
}

// Whether every system in use has the property. A system's attributes name no document, so what is
// there is the word of whoever prepared the matter, and what is not there is not known.
template <class Has>
Fact every_system(const CaseFile& case_file, std::string_view what, Has has) {
    const auto systems = systems_used(case_file);
    if (systems.empty()) return silent("the matter declares no system");
    std::vector<std::string> lacking;
    for (const System* system : systems)
        if (!has(*system)) lacking.push_back(system->id);
    if (!lacking.empty()) return silent(fmt::format("no {} for {}", what, join(lacking, ", ")));
    return stated(case_file, "true", "",
                  fmt::format("{}, each with a {}", counted(systems.size(), "system"), what));
}

bool is_figure(const Measurement& measurement) {
    return measurement.form == ResultForm::scalar && measurement.value &&
           !measurement.dataset.empty();
}

// Figures of what was used, and how many are of something else.
struct Figures {
    std::vector<const Measurement*> computed;
    std::vector<const Measurement*> reported;
    std::size_t elsewhere = 0;
};

template <class Wanted>
Figures figures_of_use(const CaseFile& case_file, Wanted wanted) {
    Figures figures;
    const SystemRoles roles = roles_of_systems(case_file);
    for (const auto& recorded : case_file.measurements) {
        const Measurement& one = recorded.object;
        if (!is_figure(one) || !wanted(one)) continue;
        if (!is_of_use(roles, one))
            ++figures.elsewhere;
        else
            (one.basis == Basis::computed ? figures.computed : figures.reported).push_back(&one);
    }
    return figures;
}

Fact count_figures(const CaseFile& case_file, std::size_t computed, std::size_t reported,
                   std::string_view noun, std::size_t elsewhere) {
    const std::string rest = elsewhere == 0
                                 ? ""
                                 : fmt::format("; {} of what is not known to have been used",
                                               counted(elsewhere, "figure"));
    if (computed + reported == 0) return silent(fmt::format("no {} is recorded{}", noun, rest));
    std::string derivation = fmt::format("{} computed from data, {} published{}",
                                         counted(computed, noun), reported, rest);
    if (computed > 0) return shown(std::to_string(computed), std::move(derivation));
    return stated(case_file, std::to_string(reported), "", std::move(derivation));
}

}  // namespace

Fact derive_version(const CaseFile& case_file) {
    return every_system(case_file, "version", [](const System& s) { return !s.version.empty(); });
}

Fact derive_model_digest(const CaseFile& case_file) {
    return every_system(case_file, "model digest",
                        [](const System& s) { return !s.model_digest.empty(); });
}

Fact derive_threshold(const CaseFile& case_file) {
    return every_system(case_file, "threshold",
                        [](const System& s) { return s.threshold.has_value(); });
}

Fact derive_kinds(const CaseFile& case_file) {
    if (case_file.systems.empty()) return silent("the matter declares no system");
    std::set<std::string> kinds;  // of systems whose use is not recorded, too: it may yet be
    for (const auto& system : case_file.systems)
        kinds.emplace(to_text(system.object.kind));
    return shown(join({kinds.begin(), kinds.end()}, " "),
                 fmt::format("declared kinds of {}", counted(case_file.systems.size(), "system")));
}

Fact derive_digests(const CaseFile& case_file) {
    const auto exhibits = exhibits_of_matter(case_file);
    if (exhibits.empty()) return silent("the case holds no exhibit");
    std::vector<std::string> lacking;
    for (const Exhibit* exhibit : exhibits)
        if (!digest_from_hex(exhibit->sha256)) lacking.push_back(exhibit->id);
    if (lacking.empty())
        return shown("true", fmt::format("{}, each with a SHA-256 taken while it was copied in",
                                         counted(exhibits.size(), "exhibit")));
    return shown("false", "no digest for " + join(lacking, ", "));
}

Fact derive_code_reviewed(const CaseFile& case_file) {
    std::uint64_t units = 0;
    for (const auto& coverage : case_file.coverages)
        units += coverage.object.units_clean;
    return shown(yes_no(units > 0),
                 fmt::format("{} read without error", counted(units, "source unit")));
}

Fact derive_explained(const CaseFile& case_file) {
    std::size_t acts = 0;
    for (const Activity* activity : activities_of(case_file, ActivityKind::explanation))
        if (is_act_of_program(*activity)) ++acts;
    return shown(yes_no(acts > 0), counted(acts, "act") + " of explanation in the ledger");
}

Fact derive_ground_truth(const CaseFile& case_file) {
    if (case_file.datasets.empty()) return silent("the matter declares no data set");
    std::vector<std::string> lacking;
    for (const auto& dataset : case_file.datasets)
        if (dataset.object.ground_truth.empty()) lacking.push_back(dataset.object.id);
    if (!lacking.empty()) return silent("no ground truth stated for " + join(lacking, ", "));
    return stated(case_file, "true", "", "every data set names its ground truth");
}

Fact derive_groups_measured(const CaseFile& case_file) {
    const Figures figures =
        figures_of_use(case_file, [](const Measurement& one) { return !one.group.empty(); });
    const auto groups = [](const std::vector<const Measurement*>& measured) {
        std::set<std::string> keys;
        for (const Measurement* one : measured)
            keys.insert(group_key(one->group));
        return keys.size();
    };
    return count_figures(case_file, groups(figures.computed), groups(figures.reported), "group",
                         figures.elsewhere);
}

Fact derive_measurements(const CaseFile& case_file) {
    const Figures figures = figures_of_use(case_file, [](const Measurement&) { return true; });
    return count_figures(case_file, figures.computed.size(), figures.reported.size(), "figure",
                         figures.elsewhere);
}

}  // namespace isonomia::rules
