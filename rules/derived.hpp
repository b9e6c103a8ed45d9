// Derived facts: what the case file itself shows, computed in C++ and listed with its derivation.
//
// A derived fact speaks about the record. It is `established` where the ledger itself shows it
// (digests, counts, our own acts) or where the record names the document from which it is known; it
// is `asserted` where only the person who prepared the matter says so; and it is `unknown` where
// the record is silent about somebody else's act: silence is neither compliance nor breach.
// Where systems are meant, they are those that an inference of the matter names, or all that are
// declared if none is named.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/case_file.hpp"

namespace isonomia::rules {

struct DerivedFact {
    std::string id;  // 'd.…'
    FactType type = FactType::boolean;
    std::string says;      // what it means when true, or what it counts
    std::string statuses;  // which standings it can have, and why
    Fact (*derive)(const CaseFile&);
};

// All of them, sorted by id.
[[nodiscard]] std::span<const DerivedFact> derived_facts();
[[nodiscard]] const DerivedFact* find_derived(std::string_view id);

// d.kinds holds kinds of systems. R0002, without a place, for a word that is none; else nothing.
[[nodiscard]] std::optional<Error> not_a_kind(const std::string& word);

// Every derived fact of this case file, with status, value, statement, source and derivation.
[[nodiscard]] std::vector<Fact> derive_facts(const CaseFile& case_file);

}  // namespace isonomia::rules
