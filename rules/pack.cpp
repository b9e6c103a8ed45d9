#include "rules/pack.hpp"

#include <algorithm>

#include "core/digest.hpp"
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

bool asks_whether_true(const Node& leaf) {
    return leaf.test.needs.size() == 1 &&
           leaf.test.expression == "f[@id='" + leaf.test.needs.front() + "']='true'";
}

bool Pack::covers(std::string_view rule_jurisdiction, std::string_view matter) const {
    const auto inside = [&](std::string_view code) {
        return matter == code || (matter.starts_with(code) && matter[code.size()] == '-');
    };
    if (rule_jurisdiction == "any" || inside(rule_jurisdiction)) return true;
    return std::any_of(territories.begin(), territories.end(), [&](const Territory& one) {
        return one.id == rule_jurisdiction &&
               std::any_of(one.covers.begin(), one.covers.end(), inside);
    });
}

namespace {

bool in_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

}  // namespace

std::set<std::string> parameters_of(const Node& leaf) {
    std::set<std::string> ids;
    if (!leaf.measure.parameter.empty()) ids.insert(leaf.measure.parameter);
    const std::string_view text = leaf.test.expression;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\'' || text[at] == '"') {  // a literal: skip to its end
            at = std::min(text.find(text[at], at + 1), text.size() - 1);
        } else if (text[at] == '$') {
            std::size_t end = at + 1;
            while (end < text.size() && in_name(text[end]))
                ++end;
            ids.emplace(text.substr(at + 1, end - at - 1));
        }
    }
    return ids;
}

Result<Pack> read_pack(Files& files, const fs::path& path, const fs::path& instruments) {
    auto bytes = files.read(path, pack_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    std::string digest = hex(sha256(*bytes));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(std::move(document.error()));
    auto pack = PackReader(files, instruments).read(*document);
    if (!pack) return pack;
    pack->file = path.string();
    pack->sha256 = std::move(digest);
    return pack;
}

Result<Pack> load_pack(Files& files, const fs::path& path, const fs::path& instruments) {
    auto pack = read_pack(files, path, instruments);
    if (!pack) return pack;
    auto faults = check_pack(*pack);
    if (!faults.empty()) return fail(std::move(faults.front()));
    return pack;
}

}  // namespace isonomia::rules
