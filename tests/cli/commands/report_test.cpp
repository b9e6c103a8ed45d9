// Documents on the command line: whose, in which form, issued, changed, and checked when edited.
#include "cli/report/issue.hpp"
#include "reports/zip.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command report_command();
Command verify_command();

using tests::make_case;
using tests::Party;

TEST_CASE("report: unknown readers, forms, languages and folders are refused with a hint") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto report = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "case");
        return police.run(report_command(), words);
    };
    CHECK(report({"-o", "x.html", "--audience", "defense"}) == ExitCode::usage);
    CHECK(police.said().find("U0006") != std::string::npos);
    CHECK(report({"-o", "x.html", "--format", "doc"}) == ExitCode::usage);
    CHECK(report({"-o", "x.docx", "--format", "html"}) == ExitCode::usage);
    CHECK(police.said().find("U0006") != std::string::npos);
    CHECK(report({"-o", "x.docx"}) == ExitCode::done);
    CHECK(police.files.read(police.folder / "x.docx", 1U << 24U)->starts_with("PK"));
    CHECK(report({"-o", "x.html", "--lang", "fx"}) == ExitCode::usage);
    CHECK(police.said().find("D0004") != std::string::npos);
    CHECK(report({}) == ExitCode::usage);
    CHECK(report({"-o", "case/x.html"}) != ExitCode::done);
    fs::create_directories(police.folder / "folder");
    CHECK(report({"-o", "folder"}) == ExitCode::failed);
    CHECK(report({"-o", "nowhere/at/all/x.html"}) == ExitCode::failed);
    CHECK_FALSE(fs::exists(police.folder / "nowhere"));
    CHECK(fs::is_empty(police.folder / "folder"));
    CHECK(report({"-o", "x.html", "--redact", "nowhere.xml"}) == ExitCode::failed);
    CHECK(report({"-o", "x.html", "--supersedes", "report-1", "--amends", "report-1", "--reason",
                  "x"}) == ExitCode::usage);
}

TEST_CASE("report: every reader gets a file in every form") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    for (const char* audience : {"court", "prosecution", "defence", "oversight", "mla", "accused"})
        for (const char* format : {"html", "docx", "json", "xml"}) {
            const std::string file = std::string(audience) + "." + format;
            CHECK(police.run(report_command(), {"case", "-a", audience, "-f", format, "-l", "fr",
                                                "-o", file}) == ExitCode::done);
            CHECK(fs::file_size(police.folder / file) > 500);
        }
}

TEST_CASE("report: an edited DOCX is checked against the record, and issues are acts") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto report = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "case");
        return police.run(report_command(), words);
    };
    const auto verify = [&] { return police.run(verify_command(), {"a.docx", "case"}); };
    CHECK(report({"-f", "docx", "-o", "a.docx", "--issue"}) == ExitCode::done);
    CHECK(police.said().find("report-1") != std::string::npos);
    CHECK(verify() == ExitCode::done);
    CHECK(police.said().find(" 0 differ") != std::string::npos);

    std::vector<reports::ZipEntry> parts;
    const auto bytes = police.files.read(police.folder / "a.docx", 1U << 24U).value();
    const auto unpacked = reports::unzip(bytes, "a.docx").value();
    for (auto [name, content] : unpacked) {
        if (name == "word/document.xml") {
            const auto at = content.find("</w:t>", content.find("<w:sdtContent>"));
            content.insert(at, " or so");
        }
        parts.push_back({name, content});
    }
    REQUIRE(police.files.write(police.folder / "a.docx", reports::zip(parts).value()));
    CHECK(verify() == ExitCode::adverse);
    CHECK(police.said().find("or so") != std::string::npos);

    CHECK(report({"-o", "b.html", "--supersedes", "report-9", "--reason", "x"}) ==
          ExitCode::failed);
    CHECK(police.said().find("D0014") != std::string::npos);
    CHECK(report({"-o", "b.html", "--supersedes", "report-1"}) == ExitCode::usage);
    CHECK(report({"-o", "b.html", "--supersedes", "report-1", "--reason", "a new test"}) ==
          ExitCode::done);
    CHECK(report({"--withdraw", "report-1", "--reason", "x"}) == ExitCode::failed);
    CHECK(report({"--withdraw", "report-2", "--reason", "wrong case"}) == ExitCode::done);
    CHECK(report({"-o", "b.html", "--amends", "report-2", "--reason", "x"}) == ExitCode::failed);
    CHECK(provenance::verify(police.folder / "case", police.files).whole());
}

TEST_CASE("report: a number taken while the document was written is not issued twice") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    const auto arguments = parse_arguments(report_command(), {"case", "--issue", "-o", "a.html"});
    auto request = report_request(police.files_context, *arguments);
    REQUIRE(number_issue(*arguments, police.ledger()->entries().value(), *request));
    CHECK(request->issue->number == "report-1");
    REQUIRE(police.run(report_command(), {"case", "--issue", "-o", "b.html"}) == ExitCode::done);
    bool written = false;
    const auto issued =
        issue_report(police.files_context, *arguments, *request, {}, [&]() -> Status {
            written = true;
            return {};
        });
    REQUIRE_FALSE(issued);
    CHECK(issued.error().code == "D0016");
    CHECK_FALSE(written);
}

}  // namespace isonomia::cli
