#include "provenance/verify_records.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr const char* entry_implies =
    "the record was changed after it was signed, or written by another program; from this entry on "
    "it "
    "cannot be relied on";
constexpr const char* payload_implies =
    "what this entry says today is not what was recorded; its content cannot be relied on";
constexpr const char* tree_implies =
    "the stored tree is not the tree of the entries; proofs made from it would be wrong";
constexpr const char* checkpoint_implies =
    "the entries are not those that were signed: at least one up to here was altered, dropped or "
    "put in";

// Checks rows as they come; knows what came before.
class Walk {
public:
    Walk(const Store& store, const SubjectKeys& keys, const RecordChecks& checks,
         VerifyReport& report)
        : store_(store), keys_(keys), checks_(checks), report_(report) {}

    void run() {
        read_key();
        read_checkpoints();
        compare_roots();  // of no entries
        note(store_.for_each_entry([this](const EntryRow& row) { return visit(row); }),
             checks_.entries, entry_implies);
        finish_tree();
        finish_checkpoints();
        finish_payloads();
    }

    RecordsFound found;

private:
    struct SignedRoot {
        std::uint64_t size;
        Digest root;
    };

    static void note(const Status& status, Check& check, const char* implies) {
        if (!status) mark(check, status.error(), implies);
    }

    void read_key() {
        std::size_t count = 0;
        const auto status = store_.for_each_key([&](const KeyRow& row) -> Status {
            ++count;
            if (row.public_key.size() != signer_.key.size())
                return fail(integrity_error("P0108", "the signing key is malformed"));
            std::copy(row.public_key.begin(), row.public_key.end(), signer_.key.begin());
            if (hex(row.fingerprint) != fingerprint(signer_.key))
                return fail(integrity_error("P0108", "the signing key is kept under another name"));
            return {};
        });
        note(status, checks_.checkpoints, checkpoint_implies);
        if (status && count != 1)
            mark_failed(checks_.checkpoints, fmt::format("there are {} signing keys", count),
                        checkpoint_implies);
        author_ = fingerprint(signer_.key);
    }

    void read_checkpoints() {
        note(store_.for_each_checkpoint([this](const CheckpointRow& row) { return visit(row); }),
             checks_.checkpoints, checkpoint_implies);
        if (roots_.empty() || roots_.front().size != 0)
            mark_failed(checks_.checkpoints, "the first checkpoint, of no entries, is missing",
                        checkpoint_implies);
        report_.origin = signer_.name;
        report_.author = author_;
        if (valid_key_name(signer_.name)) report_.verifier_key = to_vkey(signer_);
    }

    Status visit(const CheckpointRow& row) {
        ++checks_.checkpoints.checked;
        const auto refuse = [&](const std::string& why) {
            mark_failed(checks_.checkpoints, fmt::format("checkpoint {}: {}", row.size, why),
                        checkpoint_implies);
        };
        const auto parsed = parse_checkpoint(row.note);
        if (!parsed) {
            refuse(parsed.error().message);
            return {};
        }
        const Checkpoint& checkpoint = parsed->checkpoint;
        if (signer_.name.empty()) signer_.name = checkpoint.origin;
        if (checkpoint.origin != signer_.name) refuse("it is of another ledger");
        if (!checkpoint.extensions.empty()) refuse("it has lines that do not belong there");
        if (checkpoint.size != row.size) refuse("it is of another size than it is kept under");
        if (auto valid = check_signature(parsed->note, signer_); !valid)
            refuse(valid.error().message);
        roots_.push_back({row.size, checkpoint.root});
        return {};
    }

    Status visit(const EntryRow& row) {
        if (row.entry != types_.size())
            return fail(
                integrity_error("P0108", fmt::format("entry {} is missing", types_.size())));
        ++checks_.entries.checked;
        const auto envelope = parse_envelope(row.envelope);
        tree_.append(leaf_hash(row.envelope), full_);
        compare_tiles();
        compare_roots();
        if (!envelope) {
            types_.push_back({});
            mark_failed(checks_.entries,
                        fmt::format("entry {}: {}", row.entry, envelope.error().message),
                        entry_implies);
            return {};
        }
        check_envelope(row.entry, *envelope);
        if (envelope->supersedes) found.reports.erase(*envelope->supersedes);
        check_payload_of(row, *envelope);
        types_.push_back(intern(envelope->type));
        return {};
    }

    void check_envelope(std::uint64_t entry, const Envelope& envelope) {
        const auto refuse = [&](const std::string& why) {
            mark_failed(checks_.entries, fmt::format("entry {}: {}", entry, why), entry_implies);
        };
        if (envelope.author != author_) refuse("it is by a key that is not the ledger's");
        if (last_ && envelope.recorded < *last_)
            refuse("it is recorded earlier than the one before");
        if (envelope.clock) {
            ++found.clock_behind;
            if (!last_ || envelope.recorded != *last_) refuse("its clock reading has no reason");
        }
        if (envelope.supersedes) {
            const std::uint64_t earlier = *envelope.supersedes;
            if (earlier >= entry)
                refuse(fmt::format("it supersedes entry {}, which is not earlier", earlier));
            else if (envelope.type != "withdrawal" && types_[earlier] != intern(envelope.type))
                refuse(fmt::format("it supersedes entry {}, which is of another type", earlier));
        }
        last_ = envelope.recorded;
        if (entry == 0) report_.first_recorded = to_rfc3339(envelope.recorded);
        report_.last_recorded = to_rfc3339(envelope.recorded);
    }

    void check_payload_of(const EntryRow& row, const Envelope& envelope) {
        const auto payload = open_payload(row, envelope, signer_.name, keys_);
        if (!payload) return mark(checks_.payloads, payload.error(), payload_implies);
        if (!*payload) {
            ++found.sealed;
            if (!keys_.empty())
                mark_failed(
                    checks_.payloads,
                    fmt::format("entry {}: the key of its payload is missing, and no entry "
                                "records an erasure",
                                row.entry),
                    "the content of this entry is lost, though that it was recorded is proven");
            return;
        }
        const auto content = read_payload(**payload);
        if (!content)
            return mark_failed(checks_.payloads,
                               fmt::format("entry {}: {}", row.entry, content.error().message),
                               payload_implies);
        ++checks_.payloads.checked;
        note_exhibit(row.entry, envelope.type, content->object);
        if (envelope.type == "report") note_report(row.entry, *content);
    }

    void note_report(std::uint64_t entry, const PayloadContent& content) {
        const Json* digest = content.object.find("sha256");
        std::string sha256;
        if (digest != nullptr && digest->string() != nullptr) sha256 = *digest->string();
        std::erase_if(found.reports,
                      [&](const auto& earlier) { return earlier.second.name == content.id; });
        found.reports[entry] = {content.id, std::move(sha256)};
    }

    void note_exhibit(std::uint64_t entry, const std::string& type, const Json& object) {
        const std::string digest = exhibit_digest(type, object);
        if (digest.empty()) return;
        RecordedExhibit exhibit{entry, {}};
        const Json* size = object.find("size");
        if (size != nullptr && size->number() != nullptr && *size->number() >= 0)
            exhibit.size = static_cast<std::uint64_t>(*size->number());
        found.exhibits.emplace(digest, exhibit);
    }

    // Types are few: a number for each.
    std::size_t intern(const std::string& type) {
        return type_numbers_.emplace(type, type_numbers_.size() + 1).first->second;
    }

    void compare_tiles() {
        for (const Tile& tile : full_)
            compare_tile(tile);
        full_.clear();
    }

    void compare_tile(const Tile& tile) {
        ++checks_.tree.checked;
        const auto kept = store_.tile(tile.level, tile.index);
        if (!kept) return mark(checks_.tree, kept.error(), tree_implies);
        if (*kept != tile.hashes)
            mark_failed(checks_.tree,
                        fmt::format("tile {} of level {} is not that of the entries", tile.index,
                                    tile.level),
                        tree_implies);
    }

    void compare_roots() {
        for (; next_root_ < roots_.size() && roots_[next_root_].size == tree_.size(); ++next_root_)
            if (roots_[next_root_].root != tree_.root())
                mark_failed(checks_.checkpoints,
                            fmt::format("the checkpoint over {} entries does not have their root",
                                        tree_.size()),
                            checkpoint_implies);
    }

    void finish_tree() {
        for (const Tile& tile : tree_.unfinished())
            if (!tile.hashes.empty()) compare_tile(tile);
        const auto rows = store_.row_count("tiles");
        if (!rows)
            mark(checks_.tree, rows.error(), tree_implies);
        else if (*rows != checks_.tree.checked)
            mark_failed(checks_.tree, "there are tiles of no entries", tree_implies);
        report_.entries = tree_.size();
        report_.root = hex(tree_.root());
    }

    void finish_checkpoints() {
        if (next_root_ < roots_.size())
            mark_failed(checks_.checkpoints,
                        fmt::format("a checkpoint covers {} entries, the ledger holds {}",
                                    roots_[next_root_].size, tree_.size()),
                        "entries were dropped from the end");
        else if (!roots_.empty() && roots_.back().size != tree_.size())
            mark_failed(
                checks_.checkpoints,
                fmt::format("no checkpoint covers the entries from {} on", roots_.back().size),
                "entries were put in after the last signature");
    }

    void finish_payloads() {
        const auto rows = store_.row_count("payloads");
        if (!rows)
            mark(checks_.payloads, rows.error(), payload_implies);
        else if (*rows > tree_.size())
            mark_failed(checks_.payloads, "there are payloads of no entry", payload_implies);
    }

    const Store& store_;
    const SubjectKeys& keys_;
    RecordChecks checks_;
    VerifyReport& report_;
    Verifier signer_;
    std::string author_;
    std::vector<SignedRoot> roots_;
    std::size_t next_root_ = 0;
    TileTree tree_;
    std::vector<Tile> full_;
    std::vector<std::size_t> types_;
    std::map<std::string, std::size_t> type_numbers_;
    std::optional<Instant> last_;
};

}  // namespace

void mark_failed(Check& check, std::string found, std::string implies) {
    if (check.state == CheckState::fail) return;
    check.state = CheckState::fail;
    check.hindered = false;
    check.found = std::move(found);
    check.implies = std::move(implies);
}

void mark(Check& check, const Error& error, std::string implies) {
    if (error.kind != ErrorKind::system && error.kind != ErrorKind::internal)
        return mark_failed(check, error.message, std::move(implies));
    if (check.state == CheckState::fail || check.hindered) return;
    check.state = CheckState::not_checked;
    check.hindered = true;
    check.found = error.message;
    check.implies = "this says nothing about the record; run the command again when it can be read";
}

void mark_passed(Check& check) {
    if (check.state == CheckState::fail || check.hindered) return;
    check.state = CheckState::pass;
    check.found.clear();
    check.implies.clear();
}

RecordsFound check_records(const Store& store, const SubjectKeys& keys, const RecordChecks& checks,
                           VerifyReport& report) {
    Walk walk(store, keys, checks, report);
    walk.run();
    for (Check* check : {&checks.entries, &checks.tree, &checks.checkpoints, &checks.payloads})
        mark_passed(*check);
    if (walk.found.sealed > 0 && checks.payloads.state == CheckState::pass) {
        checks.payloads.state = CheckState::not_checked;
        checks.payloads.found =
            fmt::format("the keys of {} payloads are not in this folder", walk.found.sealed);
        checks.payloads.implies =
            "that these entries were recorded is checked; what they say is not";
    }
    return std::move(walk.found);
}

}  // namespace isonomia::provenance
