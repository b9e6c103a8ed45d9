#include "reports/redaction.hpp"

#include <algorithm>

#include "core/case_document.hpp"
#include "core/describe.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "reports/readable.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string profile(const std::string& what) {
    return "<redactions recipient='defence'><redact " + what +
           " category='personal data' ground='order of 1 May' author='state' "
           "review-on='2026-12-01'/></redactions>";
}

RedactionProfile read(const std::string& what) {
    return read_redactions(profile(what), "redactions.xml").value();
}

// What becomes of a text in the record.
std::string redacted(const std::string& text, const std::vector<std::string>& wanted) {
    RedactionProfile profile;
    for (const std::string& one : wanted)
        profile.redactions.push_back({one, "", "", "c", "g", "a", "2026-12-01"});
    CaseFile file = tests::compas_case();
    file.matter.front().object.title = text;
    return redact(file, profile).value().matter.front().object.title;
}

// The value behind every text of more than one word, wherever such a text stands in the record.
Json with_value(const Json& json, const std::string& value) {
    if (const auto* text = json.string())
        return text->find(' ') == std::string::npos ? json : Json(*text + " " + value);
    if (const auto* array = json.array()) {
        Json::Array out;
        for (const Json& item : *array)
            out.push_back(with_value(item, value));
        return Json(std::move(out));
    }
    if (const auto* object = json.object()) {
        Json::Object out;
        for (const auto& [name, item] : *object)
            out.emplace(name, with_value(item, value));
        return Json(std::move(out));
    }
    return json;
}

CaseFile everywhere(const std::string& value) {
    CaseFile file = tests::compas_case();
    for_each_register(file, [&](const char*, const char*, auto& objects) {
        for (auto& recorded : objects) {
            using Object = std::decay_t<decltype(recorded.object)>;
            auto object = from_json<Object>(with_value(to_json(recorded.object), value));
            if (object) recorded.object = std::move(*object);
        }
    });
    return file;
}

// Where the value can still be read in a file.
std::vector<std::string> found_in(const std::string& content, const std::string& name,
                                  const RedactionProfile& p) {
    std::vector<std::string> places;
    const auto texts = readable(content, name);
    REQUIRE(texts);
    for (const auto& [where, text] : *texts)
        if (!check_redacted(text, p, where)) places.push_back(where);
    return places;
}

}  // namespace

TEST_CASE("a profile that would remove nothing, or everything, is refused") {
    for (const char* what : {"", "text='ab'", "text='  '", "text='&#x200B;&#x200B;ab'",
                             "text='abc' type='exhibit' id='E1'"}) {
        const auto result = read_redactions(profile(what), "redactions.xml");
        INFO(what);
        REQUIRE(!result);
        CHECK(result.error().code == "D0007");
    }
    CHECK_FALSE(
        read_redactions("<redactions recipient='x'><redact text='abc'/></redactions>", "x"));
    CHECK(redact(tests::compas_case(), read("type='exhibit' id='E99'")).error().code == "D0007");
}

TEST_CASE("what is redacted is in no format, for no reader: pages, properties, attachments") {
    const std::string value = "Jean-Pierre O’Brien & <fils>";
    const RedactionProfile p = read("text=\"jean-pierre o'BRIEN &amp; &lt;fils>\"");
    const CaseFile file = everywhere(value);
    const CaseFile without = redact(file, p).value();
    for (const std::string_view name : names_of(Audience{})) {
        ReportOptions options;
        options.audience = from_text<Audience>(name).value();
        const auto told = assemble(file, options).value();
        options.redactions = {{"personal data", "order of 1 May", "state", "2026-12-01"}};
        const auto untold = assemble(without, options).value();
        for (const Format& format : all_formats()) {
            INFO(name << " " << format.id);
            const std::string full = format.render(told).value();
            CHECK_FALSE(found_in(full, format.id, p).empty());  // it would be noticed
            const std::string content = format.render(untold).value();
            CHECK(found_in(content, format.id, p) == std::vector<std::string>{});
            const auto texts = readable(content, format.id).value();
            CHECK(std::any_of(texts.begin(), texts.end(), [](const Readable& one) {
                return one.text.find("[redacted 1]") != std::string::npos;
            }));
        }
    }
}

TEST_CASE("texts that overlap or hold one another leave no rest, in any order of the profile") {
    CHECK(redacted("of Jane Roe.", {"Roe", "Jane Roe"}) == "of [redacted 2].");
    CHECK(redacted("of Jane Roe.", {"Jane Roe", "Roe"}) == "of [redacted 1].");
    CHECK(redacted("Jane Roe Smith", {"Roe Smith", "Jane Roe"}) == "[redacted 2, 1]");
    CHECK(redacted("aaaa", {"aaa"}) == "[redacted 1]");
    CHECK(redacted("Roe Roe", {"Roe"}) == "[redacted 1] [redacted 1]");
    CHECK(redacted("was redacted", {"redacted"}) == "was [redacted 1]");  // and no further
}

TEST_CASE("a name is removed however it is written") {
    for (const char* text : {"ÉLODIE BRÛLÉ-ROE", "E\u0301lodie Bru\u0302le\u0301-Roe",
                             "élodie\u00A0 brûlé\u2011roe", "Élo\u00ADdie Brû\u200Blé\u2010Roe"})
        CHECK(redacted(std::string("x ") + text + " y", {"Élodie Brûlé-Roe"}) ==
              "x [redacted 1] y");
    for (const char* text :
         {"Jane_Roe", "jane-roe", "Jane%20Roe", "jane.roe", "Jane+Roe", "JaneRoe", "Ja-\n ne Roe",
          "Jane-\nRoe", "%4Aane Roe", "Ja\u00AD\nne Roe"})
        CHECK(redacted(std::string("x ") + text + " y", {"Jane Roe"}) == "x [redacted 1] y");
    CHECK(redacted("Hanna Lee", {"Ann Lee"}) == "Hanna Lee");
    CHECK(redacted("channel eel", {"Ann Lee"}) == "channel eel");  // only where no blank parts it
    CHECK(redacted("Ms Brown and Ms B. too", {"Ms B."}) == "Ms Brown and [redacted 1] too");
    CHECK(redacted("d’Arc; D'ARC", {"d'Arc"}) == "[redacted 1]; [redacted 1]");
    CHECK(redacted("GROSSSTRASSE", {"Großstraße"}) == "[redacted 1]");
    CHECK(redacted("Elodie", {"Élodie"}) == "Elodie");  // another spelling, as documented
    CHECK(redacted("\xFFRoe\xFF", {"Roe"}) == "\xFF[redacted 1]\xFF");
}

TEST_CASE("the log of redactions names ground, author and date of review, not the value") {
    ReportOptions options;
    options.redactions = {{"personal data", "order of 1 May", "state", "2026-12-01"}};
    const auto document = assemble(tests::compas_case(), options).value();
    const std::string html = (*find_format("html"))->render(document).value();
    CHECK(html.find("order of 1 May") != std::string::npos);
    CHECK(html.find("Redactions and their grounds") != std::string::npos);
}

TEST_CASE("a value that is still there is found in any case and over any white space") {
    const RedactionProfile p = read("text='Jane Roe'");
    for (const char* text : {"x jane roe y", "JANE\u00A0ROE", "Jane\n  Roe"}) {
        const auto status = check_redacted(text, p, "part");
        REQUIRE(!status);
        CHECK(status.error().code == "D0008");
        CHECK(status.error().message.find("ane") == std::string::npos);
    }
    CHECK(check_redacted("Janet Roe", p, "part"));
}

TEST_CASE("a date or a number that is still there is found as the language writes it") {
    const Catalogue french = find_language("fr").value();
    const RedactionProfile day = read("text='2026-11-02'");
    CHECK(check_redacted("on 2 November 2026, in court", day, "part").error().code == "D0008");
    CHECK(check_redacted("le 2 novembre 2026", day, "part", french).error().code == "D0008");
    CHECK(check_redacted("le 2 novembre 2026", day, "part"));  // not what English writes
    CHECK(check_redacted("on 3 November 2026", day, "part"));
    // Given in words, the day is found as the record and as the language write it.
    const RedactionProfile said = read("text='2 November 2026'");
    CHECK(check_redacted("2026-11-02", said, "part").error().code == "D0008");
    CHECK(check_redacted("le 2 novembre 2026", said, "part", french).error().code == "D0008");
    CHECK(check_redacted("le 3 novembre 2026", said, "part", french));
    const RedactionProfile dit = read("text='2 novembre 2026'");
    CHECK(check_redacted("on 2026-11-02", dit, "part", french).error().code == "D0008");
    const RedactionProfile count = read("text='7214'");
    CHECK(check_redacted("7,214 people", count, "part").error().code == "D0008");
    CHECK(check_redacted("7\u202F214 personnes", count, "part", french).error().code == "D0008");
    CHECK(check_redacted("721 people", count, "part"));
}

TEST_CASE(
    "an object that is removed whole leaves the case file whole, and not its name elsewhere") {
    CaseFile file = tests::compas_case();
    const std::string digest(64, '7');
    file.exhibits.front().object.sha256 = digest;
    file.exhibits.front().object.file = "diary.pdf";
    file.exhibits.front().object.title = "Word";  // others may use it
    file.systems.front().object.intended_use = "reads Diary.pdf, a Word file, " + digest;
    const std::string id = file.exhibits.front().object.id;
    const RedactionProfile p = read("type='exhibit' id='" + id + "'");
    const CaseFile redacted = redact(file, p).value();
    CHECK(find(redacted.exhibits, id) == nullptr);
    CHECK(redacted.systems.front().object.intended_use ==
          "reads [redacted 1], a Word file, [redacted 1]");
    CHECK(assemble(redacted));
    const RedactionProfile known = know_objects(file, p);
    CHECK(know_objects(file, known).redactions.front().known_by.size() == 2);
    CHECK(check_redacted("of " + digest, known, "x").error().code == "D0008");
    CHECK(check_redacted(case_document(redacted), known, "case.xml"));
}
