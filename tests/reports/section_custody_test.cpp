#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

std::string custody_of(const CaseFile& file) {
    const auto document = assemble(file, {});
    REQUIRE(document);
    const std::string html = (*find_format("html"))->render(*document).value();
    const auto begin = html.find("id=\"custody\"");
    return html.substr(begin, html.find("</section>", begin) - begin);
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

Handover handover(HandoverState state) {
    Handover h;
    h.id = std::string(32, 'a');
    h.from = "state";
    h.to = "nobody-known";
    h.state = state;
    h.happened = "2026-11-01";
    if (state != HandoverState::offered) h.answered = "2026-11-02";
    h.items = {{"E1", std::string(64, 'c'), 3, "", false}};
    h.sender_key = std::string(64, '1');
    h.reason = "<b>seal & bag</b>";
    return h;
}

}  // namespace

TEST_CASE("without handovers the section has no table of them") {
    CHECK_FALSE(contains(custody_of(tests::compas_case()), "changed hands"));
    CHECK_FALSE(contains(custody_of(CaseFile{}), "changed hands"));
}

TEST_CASE("handovers are told with their state, signatures and gaps") {
    CaseFile file = tests::compas_case();
    file.handovers.push_back({handover(HandoverState::offered), 3, file.last_recorded, {}});
    std::string html = custody_of(file);
    CHECK(contains(html, "undelivered so far"));
    CHECK(contains(html, "the sender alone"));
    CHECK(contains(html, "1111111111111111"));
    CHECK(contains(html, "The chain has a gap at one handover"));
    CHECK(contains(html, "&lt;b&gt;seal &amp; bag"));

    Handover lost = handover(HandoverState::lost);
    lost.answered = "2026-10-01";
    file.handovers.push_back({lost, 4, file.last_recorded, {}});
    html = custody_of(file);
    CHECK(contains(html, "lost on the way"));
    CHECK(contains(html, "the answer is dated before the offer"));
    CHECK(contains(html, "gaps at"));
}

TEST_CASE("an acceptance by both sides is no gap") {
    CaseFile file = tests::compas_case();
    Handover accepted = handover(HandoverState::accepted);
    accepted.receiver_key = std::string(64, '2');
    if (!file.matter.empty()) accepted.from = file.matter.front().object.prepared_by;
    file.handovers.push_back({accepted, 3, file.last_recorded, {}});
    const std::string html = custody_of(file);
    CHECK(contains(html, "both sides"));
    CHECK_FALSE(contains(html, "custody-gaps"));
}
