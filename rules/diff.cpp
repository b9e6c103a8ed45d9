#include "rules/diff.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

// What an object says, part by part, as text that is equal exactly when the part is.
using Parts = std::map<std::string, std::string>;

// Parts that people read and the evaluation does not.
constexpr std::array<std::string_view, 6> wording_parts = {"authority", "burden", "holder",
                                                           "request",   "seed",   "texts"};

// With its length before it, so that no two lists of texts read the same.
std::string framed(std::string_view text) { return fmt::format("{}:{},", text.size(), text); }

std::string text_of(const Text& text) {
    std::string result;
    for (const auto& [language, says] : text)
        result += framed(language) + framed(says);
    return result;
}

std::string text_of(const std::optional<double>& number) {
    return number ? shortest(*number) : "none";
}

// The logic without its words.
std::string logic_of(const Node& node) {
    std::string result = fmt::format("{}(", to_text(node.kind));
    if (node.kind == NodeKind::test) result += framed(node.test.expression);
    if (node.kind == NodeKind::measure)
        result += framed(node.measure.metric) + framed(node.measure.dataset) +
                  framed(node.measure.group) +
                  fmt::format("{},{},{},{}", to_text(node.measure.quantifier),
                              to_text(node.measure.comparison), text_of(node.measure.limit),
                              node.measure.parameter);
    for (const Node& child : node.children)
        result += logic_of(child);
    return result + ")";
}

std::string words_of(const Node& node) {
    std::string result = text_of(node.says);
    for (const Node& child : node.children)
        result += words_of(child);
    return result;
}

std::string authorities_of(const std::vector<PackAuthority>& authorities) {
    std::string result;
    for (const PackAuthority& one : authorities)
        result += framed(one.instrument) + framed(one.citation.cite) +
                  framed(one.citation.pinpoint) + framed(to_text(one.citation.status)) +
                  text_of(one.says) + text_of(one.note);
    return result;
}

Parts parts_of(const Rule& rule) {
    Parts parts;
    parts["applies"] = rule.applies ? logic_of(*rule.applies) : "";
    parts["authority"] = authorities_of(rule.authorities);
    parts["burden"] = rule.burden;
    parts["dates"] = rule.valid_from + "/" + rule.valid_until;
    parts["jurisdiction"] = rule.jurisdiction;
    parts["kind"] = std::string(to_text(rule.kind)) + (rule.only_records ? ", only-records" : "");
    parts["logic"] = logic_of(rule.logic);
    parts["principle"] = to_text(rule.principle);
    parts["seed"] = rule.seed;
    parts["texts"] = text_of(rule.title) + text_of(rule.requirement) + text_of(rule.remedy) +
                     text_of(rule.otherwise) + words_of(rule.logic) +
                     (rule.applies ? words_of(*rule.applies) : "");
    std::vector<Exception> exceptions = rule.exceptions;  // their order means nothing
    std::sort(exceptions.begin(), exceptions.end(),
              [](const Exception& a, const Exception& b) { return a.id < b.id; });
    for (const Exception& exception : exceptions) {
        parts["exceptions"] += framed(exception.id) +
                               (exception.rank ? std::to_string(*exception.rank) : "") +
                               framed(join(exception.overrides, " ")) + logic_of(exception.when);
        parts["authority"] += authorities_of(exception.authorities);
        parts["texts"] += text_of(exception.title) + words_of(exception.when);
    }
    return parts;
}

Parts parts_of(const FactDeclaration& fact) {
    return {{"type", std::string(to_text(fact.type))},
            {"holder", fact.holder},
            {"texts", text_of(fact.says)},
            {"request", text_of(fact.request)}};
}

Parts parts_of(const Parameter& parameter) {
    return {{"unit", parameter.unit},
            {"default", text_of(parameter.value)},
            {"floor", text_of(parameter.floor)},
            {"ceiling", text_of(parameter.ceiling)},
            {"texts", text_of(parameter.says)}};
}

Parts parts_of(const Pack& pack) {
    const std::string signature = pack.signature ? framed(pack.signature->by) +
                                                       framed(pack.signature->capacity) +
                                                       framed(pack.signature->on)
                                                 : "none";
    std::string territories;
    for (const Territory& one : pack.territories) {
        territories += framed(one.id);
        for (const Covered& covered : one.covers)
            territories += framed(covered.code) + framed(covered.from) + framed(covered.until);
    }
    return {{"version", pack.version},
            {"territories", territories},
            {"languages", join(pack.languages, " ")},
            {"signature", signature},
            {"texts", text_of(pack.title)},
            {"about", text_of(pack.about)}};
}

std::vector<std::string> differing(const Parts& older, const Parts& newer) {
    std::set<std::string> parts;
    for (const auto& [one, other] : {std::pair(&older, &newer), std::pair(&newer, &older)})
        for (const auto& [part, text] : *one) {
            const auto match = other->find(part);
            if (match == other->end() || match->second != text) parts.insert(part);
        }
    return {parts.begin(), parts.end()};
}

void compare(const Parts& older, const Parts& newer, const std::string& type, const std::string& id,
             std::vector<Change>& changes) {
    auto parts = differing(older, newer);
    if (parts.empty()) return;
    // A pack's own parts are said of it, not evaluated; only its territories are.
    const bool moved = std::find(parts.begin(), parts.end(), "territories") != parts.end();
    const bool decides =
        type == "pack" ? moved
                       : !std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
                             return std::find(wording_parts.begin(), wording_parts.end(), part) !=
                                    wording_parts.end();
                         });
    changes.push_back({ChangeKind::changed, type, id, std::move(parts), decides});
}

template <class Things>
std::map<std::string, Parts> all_parts(const Things& objects) {
    std::map<std::string, Parts> parts;
    for (const auto& object : objects)
        parts.emplace(object.id, parts_of(object));
    return parts;
}

template <class Things>
void compare_all(const Things& older, const Things& newer, const std::string& type,
                 std::vector<Change>& changes) {
    const auto before = all_parts(older);
    const auto after = all_parts(newer);
    std::set<std::string> ids;
    for (const auto& parts : {&before, &after})
        for (const auto& [id, ignored] : *parts)
            ids.insert(id);
    for (const std::string& id : ids) {
        const auto was = before.find(id);
        const auto is = after.find(id);
        if (was == before.end())
            changes.push_back({ChangeKind::added, type, id, {}, type == "rule"});
        else if (is == after.end())
            changes.push_back({ChangeKind::removed, type, id, {}, type == "rule"});
        else
            compare(was->second, is->second, type, id, changes);
    }
}

}  // namespace

std::vector<Change> diff(const Pack& older, const Pack& newer) {
    std::vector<Change> changes;
    compare_all(older.facts, newer.facts, "fact", changes);
    compare(parts_of(older), parts_of(newer), "pack", newer.id, changes);
    compare_all(older.parameters, newer.parameters, "parameter", changes);
    compare_all(older.rules, newer.rules, "rule", changes);
    return changes;
}

}  // namespace isonomia::rules
