#include "rules/pack_page.hpp"

#include <map>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

// A cell of a Markdown table holds no bar and no line break.
std::string cell(std::string text) {
    for (std::size_t at = text.find_first_of("|\n"); at != std::string::npos;
         at = text.find_first_of("|\n", at + 1))
        text[at] = text[at] == '|' ? '/' : ' ';
    return text;
}

std::string english(const Text& text) { return cell(in_language(text, "en")); }

std::vector<const PackAuthority*> authorities_of(const Rule& rule) {
    std::vector<const PackAuthority*> found;
    for (const PackAuthority& one : rule.authorities)
        found.push_back(&one);
    for (const Exception& exception : rule.exceptions)
        for (const PackAuthority& one : exception.authorities)
            found.push_back(&one);
    return found;
}

std::string head(const Pack& pack) {
    std::string page =
        fmt::format("# Pack {}\n\n{}. {}\n\n", pack.id, english(pack.title), english(pack.about));
    if (pack.signature)
        return page + fmt::format("Signed by {}, {}, on {}.\n", cell(pack.signature->by),
                                  cell(pack.signature->capacity), pack.signature->on);
    return page +
           "> **Unsigned.** No lawyer has signed this pack. Every report that uses it says so. It "
           "is no legal advice and\n> states no legal conclusion: an outcome says what the "
           "recorded "
           "facts show against the text cited, on these facts.\n";
}

std::string confirmation(const Confirmation& confirmed) {
    if (confirmed.by.empty()) return "nobody yet";
    return cell(confirmed.by) + (confirmed.on.empty() ? "" : ", " + confirmed.on);
}

std::string instrument_row(const Instrument& one) {
    return fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", one.id, cell(one.cite), one.date,
                       to_text(one.status), cell(one.source), confirmation(one.confirmed),
                       english(one.note));
}

// Each instrument once, in the order in which the rules cite it.
Result<std::string> sources(Files& files, const Pack& pack, const fs::path& folder) {
    std::string page =
        "\n## Sources\n\n"
        "| Id | Instrument | Date | Standing | Read at | Confirmed by | Note |\n"
        "|-|-|-|-|-|-|-|\n";
    const auto folders = instrument_folders(pack.file, folder);
    std::map<std::string, Instrument> seen;
    std::string cited;
    for (const Rule& rule : pack.rules)
        for (const PackAuthority* one : authorities_of(rule)) {
            if (one->instrument.empty()) {
                cited += fmt::format("| in {} | {} | | {} | | {} | {} |\n", rule.id,
                                     cell(one->citation.cite), to_text(one->citation.status),
                                     confirmation(one->confirmed), english(one->note));
                continue;
            }
            if (seen.contains(one->instrument)) continue;
            auto loaded = find_instrument(files, folders, one->instrument);
            if (!loaded) return fail(std::move(loaded.error()));
            page += instrument_row(*loaded);
            seen.emplace(one->instrument, std::move(*loaded));
        }
    return page + cited;
}

std::string pinpoints(const Rule& rule) {
    std::vector<std::string> parts;
    for (const PackAuthority* one : authorities_of(rule))
        parts.push_back(fmt::format(
            "{}{}{}", one->instrument.empty() ? cell(one->citation.cite) : one->instrument,
            one->citation.pinpoint.empty() ? "" : ", " + cell(one->citation.pinpoint),
            one->citation.status == AuthorityStatus::unverified ? " (unverified)" : ""));
    return join(parts, "; ");
}

std::string in_force(const Rule& rule) {
    std::string words = rule.jurisdiction;
    if (!rule.valid_from.empty()) words += ", from " + rule.valid_from;
    if (!rule.valid_until.empty()) words += ", until " + rule.valid_until;
    return words;
}

std::string rules_table(const Pack& pack) {
    std::string page =
        "\n## Rules\n\n| Rule | Asks for | Principle | Burden on | Law in | Authority |\n"
        "|-|-|-|-|-|-|\n";
    for (const Rule& rule : pack.rules)
        page += fmt::format("| {} | {}{}. {} | {} | {} | {} | {} |\n", rule.id, english(rule.title),
                            rule.kind == RuleKind::evaluative ? " (evaluative)" : "",
                            english(rule.requirement), to_text(rule.principle), rule.burden,
                            in_force(rule), pinpoints(rule));
    return page;
}

std::string facts_table(const Pack& pack) {
    std::string page =
        "\n## Facts that the rules read\n\n| Fact | Type | Asked of | Says |\n|-|-|-|-|\n";
    for (const FactDeclaration& fact : pack.facts)
        page += fmt::format("| `{}` | {} | {} | {} |\n", fact.id, to_text(fact.type), fact.holder,
                            english(fact.says));
    return page;
}

std::string figures_table(const Pack& pack) {
    std::string rows;
    for (const Rule& rule : pack.rules)
        for (const Node* leaf : leaves(rule)) {
            if (leaf->kind != NodeKind::measure) continue;
            const Measure& one = leaf->measure;
            const std::string limit = one.limit ? shortest(*one.limit) : "`" + one.parameter + "`";
            rows += fmt::format("| {} | `{}` | {} | {} {} | {} |\n", rule.id, cell(one.metric),
                                one.group.empty() ? "everybody" : cell(one.group),
                                to_text(one.comparison), limit, english(leaf->says));
        }
    return rows.empty() ? ""
                        : "\n## Figures that the rules read\n\nOf the systems in use; the whole "
                          "interval has to lie on one side of the limit.\n\n"
                          "| Rule | Metric | Group | Limit | Says |\n|-|-|-|-|-|\n" +
                              rows;
}

std::string parameters_table(const Pack& pack) {
    if (pack.parameters.empty()) return "";
    std::string page =
        "\n## Parameters\n\nA number without a default comes from a justified profile only.\n\n"
        "| Parameter | Unit | Default | Floor | Ceiling | Says |\n|-|-|-|-|-|-|\n";
    const auto shown = [](const std::optional<double>& number) {
        return number ? shortest(*number) : std::string("none");
    };
    for (const Parameter& one : pack.parameters)
        page +=
            fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", one.id, cell(one.unit),
                        shown(one.value), shown(one.floor), shown(one.ceiling), english(one.says));
    return page;
}

}  // namespace

Result<std::string> pack_page(Files& files, const Pack& pack, const fs::path& instruments) {
    auto authorities = sources(files, pack, instruments);
    if (!authorities) return authorities;
    return head(pack) + *authorities + rules_table(pack) + facts_table(pack) + figures_table(pack) +
           parameters_table(pack);
}

}  // namespace isonomia::rules
