#include "cli/rule_topics.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/data_folder.hpp"
#include "rules/pack.hpp"

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

std::string text_of(const rules::Pack& pack, const rules::Rule& rule) {
    const auto english = [](const rules::Text& text) { return rules::in_language(text, "en"); };
    std::string text = fmt::format("# {}\n\n{}/{}, {}{}\n\n{}\n", english(rule.title), pack.id,
                                   rule.id, to_text(rule.principle),
                                   rule.burden.empty() ? "" : "; burden on: " + rule.burden,
                                   english(rule.requirement));
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

}  // namespace

std::vector<Topic> rule_topics(Context& context) {
    std::vector<Topic> topics;
    const auto data = data_folders(context);
    if (!data) return topics;
    std::error_code problem;
    for (fs::directory_iterator it(data->packs, problem), end; !problem && it != end;
         it.increment(problem)) {
        if (it->path().extension() != ".xml") continue;
        const auto pack = rules::load_pack(context.files, it->path(), data->instruments);
        if (!pack) continue;
        for (const rules::Rule& rule : pack->rules)
            topics.push_back({"rule", pack->id + "/" + rule.id,
                              rules::in_language(rule.title, "en"), text_of(*pack, rule)});
    }
    std::sort(topics.begin(), topics.end(),
              [](const Topic& a, const Topic& b) { return a.name < b.name; });
    return topics;
}

}  // namespace isonomia::cli
