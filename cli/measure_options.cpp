#include "cli/measure_options.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "core/dataset_uses.hpp"
#include "core/matter_file.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// An option per role of a column.
struct RoleOption {
    ColumnRole role;
    const char* help;
    bool several = false;
};
constexpr std::array role_options{
    RoleOption{ColumnRole::outcome, "column of what happened"},
    RoleOption{ColumnRole::prediction, "column of what the system said"},
    RoleOption{ColumnRole::score, "column of the score"},
    RoleOption{ColumnRole::group, "columns of groups", true},
    RoleOption{ColumnRole::person, "column of person ids, where persons repeat"},
    RoleOption{ColumnRole::weight, "column of weights"},
    RoleOption{ColumnRole::stratum, "columns within whose values groups are compared", true},
    RoleOption{ColumnRole::time, "column of the time"},
    RoleOption{ColumnRole::probe, "comparisons: column of the person in the probe"},
    RoleOption{ColumnRole::gallery, "comparisons: column of the person enrolled"},
    RoleOption{ColumnRole::probe_group, "comparisons: columns of the probe's groups", true},
    RoleOption{ColumnRole::gallery_group, "comparisons: the same of the person enrolled", true},
    RoleOption{ColumnRole::probe_sample, "comparisons: column of the probe itself"},
    RoleOption{ColumnRole::likelihood_ratio, "column of likelihood ratios"},
    RoleOption{ColumnRole::log10_likelihood_ratio, "column of their logarithms to base 10"},
    RoleOption{ColumnRole::ln_likelihood_ratio, "column of their natural logarithms"},
    RoleOption{ColumnRole::area, "areas: column of the area"},
    RoleOption{ColumnRole::residents, "areas: columns of residents, the reference first", true},
    RoleOption{ColumnRole::exposure, "areas: column of the exposure, as hours of patrol"},
    RoleOption{ColumnRole::stops, "areas: column of the stops"},
    RoleOption{ColumnRole::hits, "areas: column of the stops that found something"},
    RoleOption{ColumnRole::not_acquired, "attempts: column that says no sample was captured"},
    RoleOption{ColumnRole::not_enrolled, "attempts: column that says nobody was enrolled"},
};

tl::unexpected<Error> unusable(std::string_view option, std::string_view given, std::string hint) {
    return fail(usage_error("U0006", fmt::format("option '--{}' can't be '{}'", option,
                                                 printable(given, 60)))
                    .hinted(std::move(hint)));
}

Result<std::optional<double>> number_of(const Arguments& arguments, const char* option) {
    if (!arguments.has(option)) return std::optional<double>();
    const std::string given = arguments.value(option);
    if (const auto number = parse_number(given)) return number;
    return unusable(option, given, "give a number, as in 0.61");
}

Result<std::optional<std::uint64_t>> count_of(const Arguments& arguments, const char* option,
                                              long long least) {
    if (!arguments.has(option)) return std::optional<std::uint64_t>();
    const std::string given = arguments.value(option);
    const auto count = parse_integer(given);
    if (count && *count >= least) return static_cast<std::uint64_t>(*count);
    return unusable(option, given, fmt::format("give a whole number from {}", least));
}

void read_columns(const Arguments& arguments, Dataset& dataset) {
    for (const RoleOption& option : role_options)
        for (const std::string& given : arguments.values(to_text(option.role))) {
            std::vector<std::string_view> names{given};
            if (option.several) names = split(given, ',');
            for (const std::string_view name : names) {
                Column column;
                column.name = option.several ? trim(name) : name;
                column.role = option.role;
                dataset.columns.push_back(std::move(column));
            }
        }
}

// 'COLUMN=VALUE', where the column is one of those given; its own name may hold '='.
Status assign(const Arguments& arguments, const char* option, Dataset& dataset,
              void (*set)(Column&, std::string)) {
    std::vector<std::string> names;
    for (const Column& column : dataset.columns)
        names.push_back(column.name);
    for (const std::string& given : arguments.values(option)) {
        Column* found = nullptr;
        for (Column& column : dataset.columns)
            if (given.starts_with(column.name + "=") &&
                (found == nullptr || found->name.size() < column.name.size()))
                found = &column;
        if (found == nullptr)
            return unusable(option, given,
                            "write COLUMN=VALUE with a column that has a role here" +
                                did_you_mean_suffix(given.substr(0, given.find('=')), names));
        set(*found, given.substr(found->name.size() + 1));
    }
    return {};
}

Status read_values(const Arguments& arguments, Dataset& dataset) {
    if (auto status = assign(
            arguments, "positive", dataset,
            [](Column& column, std::string value) { column.positive.push_back(std::move(value)); });
        !status)
        return status;
    if (auto status = assign(
            arguments, "missing", dataset,
            [](Column& column, std::string value) { column.missing.push_back(std::move(value)); });
        !status)
        return status;
    if (auto status =
            assign(arguments, "reference", dataset,
                   [](Column& column, std::string value) { column.reference = std::move(value); });
        !status)
        return status;
    for (const Column& column : dataset.columns) {
        if (!has_positive_values(column.role) && !column.positive.empty())
            return unusable("positive", column.name + "=" + column.positive.front(),
                            "outcomes, predictions and failed attempts have positive values");
        if (column.role != ColumnRole::group && !column.reference.empty())
            return unusable("reference", column.name + "=" + column.reference,
                            "groups have a reference");
    }
    return {};
}

Status read_numbers(const Arguments& arguments, Dataset& dataset) {
    const auto level = number_of(arguments, "level");
    const auto threshold = number_of(arguments, "threshold");
    const auto case_score = number_of(arguments, "case-score");
    const auto sensitivity = number_of(arguments, "truth-sensitivity");
    const auto specificity = number_of(arguments, "truth-specificity");
    const auto wrong_groups = number_of(arguments, "group-label-error");
    for (const auto* number :
         {&level, &threshold, &case_score, &sensitivity, &specificity, &wrong_groups})
        if (!*number) return fail(number->error());
    const auto gallery_size = count_of(arguments, "gallery-size", 1);
    const auto seed = count_of(arguments, "seed", 0);
    const auto replicates = count_of(arguments, "replicates", 1'000);
    for (const auto* count : {&gallery_size, &seed, &replicates})
        if (!*count) return fail(count->error());
    for (const auto& [share, option] : {std::pair{*sensitivity, "truth-sensitivity"},
                                        std::pair{*specificity, "truth-specificity"}})
        if (share && (std::isnan(*share) || *share <= 0.5 || *share > 1))
            return unusable(option, arguments.value(option), "a share above 0.5, at most 1");
    if (const auto& share = *wrong_groups; share && !(*share > 0 && *share < 0.5))
        return unusable("group-label-error", arguments.value("group-label-error"),
                        "a share above 0, below 0.5");
    if (*replicates && **replicates > 1'000'000)
        return unusable("replicates", arguments.value("replicates"), "at most 1000000");
    dataset.level = level->value_or(dataset.level);
    dataset.threshold = *threshold;
    dataset.case_score = *case_score;
    dataset.truth_sensitivity = *sensitivity;
    dataset.truth_specificity = *specificity;
    dataset.group_label_error = *wrong_groups;
    dataset.gallery_size = *gallery_size;
    dataset.seed = *seed;
    dataset.replicates = replicates->value_or(dataset.replicates);
    return {};
}

DataForm form_of(const Arguments& arguments, const Dataset& dataset) {
    if (const auto given = from_text<DataForm>(arguments.value("form"))) return *given;
    if (has_role(dataset, ColumnRole::likelihood_ratio) ||
        has_role(dataset, ColumnRole::log10_likelihood_ratio) ||
        has_role(dataset, ColumnRole::ln_likelihood_ratio))
        return DataForm::likelihood_ratios;
    if (has_role(dataset, ColumnRole::probe) || dataset.layout) return DataForm::comparisons;
    if (has_role(dataset, ColumnRole::area)) return DataForm::areas;
    if (has_role(dataset, ColumnRole::not_acquired) || has_role(dataset, ColumnRole::not_enrolled))
        return DataForm::attempts;
    const bool threshold = dataset.threshold.has_value() && !has_role(dataset, ColumnRole::time);
    if (has_role(dataset, ColumnRole::score) && !has_role(dataset, ColumnRole::prediction) &&
        !threshold)
        return DataForm::scores;
    return DataForm::rows;
}

// What nothing can be measured without, said before the file is opened.
Status check_given(const Dataset& dataset) {
    for (const Unused& one : unused_in(dataset))
        return fail(
            usage_error("U0006", fmt::format("option '--{}' is of no use here: the data set {}",
                                             one.declaration, one.why))
                .hinted(one.hint));
    std::vector<ColumnRole> needed;
    if (dataset.form == DataForm::rows || dataset.form == DataForm::scores ||
        dataset.form == DataForm::likelihood_ratios)
        needed.push_back(ColumnRole::outcome);
    if (dataset.form == DataForm::scores) needed.push_back(ColumnRole::score);
    if (dataset.form == DataForm::areas)
        needed = {ColumnRole::area, ColumnRole::residents, ColumnRole::exposure};
    if (dataset.form == DataForm::comparisons &&
        dataset.layout.value_or(ScoreLayout::table) == ScoreLayout::table)
        needed = {ColumnRole::probe, ColumnRole::gallery, ColumnRole::score};
    for (const ColumnRole role : needed)
        if (!has_role(dataset, role))
            return fail(usage_error("U0007", fmt::format("option '--{}' is missing", to_text(role)))
                            .hinted("name the column; see 'isonomia measure --help'"));
    if (dataset.form == DataForm::rows && !has_role(dataset, ColumnRole::prediction) &&
        !has_role(dataset, ColumnRole::score))
        return fail(usage_error("U0007", "option '--prediction' or '--score' is missing")
                        .hinted("name the column of what the system said, or of its score with "
                                "--threshold"));
    return {};
}

std::string id_of(const std::string& file) {
    std::string id;
    for (const char c : fs::path(file).stem().string())
        id += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    id = id.substr(0, 60);
    return valid_id(id) ? id : "_" + id;
}

}  // namespace

std::vector<OptionRecord> dataset_options() {
    std::vector<OptionRecord> options{
        {.name = "form",
         .value = "FORM",
         .help = "what a line of the file is; else the columns say it",
         .allowed = {"rows", "counts", "scores", "comparisons", "likelihood-ratios", "areas",
                     "attempts"}}};
    for (const RoleOption& option : role_options)
        options.push_back({.name = std::string(to_text(option.role)),
                           .value = option.several ? "C[,C]..." : "C",
                           .help = option.help,
                           .repeatable = option.several});
    const auto add = [&](const char* name, const char* value, const char* help,
                         bool repeatable = false, std::vector<std::string> allowed = {}) {
        options.push_back({.name = name,
                           .value = value,
                           .help = help,
                           .allowed = std::move(allowed),
                           .repeatable = repeatable});
    };
    add("positive", "C=VALUE", "a value of the outcome or prediction that counts as yes", true);
    add("missing", "C=VALUE", "a value that stands for not known", true);
    add("reference", "C=VALUE", "the group that others are compared with", true);
    add("threshold", "X", "scores from X on are flagged, or match");
    add("layout", "LAYOUT", "comparisons: how the file is laid out", false,
        all_names<ScoreLayout>());
    add("period", "PERIOD", "how a time names a period", false, all_names<Period>());
    add("baseline", "TEXT", "the last period that later ones are compared with");
    add("case-score", "X", "the score, or likelihood ratio, of the case at hand");
    add("gallery-size", "N", "comparisons: people on the list that was searched");
    add("metric", "ID", "what to measure, instead of every rate and its gaps", true);
    add("intersections", "", "also every combination of the groups");
    add("level", "X", "confidence level of intervals, usually 0.95");
    add("family", "NAME", "adjust all comparisons together, under this name");
    add("declared-before", "", "the family was fixed before anybody saw the data");
    add("replicates", "N", "of resampling, usually 10000");
    add("seed", "N", "of the random numbers of resampling");
    add("truth-sensitivity", "X", "least share of those with the outcome recorded so");
    add("truth-specificity", "X", "least share of those without it recorded so");
    add("group-label-error", "X",
        "largest share of those recorded in a group who belong elsewhere, and of those who belong "
        "to it who are recorded elsewhere");
    add("population", "TEXT", "who was sampled, how, when");
    add("ground-truth", "TEXT", "who set the outcome, and what it records");
    add("group-labels", "TEXT", "who set the group labels");
    return options;
}

Result<Dataset> dataset_of(const Arguments& arguments, const std::string& file) {
    Dataset dataset;
    dataset.id = id_of(file);
    dataset.title = fs::path(file).filename().string();
    read_columns(arguments, dataset);
    if (auto status = read_values(arguments, dataset); !status) return fail(status.error());
    if (auto status = read_numbers(arguments, dataset); !status) return fail(status.error());
    dataset.layout = from_text<ScoreLayout>(arguments.value("layout"));
    dataset.period = from_text<Period>(arguments.value("period"));
    dataset.baseline = arguments.value("baseline");
    dataset.measures = arguments.values("metric");
    dataset.intersections = arguments.has("intersections");
    dataset.family = arguments.value("family");
    dataset.family_declared_before = arguments.has("declared-before");
    dataset.population = arguments.value("population");
    dataset.ground_truth = arguments.value("ground-truth");
    dataset.group_labels = arguments.value("group-labels");
    dataset.form = form_of(arguments, dataset);
    if (auto status = check_given(dataset); !status) return fail(status.error());
    return dataset;
}

}  // namespace isonomia::cli
