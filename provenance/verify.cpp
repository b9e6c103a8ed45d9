#include "provenance/verify.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "provenance/sqlite_file.hpp"
#include "provenance/verify_records.hpp"

namespace isonomia::provenance {

namespace {

enum Slot {
    database,
    entries,
    payloads,
    tree,
    checkpoints,
    outside,
    exhibits,
    unrecorded,
    reports,
    signer,
    known,
};

std::vector<Check> all_checks() {
    const auto check = [](const char* id, const char* title, const char* unit) {
        return Check{id, title, CheckState::not_checked, 0, unit, "the database could not be read",
                     {}};
    };
    return {
        check("database", "The database is sound and holds nothing that is not the ledger's",
              "pages"),
        check("entries", "Every entry has the form it was signed in, in order of time", "entries"),
        check("payloads", "Every payload opens and is what its entry committed to", "payloads"),
        check("tree", "The stored tree is the tree of the entries", "tiles"),
        check("checkpoints", "Every checkpoint is signed and covers exactly the entries up to it",
              "checkpoints"),
        check("outside", "The checkpoint kept outside the database agrees with it", "checkpoints"),
        check("exhibits", "Every exhibit is there, byte for byte as it was taken in", "exhibits"),
        check("unrecorded", "The exhibit folder holds nothing that no entry records", "files"),
        check("reports", "Every report is the one that was recorded", "reports"),
        check("signer", "The ledger is signed by a key that you know", "keys"),
        check("known", "The ledger continues the checkpoints that you kept", "checkpoints"),
    };
}

class Verification {
public:
    Verification(const fs::path& folder, Files& files, const VerifyOptions& options)
        : folder_{folder}, files_(files), options_(options) {
        report.folder = folder.string();
        report.checks = all_checks();
    }

    void run() {
        if (!check_snapshot()) return;
        check_exhibits();
        check_unrecorded();
        check_reports();
        check_signer();
    }

    // What the database says, in one snapshot. It ends here: the files may take long, and nobody
    // can write meanwhile. False when the database cannot be opened.
    bool check_snapshot() {
        auto snapshot = Snapshot::open(folder_);
        if (!snapshot) {
            database_failed(snapshot.error());
            return false;
        }
        if (snapshot->write_was_interrupted())
            report.notes.emplace_back(
                "a write was interrupted; what it had begun is left out here and undone at the "
                "next "
                "opening for writing; nothing that was confirmed is lost");
        const Store& store = snapshot->store();
        check_database(store);
        if (!snapshot->write_was_interrupted()) check_file();
        check_all_records(store);
        check_head(store);
        return true;
    }

    void database_failed(const Error& error) {
        mark(at(database), error,
             "nothing in this folder can be relied on until an intact copy is found");
    }

    VerifyReport report;

private:
    Check& at(Slot slot) { return report.checks[slot]; }
    void pass(Slot slot) { mark_passed(at(slot)); }
    [[nodiscard]] bool settled(Slot slot) const {
        return report.checks[slot].state == CheckState::fail || report.checks[slot].hindered;
    }
    void not_checked(Slot slot, std::string why, std::string implies) {
        if (settled(slot)) return;
        at(slot).state = CheckState::not_checked;
        at(slot).found = std::move(why);
        at(slot).implies = std::move(implies);
    }

    void check_database(const Store& store) {
        if (auto status = store.check_schema(); !status) return database_failed(status.error());
        if (auto status = store.check_pages(); !status) return database_failed(status.error());
        const auto pages = store.page_count();
        if (!pages) return database_failed(pages.error());
        at(database).checked = *pages;
        pass(database);
    }

    void check_file() {
        const auto sound = check_database_file(folder_.database());
        if (!sound) database_failed(sound.error());
    }

    void check_all_records(const Store& store) {
        for (const Slot slot : {entries, payloads, tree, checkpoints})
            at(slot).found.clear();
        const auto keys = SubjectKeys::load(folder_.keys(), files_);
        if (!keys)
            mark(at(payloads), keys.error(),
                 "the content of the entries cannot be opened with these keys");
        static const SubjectKeys no_keys;
        records_ = check_records(store, keys ? *keys : no_keys,
                                 {at(entries), at(payloads), at(tree), at(checkpoints)}, report);
        if (records_.clock_behind > 0)
            report.notes.push_back(
                fmt::format("{} entries were written while the clock stood before the entry "
                            "before; they say so",
                            records_.clock_behind));
    }

    void check_head(const Store& store) {
        const char* implies =
            "the database is not the one that this checkpoint was written for: an older or another "
            "copy "
            "was put in its place, or the checkpoint was";
        const auto head = read_head(store);
        if (!head) {
            mark(at(outside), head.error(), implies);
            not_checked(known, "the database has no valid last checkpoint", "");
            return;
        }
        const NodeSource nodes =
            nodes_of([&](unsigned level, std::uint64_t index) { return store.tile(level, index); });
        const auto compared = compare_outside(folder_, files_, *head, nodes);
        at(outside).checked = 1;
        if (!compared)
            mark(at(outside), compared.error(), implies);
        else if (compared->behind)
            report.notes.push_back(
                fmt::format("the checkpoint outside the database covers {} of {} entries; it "
                            "agrees with them, and is "
                            "written anew at the next opening for writing",
                            compared->size, head->checkpoint.size));
        pass(outside);
        check_known(*head, nodes);
    }

    void check_known(const LedgerHead& head, const NodeSource& nodes) {
        if (options_.known_checkpoints.empty())
            return not_checked(
                known, "you named no checkpoint from earlier",
                "that the whole folder was set back to an earlier state cannot be seen");
        for (const std::string& note : options_.known_checkpoints) {
            ++at(known).checked;
            if (const auto earlier = check_continues(note, head, nodes); !earlier)
                mark(at(known), earlier.error(),
                     "this is not the record that you were shown: it was set back or rewritten. "
                     "Keep your checkpoint; it is the proof");
        }
        pass(known);
    }

    void check_exhibits() {
        const char* implies =
            "what is in the folder is not what was taken in; nothing that was measured "
            "or found on this exhibit can be repeated on it";
        at(exhibits).found.clear();
        for (const auto& [digest, exhibit] : records_.exhibits) {
            ++at(exhibits).checked;
            if (auto status = check_exhibit(digest, exhibit); !status)
                mark(at(exhibits), status.error(), implies);
        }
        if (records_.sealed > 0)
            return not_checked(exhibits,
                               "some entries could not be opened, so not all exhibits are known",
                               "exhibits of those entries may be missing");
        if (!report.contents_checked())
            return not_checked(exhibits, "some payloads are damaged, so not all exhibits are known",
                               "exhibits of those entries may be missing");
        pass(exhibits);
    }

    Status check_exhibit(const std::string& digest, const RecordedExhibit& exhibit) {
        const auto wrong = [&](const std::string& why) {
            return fail(integrity_error(
                "P0112", fmt::format("exhibit {} (entry {}): {}", digest, exhibit.entry, why)));
        };
        if (!digest_from_hex(digest)) return wrong("its digest is malformed");
        std::error_code problem;
        fs::path path = folder_.exhibits() / digest;
        if (!fs::exists(fs::symlink_status(path, problem)) &&
            fs::exists(fs::symlink_status(folder_.incoming() / digest, problem))) {
            path = folder_.incoming() / digest;
            report.notes.push_back(
                fmt::format("exhibit {} still lies in 'incoming': its recording was "
                            "interrupted and ends at the next opening for writing",
                            digest));
        }
        const auto status = fs::symlink_status(path, problem);
        if (!fs::exists(status)) return wrong("the file is missing");
        if (!fs::is_regular_file(status)) return wrong("it is not a regular file");
        const auto facts = files_.facts(path);
        if (!facts) return fail(facts.error());
        if (hex(facts->sha256) != digest)
            return wrong(
                fmt::format("the file was changed, its digest is now {}", hex(facts->sha256)));
        if (exhibit.size && *exhibit.size != facts->size)
            return wrong(
                fmt::format("it has {} bytes, recorded are {}", facts->size, *exhibit.size));
        return {};
    }

    void check_unrecorded() {
        at(unrecorded).found.clear();
        const auto names = names_in(folder_.exhibits());
        if (!names) return mark(at(unrecorded), names.error(), "the folder cannot be read");
        at(unrecorded).checked = names->size();
        const auto stray = std::find_if(names->begin(), names->end(), [&](const std::string& name) {
            return !records_.exhibits.contains(name);
        });
        if (stray == names->end()) {
            pass(unrecorded);
        } else if (at(payloads).state == CheckState::pass) {
            mark_failed(at(unrecorded), fmt::format("no entry records 'exhibits/{}'", *stray),
                        "somebody put it there; it is no evidence of this ledger");
        } else {
            not_checked(unrecorded,
                        fmt::format("no entry that could be opened records 'exhibits/{}'", *stray),
                        "it may belong to an entry that could not be opened");
        }
        const auto waiting = names_in(folder_.incoming());
        for (const std::string& name : waiting ? *waiting : std::set<std::string>())
            if (!records_.exhibits.contains(name))
                report.notes.push_back(fmt::format(
                    "'incoming/{}' is the rest of an intake that was never recorded", name));
    }

    void check_reports() {
        at(reports).found.clear();
        std::string absent;
        for (const auto& [entry, recorded] : records_.reports) {
            const auto same = is_as_recorded(recorded);
            if (!same)
                mark(at(reports), same.error(), "");
            else if (!*same && absent.empty())
                absent = recorded.name;
            else if (*same)
                ++at(reports).checked;
        }
        if (!absent.empty())
            return not_checked(reports, fmt::format("'{}' is not here", absent),
                               "a report is made from the record and can be made again");
        if (!report.contents_checked())
            return not_checked(reports,
                               "some entries could not be opened, so not all reports are known",
                               "a report that nobody recorded may lie in the folder");
        pass(reports);
    }

    // False when there is no such file. Names come from the record: none leads out of the folder.
    Result<bool> is_as_recorded(const RecordedReport& recorded) {
        const fs::path name(recorded.name);
        if (name != name.filename() || recorded.name == "." || recorded.name == "..") return false;
        std::error_code problem;
        const auto status = fs::symlink_status(folder_.path / name, problem);
        if (!fs::exists(status)) return false;
        const auto facts = fs::is_regular_file(status) ? files_.facts(folder_.path / name)
                                                       : Result<FileFacts>(FileFacts{});
        if (!facts) return fail(facts.error());
        if (fs::is_regular_file(status) && hex(facts->sha256) == recorded.sha256) return true;
        mark_failed(at(reports),
                    fmt::format("{} is not the report that was recorded", recorded.name),
                    "it was changed, or a run was stopped while it wrote it; what the record "
                    "says stands, and the next run writes the report anew");
        return true;
    }

    void check_signer() {
        if (options_.trusted_keys.empty())
            return not_checked(
                signer,
                fmt::format("you named no key; compare this fingerprint with one given to "
                            "you in another way: {}",
                            report.author),
                "somebody who wrote everything anew with a key of his own cannot be seen");
        at(signer).checked = 1;
        const auto& trusted = options_.trusted_keys;
        const bool is_known =
            std::any_of(trusted.begin(), trusted.end(), [&](const std::string& key) {
                return !key.empty() && (key == report.verifier_key || key == report.author);
            });
        if (!is_known)
            mark_failed(at(signer),
                        fmt::format("the ledger is signed by {}, which is not a key that you "
                                    "named",
                                    report.author),
                        "it was written, or written anew, by somebody else");
        pass(signer);
    }

    CaseFolder folder_;
    Files& files_;
    const VerifyOptions& options_;
    RecordsFound records_;
};

}  // namespace

VerifyReport verify(const fs::path& folder, Files& files, const VerifyOptions& options) {
    Verification verification(folder, files, options);
    try {
        verification.run();
    } catch (const std::exception& problem) {  // out of memory, a file system that lies
        verification.database_failed(
            internal_error("P0103", fmt::format("checking stopped: {}", problem.what())));
    }
    return std::move(verification.report);
}

}  // namespace isonomia::provenance
