// Founding a ledger, opening it, and finishing what a crash left undone.
#include <algorithm>

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/entry/entry_reader.hpp"
#include "provenance/ledger_state.hpp"
#include "provenance/store/erasure.hpp"
#include "provenance/store/left_over.hpp"

namespace isonomia::provenance {

namespace {

// Nothing was founded in this file: it is missing, empty, or its founding was interrupted.
Result<bool> is_unfounded(const CaseFolder& folder) {
    std::error_code problem;
    if (!fs::exists(folder.database(), problem)) return true;
    auto database = Database::open(folder.database(), Access::write);
    if (!database) return fail(database.error());
    const auto objects = database->integer("SELECT count(*) FROM sqlite_schema");
    if (!objects) return fail(objects.error());
    return *objects == 0 && fs::file_size(folder.database(), problem) == 0;
}

}  // namespace

// Keys and exhibits are destroyed for what this says: a row of the table, which bears no signature,
// counts only where a signed entry bears it out.
Status Ledger::State::load_keys() {
    std::map<std::uint64_t, std::set<KeyFileId>> claimed;  // by the erasure that is named
    auto read = store().for_each_payload_key([&](const PayloadKeyRow& row) -> Status {
        if (row.erased) claimed[*row.erased].insert(row.id);
        return {};
    });
    if (!read) return read;
    std::set<KeyFileId> erased;
    for (auto& [entry, ids] : claimed) {
        const auto erasure = proved_envelope(store(), *head, entry);
        if (!erasure) return fail(erasure.error());
        const std::set<KeyFileId> theirs(erasure->erases.begin(), erasure->erases.end());
        if (!std::includes(theirs.begin(), theirs.end(), ids.begin(), ids.end()))
            return fail(
                integrity_error(
                    "P0104", fmt::format("the database says that entry {} erased a key, and that "
                                         "entry does not",
                                         entry))
                    .hinted("nothing was destroyed; run 'isonomia verify', and restore the "
                            "database from a copy"));
        erased.merge(ids);
    }
    auto loaded = SubjectKeys::load(folder.keys(), *files, erased);
    if (!loaded) return fail(loaded.error());
    keys = std::move(*loaded);
    return {};
}

Status Ledger::State::reload() {
    auto loaded = read_head(store());
    if (!loaded) return fail(loaded.error());
    head = std::move(*loaded);
    return {};
}

Status Ledger::State::found() {
    std::array<std::uint8_t, 16> id{};
    services->random.fill(id);
    const Checkpoint empty{std::string(origin_prefix) + hex(id), 0, empty_root(), {}};
    const auto note = sign_note(checkpoint_text(empty), empty.origin, *signer);
    if (!note) return fail(note.error());
    auto store = Store::found(folder.database());
    if (!store) return fail(store.error());
    const auto fingerprint = digest_from_hex(signer->fingerprint());
    ensure(fingerprint.has_value(), "a fingerprint");
    if (auto done = store->insert_key(*fingerprint, signer->public_key()); !done) return done;
    if (auto done = store->insert_checkpoint(0, *note); !done) return done;
    return store->commit();
}

Status Ledger::State::continue_writing() {
    auto opened = Store::open(folder.database(), Access::write);
    if (!opened) return fail(opened.error());
    writer.emplace(std::move(*opened));
    if (auto loaded = reload(); !loaded) return loaded;
    if (auto ours = check_author(); !ours) return ours;
    if (auto loaded = load_keys(); !loaded) return loaded;
    if (auto known = check_keys(); !known) return known;
    const auto outside = compare_outside(folder, *files, store(), *head);
    if (!outside) return fail(outside.error());
    if (auto settled = settle_incoming(); !settled) return settled;
    if (auto settled = settle_erasures(); !settled) return settled;
    if (auto swept = sweep(); !swept) return swept;
    return outside->behind ? files->write(folder.checkpoint(), head->note) : Status{};
}

Status Ledger::State::check_author() const {
    if (head->author == signer->public_key()) return {};
    return fail(
        integrity_error("P0106",
                        fmt::format("the ledger is signed by the key {}, yours is {}",
                                    provenance::fingerprint(head->author), signer->fingerprint()))
            .hinted("use the key that began this ledger or that it was handed over to, or begin "
                    "one in another folder"));
}

// Whoever cannot read what is recorded would record it again.
Status Ledger::State::check_keys() const {
    return store().for_each_payload_key([this](const PayloadKeyRow& row) -> Status {
        if (row.erased || keys.find(row.id) != nullptr) return {};
        return fail(
            integrity_error("P0602",
                            fmt::format("the key of the payload of entry {} is missing", row.first))
                .hinted("restore the folder 'keys' from your copy; without it the ledger can be "
                        "verified but not continued"));
    });
}

// Moves exhibits whose entry was written before a crash.
Status Ledger::State::settle_incoming() {
    const auto names = names_in(folder.incoming());
    if (!names) return fail(names.error());
    if (names->empty()) return {};
    const auto entries = read_entries(store(), *head, keys);
    if (!entries) return fail(entries.error());
    for (const LedgerEntry& entry : *entries) {
        const std::string digest = exhibit_digest(entry.type, entry.payload);
        if (!names->contains(digest)) continue;
        if (!fs::exists(folder.incoming() / digest)) continue;  // recorded twice
        auto moved = files->move_into(folder.incoming() / digest, folder.exhibits());
        if (!moved) return moved;
    }
    return {};
}

// What is left in 'incoming' was taken in and never recorded, and unfinished files were never
// anything: nobody was told that they are here, and no erasure would find them.
Status Ledger::State::sweep() {
    for (const auto& place : {folder.path, folder.keys(), folder.incoming()})
        if (auto swept = destroy_unfinished(place, *files); !swept) return swept;
    const auto names = names_in(folder.incoming());
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
        if (fs::is_directory(fs::symlink_status(folder.incoming() / name))) continue;  // not ours
        if (auto gone = files->destroy(folder.incoming() / name); !gone) return gone;
    }
    return {};
}

// Destroys keys that an entry says are destroyed, and their exhibits: a crash came between, or
// somebody put a key back.
Status Ledger::State::settle_erasures() {
    while (!keys.remains().empty()) {
        const KeyFileId id = keys.remains().begin()->first;
        const auto entries = read_entries(store(), *head, keys.with_remains(id));
        if (!entries) return fail(entries.error());
        const auto without = read_entries(store(), *head, keys);
        if (!without) return fail(without.error());
        std::set<std::uint64_t> theirs;  // what only this key opens
        for (const LedgerEntry& entry : *entries)
            if (!entry.erased && (*without)[entry.index].erased) theirs.insert(entry.index);
        auto done = carry_out(loss_of(*entries, theirs), id, folder, keys, *files);
        if (!done) return done;
    }
    return {};
}

Result<Ledger> Ledger::create_or_open(const fs::path& folder, const Signer& signer,
                                      Services services) {
    auto state = std::make_unique<State>();
    state->folder = {folder};
    state->files = &services.files;
    state->services.emplace(services);
    state->signer = &signer;
    if (auto made = services.files.make_folder(folder); !made) return fail(made.error());
    auto lock = FolderLock::take(folder);
    if (!lock) return fail(lock.error());
    state->lock.emplace(std::move(*lock));

    const auto unfounded = is_unfounded(state->folder);
    if (!unfounded) return fail(unfounded.error());
    if (*unfounded)
        if (auto free = check_unfounded(state->folder); !free) return fail(free.error());
    for (const auto& path : {state->folder.exhibits(), state->folder.incoming()})
        if (auto made = services.files.make_folder(path); !made) return fail(made.error());
    if (*unfounded)
        if (auto founded = state->found(); !founded) return fail(founded.error());
    if (auto ready = state->continue_writing(); !ready) return fail(ready.error());
    return Ledger(std::move(state));
}

Result<Ledger> Ledger::open(const fs::path& folder, Files& files) {
    auto state = std::make_unique<State>();
    state->folder = {folder};
    state->files = &files;
    auto snapshot = Snapshot::open(state->folder);
    if (!snapshot) return fail(snapshot.error());
    state->snapshot.emplace(std::move(*snapshot));
    if (auto loaded = state->reload(); !loaded) return fail(loaded.error());
    if (auto loaded = state->load_keys(); !loaded) return fail(loaded.error());
    const auto outside = compare_outside(state->folder, files, state->store(), *state->head);
    if (!outside) return fail(outside.error());
    return Ledger(std::move(state));
}

}  // namespace isonomia::provenance
