// Exhibits changing hands: one handover, offered by one party and answered by the other.
//
// Only the receiver's signed receipt ends an offer: what was sent and not answered is undelivered,
// not accepted; a refusal and a loss are states of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/activity.hpp"
#include "core/names.hpp"

namespace isonomia {

enum class HandoverState { offered, accepted, refused, lost, recalled };
constexpr std::array<std::string_view, 5> names_of(HandoverState) {
    return {"offered", "accepted", "refused", "lost", "recalled"};
}

struct HandoverItem {
    std::string exhibit;
    std::string sha256;  // lower-case hex, as the sender offers it
    std::uint64_t size = 0;
    std::string arrived_as;  // receiver's digest where it is another; "" where it is the same
    bool missing = false;    // not among what arrived
};

struct Handover {
    std::string id;
    std::string from;  // agents
    std::string to;
    HandoverState state = HandoverState::offered;
    std::string medium;    // 'USB stick 4711, sealed bag', in words
    std::string happened;  // when it was handed over, as claimed
    std::string answered;  // when it was accepted, refused, lost or recalled, as claimed
    std::optional<Authority> authority;
    std::vector<HandoverItem> items;
    std::string reason;   // of refusal, loss or recall
    std::string offer;    // note signed by the sender
    std::string receipt;  // note signed by the receiver, or ""
};

template <class V>
void describe(V& v, HandoverItem& i) {
    v("exhibit", i.exhibit);
    v("sha256", i.sha256);
    v("size", i.size);
    v("arrived_as", i.arrived_as);
    v("missing", i.missing);
}

template <class V>
void describe(V& v, Handover& h) {
    v("id", h.id);
    v("from", h.from);
    v("to", h.to);
    v("state", h.state);
    v("medium", h.medium);
    v("happened", h.happened);
    v("answered", h.answered);
    v("authority", h.authority);
    v("items", h.items);
    v("reason", h.reason);
    v("offer", h.offer);
    v("receipt", h.receipt);
}

}  // namespace isonomia
