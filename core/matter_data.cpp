// Data sets: rows, counts, published rates; the other forms are checked by core/matter_scores.cpp.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/dataset_uses.hpp"
#include "core/matter_parts.hpp"
#include "core/text.hpp"

namespace isonomia::matter_reader {

namespace {

constexpr std::size_t columns_max = 1'000;

// What was read, with the places that later messages need.
struct Reading {
    Dataset dataset;
    std::map<std::string, XmlNode> columns;
};

std::string article(ColumnRole role) {
    return fmt::format("{} {}", role == ColumnRole::outcome ? "an" : "a", to_text(role));
}

void check_column(Fields& fields, const Column& column, const std::string& name) {
    if (has_positive_values(column.role) && column.positive.empty())
        fields.reject("M0005",
                      fmt::format("{}: which values of {} count as yes is not said", name,
                                  article(column.role)),
                      "role", "add <positive>1</positive>, with the word that the file uses");
    if (!has_positive_values(column.role) && !column.positive.empty())
        fields.reject("M0005",
                      fmt::format("{} has <positive> but is {}, not an outcome or a prediction",
                                  name, article(column.role)),
                      "role", "delete <positive>, or correct the role");
    if (column.role != ColumnRole::group && !column.reference.empty())
        fields.reject(
            "M0005",
            fmt::format("{} has a reference but is {}, not a group", name, article(column.role)),
            "reference", "delete reference, or correct the role");
    for (const std::string& value : column.missing)
        if (value == column.reference || std::find(column.positive.begin(), column.positive.end(),
                                                   value) != column.positive.end())
            fields.reject(
                "M0005",
                fmt::format("{}: '{}' cannot be a value and stand for missing", name, value), "",
                "delete one of the two");
}

Result<Column> read_column(XmlNode node, const std::string& dataset) {
    Fields fields(node, "column of " + dataset);
    Column column;
    column.name = fields.required("name");
    column.role = fields.one_of<ColumnRole>("role");
    column.title = fields.optional("title");
    column.reference = fields.optional("reference");
    column.positive = fields.words_of_each("positive");
    column.missing = fields.words_of_each("missing");
    check_column(fields, column, fmt::format("column '{}' of {}", column.name, dataset));
    if (auto status = fields.finish(); !status) return fail(status.error());
    return column;
}

Status read_columns(Fields& fields, Reading& reading) {
    std::map<ColumnRole, std::string> taken;
    for (const XmlNode& node : fields.each("column", columns_max)) {
        auto column = read_column(node, fields.name());
        if (!column) return fail(column.error());
        const auto [first, added] = reading.columns.emplace(column->name, node);
        if (!added)
            return fail(
                located("M0001",
                        fmt::format("{} names column '{}' twice", fields.name(), column->name),
                        node.location("name"), "delete one of them")
                    .note("the first is at " + to_string(first->second.location("name"))));
        const bool many =
            column->role == ColumnRole::group || column->role == ColumnRole::stratum ||
            column->role == ColumnRole::probe_group || column->role == ColumnRole::gallery_group ||
            column->role == ColumnRole::residents;
        const auto [other, alone] = taken.emplace(column->role, column->name);
        if (!many && !alone)
            return fail(located(
                "M0005",
                fmt::format("{} has two columns with the role {}: '{}' and '{}'", fields.name(),
                            to_text(column->role), other->second, column->name),
                node.location("role"), "keep one; declare a second dataset for the other"));
        reading.dataset.columns.push_back(*std::move(column));
    }
    return {};
}

// The groups that a count or a rate speaks of.
Result<std::vector<GroupValue>> read_groups(Fields& fields, const Reading& reading) {
    std::vector<GroupValue> groups;
    std::vector<std::string> declared;
    for (const auto& [name, place] : reading.columns)
        declared.push_back(name);
    for (const XmlNode& node : fields.each("group")) {
        Fields group(node, "group of " + fields.name());
        GroupValue value{group.required("column"), group.any_text("value")};
        if (auto status = group.finish(); !status) return fail(status.error());
        if (!reading.columns.contains(value.attribute))
            return fail(
                located(
                    "M0003", fmt::format("there is no group column '{}'", value.attribute),
                    node.location("column"),
                    fmt::format("declare <column name=\"{}\" role=\"group\"/>, or correct "
                                "the spelling{}",
                                value.attribute, did_you_mean_suffix(value.attribute, declared)))
                    .note("declared: " + (declared.empty() ? "none" : join(declared, ", "))));
        for (const GroupValue& before : groups)
            if (before.attribute == value.attribute)
                return fail(located(
                    "M0001",
                    fmt::format("{} names group column '{}' twice", fields.name(), value.attribute),
                    node.location("column"), "one element speaks of one group"));
        groups.push_back(std::move(value));
    }
    return groups;
}

// The same group whatever the order in which its columns stand.
std::string key_of(std::vector<GroupValue> groups) {
    std::sort(groups.begin(), groups.end(),
              [](const GroupValue& a, const GroupValue& b) { return a.attribute < b.attribute; });
    std::string key;
    for (const GroupValue& group : groups)
        key += fmt::format("{}{}='{}'", key.empty() ? "" : ", ", group.attribute, group.value);
    return key.empty() ? "everybody" : key;
}

Status read_counts(Fields& fields, Reading& reading) {
    std::set<std::string> seen;
    for (const XmlNode& node : fields.each("count")) {
        Fields count(node, "count of " + fields.name());
        CountCell cell;
        cell.true_positives = count.required_count("true-positives");
        cell.false_positives = count.required_count("false-positives");
        cell.true_negatives = count.required_count("true-negatives");
        cell.false_negatives = count.required_count("false-negatives");
        auto groups = read_groups(count, reading);
        if (!groups) return fail(groups.error());
        cell.group = *std::move(groups);
        if (auto status = count.finish(); !status) return status;
        if (const std::string key = key_of(cell.group); !seen.insert(key).second)
            return fail(located("M0001", fmt::format("{} counts {} twice", fields.name(), key),
                                node.location(), "add the two up, or delete one of them"));
        reading.dataset.counts.push_back(std::move(cell));
    }
    return {};
}

void check_printed_rate(Fields& fields, const PublishedRate& rate) {
    std::string_view digits = rate.value;
    const bool percent = digits.ends_with('%');
    if (percent) digits.remove_suffix(1);
    const bool plain = !digits.empty() && digits.front() != '.' && digits.back() != '.' &&
                       digits.find_first_not_of("0123456789.") == std::string_view::npos;
    const auto value = plain ? parse_number(digits) : std::nullopt;
    if (!value || *value > (percent ? 100.0 : 1.0))
        fields.reject(
            "M0004", fmt::format("value=\"{}\" of {} is not a rate", rate.value, fields.name()),
            "value",
            "write it as printed, from 0 to 1 (0.017) or with a percent sign (1.7%), with a "
            "point and all its digits");
    if (rate.denominator && *rate.denominator == 0)
        fields.reject("M0004", fmt::format("denominator of {} is 0", fields.name()), "denominator",
                      "leave it out when it is not printed");
    if (rate.numerator && rate.denominator && *rate.numerator > *rate.denominator)
        fields.reject("M0005",
                      fmt::format("numerator {} of {} is larger than its denominator {}",
                                  *rate.numerator, fields.name(), *rate.denominator),
                      "numerator", "correct one of the two");
    if (!rate.page.empty() && rate.exhibit.empty())
        fields.reject("M0005", fmt::format("{} has a page but no exhibit", fields.name()), "page",
                      "add exhibit=\"…\" with the id of the document");
}

Status read_rates(Fields& fields, Reading& reading, Names& names) {
    std::set<std::string> seen;
    for (const XmlNode& node : fields.each("rate")) {
        Fields published(node, "rate of " + fields.name());
        PublishedRate rate;
        rate.metric = published.required("metric");
        rate.value = published.required("value");
        rate.numerator = published.count("numerator");
        rate.denominator = published.count("denominator");
        rate.exhibit = names.reference(published, "exhibit", "exhibit");
        rate.page = published.optional("page");
        check_printed_rate(published, rate);
        if (!rate.metric.empty() && !valid_id(rate.metric))
            published.reject("M0002", fmt::format("'{}' cannot be the id of a metric", rate.metric),
                             "metric", "`isonomia help` lists the metrics: false_positive_rate");
        auto groups = read_groups(published, reading);
        if (!groups) return fail(groups.error());
        rate.group = *std::move(groups);
        if (auto status = published.finish(); !status) return status;
        const std::string key = rate.metric + " of " + key_of(rate.group);
        if (!seen.insert(key).second)
            return fail(located("M0001", fmt::format("{} gives {} twice", fields.name(), key),
                                node.location(),
                                "delete one; rates of other conditions belong in another dataset"));
        reading.dataset.rates.push_back(std::move(rate));
    }
    return {};
}

void check_rows(Fields& fields, const Dataset& dataset) {
    if (dataset.exhibit.empty())
        fields.reject("M0005", fmt::format("{} has rows but no file", fields.name()), "form",
                      "add exhibit=\"…\" with the id of the CSV or TSV file");
    if (!has_role(dataset, ColumnRole::outcome))
        fields.reject("M0005", fmt::format("{} has no outcome column", fields.name()), "form",
                      "say which column holds what happened: <column name=\"…\" role=\"outcome\">");
    const bool score = has_role(dataset, ColumnRole::score);
    if (!has_role(dataset, ColumnRole::prediction)) {
        if (!score)
            fields.reject(
                "M0005",
                fmt::format("{} has neither a prediction nor a score column", fields.name()),
                "form",
                "say which column holds what the system said: role=\"prediction\", or "
                "role=\"score\" with threshold=\"…\" on the dataset");
        else if (!dataset.threshold)
            fields.reject("M0005", fmt::format("{} has a score but no threshold", fields.name()),
                          "form",
                          "add threshold=\"…\": from that score on, a person counts as flagged");
    }
}

// Counts and rates: columns name groups, and each reference is among those counted.
Status check_aggregates(Fields& fields, const Reading& reading) {
    const Dataset& dataset = reading.dataset;
    for (const Column& column : dataset.columns) {
        const XmlNode& node = reading.columns.at(column.name);
        if (column.role != ColumnRole::group)
            return fail(located(
                "M0005",
                fmt::format("column '{}' of {} is {}; {} have group columns only", column.name,
                            fields.name(), article(column.role), to_text(dataset.form)),
                node.location("role"), "delete the column, or correct its role"));
        std::vector<std::string> values;
        for (const CountCell& cell : dataset.counts)
            for (const GroupValue& group : cell.group)
                if (group.attribute == column.name) values.push_back(group.value);
        if (!column.reference.empty() &&
            std::find(values.begin(), values.end(), column.reference) == values.end())
            return fail(
                located("M0003",
                        fmt::format("reference '{}' of column '{}' is not among the groups",
                                    column.reference, column.name),
                        node.location("reference"),
                        "correct the spelling" + did_you_mean_suffix(column.reference, values)));
    }
    return {};
}

void check_form(Fields& fields, const Dataset& dataset) {
    const auto refuse = [&](bool there, std::string_view element, DataForm form) {
        if (there && dataset.form != form)
            fields.reject(
                "M0005",
                fmt::format("{} is of the form {} and yet has <{}>", fields.name(),
                            to_text(dataset.form), element),
                "form",
                fmt::format("write form=\"{}\", or make it a dataset of its own", to_text(form)));
        if (!there && dataset.form == form)
            fields.reject("M0005",
                          fmt::format("{} is of the form {} but has no <{}>", fields.name(),
                                      to_text(form), element),
                          "form", fmt::format("add at least one <{} …/>", element));
    };
    refuse(!dataset.counts.empty(), "count", DataForm::counts);
    refuse(!dataset.rates.empty(), "rate", DataForm::rates);
}

// What to measure, and how resampling and errors of the ground truth are treated.
Status read_measures(Fields& fields, Dataset& dataset) {
    for (const XmlNode& node : fields.each("measure")) {
        Fields measure(node, "measure of " + fields.name());
        const std::string metric = measure.required("metric");
        if (!metric.empty() && !valid_id(metric))
            measure.reject("M0002", fmt::format("'{}' cannot be the id of a metric", metric),
                           "metric", "`isonomia help` lists the metrics: equalized_odds");
        if (auto status = measure.finish(); !status) return status;
        dataset.measures.push_back(metric);
    }
    dataset.replicates = fields.count("replicates").value_or(dataset.replicates);
    dataset.truth_sensitivity = fields.number("truth-sensitivity");
    dataset.truth_specificity = fields.number("truth-specificity");
    dataset.group_label_error = fields.number("group-label-error");
    if (dataset.replicates < 1'000 || dataset.replicates > 1'000'000)
        fields.reject("M0004",
                      fmt::format("replicates=\"{}\" of {} is not between 1,000 and 1,000,000",
                                  dataset.replicates, fields.name()),
                      "replicates", "10000 is usual");
    for (const char* name : {"truth-sensitivity", "truth-specificity"}) {
        const auto share = fields.number(name);
        if (share && !(*share > 0.5 && *share <= 1))
            fields.reject("M0004",
                          fmt::format("{}=\"{}\" of {} is not above 0.5 and at most 1", name,
                                      shortest(*share), fields.name()),
                          name, "write the least share that is recorded rightly, as in 0.95");
    }
    if (dataset.group_label_error &&
        !(*dataset.group_label_error > 0 && *dataset.group_label_error < 0.5))
        fields.reject("M0004",
                      fmt::format("group-label-error=\"{}\" of {} is not above 0 and below 0.5",
                                  shortest(*dataset.group_label_error), fields.name()),
                      "group-label-error",
                      "write the largest share of a group's labels that is wrong, as in 0.05");
    if (dataset.form == DataForm::rates && !dataset.measures.empty())
        fields.reject("M0005",
                      fmt::format("{} is of the form rates and yet has <measure>", fields.name()),
                      "form", "published rates are taken over as they are; delete <measure>");
    return {};
}

void read_head(Fields& fields, Names& names, Dataset& dataset) {
    dataset.id = fields.id();
    dataset.title = fields.required("title");
    dataset.form = fields.one_of<DataForm>("form");
    dataset.exhibit = names.reference(fields, "exhibit", "exhibit");
    dataset.system = names.reference(fields, "system", "system");
    dataset.threshold = fields.number("threshold");
    if (fields.has("layout")) dataset.layout = fields.one_of<ScoreLayout>("layout");
    dataset.case_score = fields.number("case-score");
    dataset.gallery_size = fields.count("gallery-size");
    if (fields.has("period")) dataset.period = fields.one_of<Period>("period");
    dataset.baseline = fields.optional("baseline");
    dataset.seed = fields.count("seed");
    dataset.intersections = fields.flag("intersections");
    dataset.level = fields.number("level").value_or(0.95);
    dataset.family = fields.optional("family");
    dataset.family_declared_before = fields.flag("family-declared-before");
    dataset.population = fields.words("population");
    dataset.ground_truth = fields.words("ground-truth");
    dataset.group_labels = fields.words("group-labels");
    dataset.not_shown = fields.words("not-shown");
    if (!(dataset.level > 0.5 && dataset.level < 1))
        fields.reject("M0004",
                      fmt::format("level=\"{}\" of {} is not between 0.5 and 1",
                                  shortest(dataset.level), fields.name()),
                      "level",
                      dataset.level > 1 && dataset.level < 100
                          ? fmt::format("write {} percent as {}", shortest(dataset.level),
                                        shortest(dataset.level / 100))
                          : "0.95 is usual");
    if (fields.has("family-declared-before") && dataset.family.empty())
        fields.reject(
            "M0005",
            fmt::format("{} says when its family was declared but does not name it", fields.name()),
            "family-declared-before", "add family=\"…\"");
}

}  // namespace

Result<Dataset> read_dataset(XmlNode node, Names& names) {
    Fields fields(node, "dataset");
    Reading reading;
    Dataset& dataset = reading.dataset;
    read_head(fields, names, dataset);
    if (auto status = read_measures(fields, dataset); !status) return fail(status.error());
    if (auto status = read_columns(fields, reading); !status) return fail(status.error());
    if (auto status = read_counts(fields, reading); !status) return fail(status.error());
    if (auto status = read_rates(fields, reading, names); !status) return fail(status.error());
    check_form(fields, dataset);
    if (dataset.form == DataForm::rows) check_rows(fields, dataset);
    check_scores(fields, dataset);
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (dataset.form == DataForm::counts || dataset.form == DataForm::rates)
        if (auto status = check_aggregates(fields, reading); !status) return fail(status.error());
    if (auto status = names.declare("dataset", dataset.id, node.location("id")); !status)
        return fail(status.error());
    return dataset;
}

}  // namespace isonomia::matter_reader
