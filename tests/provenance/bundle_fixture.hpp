// A bundle served from the small case folder, and forgeries of it.
#pragma once

#include <functional>
#include <string>

#include "provenance/bundle.hpp"
#include "provenance/log/checkpoint.hpp"
#include "tests/provenance/case_fixture.hpp"

namespace isonomia::tests {

// Serves facts and the exhibit, withholds the activity; the field 'size' is held back.
inline provenance::Choice served_choice() {
    using Fate = provenance::Choice::Fate;
    provenance::Choice result;
    result.fate = [](const LedgerEntry& entry) {
        if (entry.type == "activity") return Fate::withheld;
        return entry.type == "fact" || entry.type == "exhibit" ? Fate::served : Fate::left_out;
    };
    result.hides = [](const LedgerEntry&, const std::string& field) { return field == "size"; };
    result.ground = [](const LedgerEntry&) {
        return WithheldItem{0, "work product", "Rule 4", "defence", ""};
    };
    return result;
}

class Served {
public:
    Served() {
        digest = fixture.fill();
        auto ledger = fixture.open();
        REQUIRE(ledger);
        const auto entries = ledger->entries();
        REQUIRE(entries);
        provenance::Bundle begun;
        begun.to = "defence";
        begun.served_on = "2026-11-22T15:00:00Z";
        begun.follows = *ledger->checkpoint_at(2);
        auto made = provenance::make_bundle(begun, *ledger, *entries, served_choice());
        REQUIRE(made);
        bundle = *made;
        bundle.recompute = provenance::listed(kit);
        auto written =
            provenance::write_bundle(bundle, kit, *ledger, test_key(), folder, fixture.files);
        REQUIRE(written);
    }

    [[nodiscard]] provenance::VerifyReport verify(const provenance::VerifyOptions& options = {}) {
        return provenance::verify_bundle(folder, fixture.files, options);
    }

    // Writes the bundle anew with a change, signed by that key: what a forger can do.
    void forge(const std::function<void(provenance::Bundle&)>& change, std::uint8_t key = 1) {
        provenance::Bundle forged = bundle;
        change(forged);
        const std::string manifest = provenance::to_manifest(forged);
        const auto by = provenance::parse_vkey(forged.served_by);
        REQUIRE(by);
        put(folder / provenance::manifest_name, manifest);
        put(folder / provenance::manifest_note_name,
            *provenance::sign_note(provenance::manifest_text(manifest, by->name), by->name,
                                   test_key(key)));
    }

    CaseFixture fixture;
    fs::path folder = fixture.scratch.path() / "bundle";
    provenance::Bundle bundle;
    provenance::Kit kit{{"README.txt", "How to check it.\n"}};
    std::string digest;
};

}  // namespace isonomia::tests
