#include "cli/outcome_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/pack_files.hpp"
#include "cli/printable.hpp"
#include "cli/terminal.hpp"
#include "core/describe.hpp"
#include "core/text.hpp"
#include "reports/language.hpp"
#include "rules/alternative.hpp"
#include "rules/speaker.hpp"

namespace isonomia::cli {

namespace {

const rules::Pack* pack_of(const Outcome& outcome, const AppliedLaw& law) {
    const auto own = std::find_if(law.packs.begin(), law.packs.end(),
                                  [&](const rules::Pack& one) { return one.id == outcome.pack; });
    return own == law.packs.end() ? nullptr : &*own;
}

const rules::Rule* rule_of(const Outcome& outcome, const AppliedLaw& law) {
    const rules::Pack* pack = pack_of(outcome, law);
    return pack == nullptr ? nullptr : pack->rule(outcome.rule);
}

// An alternative that is 'met' is 'assessed' for a rule that only the court can weigh.
Verdict end_of(const rules::Alternative& change, const Outcome& outcome, const AppliedLaw& law) {
    const rules::Rule* rule = rule_of(outcome, law);
    const bool weighed = rule != nullptr && rule->kind == rules::RuleKind::evaluative;
    return change.to == Verdict::met && weighed ? Verdict::assessed : change.to;
}

class OutcomeWriter {
public:
    explicit OutcomeWriter(const OutcomeStyle& style)
        : style_(style), say_(style.language), paint_(style.terminal) {
        if (style.language == "en") return;
        if (auto words = reports::find_language(style.language)) words_ = std::move(*words);
    }

    [[nodiscard]] std::string table(const std::vector<Outcome>& outcomes) {
        text_ = profile_line();
        const std::string* pack = nullptr;
        for (const Outcome& outcome : outcomes) {
            if (pack == nullptr || *pack != outcome.pack) {
                if (!text_.empty()) text_ += "\n";
                const rules::Pack* own = pack_of(outcome, style_.law);
                text_ += fmt::format("{} {}{}\n", paint_.bold(printable(outcome.pack)),
                                     printable(outcome.pack_version),
                                     own == nullptr ? "" : signed_by(*own, say_));
            }
            pack = &outcome.pack;
            text_ += line_of(outcome);
        }
        return text_;
    }

    [[nodiscard]] std::string explanation(const Outcome& outcome) {
        text_ = line_of(outcome);
        block(outcome.reason, 2);
        head(say_("Asked for", "Exigence"));
        block(outcome.requirement, 2);
        write_burden(outcome);
        for (const Citation& one : outcome.authorities)
            block(fmt::format("{}{} ({}){}{}", one.cite,
                              one.pinpoint.empty() ? "" : ", " + one.pinpoint, word(one.status),
                              colon(), one.says),
                  2);
        if (!outcome.tests.empty()) head(say_("Tests", "Critères"));
        for (const TestResult& test : outcome.tests)
            write_test(test);
        write_profile(outcome);
        if (!outcome.turns_on.empty())
            block(say_("It turns on", "Cela dépend de faits contestés") + colon() +
                      join(outcome.turns_on, ", "),
                  2);
        if (!outcome.by_hearing.empty()) block(outcome.by_hearing, 2);
        write_changes(outcome);
        if (!outcome.requests.empty()) head(say_("To ask for", "À demander"));
        for (const Request& request : outcome.requests)
            block(request.text, 2);
        if (!outcome.remedy.empty()) {
            head(say_("Remedy", "Remède à envisager"));
            block(outcome.remedy, 2);
        }
        return text_;
    }

private:
    void block(const std::string& text, std::size_t indent) {
        text_ += wrapped(printable(text), style_.terminal.width, indent) + "\n";
    }
    void head(const std::string& text) { text_ += "\n" + paint_.bold(text) + "\n"; }
    [[nodiscard]] std::string colon() const { return say_(": ", " : "); }
    [[nodiscard]] std::string quoted(const std::string& text) const {
        return say_("“", "« ") + text + say_("”", " »");
    }

    // In English the names that JSON has; else the words of the reports.
    template <class Enum>
    [[nodiscard]] std::string word(Enum value) const {
        return style_.language == "en" ? std::string(to_text(value))
                                       : words_.text(reports::title_of(value));
    }

    [[nodiscard]] std::string painted(const Outcome& outcome) const {
        const std::string text = fmt::format("{:<15}", word(outcome.verdict));
        switch (outcome.verdict) {
            case Verdict::not_met:
            case Verdict::error:
                return paint_.bad(text);
            case Verdict::not_established:
            case Verdict::assessed:  // nothing was found to be in order
                return paint_.doubtful(text);
            default:
                return paint_.good(text);
        }
    }

    // The facts of an `X or not X`, with the value on record: the verdict is the same for either.
    [[nodiscard]] std::string recorded_values(const Outcome& outcome) const {
        std::vector<std::string> values;
        const std::vector<TestResult>& tests = outcome.tests;
        for (std::size_t i = 0; i + 3 < tests.size(); ++i) {
            const std::uint64_t depth = tests[i].depth;
            const bool either = tests[i].kind == "any" && tests[i + 1].depth == depth + 1 &&
                                tests[i + 2].kind == "not" && tests[i + 2].depth == depth + 1 &&
                                tests[i + 3].depth == depth + 2 &&
                                tests[i + 1].text == tests[i + 3].text;
            if (either && tests[i + 1].truth != Truth::unknown)
                values.emplace_back(tests[i + 1].truth == Truth::yes ? say_("yes", "oui")
                                                                     : say_("no", "non"));
        }
        return join(values, ", ");
    }

    // What the verdict alone does not tell.
    [[nodiscard]] std::string remark_of(const Outcome& outcome) const {
        std::vector<std::string> remarks;
        if (const std::string values = recorded_values(outcome);
            outcome.verdict == Verdict::assessed && !values.empty())
            remarks.push_back(say_("recorded as ", "consigné : ") + values);
        for (const Deviation& one : outcome.deviations)
            remarks.push_back(
                (one.parameter.empty()
                     ? say_("switched off", "désactivée")
                     : fmt::format("{} = {}", printable(one.parameter), printable(one.value))) +
                say_(" by ", " par ") + printable(one.profile) + colon() +
                printable(one.justification));
        return remarks.empty() ? "" : " [" + join(remarks, "; ") + "]";
    }

    // A title that the pack lacks in the language asked for is marked with the language it has.
    [[nodiscard]] std::string line_of(const Outcome& outcome) const {
        const rules::Rule* rule = rule_of(outcome, style_.law);
        std::string mark;
        if (rule != nullptr && !rule->title.empty() && !rule->title.contains(style_.language))
            mark = fmt::format(" [{}]",
                               rule->title.contains("en") ? "en" : rule->title.begin()->first);
        return fmt::format("  {}  {:<8} {}{}{}\n", painted(outcome), printable(outcome.rule),
                           printable(outcome.title), printable(mark), remark_of(outcome));
    }

    void write_burden(const Outcome& outcome) {
        const auto party = from_text<Role>(outcome.burden);
        if (party) block(say_("Burden on", "Charge de la preuve") + colon() + word(*party), 2);
    }

    void write_test(const TestResult& test) {
        const std::size_t indent = 2 + 2 * static_cast<std::size_t>(test.depth);
        block(word(test.truth) + colon() + test.text, indent);
        if (!test.detail.empty()) block(test.detail, indent + 2);
        for (const FactRead& fact : test.reads) {
            std::string line = fmt::format(
                "{} = {} ({}", fact.id, fact.value.empty() ? "?" : fact.value, word(fact.status));
            if (!fact.source.empty()) line += ", " + fact.source;
            if (!fact.sha256.empty()) line += ", SHA-256 " + fact.sha256.substr(0, 16);
            block(line + ")", indent + 2);
        }
    }

    [[nodiscard]] std::string profile_line() const {
        const auto& applied = style_.law.profile;
        if (!applied) return "";
        const std::string adopted = say_(", which the matter adopts", ", que l’affaire adopte");
        std::string line = say_("profile ", "profil ") + applied->profile.id;
        if (!applied->exhibit.empty())
            line += say_(", exhibit ", ", pièce ") + applied->exhibit + adopted;
        if (!applied->instead_of.empty())
            line += say_(", instead of exhibit ", ", au lieu de la pièce ") + applied->instead_of +
                    adopted;
        return printable(line) + "\n";
    }

    void write_profile(const Outcome& outcome) {
        if (outcome.deviations.empty()) return;
        head(say_("Profile", "Profil"));
        text_ += "  " + profile_line();
        for (const Deviation& one : outcome.deviations) {
            std::string what = say_("the rule is switched off", "la règle est désactivée");
            if (!one.parameter.empty())
                what = one.parameter + say_(" is ", " est fixé à ") + one.value +
                       (one.instead_of.empty()
                            ? ""
                            : say_(" instead of ", " au lieu de ") + one.instead_of);
            block(what + say_(", approved by ", ", approuvé par ") + one.approver +
                      say_(" on ", " le ") + one.on + colon() + one.justification,
                  2);
        }
    }

    void write_changes(const Outcome& outcome) {
        const auto changes = rules::alternatives_of(outcome);
        if (changes.empty()) return;
        head(say_("What would change it", "Ce qui changerait le résultat"));
        for (const rules::Alternative& change : changes) {
            const std::string by =
                change.exception.empty() ? "" : fmt::format(" ({})", quoted(change.exception));
            block(word(end_of(change, outcome, style_.law)) + by +
                      say_(", if it were established that", ", s’il était établi que"),
                  2);
            for (const rules::Condition& one : change.conditions)
                block((one.holds ? say_("this is so", "ceci est le cas")
                                 : say_("this is not so", "ceci n’est pas le cas")) +
                          colon() + quoted(outcome.tests[one.test].text),
                      4);
        }
    }

    const OutcomeStyle& style_;
    rules::Speaker say_;
    Paint paint_;
    reports::Catalogue words_;
    std::string text_;
};

}  // namespace

std::string outcome_table(const std::vector<Outcome>& outcomes, const OutcomeStyle& style) {
    return OutcomeWriter(style).table(outcomes);
}

std::string outcome_explanation(const Outcome& outcome, const OutcomeStyle& style) {
    return OutcomeWriter(style).explanation(outcome);
}

Json::Array changes_json(const Outcome& outcome, const AppliedLaw& law) {
    Json::Array list;
    for (const rules::Alternative& change : rules::alternatives_of(outcome)) {
        Json::Array conditions;
        for (const rules::Condition& one : change.conditions)
            conditions.emplace_back(
                Json::Object{{"test", outcome.tests[one.test].text}, {"holds", one.holds}});
        list.emplace_back(Json::Object{{"to", to_text(end_of(change, outcome, law))},
                                       {"exception", change.exception},
                                       {"if", std::move(conditions)}});
    }
    return list;
}

}  // namespace isonomia::cli
