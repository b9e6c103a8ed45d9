#include "core/custody_chain.hpp"

#include <algorithm>
#include <functional>

namespace isonomia {

namespace {

// Instants compare exactly, days as days: a day is not before an instant within it.
bool is_before(const std::string& a, const std::string& b) {
    const auto x = parse_instant(a);
    const auto y = parse_instant(b);
    if (!x || !y) return false;
    const bool only_days = a.size() <= 10 || b.size() <= 10;
    return only_days ? a.substr(0, 10) < b.substr(0, 10) && *x < *y : *x < *y;
}

bool names_it(const std::vector<std::string>& ids, const std::string& exhibit) {
    return std::find(ids.begin(), ids.end(), exhibit) != ids.end();
}

class Chain {
public:
    Chain(const CaseFile& file, const Recorded<Exhibit>& exhibit) : file_(file), exhibit_(exhibit) {
        chain_.exhibit = exhibit.object.id;
        begin();
        for (const auto& [entry, take] : later_steps())
            (void)entry, take();
    }
    CustodyChain finish() && { return std::move(chain_); }

private:
    void begin() {
        const Exhibit& e = exhibit_.object;
        CustodyLink before;
        before.step = CustodyStep::before;
        before.holder = e.received_from;
        before.document = e.custody_rests_on;
        if (e.custody_rests_on.empty()) before.gaps.push_back(CustodyGap::no_document);
        chain_.links.push_back(std::move(before));

        CustodyLink taken;
        taken.step = CustodyStep::taken_in;
        taken.from = e.received_from;
        taken.since = e.received_on;
        taken.entry = exhibit_.entry;
        if (!file_.matter.empty()) taken.holder = file_.matter.front().object.prepared_by;
        if (is_before(to_rfc3339(exhibit_.recorded), e.received_on))
            taken.gaps.push_back(CustodyGap::after_recorded);
        holder_ = taken.holder;
        chain_.links.push_back(std::move(taken));
    }

    // Handovers and stated transfers in the order of their entries.
    using Step = std::pair<std::uint64_t, std::function<void()>>;
    std::vector<Step> later_steps() {
        std::vector<Step> steps;
        for (const auto& act : file_.activities)
            if (act.object.kind == ActivityKind::transfer &&
                (names_it(act.object.used, chain_.exhibit) ||
                 names_it(act.object.generated, chain_.exhibit)))
                steps.emplace_back(act.entry, [&] { state(act); });
        for (const auto& handover : file_.handovers)
            for (const HandoverItem& item : handover.object.items)
                if (item.exhibit == chain_.exhibit)
                    steps.emplace_back(handover.entry, [&] { hand_over(handover, item); });
        std::stable_sort(steps.begin(), steps.end(),
                         [](const Step& a, const Step& b) { return a.first < b.first; });
        return steps;
    }

    void state(const Recorded<Activity>& act) {
        CustodyLink link;
        link.step = CustodyStep::stated_transfer;
        link.since = act.object.happened;
        link.from = act.object.agent;
        link.document = act.object.known_from;
        link.reason = act.object.title;
        link.entry = act.entry;
        link.gaps.push_back(CustodyGap::unsigned_transfer);
        check_recorded(link, act.recorded);
        chain_.links.push_back(std::move(link));
    }

    void hand_over(const Recorded<Handover>& recorded, const HandoverItem& item) {
        const Handover& h = recorded.object;
        CustodyLink link;
        link.from = h.from;
        link.to = h.to;
        link.handover = h.id;
        link.medium = h.medium;
        link.reason = h.reason;
        link.sender_key = h.sender_key;
        link.receiver_key = h.receiver_key;
        link.entry = recorded.entry;
        link.since = h.answered.empty() ? h.happened : h.answered;
        const bool outgoing = !h.incoming;
        if (outgoing && !holder_.empty() && h.from != holder_)
            link.gaps.push_back(CustodyGap::not_the_holder);
        answer(link, h, item);
        if (!h.sender_key.empty() && h.sender_key == h.receiver_key)
            link.gaps.push_back(CustodyGap::same_key);
        if (is_before(h.answered, h.happened)) link.gaps.push_back(CustodyGap::answered_before);
        if (outgoing && is_before(h.happened, exhibit_.object.received_on))
            link.gaps.push_back(CustodyGap::before_it_came);
        check_recorded(link, recorded.recorded);
        holder_ = link.holder;
        chain_.links.push_back(std::move(link));
    }

    // What became of this item, and who has it now. A copy leaves the sender with his own, so a
    // file that was refused or recalled is where it was; one that is lost or on its way may not be.
    void answer(CustodyLink& link, const Handover& h, const HandoverItem& item) const {
        const auto gap = [&](CustodyGap which) { link.gaps.push_back(which); };
        link.holder = h.from;
        switch (h.state) {
            case HandoverState::offered:
                link.step = CustodyStep::offered;
                return gap(CustodyGap::undelivered);
            case HandoverState::refused:
                link.step = CustodyStep::refused;
                return gap(CustodyGap::refused);
            case HandoverState::lost:
                link.step = CustodyStep::lost;
                return gap(CustodyGap::lost);
            case HandoverState::recalled:
                link.step = CustodyStep::recalled;
                return;
            case HandoverState::accepted:
                break;
        }
        if (item.missing) {
            link.step = CustodyStep::missing;
            return gap(CustodyGap::missing);
        }
        link.holder = h.to;
        link.arrived_as = item.arrived_as;
        link.step = item.arrived_as.empty() ? CustodyStep::accepted : CustodyStep::accepted_altered;
        if (!item.arrived_as.empty()) gap(CustodyGap::altered);
    }

    static void check_recorded(CustodyLink& link, Instant recorded) {
        if (is_before(to_rfc3339(recorded), link.since))
            link.gaps.push_back(CustodyGap::after_recorded);
    }

    const CaseFile& file_;
    const Recorded<Exhibit>& exhibit_;
    CustodyChain chain_;
    std::string holder_;
};

}  // namespace

std::vector<CustodyChain> custody_chains(const CaseFile& case_file) {
    std::vector<CustodyChain> chains;
    for (const auto& exhibit : case_file.exhibits)
        chains.push_back(Chain(case_file, exhibit).finish());
    return chains;
}

}  // namespace isonomia
