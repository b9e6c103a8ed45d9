#include "rules/requirements.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t requirements_bytes_max = std::uint64_t{1} << 20U;

Requirement read_requirement(XmlNode node, std::optional<Error>& problem) {
    XmlReader reader(node);
    Requirement one;
    one.where = node.location();
    one.row = reader.required("row");
    one.source = reader.required("source");
    one.inferred = reader.flag("inferred");
    one.says = read_text(reader, "says");
    if (auto finished = reader.finish(); !finished && !problem) problem = finished.error();
    return one;
}

std::vector<const Rule*> rules_for(const Pack& pack, const std::string& row) {
    std::vector<const Rule*> found;
    for (const Rule& rule : pack.rules)
        if (rule.seed == row) found.push_back(&rule);
    return found;
}

}  // namespace

Result<Requirements> load_requirements(Files& files, const fs::path& path) {
    auto bytes = files.read(path, requirements_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));
    if (auto root = check_root(*document, "requirements", "urn:isonomia:requirements:1"); !root)
        return fail(root.error());
    Requirements requirements;
    requirements.file = path.string();
    std::optional<Error> problem;
    std::set<std::string> seen;
    XmlReader reader(document->root());
    requirements.pack = reader.required("pack");
    requirements.title = read_text(reader, "title");
    for (const XmlNode node : reader.each("requirement")) {
        requirements.rows.push_back(read_requirement(node, problem));
        const std::string& row = requirements.rows.back().row;
        if (!seen.insert(row).second)
            reader.reject(input_error("R0001", fmt::format("row '{}' stands twice", row))
                              .at(node.location("row")));
    }
    if (problem) return fail(std::move(*problem));
    if (auto finished = reader.finish(); !finished) return fail(finished.error());
    return requirements;
}

std::string requirements_table(const Requirements& requirements, const Pack& pack) {
    std::string page = fmt::format(
        "# {}\n\nWhich rule of `{}` checks which requirement; written by `isonomia rules "
        "requirements`. *Our reading*: the source\nnames a use of AI or a step, and that it has to "
        "be recorded is our condition.\n\n| Row | Source | Requirement | Our reading | Rules |\n"
        "|-|-|-|-|-|\n",
        in_language(requirements.title, "en"), requirements.pack);
    for (const Requirement& one : requirements.rows) {
        std::vector<std::string> names;
        for (const Rule* rule : rules_for(pack, one.row))
            names.push_back(rule->id + (rule->kind == RuleKind::evaluative ? " (evaluative)" : ""));
        page += fmt::format("| {} | {} | {} | {} | {} |\n", one.row, one.source,
                            in_language(one.says, "en"), one.inferred ? "yes" : "",
                            names.empty() ? "**none**" : join(names, ", "));
    }
    return page;
}

std::vector<Error> unanswered(const Requirements& requirements, const Pack& pack) {
    std::vector<Error> found;
    for (const Requirement& one : requirements.rows)
        if (rules_for(pack, one.row).empty())
            found.push_back(
                input_error("R0109", fmt::format("no rule of '{}' answers to requirement {} ({})",
                                                 pack.id, one.row, one.source))
                    .at(one.where)
                    .hinted(fmt::format("give the rule that does seed=\"{}\"", one.row)));
    for (const Rule& rule : pack.rules)
        if (!rule.seed.empty() &&
            std::none_of(requirements.rows.begin(), requirements.rows.end(),
                         [&](const Requirement& one) { return one.row == rule.seed; }))
            found.push_back(
                input_error("R0109", fmt::format("rule '{}' names requirement {}, which is not "
                                                 "in {}",
                                                 rule.id, rule.seed, requirements.file))
                    .at(rule.where));
    return found;
}

}  // namespace isonomia::rules
