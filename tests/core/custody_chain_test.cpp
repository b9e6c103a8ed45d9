#include "core/custody_chain.hpp"

#include <algorithm>

#include "tests/catch.hpp"

using namespace isonomia;

namespace {

constexpr const char* digest = "aa";

struct Case {
    CaseFile file;

    Case() {
        Matter matter;
        matter.prepared_by = "defence";
        file.matter.push_back({matter, 0, {1795356000}, {}});
    }
    void exhibit(const std::string& id, const std::string& rests_on = "D1") {
        Exhibit e;
        e.id = id;
        e.sha256 = digest;
        e.received_on = "2026-10-01";
        e.received_from = "police";
        e.custody_rests_on = rests_on;
        file.exhibits.push_back({e, 1, {1795356000}, {}});
    }
    Handover& handover(HandoverState state, const std::string& exhibit = "E1") {
        Handover h;
        h.id = "h" + std::to_string(file.handovers.size());
        h.from = "defence";
        h.to = "lab";
        h.state = state;
        h.happened = "2026-11-01T10:00:00Z";
        if (state != HandoverState::offered) h.answered = "2026-11-02T10:00:00Z";
        h.items = {{exhibit, digest, 2, "", false}};
        h.sender_key = "k1";
        file.handovers.push_back({h, 10 + file.handovers.size(), {1795356000}, {}});
        return file.handovers.back().object;
    }
    [[nodiscard]] CustodyChain chain() const {
        const auto chains = custody_chains(file);
        REQUIRE(chains.size() == 1);
        return chains.front();
    }
    [[nodiscard]] CustodyLink last() const { return chain().links.back(); }
};

bool has_gap(const CustodyLink& link, CustodyGap gap) {
    return std::find(link.gaps.begin(), link.gaps.end(), gap) != link.gaps.end();
}

}  // namespace

TEST_CASE("no exhibits, no chains; a handover of something unknown makes none") {
    CHECK(custody_chains({}).empty());
    Case c;
    c.handover(HandoverState::accepted, "elsewhere");
    CHECK(custody_chains(c.file).empty());
}

TEST_CASE("before the first entry custody rests on a document, or on none") {
    Case c;
    c.exhibit("E1", "");
    const auto chain = c.chain();
    REQUIRE(chain.links.size() == 2);
    CHECK(chain.links[0].step == CustodyStep::before);
    CHECK(chain.links[0].holder == "police");
    CHECK_FALSE(chain.links[0].entry);
    CHECK(chain.links[0].gaps == std::vector{CustodyGap::no_document});
    CHECK(chain.links[1].step == CustodyStep::taken_in);
    CHECK(chain.links[1].holder == "defence");
    CHECK(chain.links[1].entry == 1U);
    Case documented;
    documented.exhibit("E1", "D1");
    CHECK(documented.chain().links[0].document == "D1");
    CHECK(documented.chain().links[0].gaps.empty());
}

TEST_CASE("undelivered, refused, lost, recalled and accepted are different things") {
    const std::vector<std::tuple<HandoverState, CustodyStep, std::string, std::vector<CustodyGap>>>
        table{
            {HandoverState::offered, CustodyStep::offered, "defence", {CustodyGap::undelivered}},
            {HandoverState::refused, CustodyStep::refused, "defence", {CustodyGap::refused}},
            {HandoverState::lost, CustodyStep::lost, "defence", {CustodyGap::lost}},
            {HandoverState::recalled, CustodyStep::recalled, "defence", {}},
            {HandoverState::accepted, CustodyStep::accepted, "lab", {}},
        };
    for (const auto& [state, step, holder, gaps] : table) {
        Case c;
        c.exhibit("E1");
        c.handover(state);
        INFO(to_text(state));
        CHECK(c.last().step == step);
        CHECK(c.last().holder == holder);
        CHECK(c.last().gaps == gaps);
        CHECK(c.last().sender_key == "k1");
    }
}

TEST_CASE("an acceptance in part speaks for each item") {
    Case c;
    c.exhibit("E1");
    Handover& h = c.handover(HandoverState::accepted);
    CHECK_FALSE(in_part(h));
    h.items[0].arrived_as = "bb";
    CHECK(in_part(h));
    CHECK(c.last().step == CustodyStep::accepted_altered);
    CHECK(c.last().arrived_as == "bb");
    CHECK(has_gap(c.last(), CustodyGap::altered));
    h.items[0] = {"E1", digest, 2, "", true};
    CHECK(in_part(h));
    CHECK(c.last().step == CustodyStep::missing);
    CHECK(c.last().holder == "defence");
    CHECK(has_gap(c.last(), CustodyGap::missing));
}

TEST_CASE("who no longer holds it cannot offer it") {
    Case c;
    c.exhibit("E1");
    c.handover(HandoverState::accepted);
    c.handover(HandoverState::offered);
    CHECK(has_gap(c.last(), CustodyGap::not_the_holder));
    c.file.handovers.back().object.from = "lab";
    CHECK_FALSE(has_gap(c.last(), CustodyGap::not_the_holder));
}

TEST_CASE("one key on both sides is no handover") {
    Case c;
    c.exhibit("E1");
    Handover& h = c.handover(HandoverState::accepted);
    CHECK_FALSE(has_gap(c.last(), CustodyGap::same_key));
    h.receiver_key = h.sender_key;
    CHECK(has_gap(c.last(), CustodyGap::same_key));
    h.sender_key = h.receiver_key = "";
    CHECK_FALSE(has_gap(c.last(), CustodyGap::same_key));
}

TEST_CASE("times that contradict each other are marked, equal days are not") {
    Case c;
    c.exhibit("E1");
    Handover& h = c.handover(HandoverState::accepted);
    h.answered = "2026-10-31T23:00:00Z";
    CHECK(has_gap(c.last(), CustodyGap::answered_before));
    h.answered = "2026-11-01";
    CHECK(c.last().gaps.empty());
    h.happened = h.answered = "2026-09-30";
    CHECK(c.last().gaps == std::vector{CustodyGap::before_it_came});
    h.happened = h.answered = "2099-01-01";
    CHECK(c.last().gaps == std::vector{CustodyGap::after_recorded});
    h.happened = "one day in spring";
    h.answered = "later";
    CHECK(c.last().gaps.empty());
}

TEST_CASE("a transfer that is only stated is signed by nobody") {
    Case c;
    c.exhibit("E1");
    Activity act;
    act.id = "A1";
    act.kind = ActivityKind::transfer;
    act.agent = "police";
    act.used = {"E1"};
    c.file.activities.push_back({act, 5, {1795356000}, {}});
    CHECK(c.last().step == CustodyStep::stated_transfer);
    CHECK(c.last().gaps == std::vector{CustodyGap::unsigned_transfer});
    c.handover(HandoverState::accepted);
    CHECK(c.last().step == CustodyStep::accepted);
}

TEST_CASE("in the receiver's folder the handover that brought it is no contradiction") {
    Case c;
    c.exhibit("E1");
    Handover& h = c.handover(HandoverState::accepted);
    h.incoming = true;
    h.from = "police";
    h.to = "defence";
    h.happened = "2026-09-30";
    CHECK(c.last().gaps.empty());
    CHECK(c.last().holder == "defence");
}
