#include "reports/record.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "reports/numbers.hpp"

namespace isonomia::reports {

std::string anchor_of(std::string_view kind, std::string_view id) {
    const bool plain_id =
        !id.empty() && id.size() <= 24 && std::all_of(id.begin(), id.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   c == '-' || c == '.';
        });
    return std::string(kind) + "-" + (plain_id ? std::string(id) : hex(sha256(id)).substr(0, 10));
}

Record::Record(const CaseFile& case_file, const ReportOptions& report_options)
    : file(case_file), options(report_options), words(report_options.catalogue) {
    for (std::size_t i = 0; i < file.measurements.size(); ++i)
        measurements_.emplace(file.measurements[i].object.id, i);
    for (std::size_t i = 0; i < file.facts.size(); ++i)
        facts_.emplace(file.facts[i].object.id, i);
    for (std::size_t i = 0; i < file.exhibits.size(); ++i)
        exhibits_.emplace(file.exhibits[i].object.id, i);
    for (const auto& outcome : file.outcomes)
        for (const TestResult& test : outcome.object.tests)
            for (const FactRead& read : test.reads)
                read_.insert(read.id);
    for (const auto& measurement : file.measurements)
        if (!is_about_rates(measurement.object)) show_in_body(measurement);
    for (const auto& act : file.activities)
        if (act.object.kind == ActivityKind::inference && !act.object.system.empty())
            acted_.insert(act.object.system);
    for (const auto& system : file.systems)
        systems_.push_back(&system);
    std::stable_partition(systems_.begin(), systems_.end(),
                          [this](const auto* s) { return acted(s->object.id); });
    for (const auto& exhibit : file.exhibits)
        if (exhibit.object.id != "matter") own_exhibits_.push_back(&exhibit);
    word_outcomes();
    collect_gaps();
}

Support Record::entry(std::uint64_t index, const Catalogue& words) {
    const std::string id = std::to_string(index);
    return {SupportKind::entry, id, plain(words.say("entry {0}", {number(id)})), ""};
}

Supports Record::exhibit(std::string_view id) const {
    const auto it = exhibits_.find(id);
    if (it == exhibits_.end()) return {};
    return {{SupportKind::exhibit, std::string(id), std::string(id), anchor_of("exhibit", id)}};
}

Supports Record::measurement(const Recorded<Measurement>& m) const {
    return {{SupportKind::measurement, m.object.id, number_of(m), anchor(m)}};
}

Supports Record::finding(const Recorded<Finding>& f) const {
    return {{SupportKind::finding, f.object.id, f.object.id, anchor_of("finding", f.object.id)}};
}

Supports Record::outcome(const Recorded<Outcome>& o) const {
    return {{SupportKind::outcome, o.object.id, o.object.rule, anchor_of("rule", o.object.id)}};
}

Supports Record::activity(const Recorded<Activity>& a) const {
    const bool shown = a.object.kind < ActivityKind::intake || a.object.kind == ActivityKind::other;
    if (!shown) return from(a);
    return {{SupportKind::activity, a.object.id, a.object.id, anchor_of("act", a.object.id)}};
}

Supports Record::fact(const Recorded<Fact>& f) const {
    return {{SupportKind::fact, f.object.id, f.object.id, anchor_of("fact", f.object.id)}};
}

Supports Record::last_entry() const {
    if (file.entries == 0) return {};
    return {entry(file.entries - 1, words)};
}

Supports Record::matter() const {
    return file.matter.empty() ? last_entry() : from(file.matter.front());
}

Inline Record::exhibit_link(std::string_view id) const {
    if (!exhibits_.contains(id)) return value(id);
    return link_to(anchor_of("exhibit", id), std::string(id));
}

Inline Record::exhibit_links(const std::vector<std::string>& ids) const {
    std::vector<Inline> links;
    for (const std::string& id : ids)
        links.push_back(exhibit_link(id));
    return comma_list(links);
}

Inline Record::agent(std::string_view id) const {
    if (id.empty()) return words.say("not stated");
    return value(name_of(file, id));
}

Inline Record::or_words(std::string_view text, std::string_view otherwise) const {
    return text.empty() ? words.say(otherwise) : value(text);
}

std::string_view without_stop(std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    return text;
}

Inline Record::fact_head(const Fact& fact) const {
    const std::string_view text = without_stop(fact.statement);
    return text.empty() ? code(fact.id) : value(text);
}

Inline Record::fact_value(std::string_view recorded) const {
    if (recorded == "true") return words.say("yes");
    if (recorded == "false") return words.say("no");
    return day(recorded, "not known");
}

Inline Record::day(std::string_view text, std::string_view otherwise) const {
    return text.empty() ? words.say(otherwise) : moment(text);
}

Inline Record::source_link(const FactRead& read) const {
    if (exhibits_.contains(read.source)) return exhibit_link(read.source);
    if (read.source.empty()) return words.say("no source stated");
    return value(name_of(file, read.source));
}

bool Record::acted(std::string_view system) const { return acted_.contains(system); }

const Recorded<Measurement>* Record::measurement_of(std::string_view id) const {
    const auto it = measurements_.find(id);
    return it == measurements_.end() ? nullptr : &file.measurements[it->second];
}

const Recorded<Fact>* Record::fact_of(std::string_view id) const {
    const auto it = facts_.find(id);
    return it == facts_.end() ? nullptr : &file.facts[it->second];
}

std::string Record::number_of(const Recorded<Measurement>& m) const {
    const auto it = measurements_.find(m.object.id);
    return "M" + std::to_string(it == measurements_.end() ? 0 : it->second + 1);
}

bool Record::in_body(const Recorded<Measurement>& m) const { return body_.contains(m.object.id); }

std::string Record::anchor(const Recorded<Measurement>& m) const {
    return (in_body(m) ? "" : "all-") + number_of(m);
}

namespace {

// A derived fact stands in no register: its standing is what the rule found when it read it.
void standing_as_read(Gap& gap, const Outcome& outcome) {
    for (const TestResult& test : outcome.tests)
        for (const FactRead& read : test.reads) {
            if (read.id != gap.fact) continue;
            gap.status = read.status;
            gap.value = read.value;
        }
}

}  // namespace

void Record::collect_gaps() {
    std::map<std::pair<std::string, std::string>, std::size_t>
        rows;  // fact and request text -> row
    for (const auto& outcome : outcomes_) {
        for (const Request& request : outcome.object.requests) {
            const auto [it, fresh] =
                rows.emplace(std::pair{request.fact, request.text}, gaps_.size());
            if (fresh)
                gaps_.push_back(
                    {.fact = request.fact, .text = request.text, .holder = request.holder});
            Gap& gap = gaps_[it->second];
            gap.outcomes.push_back(&outcome);
            standing_as_read(gap, outcome.object);
            if (gap.supports.empty()) gap.supports = this->outcome(outcome);
        }
    }
    std::set<std::string> asked;
    for (const Gap& gap : gaps_)
        asked.insert(gap.fact);
    for (const auto& recorded : file.facts) {
        const Fact& f = recorded.object;
        if (f.status != FactStatus::unknown && f.status != FactStatus::withheld) continue;
        if (!asked.contains(f.id)) gaps_.push_back({.fact = f.id, .holder = f.held_by});
    }
    for (Gap& gap : gaps_) {
        const auto* recorded = fact_of(gap.fact);
        if (recorded == nullptr) continue;
        gap.status = recorded->object.status;
        gap.value = recorded->object.value;
        gap.ground = recorded->object.ground;
        if (gap.holder.empty()) gap.holder = recorded->object.held_by;
        gap.supports = gap.supports + fact(*recorded);
        // Who withholds it, and why, stands behind the request in brackets; here it has its column.
        if (const auto note = gap.text.rfind(" ["); gap.status == FactStatus::withheld &&
                                                    note != std::string::npos &&
                                                    gap.text.ends_with(']'))
            gap.text.resize(note);
    }
    const auto arms = [](const Gap& gap) {
        return std::any_of(gap.outcomes.begin(), gap.outcomes.end(), [](const auto* outcome) {
            return outcome->object.principle == "equality-of-arms";
        });
    };
    std::stable_sort(gaps_.begin(), gaps_.end(), [&](const Gap& a, const Gap& b) {
        if (a.outcomes.size() != b.outcomes.size())
            return a.outcomes.size() > b.outcomes.size();  // what could change most comes first
        return arms(a) && !arms(b);
    });
}

std::vector<const Gap*> Record::foremost_gaps(std::size_t most) const {
    std::vector<const Gap*> foremost;
    std::set<const Recorded<Outcome>*> asked_for;
    for (const Gap& gap : gaps_) {
        if (foremost.size() == most) break;
        const bool asked = std::any_of(gap.outcomes.begin(), gap.outcomes.end(),
                                       [&](const auto* one) { return asked_for.contains(one); });
        if (gap.text.empty() || asked) continue;
        asked_for.insert(gap.outcomes.begin(), gap.outcomes.end());
        foremost.push_back(&gap);
    }
    return foremost;
}

Statement stated(Inline text, Supports supports) { return {std::move(text), std::move(supports)}; }

Block paragraph(Inline text, Supports supports, std::string anchor) {
    return Paragraph{stated(std::move(text), std::move(supports)), std::move(anchor), ""};
}

Cell cell(Inline text) { return {std::move(text), "", false, false}; }
Cell head_cell(Inline text) { return {std::move(text), "", true, false}; }
Cell number_cell(Inline text) { return {std::move(text), "", false, true}; }

Inline time_of(Instant instant) {
    std::string text = to_rfc3339(instant);
    text.replace(text.find('T'), 1, " ");
    text.replace(text.find('Z'), 1, " UTC");
    return date(text);
}

Inline moment(std::string_view recorded) {
    constexpr std::size_t day = 10, minute = 16, second = 19;  // characters up to there
    if (!parse_instant(recorded) || recorded.size() <= second || recorded[day] != 'T')
        return date(recorded);
    const std::string_view seconds = recorded.substr(minute, second - minute);
    auto zone = recorded.find_first_of("Z+-", second);
    std::string text(recorded.substr(0, day));
    text += ' ';
    text += recorded.substr(day + 1, minute - day - 1);
    if (seconds != ":00") text += seconds;
    text += " UTC";
    if (zone != std::string_view::npos && recorded[zone] != 'Z') {
        const bool west = recorded[zone] == '-';
        text += west ? "\u2212" : "+";  // a minus sign, at which no line breaks
        text += recorded.substr(zone + 1);
    }
    return date(text);
}

Inline comma_list(const std::vector<Inline>& parts) {
    Inline out;
    for (const Inline& part : parts) {
        if (!out.empty()) out.push_back({RunKind::words, ", ", "", false});
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

Inline short_list(const Catalogue& words, const std::vector<Inline>& parts) {
    constexpr std::size_t shown_max = 12;
    if (parts.size() <= shown_max) return comma_list(parts);
    const std::vector<Inline> shown(parts.begin(), parts.begin() + shown_max);
    return words.count(parts.size() - shown_max, "{1} and one more", "{1} and {0} more",
                       {comma_list(shown)});
}

void append(Supports& list, Supports more) {
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

Supports operator+(Supports left, const Supports& right) {
    for (const Support& support : right)
        if (std::find(left.begin(), left.end(), support) == left.end()) left.push_back(support);
    return left;
}

}  // namespace isonomia::reports
