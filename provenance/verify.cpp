#include "provenance/verify.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include <fmt/format.h>

#include "provenance/store/sqlite_file.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* database_implies =
    "nothing in this folder can be relied on until an intact copy is found";
constexpr const char* entry_implies =
    "the record was changed after it was signed, or written by another program; from this entry on "
    "it cannot be relied on";

// In the order of the report. The first two are looked at here as well.
std::vector<Family> all_families(Inspection& inspection) {
    std::vector<Family> families;
    for (const auto make : {database_checks, entry_checks, payload_checks, erasure_checks,
                            tree_checks, checkpoint_checks, act_checks, key_checks, outside_checks,
                            exhibit_checks, report_checks, signer_checks, known_checks,
                            witness_checks, timestamp_checks, custody_checks, preservation_checks})
        families.push_back(make(inspection));
    return families;
}

// Passes only when every entry was seen: what was not looked at is never reported as fine.
bool rests_on_entries(const Check& check) {
    constexpr std::array<std::string_view, 5> alone = {"database", "outside", "unrecorded",
                                                       "signer", "known"};
    return check.state == CheckState::pass &&
           std::find(alone.begin(), alone.end(), check.id) == alone.end();
}

bool holds_bytes(const fs::path& file) {
    std::error_code problem;
    const auto size = fs::file_size(file, problem);
    return !problem && size > 0;
}

class Verification {
public:
    Verification(const fs::path& folder, Files& files, const VerifyOptions& options)
        : inspection_{{folder}, files, options, report_, nullptr, {},    {},   {},
                      {},       {},    {},      {},      0,       false, false},
          families_(all_families(inspection_)) {
        report_.folder = folder.string();
    }

    void run() {
        if (!look_at_records()) return;
        for (const Family& family : families_)
            family->look_at_files();
    }

    void database_failed(const Error& error) {
        mark(*families_[0]->checks().front(), error, database_implies);
    }

    VerifyReport finish() {
        for (const Family& family : families_)
            for (const Check* check : family->checks()) {
                report_.checks.push_back(*check);
                if (!inspection_.all_seen && rests_on_entries(*check))
                    mark_not_checked(report_.checks.back(), "not every entry could be read",
                                     "what the others say is not known");
            }
        return std::move(report_);
    }

private:
    // In one snapshot. False when the database cannot be opened.
    bool look_at_records() {
        auto snapshot = Snapshot::open(inspection_.folder);
        if (!snapshot) {
            database_failed(snapshot.error());
            return false;
        }
        if (snapshot->write_was_interrupted())
            report_.notes.emplace_back(
                "a write was interrupted; what it had begun is left out here and undone at the "
                "next opening for writing; nothing that was confirmed is lost");
        else if (holds_bytes(inspection_.folder.journal()))
            report_.notes.emplace_back(
                "'ledger.sqlite-journal' holds nothing that the database needs: a write is under "
                "way, or the file is no journal; the next write removes it");
        inspection_.store = &snapshot->store();
        if (!snapshot->write_was_interrupted())
            if (auto sound = check_database_file(inspection_.folder.database()); !sound)
                database_failed(sound.error());
        for (const Family& family : families_)
            for (Check* check : family->checks())
                if (check->state == CheckState::not_checked && !check->hindered)
                    check->found.clear();
        load_keys();
        for (const Family& family : families_)
            family->begin();
        const auto walked = walk(inspection_, families_);
        inspection_.all_seen = walked.has_value();
        if (!walked) mark(*families_[1]->checks().front(), walked.error(), entry_implies);
        for (const Family& family : families_)
            family->finish();
        inspection_.store = nullptr;
        return true;
    }

    void load_keys() {
        std::set<KeyFileId> erased;
        auto read = inspection_.store->for_each_payload_key([&](const PayloadKeyRow& row) {
            if (row.erased) inspection_.erased_keys.emplace(row.id, *row.erased);
            if (row.erased) erased.insert(row.id);
            return Status{};
        });
        auto keys = SubjectKeys::load(inspection_.folder.keys(), inspection_.files, erased);
        Check& payloads = *families_[2]->checks().front();
        if (!read) mark(payloads, read.error(), "which keys there are cannot be read");
        if (!keys)
            mark(payloads, keys.error(),
                 "the content of the entries cannot be opened with these keys");
        else
            inspection_.subject_keys = std::move(*keys);
    }

    VerifyReport report_;
    Inspection inspection_;
    std::vector<Family> families_;
};

VerifyReport verify_once(const fs::path& folder, Files& files, const VerifyOptions& options) {
    Verification verification(folder, files, options);
    try {
        verification.run();
    } catch (const std::exception& problem) {  // out of memory, a file system that lies
        verification.database_failed(
            internal_error("P0103", fmt::format("checking stopped: {}", problem.what())));
    }
    return verification.finish();
}

// A medium that fails looks like damage to whatever reads the database.
void excuse(VerifyReport& report) {
    for (Check& check : report.checks) {
        constexpr std::array<std::string_view, 3> of_files = {"exhibits", "second_digests",
                                                              "reports"};
        if (check.state != CheckState::fail ||
            std::find(of_files.begin(), of_files.end(), check.id) != of_files.end())
            continue;
        check.state = CheckState::not_checked;
        check.hindered = true;
        check.found = "the ledger's database cannot be read to its end: " + check.found;
        check.implies =
            "this says nothing about the record; copy what can be read, and look at it there";
    }
}

}  // namespace

VerifyReport verify(const fs::path& folder, Files& files, const VerifyOptions& options) {
    constexpr int attempts = 4;
    const fs::path database = CaseFolder{folder}.database();
    for (int attempt = 1;; ++attempt) {
        const auto before = writes_of(database);
        VerifyReport report = verify_once(folder, files, options);
        if (report.broken() && !can_be_read(database)) excuse(report);
        // Files that came while the database was read are not in it: no fault of the record.
        const bool in_doubt = report.broken() || !report.unrecorded().empty();
        if (!in_doubt || attempt == attempts || before == writes_of(database)) return report;
    }
}

}  // namespace isonomia::provenance
