// Scores given as tables, and source code.
#include <algorithm>

#include <fmt/format.h>

#include "core/matter_parts.hpp"

namespace isonomia::matter_reader {

namespace {

// What only a model file can have: a table names its features and has one result.
void read_file_fields(Fields& fields, Names& names, ScoreModel& model) {
    model.output = fields.optional("output");
    model.threshold = fields.number("threshold");
    model.validation = names.reference(fields, "validation", "exhibit");
    model.feature_names = fields.words_of_each("feature-name");
    model.protected_attributes = fields.words_of_each("protected");
    if (model.form == ModelForm::file) return;
    for (const char* attribute : {"output", "threshold", "validation"})
        if (fields.has(attribute))
            fields.reject("M0005",
                          fmt::format("{} is a table, and has a {}", fields.name(), attribute),
                          attribute, "write form=\"file\" for a model file, or delete it");
    if (!model.feature_names.empty() || !model.protected_attributes.empty() ||
        !model.frozen.empty())
        fields.reject(
            "M0005",
            fmt::format("{} is a table, and has what only a model file can have", fields.name()),
            "", "<feature-name>, <protected> and frozen=\"true\" need form=\"file\"");
}

}  // namespace

Result<ScoreModel> read_model(XmlNode node, Names& names) {
    Fields fields(node, "model");
    ScoreModel model;
    model.id = fields.id();
    model.title = fields.required("title");
    model.form = fields.one_of<ModelForm>("form");
    model.exhibit = names.required_reference(fields, "exhibit", "exhibit");
    model.system = names.reference(fields, "system", "system");
    model.background = names.reference(fields, "background", "exhibit");
    model.subject = names.reference(fields, "subject", "agent");
    model.claimed_score = fields.number("claimed-score");
    model.not_shown = fields.words("not-shown");
    for (const XmlNode& child : fields.each("input")) {
        Fields input(child, "input of " + fields.name());
        const std::string feature = input.required("feature");
        const std::string value = input.any_text("value");
        if (input.flag("frozen")) model.frozen.push_back(feature);
        if (auto status = input.finish(); !status) return fail(status.error());
        if (!model.inputs.emplace(feature, value).second)
            fields.reject(located("M0001",
                                  fmt::format("{} has input '{}' twice", fields.name(), feature),
                                  child.location("feature"), "delete one of them"));
    }
    if (model.inputs.empty())
        fields.reject("M0005", fmt::format("{} has no inputs", fields.name()), "",
                      "add <input feature=\"…\" value=\"…\"/> for each feature of the person");
    read_file_fields(fields, names, model);
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("model", model.id, node.location("id")); !status)
        return fail(status.error());
    return model;
}

namespace {

// Source may lie anywhere on this machine; it is read in place.
void check_directory(Fields& fields, const std::string& directory, std::string_view attribute) {
    if (directory.find("://") != std::string::npos)
        fields.reject(
            "M0007",
            fmt::format("{} \"{}\" of {} is a web address", attribute, directory, fields.name()),
            attribute, "save the source code on this machine and name its folder");
    if (directory.find('\\') != std::string::npos)
        fields.reject(
            "M0007",
            fmt::format("{} \"{}\" of {} has backslashes", attribute, directory, fields.name()),
            attribute, "write '/' between folders");
}

}  // namespace

Result<SourceTree> read_source_tree(XmlNode node, Names& names) {
    Fields fields(node, "source-tree");
    SourceTree source;
    source.id = fields.id();
    source.directory = fields.required("directory");
    source.build_directory = fields.optional("build-directory");
    source.system = names.reference(fields, "system", "system");
    source.entries = fields.words_of_each("entry");
    source.terms = fields.words("terms");
    check_directory(fields, source.directory, "directory");
    check_directory(fields, source.build_directory, "build-directory");
    if (source.build_directory.empty()) source.build_directory = source.directory;
    if (source.entries.empty())
        fields.reject(
            "M0005", fmt::format("{} names no function to examine", fields.name()), "",
            "add <entry>name::of_function</entry>: the function whose result is the evidence");
    if (auto status = fields.finish(); !status) return fail(status.error());
    if (auto status = names.declare("source", source.id, node.location("id")); !status)
        return fail(status.error());
    return source;
}

}  // namespace isonomia::matter_reader
