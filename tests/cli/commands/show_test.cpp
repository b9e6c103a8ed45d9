// One object of the record on the command line: by slot, id, number, or as reports number figures.
#include "core/describe.hpp"
#include "tests/cli/case_support.hpp"

namespace isonomia::cli {

Command report_command();
Command show_command();

using tests::make_case;
using tests::Party;

namespace {

void add_figures(Party& police, const std::vector<std::string>& ids) {
    auto ledger = police.ledger();
    REQUIRE(ledger);
    Journal journal(*ledger->entries());
    for (const std::string& id : ids) {
        Measurement m;
        m.id = id;
        m.metric = "accuracy";
        m.title = "Figure " + id;
        m.value = 0.5;
        journal.state("measurement", m);
    }
    REQUIRE(ledger->append(journal.take_drafts()));
    Journal again(*ledger->entries());
    REQUIRE(publish(police.files_context, *ledger, again, police.folder / "case"));
}

}  // namespace

TEST_CASE("show: names of nothing are refused with what there is") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    add_figures(police, {"first", "second"});
    for (const char* name : {"M0", "M3", "M", "M-1", "M1x", "M 1", "M1.0", "m1",
                             "M99999999999999999999999", "999999", "exhibit/E9", "\x1B[31m"}) {
        CHECK(police.run(show_command(), {"case", name}) == ExitCode::failed);
        CHECK(police.said().find("U0015") != std::string::npos);
        CHECK(police.said().find('\x1B') == std::string::npos);
    }
}

TEST_CASE("show: a figure goes by the number that reports give it") {
    const isonomia::tests::ScratchFolder scratch;
    Party police(scratch.path() / "police");
    make_case(police);
    add_figures(police, {"first", "second", "M1"});
    const auto id_of = [&](const std::string& name) {
        REQUIRE(police.run(show_command(), {"case", name, "--json"}) == ExitCode::done);
        const Json shown = parse_json(police.world.out.str()).value();
        return *shown.find("entry")->find("id")->string();
    };
    REQUIRE(police.run(report_command(), {"case", "-o", "r.json"}) == ExitCode::done);
    const Json report =
        parse_json(police.files.read(police.folder / "r.json", 1U << 24U).value()).value();
    const Json::Array& figures = *report.find("measurements")->array();
    REQUIRE(figures.size() == 3);
    CHECK(id_of("M2") == *figures[1].find("id")->string());
    CHECK(id_of("M3") == *figures[2].find("id")->string());
    CHECK(id_of("M1") == "M1");  // an id comes before a number
    CHECK(id_of("measurement/first") == *figures[0].find("id")->string());
    CHECK(id_of("E1") == "E1");
    REQUIRE(police.run(report_command(), {"case", "-o", "r.html"}) == ExitCode::done);
    const std::string page = police.files.read(police.folder / "r.html", 1U << 24U).value();
    const auto figure = page.find("id=\"M2\"");
    REQUIRE(figure != std::string::npos);
    CHECK(page.substr(figure, 300).find("Figure second") != std::string::npos);
}

}  // namespace isonomia::cli
