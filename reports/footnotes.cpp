#include "reports/footnotes.hpp"

#include <array>
#include <span>

#include "core/embedded.hpp"
#include "reports/authorities.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

std::span<const EmbeddedFile> metric_pages();  // generated from docs/metrics/*.md

namespace {

// Where an interval was published. Titles of journals are the same in every language.
std::string_view source_of_interval(std::string_view method) {
    struct Known {
        std::string_view method, source;
    };
    constexpr std::array<Known, 5> all{{
        {"clopper-pearson", "C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404–413"},
        {"wilson",
         "E. B. Wilson, Journal of the American Statistical Association 22 (1927) "
         "209–212"},
        {"newcombe", "R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890"},
        {"katz", "D. Katz et al., Biometrics 34 (1978) 469–474"},
        {"miettinen-nurminen",
         "O. Miettinen, M. Nurminen, Statistics in Medicine 4 (1985) "
         "213–226"},
    }};
    for (const Known& known : all)
        if (known.method == method) return known.source;
    return "";
}

// Where the page that explains a metric says that its formula was published; "" where it does not.
std::string_view source_of_formula(std::string_view metric) {
    constexpr std::string_view line = "\n- Source: ";
    for (const EmbeddedFile& page : metric_pages()) {
        if (page.path.substr(page.path.rfind('/') + 1) != std::string(metric) + ".md") continue;
        const auto at = page.content.find(line);
        if (at == std::string_view::npos) return "";
        std::string_view text = page.content.substr(at + line.size());
        text = text.substr(0, text.find('\n'));
        if (text.ends_with('.')) text.remove_suffix(1);
        return text;
    }
    return "";
}

Inline interval_sentence(const Catalogue& words, const Measurement& m) {
    if (!m.interval) return {};
    const std::string_view title = title_of_method(m.interval->method);
    const Inline method = title.empty() ? code(m.interval->method) : words.say(title);
    const Inline level = number(level_text(*m.interval));
    const std::string_view published = source_of_interval(m.interval->method);
    if (published.empty()) return words.say(" Range: {0}, level {1}.", {method, level});
    return words.say(" Range: {0}, level {1}; {2}.", {method, level, value(published)});
}

}  // namespace

Inline formula_note(const Record& record, const Recorded<Measurement>& recorded,
                    std::set<std::string>& named) {
    const std::string_view published = source_of_formula(recorded.object.metric);
    if (published.empty()) return {};
    Inline text = record.words.say("Formula: {0}.", {value(published)}) +
                  interval_sentence(record.words, recorded.object);
    if (!named.insert(plain(text)).second) return {};
    return note(stated(std::move(text), record.measurement(recorded)));
}

Inline derivation_note(const Record& record, const Recorded<Measurement>& recorded) {
    const Measurement& m = recorded.object;
    const Catalogue& words = record.words;
    const std::string figure = figure_text(m, 4);
    if (figure.empty()) return {};
    Inline text;
    if (is_comparison(m))
        text = words.say(
            is_ratio(m) ? "The rate for {0} divided by the rate for {1}: {2}."
                        : "The rate for {0} less the rate for {1}: {2}.",
            {value(group_name(m.group)), value(group_name(m.comparator)), number(figure)});
    else if (m.numerator && m.denominator)
        text = words.say(
            "{0} of {1} counted: {2}.",
            {number(grouped(*m.numerator)), number(grouped(*m.denominator)), number(figure)});
    else
        return {};
    return note(stated(text + interval_sentence(words, m), record.measurement(recorded)));
}

Inline authority_note(const Record& record, const Recorded<Outcome>& outcome,
                      std::set<std::string>& named) {
    const Catalogue& words = record.words;
    std::vector<Inline> list;
    for (const Citation& c : outcome.object.authorities) {
        if (c.status == AuthorityStatus::unverified) continue;
        Inline one = value(named.insert(c.cite).second ? c.cite : short_citation(c.cite));
        if (!c.pinpoint.empty()) one = one + words.say(", {0}", {record.spoken(c.pinpoint)});
        list.push_back(one + words.say(" ({0})", {words.say(title_of(c.status))}));
    }
    if (list.empty()) return {};
    return note(stated(words.say("Authority: {0}.", {comma_list(list)}), record.outcome(outcome)));
}

Inline asked_note(const Record& record, std::string_view instrument) {
    if (instrument.empty()) return {};
    const std::string name(instrument);
    const std::string said = record.words.has(name) ? record.words.text(name) : name;
    return note(stated(record.words.say("Asked for by: {0}.", {value(said)}),
                       {{SupportKind::authority, name, said, ""}}));
}

bool is_before(const Record& record, std::string_view jurisdiction) {
    const auto& matter = record.file.matter;
    return !matter.empty() && matter.front().object.jurisdiction.starts_with(jurisdiction);
}

Inline rule_note(const Record& record, std::string_view jurisdiction, std::string_view rule) {
    if (!is_before(record, jurisdiction)) return {};
    return note(stated(record.words.say("Asked for by: {0}.", {value(rule)}), record.matter()));
}

}  // namespace isonomia::reports
