// Authorities: named in short where they are cited, in full once.
#include "reports/authorities.hpp"

#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

Recorded<Outcome> outcome(std::string id, std::vector<Citation> authorities) {
    Outcome o;
    o.id = o.rule = std::move(id);
    o.authorities = std::move(authorities);
    return {std::move(o), 0, {}, std::nullopt};
}

// The cells of the appendix, row by row.
std::vector<std::vector<std::string>> rows_of(const CaseFile& file) {
    ReportOptions options;
    const Record record(file, options);
    const auto section = authorities_section(record);
    std::vector<std::vector<std::string>> rows;
    if (!section) return rows;
    for (const Row& row : std::get<Table>(section->blocks.front().content).rows) {
        rows.emplace_back();
        for (const Cell& cell : row.cells)
            rows.back().push_back(plain(cell.text));
    }
    return rows;
}

}  // namespace

TEST_CASE("what is no long citation stays as it is") {
    for (const char* cite : {"", ")", "()", "(a/b/c", "a/b/c)", "R v Bater-James [2020] EWCA 790",
                             "One, two, three", "Resolution (A/RES)", "Resolution (A / B / C)"})
        CHECK(short_citation(cite) == cite);
    const std::string endless(10'000, ',');
    CHECK(short_citation(endless) == endless);
    CHECK(short_citation(", , , , ") == ", …, ");
}

TEST_CASE("a long citation is cut to its symbol, or to its first and last part") {
    CHECK(short_citation("Technology and crime, note by the Secretariat, Vienna, 2024 "
                         "(CTOC/COP/WG.3/2024/2)") == "CTOC/COP/WG.3/2024/2");
    CHECK(short_citation("Court, Chamber, Glukhin v. Russia, 11519/20") == "Court, …, 11519/20");
}

TEST_CASE("an authority is cited by a link to the appendix, with its place as data") {
    CaseFile file;
    ReportOptions options;
    const Record record(file, options);
    Citation citation{"Resolution 1 (A/RES/1)", "", AuthorityStatus::in_force, "", ""};
    REQUIRE(cited(record, citation).size() == 1);
    CHECK(cited(record, citation).front().kind == RunKind::link);
    CHECK(cited(record, citation).front().text == "A/RES/1");
    citation.pinpoint = "para. 64";
    const Inline text = cited(record, citation);
    CHECK(plain(text) == "A/RES/1, para. 64");
    CHECK(text.front().anchor == anchor_of("authority", citation.cite));
    CHECK(text.back().kind == RunKind::value);
}

TEST_CASE("the appendix names each verified authority once, with its standings, notes and rules") {
    CaseFile file;
    CHECK(rows_of(file).empty());
    file.outcomes.push_back(
        outcome("r0", {{"Nobody checked", "", AuthorityStatus::unverified, "", "n"}}));
    CHECK(rows_of(file).empty());
    const Citation b{"B", "para. 1", AuthorityStatus::in_force, "says", "first note"};
    Citation again = b;
    again.pinpoint = "para. 2";
    Citation limited = b;
    limited.status = AuthorityStatus::limited_by;
    limited.note = "second note";
    file.outcomes.push_back(outcome("r1", {b, again}));
    file.outcomes.push_back(
        outcome("r2", {limited, {"A", "", AuthorityStatus::persuasive, "", ""}}));
    const auto rows = rows_of(file);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0][0] == "A");  // in the order of their names
    CHECK(rows[0][2] == "none");
    CHECK(rows[0][3] == "r2");
    CHECK(rows[1][0] == "B");
    CHECK(rows[1][1] == std::string(title_of(AuthorityStatus::in_force)) + ", " +
                            std::string(title_of(AuthorityStatus::limited_by)));
    CHECK(rows[1][2] == "first note, second note");
    CHECK(rows[1][3] == "r1, r2");  // though r1 cites two places of it
}

TEST_CASE("every citation of a report leads to the appendix, none to an authority left out") {
    ReportOptions options;
    const Document document = assemble(tests::compas_case(), options).value();
    CHECK(check(document));
    for_each_text(const_cast<Document&>(document), [](Inline& text, const Supports*) {
        CHECK(plain(text).find("unverified") == std::string::npos);
    });
}
