// The case file as assembly sees it: supports, anchors and look-ups over the registers.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/case_file.hpp"
#include "reports/assemble.hpp"
#include "reports/document.hpp"
#include "reports/phrases.hpp"

namespace isonomia::reports {

// 'exhibit-E1' where the id is plain and short, otherwise the kind and ten hex digits of its
// SHA-256.
[[nodiscard]] std::string anchor_of(std::string_view kind, std::string_view id);

// One row of the gaps register: a thing that is missing, and everything that hangs on it.
struct Gap {
    std::string fact;
    std::string text = {};    // what to ask for
    std::string holder = {};  // agent, or ""
    std::string ground = {};  // for withheld facts
    std::string value = {};   // of a fact that is known and yet hangs an outcome
    FactStatus status = FactStatus::unknown;
    std::vector<const Recorded<Outcome>*> outcomes = {};
    Supports supports = {};
};

class Record {
public:
    Record(const CaseFile& file, const ReportOptions& options);
    Record(const Record&) = delete;  // gaps point into it
    Record& operator=(const Record&) = delete;

    const CaseFile& file;
    const ReportOptions& options;
    const Catalogue& words;

    // Supports. An id that the case file does not know gives no support.
    [[nodiscard]] static Support entry(std::uint64_t index, const Catalogue& words);
    template <class T>
    [[nodiscard]] Supports from(const Recorded<T>& recorded) const {
        return {entry(recorded.entry, words)};
    }
    [[nodiscard]] Supports exhibit(std::string_view id) const;
    [[nodiscard]] Supports measurement(const Recorded<Measurement>& m) const;
    [[nodiscard]] Supports finding(const Recorded<Finding>& f) const;
    [[nodiscard]] Supports outcome(const Recorded<Outcome>& o) const;
    [[nodiscard]] Supports activity(const Recorded<Activity>& a) const;
    [[nodiscard]] Supports fact(const Recorded<Fact>& f) const;
    [[nodiscard]] Supports matter() const;  // the entry of the matter, or the last entry
    [[nodiscard]] Supports last_entry() const;

    // Outcomes as the report words them: ReportOptions::outcomes_said where that fits the record.
    [[nodiscard]] const Register<Outcome>& outcomes() const { return outcomes_; }
    // Text in the language of the report though it stands for recorded text: a pack's or a
    // metric's.
    [[nodiscard]] bool is_said(std::string_view text) const { return said_.contains(text); }
    // Text that the program itself wrote into the record, which is in English: in the language of
    // the report, sentence by sentence, as far as the catalogue has it; else as recorded.
    [[nodiscard]] Inline spoken(std::string_view text, std::string_view otherwise = "") const;
    [[nodiscard]] std::string spoken_title(std::string_view text) const;
    [[nodiscard]] std::string language() const;  // of the record: the matter's, or English

    // 'E1' as a link to the list of exhibits; plain text when it is not known.
    [[nodiscard]] Inline exhibit_link(std::string_view id) const;
    [[nodiscard]] Inline exhibit_links(const std::vector<std::string>& ids) const;
    [[nodiscard]] Inline agent(std::string_view id) const;  // name, or the words 'not stated'
    // The text, or the given fixed words where it is empty: nothing is ever blank.
    [[nodiscard]] Inline or_words(std::string_view text, std::string_view otherwise) const;
    // The fact as the head of a longer sentence: its statement without the full stop, or its name.
    [[nodiscard]] Inline fact_head(const Fact& fact) const;
    // 'yes' and 'no' in words, a value as it is, or 'not known'.
    [[nodiscard]] Inline fact_value(std::string_view recorded) const;
    // A day, or a day and a time.
    [[nodiscard]] Inline day(std::string_view date, std::string_view otherwise) const;
    [[nodiscard]] Inline source_link(const FactRead& read) const;

    // A system acted in the matter when an inference names it. Where none is known to have acted,
    // no system counts as a mere comparison.
    [[nodiscard]] bool acted(std::string_view system) const;
    [[nodiscard]] bool is_comparison_only(const System& system) const {
        return !acted_.empty() && !acted(system.id);
    }
    [[nodiscard]] const std::vector<const Recorded<System>*>& systems() const {
        return systems_;  // those that acted first
    }
    // The exhibits of the matter, without the copy of the declaration that the program keeps.
    [[nodiscard]] const std::vector<const Recorded<Exhibit>*>& exhibits() const {
        return own_exhibits_;
    }

    // Acts by which somebody put an opinion on record: they carry the parameter 'opinion'.
    [[nodiscard]] std::vector<const Recorded<Activity>*> opinions() const;
    // Acts by which reports were issued, amended, superseded or withdrawn, in their order.
    [[nodiscard]] std::vector<const Recorded<Activity>*> issues() const;

    [[nodiscard]] const Recorded<Measurement>* measurement_of(std::string_view id) const;
    [[nodiscard]] const Recorded<Fact>* fact_of(std::string_view id) const;
    [[nodiscard]] std::string number_of(const Recorded<Measurement>& m) const;  // 'M12'

    // Scalar measurements with a card in the body; the others stand in the appendix alone.
    [[nodiscard]] bool in_body(const Recorded<Measurement>& m) const;
    void show_in_body(const Recorded<Measurement>& m) { body_.insert(m.object.id); }
    [[nodiscard]] std::string anchor(const Recorded<Measurement>& m) const;

    [[nodiscard]] const std::vector<Gap>& gaps() const { return gaps_; }
    // At most so many of those with words, the most important first and none that asks for the sake
    // of a rule for which another one asks already: for a first page.
    [[nodiscard]] std::vector<const Gap*> foremost_gaps(std::size_t most) const;
    [[nodiscard]] bool read_by_rules(std::string_view id) const { return read_.contains(id); }

private:
    void collect_gaps();
    void word_outcomes();
    [[nodiscard]] std::string detail_said(const std::string& detail) const;
    Register<Outcome> outcomes_;
    std::set<std::string, std::less<>> said_;
    std::map<std::string, std::size_t, std::less<>> measurements_;
    std::map<std::string, std::size_t, std::less<>> facts_;
    std::map<std::string, std::size_t, std::less<>> exhibits_;
    std::set<std::string, std::less<>> body_;
    std::set<std::string, std::less<>> read_;
    std::set<std::string, std::less<>> acted_;
    std::vector<const Recorded<System>*> systems_;
    std::vector<const Recorded<Exhibit>*> own_exhibits_;
    std::vector<Gap> gaps_;
};

// The facts of these names, each with its value and standing; none that the record does not hold.
[[nodiscard]] std::vector<Statement> facts_stated(const Record& record,
                                                  std::initializer_list<std::string_view> ids);

// Building blocks that every section uses.
[[nodiscard]] Statement stated(Inline text, Supports supports = {});
[[nodiscard]] Block paragraph(Inline text, Supports supports = {}, std::string anchor = "");
[[nodiscard]] Cell cell(Inline text);
[[nodiscard]] Cell head_cell(Inline text);
[[nodiscard]] Cell number_cell(Inline text);
[[nodiscard]] Inline time_of(Instant instant);  // '2026-11-22 14:00:00 UTC'
// '2026-11-22T14:00:00+01:00', as recorded, for people: '2026-11-22 14:00 UTC+01:00'.
[[nodiscard]] Inline moment(std::string_view recorded);
// A sentence without its full stop, where more follows.
[[nodiscard]] std::string_view without_stop(std::string_view text);
[[nodiscard]] Inline comma_list(const std::vector<Inline>& parts);
[[nodiscard]] Inline short_list(const Catalogue& words,
                                const std::vector<Inline>& parts);       // at most 12
[[nodiscard]] Supports operator+(Supports left, const Supports& right);  // each once
void append(Supports& list, Supports more);  // of long lists where nothing comes twice

// The sections, in the order of the report. A section that does not apply says why, or is not
// there.
[[nodiscard]] Section glance_section(const Record& record);
[[nodiscard]] Section evidence_section(const Record& record);
[[nodiscard]] Section custody_section(const Record& record);
[[nodiscard]] Section reliability_section(Record& record);  // decides what the body shows
[[nodiscard]] std::optional<Section> score_section(const Record& record);
[[nodiscard]] std::optional<Section> code_section(const Record& record);
[[nodiscard]] Section rules_section(const Record& record);
// 'What is missing' in a sentence, the place to which others point; and the rules that wait for it.
[[nodiscard]] Block missing_in_words(const Record& record);
// How what is missing stands: 'not known', 'established: not so', 'withheld on this ground: …'.
[[nodiscard]] Inline standing_of(const Record& record, const Gap& gap);
[[nodiscard]] Inline hangs_on(const Record& record, const Gap& gap);
[[nodiscard]] Section gaps_section(const Record& record);
[[nodiscard]] Section changes_section(const Record& record);
[[nodiscard]] Section limits_section(const Record& record);
[[nodiscard]] Section method_section(const Record& record);
[[nodiscard]] Section exhibits_section(const Record& record);
[[nodiscard]] std::optional<Section> facts_section(const Record& record);
[[nodiscard]] std::optional<Section> figures_section(const Record& record);
[[nodiscard]] Section glossary_section(const Record& record);

// Of one audience each.
[[nodiscard]] Section positions_section(const Record& record);
[[nodiscard]] Section access_section(const Record& record);
[[nodiscard]] Section certificate_section(const Record& record);
[[nodiscard]] Section schedule_section(const Record& record);
[[nodiscard]] Section undermining_section(const Record& record);
[[nodiscard]] Section expert_section(const Record& record);
[[nodiscard]] Section impact_section(const Record& record);
[[nodiscard]] std::optional<Section> opinions_section(const Record& record);
[[nodiscard]] std::vector<Block> issued_reports(const Record& record);
[[nodiscard]] Section certification_section(const Record& record);
[[nodiscard]] Section approval_section(const Record& record);
[[nodiscard]] Section annex_section(const Record& record);
[[nodiscard]] std::vector<Section> accused_sections(const Record& record);
[[nodiscard]] Section redactions_section(const Record& record);

// The machine form of the same facts (docs/formats/report.md).
[[nodiscard]] Json machine_record(const Record& record);

}  // namespace isonomia::reports
