#include "rules/schematron.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace isonomia::rules {

namespace {

// When a node is true and when it is false; neither means unknown.
struct BothWays {
    std::string yes;
    std::string no;
};

std::string bracketed(const std::vector<std::string>& parts, const char* connective) {
    return "(" + join(parts, connective) + ")";
}

BothWays leaf(const Test& test) {
    std::vector<std::string> known;
    for (const std::string& id : test.needs)
        known.push_back("f[@id='" + id + "']");
    known.push_back("(" + test.expression + ")");
    const std::string yes = bracketed(known, " and ");
    known.back() = "not(" + test.expression + ")";
    return {yes, bracketed(known, " and ")};
}

BothWays conditions(const Node& node) {
    if (node.kind == NodeKind::test) return leaf(node.test);
    std::vector<std::string> yes;
    std::vector<std::string> no;
    for (const Node& child : node.children) {
        BothWays one = conditions(child);
        yes.push_back(std::move(one.yes));
        no.push_back(std::move(one.no));
    }
    if (node.kind == NodeKind::not_) return {no.front(), yes.front()};
    const bool all = node.kind == NodeKind::all;
    return {bracketed(yes, all ? " and " : " or "), bracketed(no, all ? " or " : " and ")};
}

// One exception cannot clash; more would need our ranking.
bool is_expressible(const Rule& rule) {
    const auto all = leaves(rule);
    return rule.exceptions.size() < 2 && std::all_of(
                                             all.begin(), all.end(),
                                             [](const Node* node) {
                                                 return node->kind == NodeKind::test &&
                                                        parameters_of(*node).empty();
                                             });
}

void report(XmlWriter& out, const Rule& rule, Verdict verdict, const std::string& test) {
    std::string name(to_text(verdict));
    std::replace(name.begin(), name.end(), ' ', '-');
    out.open("report").attribute("id", rule.id + "." + name).attribute("test", test);
    out.text(in_language(rule.title, "en")).close();
}

void pattern(XmlWriter& out, const Rule& rule) {
    const BothWays logic = conditions(rule.logic);
    const BothWays applies =
        rule.applies ? conditions(*rule.applies) : BothWays{"true()", "false()"};
    const BothWays except = rule.exceptions.empty() ? BothWays{"false()", "true()"}
                                                    : conditions(rule.exceptions.front().when);
    const std::string here = applies.yes + " and not(" + logic.yes + ")";
    out.open("pattern").attribute("id", rule.id);
    out.open("rule").attribute("context", "/facts");
    report(out, rule, Verdict::not_applicable, applies.no);
    report(out, rule, rule.kind == RuleKind::evaluative ? Verdict::assessed : Verdict::met,
           applies.yes + " and " + logic.yes);
    report(out, rule, Verdict::excepted, here + " and " + except.yes);
    report(out, rule, Verdict::not_met, here + " and " + except.no + " and " + logic.no);
    // What is left: whether it applies, the exception or the logic is unknown.
    report(out, rule, Verdict::not_established,
           "not(" + applies.no + ") and not(" + applies.yes + " and (" + logic.yes + " or " +
               except.yes + " or (" + except.no + " and " + logic.no + ")))");
    out.close().close();
}

}  // namespace

std::string to_schematron(const Pack& pack) {
    XmlWriter out;
    out.open("schema").attribute("xmlns", "http://purl.oclc.org/dsdl/schematron");
    out.attribute("queryBinding", "xslt");
    out.element("title", pack.id + " " + pack.version + ", SHA-256 " + pack.sha256);
    std::vector<std::string> left_out;
    for (const Rule& rule : pack.rules)
        if (!is_expressible(rule)) left_out.push_back(rule.id);
    if (!left_out.empty()) out.element("p", "Left out: " + join(left_out, ", "));
    for (const Rule& rule : pack.rules)
        if (is_expressible(rule)) pattern(out, rule);
    out.close();
    return out.finish();
}

}  // namespace isonomia::rules
