// isonomia measure: figures from a table, without a matter.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/diagnostics.hpp"
#include "cli/measure_options.hpp"
#include "cli/measure_text.hpp"
#include "cli/measured_data.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "core/describe.hpp"
#include "core/matter_file.hpp"
#include "core/text.hpp"
#include "fairness/count_table.hpp"

namespace isonomia::cli {

namespace {

struct Job {
    Dataset dataset;
    std::string name;  // of the file, as given; "" when the data set holds its figures itself
    fs::path path;
};

// What changes when a file is written to.
struct Mark {
    std::uintmax_t size = 0;
    fs::file_time_type written;
    bool operator==(const Mark&) const = default;
};

Mark mark_of(const fs::path& path) {
    std::error_code ignored;
    return {fs::file_size(path, ignored), fs::last_write_time(path, ignored)};
}

std::string sha_of(const FileFacts& facts) { return hex(facts.sha256); }

// The data set that a matter declares, read from another file.
Result<Dataset> dataset_in(Context& context, const Arguments& arguments) {
    for (const OptionRecord& option : dataset_options())
        if (arguments.has(option.name))
            return fail(
                usage_error("U0007", fmt::format("options '--spec' and '--{}' exclude each other",
                                                 option.name))
                    .hinted("the matter describes the data; delete one of the two"));
    const auto matter =
        read_matter(context.files, context.working_folder / arguments.value("spec"));
    if (!matter) return fail(matter.error());
    std::vector<std::string> ids;
    for (const Dataset& dataset : matter->datasets)
        ids.push_back(dataset.id);
    const std::string wanted = arguments.value("dataset");
    for (const Dataset& dataset : matter->datasets)
        if (dataset.id == wanted || (wanted.empty() && ids.size() == 1)) return dataset;
    if (!wanted.empty())
        return fail(usage_error("U0006", fmt::format("option '--dataset' can't be '{}'",
                                                     printable(wanted, 60)))
                        .hinted("the matter declares: " + (ids.empty() ? "none" : join(ids, ", ")) +
                                did_you_mean_suffix(wanted, ids)));
    return fail(usage_error("U0007", fmt::format("the matter declares {} data sets, and "
                                                 "'--dataset' is missing",
                                                 ids.size()))
                    .hinted("one of: " + join(ids, ", ")));
}

Result<Job> job_of(Context& context, const Arguments& arguments) {
    Job job;
    job.name = arguments.positional("DATA").value_or("");
    job.path = context.working_folder / job.name;
    auto dataset =
        arguments.has("spec") ? dataset_in(context, arguments) : dataset_of(arguments, job.name);
    if (!dataset) return fail(dataset.error());
    job.dataset = std::move(*dataset);
    const bool from_file = reads_file(job.dataset.form) || !arguments.has("spec");
    if (from_file && job.name.empty())
        return fail(usage_error("U0007", "'DATA' is missing")
                        .hinted("name the file to measure; see 'isonomia measure --help'"));
    if (!from_file && !job.name.empty())
        return fail(
            usage_error("U0006", fmt::format("'DATA' can't be '{}'", printable(job.name, 60)))
                .hinted(fmt::format("data set '{}' holds its figures itself", job.dataset.id)));
    if (job.dataset.form == DataForm::counts && from_file)
        if (auto status = fairness::read_counts(job.dataset, job.path, job.name); !status)
            return fail(status.error());
    return job;
}

// A record with every field of a figure, also those that it does not have.
Json record_of(const Measurement& m) {
    Json json = to_json(m);
    for (const char* name : {"value", "undefined_reason", "numerator", "denominator", "n",
                             "missing", "interval", "p", "p_adjusted"})
        json.object()->try_emplace(name, nullptr);
    for (const char* name : {"group", "comparator"})
        json.object()->try_emplace(name, Json::Array{});
    json.object()->try_emplace("parameters", Json::Object{});
    return json;
}

void write_result(Context& context, const Job& job, const std::optional<FileFacts>& facts,
                  const fairness::MeasureResult& result) {
    Json::Array records;
    for (const Measurement& m : result.measurements)
        records.push_back(record_of(m));
    Json::Array remarks;
    for (const std::string& text : result.warnings)
        remarks.emplace_back(text);
    Json data = nullptr;
    if (facts)
        data = Json::Object{
            {"file", job.name}, {"sha256", sha_of(*facts)}, {"bytes", Json::integer(facts->size)}};
    write_json(context, {{"data", std::move(data)},
                         {"dataset", to_json(job.dataset)},
                         {"measurements", std::move(records)},
                         {"remarks", std::move(remarks)}});
}

void print_result(Context& context, const Job& job, const std::optional<FileFacts>& facts,
                  const fairness::MeasureResult& result) {
    context.out << measurements_text(result.measurements, context.out_terminal);
    const auto said = [](const std::string& text) {
        return text.empty() ? std::string("not stated") : printable(text);
    };
    const auto line = [&](const char* label, const std::string& text) {
        context.out << wrapped(fmt::format("{}: {}", label, text), context.out_terminal.width)
                    << '\n';
    };
    line("population", said(job.dataset.population));
    line("ground truth", said(job.dataset.ground_truth));
    line("group labels", said(job.dataset.group_labels));
    if (facts)
        line("read", fmt::format("{}, {} bytes, SHA-256 {}", printable(job.name), facts->size,
                                 sha_of(*facts)));
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const auto job = job_of(context, arguments);
    if (!job) return fail(job.error());
    std::optional<FileFacts> before;
    const Mark mark = mark_of(job->path);
    if (!job->name.empty()) {
        const auto facts = context.files.facts(job->path);
        if (!facts) return fail(facts.error());
        before = *facts;
    }
    const auto result = measure_data(context, job->dataset, job->path, job->name);
    if (!result) return fail(result.error());
    if (!job->name.empty() && mark_of(job->path) != mark)
        return fail(input_error("F0005", fmt::format("'{}' was changed while it was read",
                                                     printable(job->name)))
                        .hinted("measure a copy that nobody writes to"));
    for (const std::string& text : result->warnings)
        report(context, data_remark(text, {job->name, 0, 0}), Severity::warning);
    if (context.json)
        write_result(context, *job, before, *result);
    else if (!context.quiet)
        print_result(context, *job, before, *result);
    return ExitCode::done;
}

}  // namespace

Command measure_command() {
    std::vector<OptionRecord> options{
        {.name = "spec",
         .value = "MATTER.xml",
         .help = "describe DATA as a data set of this matter does",
         .completes = Completes::file},
        {.name = "dataset", .value = "ID", .help = "which data set of the matter"}};
    for (OptionRecord& option : dataset_options())
        options.push_back(std::move(option));
    return {
        .name = "measure",
        .summary = "measure errors and disparities in a table, without a matter",
        .description =
            {"Reads a table (CSV; TSV when the name ends in .tsv) whose columns have the roles "
             "that "
             "the options give, and prints every figure with its counts, its interval and, where "
             "groups are compared with a reference group, a p-value, alone and adjusted (Holm) for "
             "the comparisons of the same "
             "figure by the same attribute; the size of that family stands beside it, and --family "
             "makes one of all comparisons. "
             "Nothing is recorded; 'isonomia run' records.",
             "A line is a person flagged or not (--prediction, or --score with --threshold), a "
             "person with a score (--score), a comparison of two people (--probe, --gallery), a "
             "likelihood ratio, an area, an attempt to capture or enrol somebody, or with --form "
             "counts a group's 2x2 table: columns "
             "true_positives, false_positives, true_negatives and false_negatives. With --spec the "
             "description comes from a data set of a matter; a data set that holds counts or "
             "published rates itself needs no DATA.",
             "Missing values are counted and bound every rate; a figure that has no such bounds "
             "says why. A rate without anybody in its denominator is undefined, with the reason. "
             "'isonomia help METRIC' explains each figure."},
        .options = std::move(options),
        .positionals = {{.name = "DATA",
                         .help = "the table",
                         .required = false,
                         .completes = Completes::file}},
        .examples =
            {{"isonomia measure compas.csv --outcome two_year_recid --prediction score_text "
              "--positive score_text=High --positive score_text=Medium --group race,sex "
              "--reference race=Caucasian --reference sex=Male",
              "error rates of each group, and their gaps"},
             {"isonomia measure compas.csv --outcome two_year_recid --score decile_score --group "
              "race --json",
              "what the score is worth for each group, as JSON"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
