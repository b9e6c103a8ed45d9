#include "cli/rule_topics.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "cli/pack_files.hpp"
#include "core/text.hpp"
#include "rules/pack_page.hpp"

namespace isonomia::cli {

namespace {

std::string authority_line(const rules::PackAuthority& authority) {
    const Citation& citation = authority.citation;
    std::string line = "- " + citation.cite;
    if (!citation.pinpoint.empty()) line += ", " + citation.pinpoint;
    line += fmt::format(" ({})", to_text(citation.status));
    const std::string says = rules::in_language(authority.says, "en");
    return line + (says.empty() ? "" : ": " + says) + "\n";
}

std::string english(const rules::Text& text) { return rules::in_language(text, "en"); }

std::string text_of(const rules::Pack& pack, const rules::Rule& rule) {
    std::string text = fmt::format("# {}\n\n{}/{}, {}{}\n\n{}\n", english(rule.title), pack.id,
                                   rule.id, to_text(rule.principle),
                                   rule.burden.empty() ? "" : "; burden on: " + rule.burden,
                                   english(rule.requirement));
    if (const auto facts = facts_read(rule); !facts.empty())
        text += "\n## Facts read\n\n" + join(facts, " ") + "\n";
    if (const auto metrics = metrics_read(rule); !metrics.empty())
        text += "\n## Figures read\n\n" + join(metrics, " ") + "\n";
    if (!rule.authorities.empty()) text += "\n## Authorities\n\n";
    for (const rules::PackAuthority& authority : rule.authorities)
        text += authority_line(authority);
    if (!rule.exceptions.empty()) text += "\n## Exceptions\n\n";
    for (const rules::Exception& exception : rule.exceptions)
        text += "- " + english(exception.title) + "\n";
    if (const std::string remedy = english(rule.remedy); !remedy.empty())
        text += "\n## Remedy\n\n" + remedy + "\n";
    return text;
}

Topic fact_topic(const rules::Pack& pack, const rules::FactDeclaration& fact) {
    std::string text = fmt::format("# {}\n\n{}\n\nA {} in the pack {}", fact.id, english(fact.says),
                                   to_text(fact.type), pack.id);
    if (!fact.holder.empty()) text += "; held by: " + fact.holder;
    text += "\n";
    if (const std::string request = english(fact.request); !request.empty())
        text += "\n## Request when it is unknown\n\n" + request + "\n";
    std::vector<std::string> readers;
    for (const rules::Rule& rule : pack.rules) {
        const auto facts = facts_read(rule);
        if (std::find(facts.begin(), facts.end(), fact.id) != facts.end())
            readers.push_back(rule.id);
    }
    if (!readers.empty()) text += "\n## Read by\n\n" + join(readers, " ") + "\n";
    return {"fact", fact.id, english(fact.says), text};
}

// The pages of the program's own packs come with it.
void add_page(Context& context, const rules::Pack& pack, const DataFolders& data,
              std::vector<Topic>& topics) {
    if (auto page = rules::pack_page(context.files, pack, data.instruments))
        topics.push_back({"pack", pack.id, english(pack.title), std::move(*page)});
}

}  // namespace

std::vector<std::string> facts_read(const rules::Rule& rule) {
    std::vector<std::string> facts;
    for (const rules::Node* leaf : rules::leaves(rule))
        for (const std::string& fact : leaf->test.needs)
            if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    return facts;
}

std::vector<std::string> metrics_read(const rules::Rule& rule) {
    std::vector<std::string> metrics;
    for (const rules::Node* leaf : rules::leaves(rule))
        if (leaf->kind == rules::NodeKind::measure) metrics.push_back(leaf->measure.metric);
    return metrics;
}

std::vector<Topic> rule_topics(Context& context) {
    std::vector<Topic> topics;
    const auto data = data_folders(context);
    if (!data) return topics;
    const fs::path own = context.working_folder / "packs";
    for (const fs::path& folder : {own, data->packs})
        for (const std::string& id : pack_ids(folder)) {
            const auto pack =
                rules::load_pack(context.files, folder / (id + ".xml"), data->instruments);
            if (!pack) continue;
            if (folder == own) add_page(context, *pack, *data, topics);
            for (const rules::Rule& rule : pack->rules)
                topics.push_back(
                    {"rule", pack->id + "/" + rule.id, english(rule.title), text_of(*pack, rule)});
            for (const rules::FactDeclaration& fact : pack->facts)
                topics.push_back(fact_topic(*pack, fact));
        }
    std::sort(topics.begin(), topics.end(), [](const Topic& a, const Topic& b) {
        return std::tie(a.kind, a.name, a.text) < std::tie(b.kind, b.name, b.text);
    });
    return topics;
}

}  // namespace isonomia::cli
