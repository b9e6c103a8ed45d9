// A part of the record that was handed to another party: what, to whom, and what was held back.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace isonomia {

struct WithheldItem {
    std::uint64_t entry = 0;
    std::string category;   // 'work product', 'personal data of a third person'
    std::string ground;     // rule or order relied on
    std::string held_by;    // agent
    std::string review_on;  // date, or ""
};

struct Serving {
    std::string id;
    std::string to;               // agent
    std::string served_on;        // as claimed
    std::uint64_t entries = 0;    // the record as it stood: entries [0, entries)
    std::uint64_t disclosed = 0;  // entries whose content was handed over
    std::vector<WithheldItem> withheld;
    std::string sha256;           // of the bundle's manifest, hex
    std::string follows;          // serving to the same party that this one continues, or ""
    std::uint64_t runs_made = 0;  // of the party's own trials, from which the served were selected
    std::uint64_t runs_served = 0;
};

template <class V>
void describe(V& v, WithheldItem& w) {
    v("entry", w.entry);
    v("category", w.category);
    v("ground", w.ground);
    v("held_by", w.held_by);
    v("review_on", w.review_on);
}

template <class V>
void describe(V& v, Serving& s) {
    v("id", s.id);
    v("to", s.to);
    v("served_on", s.served_on);
    v("entries", s.entries);
    v("disclosed", s.disclosed);
    v("withheld", s.withheld);
    v("sha256", s.sha256);
    v("follows", s.follows);
    v("runs_made", s.runs_made);
    v("runs_served", s.runs_served);
}

}  // namespace isonomia
