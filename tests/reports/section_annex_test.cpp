// The annex for another State: what is not on record is said to be missing, and nothing is left
// out.
#include "reports/language.hpp"
#include "reports/record.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

// The details of one term, a line each; terms without their notes.
std::string details_of(const CaseFile& file, const std::string& term,
                       const ReportOptions& options = {}) {
    const Record record(file, options);
    const Section section = annex_section(record);
    const auto& list = std::get<DefinitionList>(section.blocks.front().content);
    for (const Definition& definition : list.entries) {
        std::string name;
        for (const Run& run : definition.term)
            if (run.kind == RunKind::words) name += run.text;
        if (name != term) continue;
        std::string text;
        for (const Statement& detail : definition.details)
            text += plain(detail.text) + "\n";
        return text;
    }
    return "no such term";
}

const std::string missing = "Not recorded. The receiving authority can ask for it.\n";

template <class T>
Recorded<T> recorded(T object) {
    return {std::move(object), 0, {}, std::nullopt};
}

}  // namespace

TEST_CASE("of an empty record the annex says item by item what is missing") {
    CaseFile file;
    for (const char* term :
         {"Authorities, and the channel between them", "AI used on the evidence", "Retention"})
        CHECK(details_of(file, term) == missing);
    CHECK(details_of(file, "Who prepared this annex") == "not stated\n");
    CHECK(details_of(file, "Integrity") == "The root of the record is not computed.\n");
    CHECK(details_of(file, "Verified parties").starts_with("No party has a signing key on record"));
    CHECK(details_of(file, "Personal data") == "Nothing was redacted in this document.\n");
    ReportOptions options;
    options.audience = Audience::mla;
    CHECK(assemble(file, options));
}

TEST_CASE("hostile names in the annex stay data with something that they rest on") {
    CaseFile file = tests::hostile_case(3, 100);
    Activity act;
    act.id = "handed";
    act.kind = ActivityKind::transfer;
    act.title = act.agent = tests::hostile_text(100);
    act.happened = tests::hostile_text(100);
    file.activities.push_back(recorded(act));
    Retention retention;
    retention.category = retention.keep_until = retention.ground = tests::hostile_text(100);
    file.retentions.push_back(recorded(retention));
    ReportOptions options;
    options.audience = Audience::mla;
    for (const char* language : {"en", "fr"}) {
        options.catalogue = find_language(language).value();
        const auto document = assemble(file, options);  // checked: no data without support
        REQUIRE(document);
    }
}

TEST_CASE("handovers, servings and retention are told with their days and people") {
    CaseFile file = tests::small_case();
    Activity act;
    act.id = "handed";
    act.kind = ActivityKind::transfer;
    act.title = "Scans sent";
    act.agent = "state";
    act.happened = "2026-03-03T09:30:00+01:00";
    file.activities.push_back(recorded(act));
    act.id = "west";
    act.happened = "2026-03-03T09:30:15-04:00";
    file.activities.push_back(recorded(act));
    Serving serving;
    serving.to = "defence";
    serving.disclosed = 1200;
    serving.entries = 1300;
    file.servings.push_back(recorded(serving));
    Retention retention;
    retention.category = "score sheets";
    retention.keep_until = "2030-01-01";
    file.retentions.push_back(recorded(retention));
    const std::string sent = details_of(file, "Authorities, and the channel between them");
    CHECK(sent.find("Scans sent, 2026-03-03 09:30 UTC+01:00, by State Attorney\n") !=
          std::string::npos);
    CHECK(sent.find("2026-03-03 09:30:15 UTC\u221204:00,") != std::string::npos);
    CHECK(sent.find(", on a day not recorded: 1,200 of 1,300 entries") != std::string::npos);
    CHECK(details_of(file, "Retention")
              .starts_with("score sheets. To be kept until: 2030-01-01. To be erased by: not "
                           "stated. Ground: not stated.\n"));
}

TEST_CASE("keys of people are named, those of machines and revoked ones are not passed off") {
    CaseFile file = tests::small_case();
    const auto key = [&](const char* id, const char* agent, KeyPurpose purpose, KeyState state) {
        KeyRecord one;
        one.id = id;
        one.agent = agent;
        one.purpose = purpose;
        one.state = state;
        file.keys.push_back(recorded(one));
    };
    key("0123456789abcdef0123", "state", KeyPurpose::person, KeyState::active);
    key("fedcba9876543210ffff", "state", KeyPurpose::person, KeyState::revoked);
    key("1111111111111111aaaa", "", KeyPurpose::person, KeyState::active);
    const std::string parties = details_of(file, "Verified parties");
    CHECK(parties.find("State Attorney: signs with key 0123456789abcdef\n") != std::string::npos);
    CHECK(parties.find("State Attorney: key fedcba9876543210, replaced or revoked\n") !=
          std::string::npos);
    CHECK(parties.find("1111111111111111") == std::string::npos);
    CHECK(parties.find("No party has a signing key") == std::string::npos);
}

TEST_CASE("redactions are counted, one in the singular") {
    ReportOptions options;
    options.redactions = {{"personal data", "order of 1 May", "state", "2026-12-01"}};
    const CaseFile file = tests::small_case();
    CHECK(details_of(file, "Personal data", options).find("One redaction was made") !=
          std::string::npos);
    options.redactions.push_back(options.redactions.front());
    CHECK(details_of(file, "Personal data", options).find("2 redactions were made") !=
          std::string::npos);
}
