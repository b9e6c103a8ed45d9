// Who had an exhibit when, and on what that rests: derived from the case file alone, so that the
// command line and reports tell the same chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/case_file.hpp"

namespace isonomia {

enum class CustodyStep {
    before,            // custody before the first entry rests on a document, or on none
    taken_in,          // recorded in this case folder
    stated_transfer,   // an act of the matter: stated, signed by nobody
    offered,           // undelivered so far
    accepted,          // the receiver signed for the very file
    accepted_altered,  // the receiver signed for a file with another digest
    missing,           // the receiver signed that it did not arrive
    refused,
    lost,
    recalled,
};
constexpr std::array<std::string_view, 10> names_of(CustodyStep) {
    return {"before",           "taken in", "stated transfer", "undelivered", "accepted",
            "accepted altered", "missing",  "refused",         "lost",        "recalled"};
}

enum class CustodyGap {
    no_document,  // nothing recorded says where it was before the first entry
    undelivered,  // offered, never answered
    refused,
    lost,
    altered,            // other bytes arrived
    missing,            // nothing arrived
    unsigned_transfer,  // stated, signed by nobody
    not_the_holder,     // offered by somebody who, on this record, did not have it
    same_key,           // one key signed both sides
    answered_before,    // the answer is dated before the offer
    before_it_came,     // handed over before it was received
    after_recorded,     // dated later than the entry that records it
};
constexpr std::array<std::string_view, 12> names_of(CustodyGap) {
    return {"no document", "undelivered",     "refused",        "lost",
            "altered",     "missing",         "unsigned",       "not the holder",
            "same key",    "answered before", "before it came", "after recorded"};
}

struct CustodyLink {
    CustodyStep step = CustodyStep::taken_in;
    std::string holder;    // agent who has it after this step; "" where the record does not say
    std::string since;     // date or instant as claimed, or ""
    std::string from;      // agent who gave it
    std::string to;        // agent to whom it was offered
    std::string document;  // exhibit on which the step rests, or ""
    std::string handover;  // id, or ""
    std::string medium;
    std::string reason;
    std::string arrived_as;  // digest of what arrived in its place
    std::string sender_key;  // fingerprints of who signed; "" for nobody
    std::string receiver_key;
    std::optional<std::uint64_t> entry;  // that records it
    std::vector<CustodyGap> gaps;
};

struct CustodyChain {
    std::string exhibit;
    std::vector<CustodyLink> links;  // in the order in which they were recorded
};

// One chain per exhibit, in the order of the register.
[[nodiscard]] std::vector<CustodyChain> custody_chains(const CaseFile& case_file);

}  // namespace isonomia
