#include "reports/redaction.hpp"

#include "core/describe.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/language.hpp"
#include "reports/zip.hpp"
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

}  // namespace

TEST_CASE("a profile that would remove nothing, or everything, is refused") {
    for (const char* what : {"", "text='ab'", "text='  '", "text='abc' type='exhibit' id='E1'"}) {
        const auto result = read_redactions(profile(what), "redactions.xml");
        INFO(what);
        REQUIRE(!result);
        CHECK(result.error().code == "D0007");
    }
    CHECK_FALSE(
        read_redactions("<redactions recipient='x'><redact text='abc'/></redactions>", "x"));
    CHECK(redact(tests::compas_case(), read("type='exhibit' id='E99'")).error().code == "D0007");
}

TEST_CASE("what is redacted is in no format, no property and no attachment") {
    const RedactionProfile p = read("text='probation officer LANE'");
    CaseFile file = tests::compas_case();
    file.matter.front().object.title = "State v. Probation\u00A0Officer  Lane";
    file.systems.front().object.intended_use += " Probation Officer Lane";
    const CaseFile redacted = redact(file, p).value();
    for (const Audience audience : {Audience::court, Audience::accused, Audience::prosecution}) {
        ReportOptions options;
        options.audience = audience;
        options.redactions = {{"personal data", "order of 1 May", "state", "2026-12-01"}};
        const auto document = assemble(redacted, options).value();
        for (const Attachment& attachment : document.attachments)
            CHECK(check_redacted(attachment.content, p, attachment.name));
        for (const char* name : {"html", "json"}) {
            const std::string content = (*find_format(name))->render(document).value();
            CHECK(check_redacted(content, p, name));
            CHECK(content.find("[redacted 1]") != std::string::npos);
        }
        const std::string docx = (*find_format("docx"))->render(document).value();
        const auto parts = unzip(docx, "x").value();
        for (const auto& [part, content] : parts)
            CHECK(check_redacted(content, p, part));
    }
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
    const RedactionProfile count = read("text='7214'");
    CHECK(check_redacted("7,214 people", count, "part").error().code == "D0008");
    CHECK(check_redacted("7\u202F214 personnes", count, "part", french).error().code == "D0008");
    CHECK(check_redacted("721 people", count, "part"));
}

TEST_CASE("an object that is removed whole leaves the case file whole") {
    const CaseFile redacted = redact(tests::compas_case(), read("type='exhibit' id='E1'")).value();
    CHECK(find(redacted.exhibits, "E1") == nullptr);
    CHECK(assemble(redacted));
}
