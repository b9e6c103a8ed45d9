#include "rules/pack.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/matter_file.hpp"
#include "core/text.hpp"
#include "rules/expression.hpp"
#include "rules/pack_reader.hpp"

namespace isonomia::rules {

namespace {

void collect(const Node& node, std::vector<const Node*>& into) {
    if (node.kind == NodeKind::test || node.kind == NodeKind::measure) into.push_back(&node);
    for (const Node& child : node.children)
        collect(child, into);
}

}  // namespace

const FactDeclaration* Pack::fact(std::string_view fact_id) const { return facts.find(fact_id); }
const Parameter* Pack::parameter(std::string_view name) const { return parameters.find(name); }
const Rule* Pack::rule(std::string_view rule_id) const { return rules.find(rule_id); }

std::vector<const Node*> leaves(const Rule& rule) {
    std::vector<const Node*> found;
    if (rule.applies) collect(*rule.applies, found);
    collect(rule.logic, found);
    for (const Exception& exception : rule.exceptions)
        collect(exception.when, found);
    return found;
}

std::string fact_asked(const Node& leaf) {
    const auto parts = split(leaf.test.expression, '\'');
    const bool is_plain = parts.size() == 5 && parts[0] == "f[@id=" && parts[2] == "]=" &&
                          parts[3] == "true" && parts[4].empty();
    return is_plain ? std::string(parts[1]) : "";
}

namespace {

// 'US-NJ' lies within 'US', and within itself.
bool within(std::string_view part, std::string_view whole) {
    return part == whole || (part.starts_with(whole) && part[whole.size()] == '-');
}

Reach reach_of(const Covered& covered, std::string_view matter, std::string_view day) {
    if (!within(matter, covered.code))
        return within(covered.code, matter) ? Reach::too_coarse : Reach::outside;
    if (covered.from.empty() && covered.until.empty()) return Reach::inside;
    if (day.empty()) return Reach::undated;
    const bool held = (covered.from.empty() || day >= covered.from) &&
                      (covered.until.empty() || day <= covered.until);
    return held ? Reach::inside : Reach::outside;
}

}  // namespace

Reach Pack::reach(std::string_view rule_jurisdiction, std::string_view matter,
                  std::string_view day) const {
    if (rule_jurisdiction == "any" || within(matter, rule_jurisdiction)) return Reach::inside;
    Reach best = within(rule_jurisdiction, matter) ? Reach::too_coarse : Reach::outside;
    for (const Territory& territory : territories) {
        if (territory.id != rule_jurisdiction) continue;
        for (const Covered& covered : territory.covers) {
            const Reach one = reach_of(covered, matter, day);
            if (one == Reach::inside) return one;
            if (one != Reach::outside) best = one;
        }
    }
    return best;
}

std::set<std::string> parameters_of(const Node& leaf) {
    std::set<std::string> ids;
    if (!leaf.measure.parameter.empty()) ids.insert(leaf.measure.parameter);
    const std::string_view text = leaf.test.expression;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\'' || text[at] == '"') {  // a literal: skip to its end
            at = std::min(text.find(text[at], at + 1), text.size() - 1);
        } else if (text[at] == '$') {
            std::size_t end = at + 1;
            while (end < text.size() && is_name(text[end]))
                ++end;
            ids.emplace(text.substr(at + 1, end - at - 1));
        }
    }
    return ids;
}

Result<Pack> read_pack(Files& files, const fs::path& path, const fs::path& instruments,
                       std::vector<Error>* all) {
    auto bytes = files.read(path, pack_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    std::string digest = hex(sha256(*bytes));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));
    PackReader reader(files, instrument_folders(path, instruments));
    auto pack = reader.read(*document);
    if (all != nullptr) *all = reader.problems();
    if (!pack) return pack;
    pack->file = path.string();
    pack->sha256 = std::move(digest);
    return pack;
}

std::optional<Error> signed_later(const Pack& pack, std::string_view today) {
    if (!pack.signature || pack.signature->on <= today) return std::nullopt;
    return input_error("R0005", fmt::format("pack '{}' is signed on {}, a day to come", pack.id,
                                            pack.signature->on))
        .at(pack.signature->where)
        .hinted("write the day on which it was signed");
}

Status check_together(const std::vector<Pack>& packs, std::string_view today) {
    for (std::size_t i = 0; i < packs.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            if (packs[i].id == packs[j].id)
                return fail(
                    input_error("R0001", fmt::format("two packs are called '{}': {} and {}",
                                                     packs[i].id, packs[j].file, packs[i].file))
                        .hinted("name one of them, or give your own an id of its own"));
        if (auto later = signed_later(packs[i], today)) return fail(std::move(*later));
    }
    return {};
}

Status check_name(const Pack& pack) {
    const std::string name = fs::path(pack.file).stem().string();
    if (name == pack.id) return {};
    return fail(input_error("R0014", fmt::format("the file is {}, but the pack calls itself '{}'",
                                                 fs::path(pack.file).filename().string(), pack.id))
                    .at(pack.id_where)
                    .hinted(valid_id(name) ? fmt::format("write id=\"{}\"", name)
                                           : fmt::format("call the file {}.xml", pack.id)));
}

std::vector<Error> repeated_rules(const std::vector<Pack>& packs) {
    std::vector<Error> found;
    for (std::size_t i = 0; i < packs.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            std::vector<std::string> ids;
            for (const Rule& rule : packs[i].rules)
                if (const Rule* other = packs[j].rule(rule.id);
                    other != nullptr && other->requirement == rule.requirement)
                    ids.push_back(rule.id);
            if (ids.empty()) continue;
            const bool one = ids.size() == 1;
            const std::string rules = one ? fmt::format("the rule '{}'; it", ids.front())
                                          : fmt::format("{} rules, from '{}' to '{}'; each",
                                                        ids.size(), ids.front(), ids.back());
            found.push_back(
                input_error("R0112", fmt::format("'{}' and '{}' both hold {} counts twice",
                                                 packs[j].id, packs[i].id, rules))
                    .at({packs[i].file, 0, 0})
                    .hinted("apply one of the two packs, or delete from the copy what it repeats"));
        }
    return found;
}

Result<Pack> load_pack(Files& files, const fs::path& path, const fs::path& instruments) {
    auto pack = read_pack(files, path, instruments);
    if (!pack) return pack;
    auto faults = check_pack(*pack);
    if (!faults.empty()) return fail(std::move(faults.front()));
    return pack;
}

}  // namespace isonomia::rules
