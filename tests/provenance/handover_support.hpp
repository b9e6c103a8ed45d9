// An offer of two exhibits, and a folder with what arrived.
#pragma once

#include "provenance/custody/receipt.hpp"
#include "tests/provenance/case_fixture.hpp"

namespace isonomia::tests {

inline provenance::Offer two_exhibits() {
    provenance::Offer offer;
    offer.terms = {"isonomia/ledger/" + std::string(32, '1'),
                   std::string(32, 'a'),
                   "defence",
                   "Defence team",
                   "lab",
                   "State laboratory",
                   "USB stick 4711",
                   "2026-11-22T14:00:00Z",
                   "",
                   {}};
    offer.items = {{"E1", "E1.txt", "First", "text/plain", hex(sha256("one")), 3},
                   {"E2", "E2.txt", "Second", "", hex(sha256("two")), 3}};
    return offer;
}

inline std::string signed_offer(std::uint8_t key = 1) {
    const auto note = provenance::sign_offer(two_exhibits(), test_key(key));
    REQUIRE(note);
    return *note;
}

// The lab's answer with everything as offered, to be changed and signed by a test.
inline provenance::Receipt all_the_same(const std::string& offer_note) {
    provenance::Receipt receipt;
    receipt.terms = {provenance::Answer::accepted,
                     hex(sha256(offer_note)),
                     "isonomia/ledger/" + std::string(32, '1'),
                     std::string(32, 'a'),
                     "lab",
                     "2026-11-23T09:00:00Z",
                     "",
                     ""};
    for (const auto& item : two_exhibits().items)
        receipt.items.push_back({item.exhibit, provenance::Found::same, item.sha256, item.size});
    return receipt;
}

}  // namespace isonomia::tests
