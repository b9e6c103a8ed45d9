#include "rules/explain.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "rules/kleene.hpp"

namespace isonomia::rules {

namespace {

constexpr std::size_t clauses_max = 4;  // in a reason; the tree of tests has them all

// The words of a clause before the fact that it quotes, or "".
std::string_view before_quotation(std::string_view clause) {
    const std::size_t english = clause.find("“");
    const std::size_t at = english == std::string_view::npos ? clause.find("«") : english;
    return at == std::string_view::npos ? std::string_view() : clause.substr(0, at);
}

// What is quoted inside a sentence ends without a full stop of its own.
std::string inside(std::string text) {
    if (text.ends_with('.')) text.pop_back();
    return text;
}

void add_once(std::vector<std::string>& list, std::string text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

}  // namespace

std::string Explainer::statement(const std::string& fact) const {
    const FactDeclaration* declared = pack_.fact(fact);
    std::string says = declared == nullptr ? "" : in_language(declared->says, options_.language);
    return says.empty() ? fact : says;
}

std::string Explainer::text_of(const Node& leaf) const {
    std::string says = in_language(leaf.says, options_.language);
    if (!says.empty()) return says;
    if (leaf.kind == NodeKind::measure) return leaf.measure.metric;
    const std::string fact = fact_asked(leaf);
    return fact.empty() ? leaf.test.expression : statement(fact);
}

std::string Explainer::name_of(const std::string& agent) const {
    return agent.empty() ? say(Phrase::somebody) : grounds_.name_of(agent);
}

FactRead Explainer::read(const std::string& id) const {
    FactRead read;
    read.id = id;
    const auto found = grounds_.facts.find(id);
    if (found == grounds_.facts.end()) return read;
    const Fact& fact = found->second;
    read.status = fact.status;
    if (fact.status != FactStatus::unknown && fact.status != FactStatus::withheld) {
        read.value = fact.value;
        if (fact.status == FactStatus::disputed) read.value += " | " + fact.otherwise;
    }
    for (const std::string* source :
         {&fact.exhibit, &fact.finding, &fact.admitted_by, &fact.stated_by})
        if (read.source.empty()) read.source = *source;
    if (!fact.derivation.empty() && read.source.empty()) read.source = "derived";
    const auto exhibit = grounds_.exhibits.find(fact.exhibit);
    if (exhibit != grounds_.exhibits.end()) read.sha256 = exhibit->second;
    return read;
}

MeasureResult Explainer::measured(const Node& leaf) const {
    return evaluate_measure(leaf.measure, limit_of(leaf.measure, pack_, options_.profile),
                            grounds_);
}

std::vector<FactRead> Explainer::reads(const Node& leaf) const {
    if (leaf.kind == NodeKind::measure) return measured(leaf).reads;
    std::vector<FactRead> facts;
    facts.reserve(leaf.test.needs.size());
    for (const std::string& id : leaf.test.needs)
        facts.push_back(read(id));
    return facts;
}

std::vector<std::string> Explainer::missing_parameters(const Node& leaf) const {
    std::vector<std::string> missing;
    for (const std::string& id : parameters_of(leaf)) {
        const Parameter* parameter = pack_.parameter(id);
        if (parameter != nullptr && !value_of(*parameter, pack_, options_.profile))
            missing.push_back(id);
    }
    return missing;
}

std::string Explainer::fact_clause(const std::string& id) const {
    const auto found = grounds_.facts.find(id);
    const std::string says = inside(statement(id));
    if (found == grounds_.facts.end()) return say(Phrase::unknown, {says});
    const Fact& fact = found->second;
    switch (fact.status) {
        case FactStatus::established:
            return "";
        case FactStatus::asserted:
            return say(fact.value == "false" ? Phrase::asserted_against : Phrase::asserted,
                       {name_of(fact.stated_by), says});
        case FactStatus::disputed:
            return say(Phrase::disputed, {says});
        case FactStatus::withheld:
            return say(Phrase::withheld,
                       {name_of(fact.held_by),
                        fact.ground.empty() ? say(Phrase::no_ground) : fact.ground, says});
        case FactStatus::unknown:
            break;
    }
    return say(Phrase::unknown, {says});
}

void Explainer::open_clauses(const Node& leaf, std::vector<std::string>& into) const {
    const auto& turns_on = joint_.turns_on;
    for (const std::string& id : leaf.test.needs) {
        const bool said = std::find(turns_on.begin(), turns_on.end(), id) != turns_on.end();
        if (std::string clause = fact_clause(id); !clause.empty() && !said)
            add_once(into, std::move(clause));
    }
    for (const std::string& id : missing_parameters(leaf))
        add_once(into, say(Phrase::no_parameter,
                           {inside(in_language(pack_.parameter(id)->says, options_.language))}));
    if (leaf.kind != NodeKind::measure) return;
    const auto elsewhere = measured(leaf).elsewhere;
    add_once(into, elsewhere.empty()
                       ? say(Phrase::unknown, {inside(text_of(leaf))})
                       : say(Phrase::elsewhere, {join(elsewhere, "; "), inside(text_of(leaf))}));
}

TestResult Explainer::leaf_result(const Node& leaf, std::uint64_t depth) {
    TestResult result{depth,      std::string(to_text(leaf.kind)), text_of(leaf), truth(leaf), "",
                      reads(leaf)};
    if (leaf.kind == NodeKind::measure) {
        result.detail = measured(leaf).detail;
        return result;
    }
    std::vector<std::string> details;
    for (const std::string& id : leaf.test.needs) {
        const auto found = grounds_.facts.find(id);
        if (found != grounds_.facts.end() && !found->second.derivation.empty())
            details.push_back(id + ": " + found->second.derivation);
    }
    if (result.truth == Truth::unknown) open_clauses(leaf, details);
    result.detail = join(details, "; ");
    return result;
}

void Explainer::add_tests(const Node& node, std::uint64_t depth, std::vector<TestResult>& into) {
    if (node.children.empty()) {
        into.push_back(leaf_result(node, depth));
        return;
    }
    const Phrase words = node.kind == NodeKind::all   ? Phrase::all_of
                         : node.kind == NodeKind::any ? Phrase::any_of
                                                      : Phrase::not_of;
    into.push_back({depth, std::string(to_text(node.kind)), say(words), truth(node), "", {}});
    for (const Node& child : node.children)
        add_tests(child, depth + 1, into);
}

void Explainer::relied_on(const Node& node, std::vector<const Node*>& into) {
    if (node.children.empty()) {
        into.push_back(&node);
        return;
    }
    const Truth whole = truth(node);
    const bool selective = (node.kind == NodeKind::all && whole != Truth::yes) ||
                           (node.kind == NodeKind::any && whole != Truth::no);
    for (const Node& child : node.children)
        if (!selective || truth(child) == whole) relied_on(child, into);
}

std::vector<const Node*> Explainer::relied_on(const Decision& decision) {
    std::vector<const Node*> relied;
    if (rule_.applies) relied_on(*rule_.applies, relied);
    if (rule_.applies && truth(*rule_.applies) != Truth::yes) return relied;
    if (decision.verdict == Verdict::excepted) {
        for (const Exception& exception : rule_.exceptions)
            if (exception.id == decision.exception) relied_on(exception.when, relied);
        return relied;
    }
    relied_on(rule_.logic, relied);
    const bool fulfilled =
        decision.verdict == Verdict::met || decision.verdict == Verdict::assessed;
    for (const Exception& exception : rule_.exceptions)
        if (!fulfilled) relied_on(exception.when, relied);
    return relied;
}

std::string Explainer::list(std::vector<std::string> clauses) const {
    if (clauses.size() > clauses_max) {
        const std::size_t more = clauses.size() - clauses_max;
        clauses.resize(clauses_max);
        clauses.push_back(say(Phrase::and_more, {std::to_string(more)}));
    }
    std::string text;
    std::string_view last_start;
    for (const std::string& clause : clauses) {
        // What is said of several facts is said once: not known: “a”, “b”.
        const std::string_view start = before_quotation(clause);
        const bool same = !start.empty() && start == last_start;
        if (!text.empty()) text += same ? ", " : "; ";
        text += std::string_view(clause).substr(same ? start.size() : 0);
        last_start = start;
    }
    return text;
}

std::string Explainer::reason(const Decision& decision, const std::vector<const Node*>& relied) {
    std::vector<std::string> clauses;
    switch (decision.verdict) {
        case Verdict::met:
            return say(Phrase::met);
        case Verdict::assessed:
            return say(Phrase::assessed);
        case Verdict::error:
            return say(Phrase::error, {decider_.problem()});
        case Verdict::not_applicable:
            return say(Phrase::not_applicable, {in_language(rule_.otherwise, options_.language)});
        case Verdict::excepted:
            for (const Exception& exception : rule_.exceptions)
                if (exception.id == decision.exception)
                    return say(Phrase::excepted, {in_language(exception.title, options_.language)});
            return say(Phrase::excepted, {decision.exception});
        case Verdict::not_met: {
            std::vector<const Node*> breached;
            relied_on(rule_.logic, breached);
            for (const Node* leaf : breached)
                add_once(clauses, say(truth(*leaf) == Truth::no ? Phrase::contrary : Phrase::holds,
                                      {inside(text_of(*leaf))}));
            return say(Phrase::not_met, {list(clauses)});
        }
        case Verdict::not_established:
            break;
    }
    for (const std::string& id : joint_.turns_on)
        clauses.push_back(say(Phrase::turns_on, {inside(statement(id))}));
    if (joint_.too_many)
        clauses.push_back(say(Phrase::too_many_disputed, {std::to_string(joint_.disputed)}));
    for (const Node* leaf : relied)
        if (truth(*leaf) == Truth::unknown) open_clauses(*leaf, clauses);
    return say(Phrase::not_established, {list(clauses)});
}

Request Explainer::request_for(const std::string& id) const {
    Request request;
    request.fact = id;
    const FactDeclaration* declared = pack_.fact(id);
    if (declared != nullptr) {
        request.text = in_language(declared->request, options_.language);
        const auto holder = grounds_.holders.find(declared->holder);
        if (holder != grounds_.holders.end()) request.holder = holder->second;
    }
    if (request.text.empty()) request.text = say(Phrase::ask_generic, {statement(id)});
    const auto found = grounds_.facts.find(id);
    if (found == grounds_.facts.end()) return request;
    const Fact& fact = found->second;
    // A derived fact is stated by whoever prepared the matter, who need not hold the document.
    const bool ask_speaker = fact.status == FactStatus::asserted && !fact.stated_by.empty();
    if (ask_speaker && (fact.derivation.empty() || request.holder.empty()))
        request.holder = fact.stated_by;
    if (!fact.held_by.empty()) request.holder = fact.held_by;
    if (fact.status == FactStatus::asserted || fact.status == FactStatus::disputed)
        request.text = say(Phrase::ask_evidence, {inside(statement(id))});
    if (fact.status == FactStatus::withheld) request.text += " [" + fact_clause(id) + "]";
    return request;
}

Request Explainer::request_for_figure(const Node& leaf) const {
    const auto vendor = grounds_.holders.find("vendor");
    return {leaf.measure.metric, say(Phrase::ask_measurement, {inside(text_of(leaf))}),
            vendor == grounds_.holders.end() ? "" : vendor->second};
}

void Explainer::add_requests(Outcome& outcome, const std::vector<const Node*>& relied) {
    std::set<std::string> asked;
    const auto ask = [&](const std::string& id) {
        if (asked.insert(id).second) outcome.requests.push_back(request_for(id));
    };
    for (const std::string& id : joint_.turns_on)
        ask(id);
    std::vector<const Node*> open;
    if (rule_.applies) open_leaves(*rule_.applies, open);
    open_leaves(rule_.logic, open);
    for (const Exception& exception : rule_.exceptions)
        open_leaves(exception.when, open);
    for (const Node* leaf : leaves(rule_)) {
        const bool is_open = std::find(open.begin(), open.end(), leaf) != open.end();
        if (leaf->kind == NodeKind::measure) {
            // Where figures are there and only the limit is missing, a profile has to give it.
            const bool lacking = measured(*leaf).reads.empty() || missing_parameters(*leaf).empty();
            if (is_open && lacking && asked.insert(leaf->measure.metric).second)
                outcome.requests.push_back(request_for_figure(*leaf));
            continue;
        }
        const bool decisive = std::find(relied.begin(), relied.end(), leaf) != relied.end();
        const bool lacking = decisive && truth(*leaf) == Truth::no;
        for (const FactRead& fact : reads(*leaf))
            if ((is_open && fact.status != FactStatus::established) ||
                (lacking && fact.value == "false"))
                ask(fact.id);
    }
}

void Explainer::open_leaves(const Node& node, std::vector<const Node*>& into) {
    if (truth(node) != Truth::unknown) return;
    if (node.children.empty()) into.push_back(&node);
    for (const Node& child : node.children)
        open_leaves(child, into);
}

void Explainer::explain(Outcome& outcome) {
    const Decision& decision = joint_.decision;
    if (rule_.applies) {
        outcome.tests.push_back(
            {0, "applies", say(Phrase::applies), truth(*rule_.applies), "", {}});
        add_tests(*rule_.applies, 1, outcome.tests);
    }
    add_tests(rule_.logic, 0, outcome.tests);
    for (const Exception& exception : rule_.exceptions) {
        outcome.tests.push_back({0,
                                 "exception",
                                 in_language(exception.title, options_.language),
                                 truth(exception.when),
                                 "",
                                 {}});
        add_tests(exception.when, 1, outcome.tests);
    }
    const auto relied = relied_on(decision);
    for (const Node* leaf : relied)
        for (const FactRead& fact : reads(*leaf))
            outcome.weakest = std::max(outcome.weakest, fact.status);
    outcome.verdict = decision.verdict;
    outcome.exception = decision.exception;
    outcome.turns_on = joint_.turns_on;
    outcome.reason = reason(decision, relied);
    if (decision.verdict == Verdict::not_met || decision.verdict == Verdict::not_established)
        add_requests(outcome, relied);
}

}  // namespace isonomia::rules
