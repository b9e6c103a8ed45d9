// Words that stand in the record and that the report says in its own language: those of rule packs,
// and those that the program itself wrote there.
#include <algorithm>

#include "reports/record.hpp"
#include "reports/sentences.hpp"

namespace isonomia::reports {

namespace {

bool same_result(const Outcome& recorded, const Outcome& said) {
    const auto same_tests = [](const TestResult& a, const TestResult& b) {
        return a.kind == b.kind && a.depth == b.depth && a.truth == b.truth;
    };
    const auto same_request = [](const Request& a, const Request& b) {
        return a.fact == b.fact && a.holder == b.holder;
    };
    const auto same_citation = [](const Citation& a, const Citation& b) {
        return a.cite == b.cite && a.pinpoint == b.pinpoint && a.status == b.status;
    };
    return recorded.pack_sha256 == said.pack_sha256 && recorded.verdict == said.verdict &&
           recorded.turns_on == said.turns_on && recorded.exception == said.exception &&
           std::equal(recorded.tests.begin(), recorded.tests.end(), said.tests.begin(),
                      said.tests.end(), same_tests) &&
           std::equal(recorded.requests.begin(), recorded.requests.end(), said.requests.begin(),
                      said.requests.end(), same_request) &&
           std::equal(recorded.authorities.begin(), recorded.authorities.end(),
                      said.authorities.begin(), said.authorities.end(), same_citation);
}

}  // namespace

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

// The blank at which no line breaks that French sets beside these marks; "" for other places.
std::string_view firm_blank(std::string_view before, std::string_view after) {
    if (before.ends_with("«") || after.starts_with("»") || after.starts_with(':')) return "\u00A0";
    const bool high = after.starts_with(';') || after.starts_with('?') || after.starts_with('!');
    return high ? "\u202F" : "";
}

// As the catalogue sets French: a curved apostrophe, firm blanks beside marks, and one before the
// semicolon of a list.
std::string set_in_french(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char before = i > 0 ? text[i - 1] : ' ';
        const char after = i + 1 < text.size() ? text[i + 1] : ' ';
        const std::string_view blank =
            text[i] == ' ' ? firm_blank(text.substr(0, i), text.substr(i + 1)) : "";
        if (!blank.empty())
            out += blank;
        else if (text[i] == '\'' && is_letter(before) && is_letter(after))
            out += "\u2019";
        else if (text[i] == ';' && before != ' ' && after == ' ' && !out.ends_with("\u00A0") &&
                 !out.ends_with("\u202F"))
            out += "\u202F;";
        else
            out += text[i];
    }
    return out;
}

}  // namespace

void Record::word_outcomes() {
    for (const auto& recorded : file.measurements)
        said_.insert(spoken_title(recorded.object.title));
    outcomes_ = file.outcomes;
    std::map<std::string_view, const Outcome*> said;
    for (const Outcome& outcome : options.outcomes_said)
        said.emplace(outcome.id, &outcome);
    for (auto& recorded : outcomes_) {
        Outcome& o = recorded.object;
        const auto it = said.find(o.id);
        if (it == said.end() || !same_result(o, *it->second)) continue;
        const Outcome& s = *it->second;
        const auto take = [this](std::string& text, const std::string& words_said) {
            if (words_said.empty()) return;
            text = words.language().starts_with("fr") ? set_in_french(words_said) : words_said;
            said_.insert(text);
        };
        take(o.title, s.title);
        take(o.requirement, s.requirement);
        take(o.reason, s.reason);
        take(o.remedy, s.remedy);
        take(o.by_hearing, s.by_hearing);
        for (std::size_t i = 0; i < o.authorities.size(); ++i) {
            // How a source is cited is no sentence of the record's language.
            said_.insert(o.authorities[i].cite);
            said_.insert(o.authorities[i].pinpoint);
            take(o.authorities[i].says, s.authorities[i].says);
            take(o.authorities[i].note, s.authorities[i].note);
        }
        for (std::size_t i = 0; i < o.tests.size(); ++i) {
            take(o.tests[i].text, s.tests[i].text);
            take(o.tests[i].detail, detail_said(s.tests[i].detail));
        }
        for (std::size_t i = 0; i < o.requests.size(); ++i)
            take(o.requests[i].text, s.requests[i].text);
    }
}

// 'd.kinds: how it was derived; what is not known': the parts that the evaluator writes in English.
std::string Record::detail_said(const std::string& detail) const {
    std::string out;
    for (std::string_view rest = detail; !rest.empty();) {
        std::string_view part = rest.substr(0, rest.find("; "));
        // An authority's term is stated with a semicolon of its own.
        if (rest.starts_with("d.authority-valid: '")) part = rest;
        rest.remove_prefix(std::min(rest.size(), part.size() + 2));
        const auto colon = part.starts_with("d.") ? part.find(": ") : std::string_view::npos;
        if (!out.empty()) out += words.text("; ");
        if (colon == std::string_view::npos)
            out += part;
        else
            out += std::string(part.substr(0, colon)) + words.text(": ") +
                   plain(spoken(part.substr(colon + 2)));
    }
    return out;
}

std::string Record::language() const {
    const std::string own = file.matter.empty() ? "" : file.matter.front().object.language;
    return own.empty() ? "en" : own;
}

namespace {

// 'no. 5' and 'para. 64' end no sentence: before a figure the stop must follow a longer word.
bool ends_word(std::string_view text) {
    constexpr std::size_t letters_min = 5;
    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[text.size() - 1 - letters]))
        ++letters;
    return letters >= letters_min;
}

// The length of the first sentence, with its full stop.
std::size_t sentence_end(std::string_view text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const bool stop = text[i] == '.' || text[i] == '?' || text[i] == '!';
        const char first = text[i + 2];
        const bool begins = (first >= 'A' && first <= 'Z') ||
                            (first >= '0' && first <= '9' && ends_word(text.substr(0, i)));
        if (stop && text[i + 1] == ' ' && begins) return i + 1;
    }
    return text.size();
}

// The parts of `text` at the places of `pattern`, in the order of their numbers; nothing when it
// does not fit. Every place stands once; the shortest text that lets the rest fit is taken.
std::optional<std::vector<Inline>> fit_to(std::string_view pattern, std::string_view text) {
    std::vector<Inline> parts(10);
    std::size_t places = 0;
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        const std::string_view fixed = pattern.substr(0, open);
        if (!text.starts_with(fixed)) return std::nullopt;
        text.remove_prefix(fixed.size());
        if (open == std::string_view::npos) {
            if (!text.empty()) return std::nullopt;
            break;
        }
        const auto place = static_cast<std::size_t>(pattern[open + 1] - '0');
        pattern.remove_prefix(open + 3);
        const auto next = pattern.substr(0, pattern.find('{'));
        const auto end = next.empty() ? text.size() : text.find(next);
        if (end == std::string_view::npos || end == 0) return std::nullopt;
        if (sentence_end(text.substr(0, end)) < end) return std::nullopt;  // two sentences
        parts[place] = moment(text.substr(0, end));  // a value where it is no time
        places = std::max(places, place + 1);
        text.remove_prefix(end);
    }
    parts.resize(places);
    return parts;
}

std::optional<Inline> sentence_said(const Catalogue& words, std::string_view sentence) {
    if (words.has(sentence)) return words.say(sentence);
    for (const std::string_view pattern : sentence_patterns())
        if (words.has(pattern))
            if (const auto parts = fit_to(pattern, sentence)) return words.say(pattern, *parts);
    return std::nullopt;
}

}  // namespace

Inline Record::spoken(std::string_view text, std::string_view otherwise) const {
    if (text.empty()) return words.say(otherwise);
    if (words.language().starts_with("en")) return value(text);
    if (auto whole = sentence_said(words, text)) return std::move(*whole);
    Inline out;
    bool any = false;
    for (std::string_view rest = text; !rest.empty();) {
        std::string_view piece = rest.substr(0, sentence_end(rest));
        if (rest.starts_with(also_not_shown)) piece = also_not_shown;
        rest.remove_prefix(piece.size());
        if (rest.starts_with(' ')) rest.remove_prefix(1);
        if (!out.empty()) out = out + words.say(" ");
        const auto said = sentence_said(words, piece);
        any = any || said.has_value();
        if (piece == also_not_shown && !rest.empty()) {
            out = out + said.value_or(value(piece)) + words.say(" ") + value(rest);
            break;
        }
        out = out + said.value_or(value(piece));
    }
    return any ? out : value(text);
}

std::string Record::spoken_title(std::string_view text) const {
    if (text.empty() || words.language().starts_with("en") || !words.has(text))
        return std::string(text);
    return words.text(text);
}

}  // namespace isonomia::reports
