#include "rules/questionnaire.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/text.hpp"
#include "rules/pack.hpp"
#include "rules/says_something.hpp"

namespace isonomia::rules {

namespace {

constexpr std::uint64_t assessment_bytes_max = std::uint64_t{4} << 20U;

template <class T>
const T* by_id(const std::vector<T>& objects, std::string_view id, std::string T::* member) {
    const auto found = std::find_if(objects.begin(), objects.end(),
                                    [&](const T& one) { return one.*member == id; });
    return found == objects.end() ? nullptr : &*found;
}

// Reads child elements; the first problem of any of them is kept.
class Children {
public:
    template <class Read>
    void each(XmlReader& parent, std::string_view name, Read read) {
        read_each(parent, name, read, false);
    }
    // Those that hold words of their own.
    template <class Read>
    void each_text(XmlReader& parent, std::string_view name, Read read) {
        read_each(parent, name, read, true);
    }
    void close(XmlReader& reader, bool text_allowed) {
        auto finished = reader.finish(text_allowed);
        if (!finished && !problem_) problem_ = std::move(finished.error());
    }
    void reject(Error error) {
        if (!problem_) problem_ = std::move(error);
    }
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

private:
    template <class Read>
    void read_each(XmlReader& parent, std::string_view name, Read read, bool text_allowed) {
        for (const XmlNode node : parent.each(name)) {
            XmlReader reader(node);
            read(reader);
            close(reader, text_allowed);
        }
    }
    std::optional<Error> problem_;
};

std::optional<Grade> grade(XmlReader& reader, std::string_view attribute) {
    std::vector<std::string> allowed = all_names<Grade>();
    allowed.emplace_back();
    return from_text<Grade>(reader.choice(attribute, allowed, ""));
}

Result<XmlDocument> document_of(Files& files, const fs::path& path, std::string_view element,
                                std::string_view xmlns, std::string& sha) {
    auto bytes = files.read(path, assessment_bytes_max);
    if (!bytes) return fail(std::move(bytes.error()));
    sha = hex(sha256(*bytes));
    auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return document;
    if (auto root = check_root(*document, element, xmlns); !root) return fail(root.error());
    return document;
}

Question read_question(XmlReader& reader) {
    Question one;
    one.where = reader.node().location();
    one.id = reader.required("id");
    one.answers_to = words(reader.required("answers-to"));
    one.critical = reader.flag("critical");
    one.asked_if = reader.optional("asked-if");
    one.asked_is = reader.optional("asked-is");
    one.closed = reader.choice("answer", {"words", "yes-no"}, "words") == "yes-no";
    one.against = reader.choice("against", {"yes", "no", ""}, "");
    if (!one.against.empty() && !one.closed)
        reader.reject(input_error("R0006", fmt::format("question '{}' is answered in words, and "
                                                       "one of them would speak against use",
                                                       one.id))
                          .at(reader.node().location("against"))
                          .hinted("add answer=\"yes-no\""));
    one.says = read_text(reader, "says");
    return one;
}

// Conditions name earlier questions, so they cannot run in a circle.
void check_questions(const Questionnaire& questionnaire, Children& parts) {
    std::set<std::string> seen;
    const auto known = ids_of(questionnaire.questions);
    for (const Question& one : questionnaire.questions) {
        const Question* earlier = questionnaire.question(one.asked_if);
        if (earlier != nullptr && earlier->closed && one.asked_is != "yes" && one.asked_is != "no")
            parts.reject(input_error("R0002", fmt::format("question '{}' is asked where '{}' is "
                                                          "answered '{}', which it cannot be",
                                                          one.id, one.asked_if, one.asked_is))
                             .at(one.where)
                             .hinted("asked-is is yes or no"));
        if (!one.asked_if.empty() && !seen.contains(one.asked_if))
            parts.reject(
                input_error("R0002", fmt::format("question '{}' is asked after '{}', which "
                                                 "is no earlier question",
                                                 one.id, one.asked_if))
                    .at(one.where)
                    .hinted("name one that stands before it" +
                            did_you_mean_suffix(one.asked_if, known)));
        if (!seen.insert(one.id).second)
            parts.reject(input_error("R0001", fmt::format("question '{}' stands twice", one.id))
                             .at(one.where)
                             .hinted("give one of them another id, or delete it"));
    }
}

RightAnswer read_right(XmlReader& reader, Children& parts) {
    RightAnswer one;
    one.where = reader.node().location();
    one.right = reader.required("id");
    if (const std::string touched = reader.choice("touched", {"yes", "no", ""}, "");
        !touched.empty())
        one.touched = touched == "yes";
    one.scale = grade(reader, "scale");
    one.scope = grade(reader, "scope");
    one.reversal = grade(reader, "reversal");
    one.probability = grade(reader, "probability");
    one.residual_severity = grade(reader, "residual-severity");
    one.residual_probability = grade(reader, "residual-probability");
    one.because = reader.optional_text_of("because");
    parts.each_text(reader, "group", [&](XmlReader& r) { one.groups.push_back(r.own_text()); });
    parts.each_text(reader, "safeguard",
                    [&](XmlReader& r) { one.safeguards.push_back(r.own_text()); });
    parts.each_text(reader, "mitigation", [&](XmlReader& r) {
        Mitigation mitigation{"", r.optional("owner"), read_date(r, "due")};
        mitigation.what = r.own_text();
        one.mitigations.push_back(std::move(mitigation));
    });
    return one;
}

Volume read_volume(XmlReader& reader) {
    Volume one;
    one.group = reader.optional("group");
    const auto persons = reader.number("persons-per-year");
    one.persons_per_year = persons.value_or(-1);
    one.currently = reader.number("wrongly-flagged-now");
    one.source = reader.optional("source");
    one.where = reader.node().location();
    if (one.persons_per_year < 0 || one.currently.value_or(0) < 0)
        reader.reject(input_error("R0005", "a volume is a number of persons per year, 0 or more")
                          .at(one.where)
                          .hinted("write persons-per-year=\"4800\""));
    return one;
}

void read_decision(XmlReader& reader, Assessment& into) {
    into.decision = from_text<ImpactDecision>(reader.choice("is", all_names<ImpactDecision>()))
                        .value_or(ImpactDecision::undecided);
    into.decided_by = reader.optional("by");
    into.decided_on = read_date(reader, "on");
    into.review_on = read_date(reader, "review-on");
    into.reasons = reader.optional_text_of("reasons");
}

void read_answers(XmlReader& reader, Assessment& into, Children& parts) {
    parts.each_text(reader, "answer", [&](XmlReader& r) {
        Answer one{r.required("question"), "", r.optional("exhibit"), r.optional("withheld"),
                   r.node().location()};
        one.text = r.own_text();
        if (!says_something(one.text)) one.text.clear();
        into.answers.push_back(std::move(one));
    });
    parts.each(reader, "right", [&](XmlReader& r) { into.rights.push_back(read_right(r, parts)); });
    parts.each(reader, "stakeholder", [&](XmlReader& r) {
        Stakeholder one{r.required("group"), r.flag("heard"), ""};
        one.said = r.optional_text_of("said");
        into.stakeholders.push_back(std::move(one));
    });
    parts.each(reader, "volume", [&](XmlReader& r) { into.volumes.push_back(read_volume(r)); });
    if (const XmlNode node = reader.optional_child("decision")) {
        XmlReader decision(node);
        read_decision(decision, into);
        parts.close(decision, false);
    }
}

// 'yes' or 'no', from either language; "" for anything else.
std::string yes_or_no(std::string_view text) {
    const std::string lower = lower_case(trim(text));
    if (lower == "yes" || lower == "oui") return "yes";
    return lower == "no" || lower == "non" ? "no" : "";
}

void check_answers(Assessment& assessment, const Questionnaire& questionnaire, Children& parts) {
    std::set<std::string> seen;
    const auto questions = ids_of(questionnaire.questions);
    const auto rights = ids_of(questionnaire.rights);
    const char* keep_one = "keep one of the two";
    for (Answer& one : assessment.answers) {
        const Question* question = questionnaire.question(one.question);
        if (question == nullptr)
            parts.reject(input_error("R0002", fmt::format("there is no question '{}' in {}",
                                                          one.question, questionnaire.id))
                             .at(one.where)
                             .hinted("take an id of the questionnaire" +
                                     did_you_mean_suffix(one.question, questions)));
        if (!seen.insert(one.question).second)
            parts.reject(
                input_error("R0001", fmt::format("question '{}' is answered twice", one.question))
                    .at(one.where)
                    .hinted(keep_one));
        if (question == nullptr || !question->closed || one.text.empty()) continue;
        one.text = yes_or_no(one.text);
        if (one.text.empty())
            parts.reject(input_error("R0005", fmt::format("question '{}' takes yes or no alone",
                                                          one.question))
                             .at(one.where)
                             .hinted("write yes or no (oui or non)"));
    }
    for (const RightAnswer& one : assessment.rights) {
        if (questionnaire.right(one.right) == nullptr)
            parts.reject(input_error("R0002", fmt::format("there is no right '{}' in {}", one.right,
                                                          questionnaire.id))
                             .at(one.where)
                             .hinted("rights: " + join(rights, ", ") +
                                     did_you_mean_suffix(one.right, rights)));
        if (!seen.insert("right " + one.right).second)
            parts.reject(
                input_error("R0001", fmt::format("right '{}' is answered twice", one.right))
                    .at(one.where)
                    .hinted(keep_one));
    }
    for (const Volume& one : assessment.volumes)
        if (!seen.insert("volume " + one.group).second)
            parts.reject(input_error("R0001", one.group.empty()
                                                  ? "two volumes are planned for everybody"
                                                  : fmt::format("two volumes are planned for '{}'",
                                                                one.group))
                             .at(one.where)
                             .hinted(keep_one));
}

}  // namespace

const Question* Questionnaire::question(std::string_view wanted) const {
    return by_id(questions, wanted, &Question::id);
}
const Right* Questionnaire::right(std::string_view wanted) const {
    return by_id(rights, wanted, &Right::id);
}
const Answer* Assessment::answer(std::string_view wanted) const {
    const Answer* found = by_id(answers, wanted, &Answer::question);
    return found == nullptr || found->text.empty() ? nullptr : found;
}
const RightAnswer* Assessment::right(std::string_view wanted) const {
    return by_id(rights, wanted, &RightAnswer::right);
}

Result<Questionnaire> load_questionnaire(Files& files, const fs::path& path) {
    Questionnaire questionnaire;
    auto document = document_of(files, path, "questionnaire", "urn:isonomia:questionnaire:1",
                                questionnaire.sha256);
    if (!document) return fail(std::move(document.error()));
    questionnaire.file = path.string();
    Children parts;
    XmlReader reader(document->root());
    questionnaire.id = reader.required("id");
    questionnaire.version = reader.required("version");
    questionnaire.title = read_text(reader, "title");
    questionnaire.about = read_text(reader, "about");
    parts.each(reader, "question",
               [&](XmlReader& r) { questionnaire.questions.push_back(read_question(r)); });
    parts.each(reader, "right", [&](XmlReader& r) {
        Right one{r.required("id"), words(r.required("answers-to")), {}};
        one.says = read_text(r, "says");
        questionnaire.rights.push_back(std::move(one));
    });
    parts.close(reader, false);
    check_questions(questionnaire, parts);
    if (parts.problem()) return fail(*parts.problem());
    return questionnaire;
}

Result<Assessment> load_assessment(Files& files, const fs::path& path,
                                   const Questionnaire& questionnaire) {
    Assessment assessment;
    auto document =
        document_of(files, path, "assessment", "urn:isonomia:assessment:1", assessment.sha256);
    if (!document) return fail(std::move(document.error()));
    assessment.file = path.string();
    Children parts;
    XmlReader reader(document->root());
    assessment.id = reader.required("id");
    if (const std::string asked = reader.required("questionnaire"); asked != questionnaire.id)
        reader.reject(
            input_error("R0002", fmt::format("it answers '{}', not '{}'", asked, questionnaire.id))
                .at(reader.node().location("questionnaire"))
                .hinted(fmt::format("write questionnaire=\"{}\"", questionnaire.id)));
    assessment.system = reader.required("system");
    assessment.by = reader.required("by");
    (void)reader.required("on");
    assessment.on = read_date(reader, "on");
    assessment.deployed_on = read_date(reader, "deployed-on");
    assessment.phase = from_text<ImpactPhase>(reader.choice("phase", all_names<ImpactPhase>()))
                           .value_or(ImpactPhase::before);
    read_answers(reader, assessment, parts);
    parts.close(reader, false);
    check_answers(assessment, questionnaire, parts);
    if (parts.problem()) return fail(*parts.problem());
    return assessment;
}

}  // namespace isonomia::rules
