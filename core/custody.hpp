// Exhibits changing hands: one handover, offered by one party and answered by the other.
//
// Only the receiver's signed receipt ends an offer: what was sent and not answered is undelivered,
// not accepted; a refusal and a loss are states of their own.
#pragma once

#include <algorithm>
#include <array>
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

// Something that arrived and that the offer does not name.
struct ArrivedFile {
    std::string name;    // as it lay among what arrived
    std::string sha256;  // lower-case hex
    std::uint64_t size = 0;
};

struct Handover {
    std::string id;    // 32 random hex digits
    std::string from;  // agents
    std::string to;
    HandoverState state = HandoverState::offered;
    std::string medium;    // 'USB stick 4711, sealed bag', in words
    std::string happened;  // when it was handed over, as claimed
    std::string answered;  // when it was accepted, refused, lost or recalled, as claimed
    std::optional<Authority> authority;
    std::vector<HandoverItem> items;
    std::vector<ArrivedFile> additional;
    std::string reason;      // of refusal, loss, recall or a partial acceptance
    std::string offer;       // note signed by the sender (docs/formats/custody.md)
    std::string receipt;     // note signed by the receiver, or ""
    std::string sender_key;  // fingerprints of the keys that signed them
    std::string receiver_key;
    bool incoming = false;  // recorded by the receiver: `items` name exhibits of his own folder
};

// What the receiver has: the very file that was offered.
[[nodiscard]] inline bool arrived_whole(const HandoverItem& item) {
    return !item.missing && item.arrived_as.empty();
}

// Accepted, but not exactly what was offered: something is missing, altered or added.
[[nodiscard]] inline bool in_part(const Handover& handover) {
    return handover.state == HandoverState::accepted &&
           (!handover.additional.empty() ||
            !std::all_of(handover.items.begin(), handover.items.end(), arrived_whole));
}

template <class V>
void describe(V& v, HandoverItem& i) {
    v("exhibit", i.exhibit);
    v("sha256", i.sha256);
    v("size", i.size);
    v("arrived_as", i.arrived_as);
    v("missing", i.missing);
}

template <class V>
void describe(V& v, ArrivedFile& f) {
    v("name", f.name);
    v("sha256", f.sha256);
    v("size", f.size);
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
    v("additional", h.additional);
    v("reason", h.reason);
    v("offer", h.offer);
    v("receipt", h.receipt);
    v("sender_key", h.sender_key);
    v("receiver_key", h.receiver_key);
    v("incoming", h.incoming);
}

}  // namespace isonomia
