#include "provenance/ledger.hpp"

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/entry_reader.hpp"

namespace isonomia::provenance {

struct Ledger::State {
    CaseFolder folder;
    Files* files = nullptr;
    std::optional<LedgerHead> head;
    SubjectKeys keys;

    // Reading
    std::optional<Snapshot> snapshot;
    // Writing
    std::optional<FolderLock> lock;
    std::optional<Services> services;
    const Signer* signer = nullptr;
    std::optional<Store> writer;

    [[nodiscard]] const Store& store() const { return writer ? *writer : snapshot->store(); }
    [[nodiscard]] NodeSource nodes() const {
        return nodes_of(
            [this](unsigned level, std::uint64_t index) { return store().tile(level, index); });
    }
    Status load_keys() {
        auto loaded = SubjectKeys::load(folder.keys(), *files);
        if (!loaded) return fail(loaded.error());
        keys = std::move(*loaded);
        return {};
    }
    Status reload() {
        auto loaded = read_head(store());
        if (!loaded) return fail(loaded.error());
        head = std::move(*loaded);
        return {};
    }

    Status found();
    Status continue_writing();
    Status check_keys() const;
    Status settle_incoming();
    Status prepare(const Draft& draft, std::uint64_t entry, const std::vector<Draft>& batch,
                   std::uint64_t first, Appended& appended);
    Status close_batch(TileTree& tree, const std::vector<Tile>& full);
    Result<SealedPayload> seal_payload(const Draft& draft, std::uint64_t entry,
                                       std::string_view payload);
    Status check_supersedes(const Draft& draft, std::uint64_t entry,
                            const std::vector<Draft>& batch, std::uint64_t first) const;
    Status record(const std::vector<Draft>& drafts, Appended& appended);
    std::vector<std::string> pending;  // envelopes of the batch under way
};

namespace {

constexpr std::string_view origin_prefix = "isonomia/ledger/";

tl::unexpected<Error> not_recorded(const Draft& draft, const std::string& why) {
    return fail(input_error("P0110", fmt::format("'{}' of type '{}' cannot be recorded: {}",
                                                 draft.id, draft.type, why)));
}

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

Status Ledger::State::found() {
    std::array<std::uint8_t, 16> id{};
    services->random.fill(id);
    const Checkpoint empty{std::string(origin_prefix) + hex(id), 0, empty_root(), {}};
    auto store = Store::found(folder.database());
    if (!store) return fail(store.error());
    const auto fingerprint = digest_from_hex(signer->fingerprint());
    ensure(fingerprint.has_value(), "a fingerprint");
    if (auto done = store->insert_key(*fingerprint, signer->public_key()); !done) return done;
    const auto note = sign_note(checkpoint_text(empty), empty.origin, *signer);
    if (!note) return fail(note.error());
    if (auto done = store->insert_checkpoint(0, *note); !done) return done;
    return store->commit();
}

Status Ledger::State::continue_writing() {
    auto store = Store::open(folder.database(), Access::write);
    if (!store) return fail(store.error());
    writer.emplace(std::move(*store));
    if (auto loaded = reload(); !loaded) return loaded;
    if (head->signer.key != signer->public_key())
        return fail(
            integrity_error("P0106", fmt::format("the ledger is signed by the key {}, yours is {}",
                                                 provenance::fingerprint(head->signer.key),
                                                 signer->fingerprint()))
                .hinted("use the key that began this ledger, or begin one in another folder"));
    if (auto loaded = load_keys(); !loaded) return loaded;
    if (auto known = check_keys(); !known) return known;
    const auto outside = compare_outside(folder, *files, *head, nodes());
    if (!outside) return fail(outside.error());
    if (auto settled = settle_incoming(); !settled) return settled;
    return outside->behind ? files->write(folder.checkpoint(), head->note) : Status{};
}

// Whoever cannot read what is recorded would record it again.
Status Ledger::State::check_keys() const {
    return store().for_each_payload_key([this](std::uint64_t entry, Bytes id) -> Status {
        if (keys.find(id) != nullptr) return {};
        return fail(
            integrity_error("P0602",
                            fmt::format("the key of the payload of entry {} is missing", entry))
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
        auto moved = move_into(folder.incoming() / digest, folder.exhibits());
        if (!moved) return moved;
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
    const auto outside = compare_outside(state->folder, files, *state->head, state->nodes());
    if (!outside) return fail(outside.error());
    return Ledger(std::move(state));
}

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

Result<FileFacts> Ledger::take_in(const fs::path& source) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    const CaseFolder& folder = state_->folder;
    auto facts = state_->files->take_in(source, folder.incoming(),
                                        [](const Digest& digest) { return hex(digest); });
    if (!facts) return facts;
    const std::string name = hex(facts->sha256);
    std::error_code problem;
    if (fs::exists(folder.exhibits() / name, problem))
        if (auto moved = move_into(folder.incoming() / name, folder.exhibits()); !moved)
            return fail(moved.error());
    return facts;
}

Result<fs::path> Ledger::exhibit_path(std::string_view sha256) const {
    std::error_code problem;
    if (digest_from_hex(sha256))
        for (const auto& folder : {state_->folder.exhibits(), state_->folder.incoming()})
            if (fs::is_regular_file(fs::symlink_status(folder / sha256, problem)))
                return folder / sha256;
    return fail(
        input_error("P0111", fmt::format("no exhibit with the digest '{}' was taken in", sha256))
            .hinted("take the file in before recording it"));
}

Status Ledger::State::check_supersedes(const Draft& draft, std::uint64_t entry,
                                       const std::vector<Draft>& batch, std::uint64_t first) const {
    if (!draft.supersedes) return {};
    if (*draft.supersedes >= entry)
        return not_recorded(draft, fmt::format("it cannot supersede entry {}, which is not earlier",
                                               *draft.supersedes));
    std::string type;
    if (*draft.supersedes >= first) {
        type = batch[*draft.supersedes - first].type;
    } else {
        const auto bytes = store().envelope(*draft.supersedes);
        if (!bytes) return fail(bytes.error());
        const auto envelope = parse_envelope(bytes->value_or(""));
        if (!envelope) return fail(envelope.error());
        type = envelope->type;
    }
    if (type != draft.type && draft.type != "withdrawal")
        return not_recorded(draft,
                            fmt::format("it cannot supersede entry {}, which is of type '{}'",
                                        *draft.supersedes, type));
    return {};
}

Result<SealedPayload> Ledger::State::seal_payload(const Draft& draft, std::uint64_t entry,
                                                  std::string_view payload) {
    const auto id = keys.id_for(draft.subject, *files, services->random);
    if (!id) return fail(id.error());
    PayloadNonce nonce{};
    services->random.fill(nonce);
    const SubjectKey* subject = keys.find(*id);
    return SealedPayload{{id->begin(), id->end()},
                         {nonce.begin(), nonce.end()},
                         seal(payload, {head->checkpoint.origin, entry, draft.type, draft.subject},
                              subject->key, nonce)};
}

Status Ledger::State::prepare(const Draft& draft, std::uint64_t entry,
                              const std::vector<Draft>& batch, std::uint64_t first,
                              Appended& appended) {
    if (auto status = check_supersedes(draft, entry, batch, first); !status) return status;
    Envelope envelope;
    envelope.author = signer->fingerprint();
    envelope.type = draft.type;
    envelope.supersedes = draft.supersedes;
    const Instant now = services->clock.now();
    envelope.recorded = now;
    if (head->last_recorded && now < *head->last_recorded) {
        envelope.recorded = *head->last_recorded;
        envelope.clock = now;
        appended.clock_behind = true;
    }
    const auto payload = make_payload(draft, services->random, envelope);
    if (!payload) return fail(payload.error());
    const std::string bytes = to_bytes(envelope);
    if (bytes.size() > envelope_bytes_max)
        return not_recorded(draft, "its envelope is larger than 65535 bytes");
    const auto sealed = seal_payload(draft, entry, *payload);
    if (!sealed) return fail(sealed.error());
    if (auto done = writer->insert_entry(entry, bytes, *sealed); !done) return done;
    head->last_recorded = envelope.recorded;
    pending.push_back(bytes);
    return {};
}

Status Ledger::State::close_batch(TileTree& tree, const std::vector<Tile>& full) {
    for (const Tile& tile : full)
        if (auto done = writer->put_tile(tile); !done) return done;
    for (const Tile& tile : tree.unfinished())
        if (!tile.hashes.empty())
            if (auto done = writer->put_tile(tile); !done) return done;
    const Checkpoint next{head->checkpoint.origin, tree.size(), tree.root(), {}};
    const auto note = sign_note(checkpoint_text(next), next.origin, *signer);
    if (!note) return fail(note.error());
    if (auto done = writer->insert_checkpoint(next.size, *note); !done) return done;
    if (auto done = writer->commit(); !done) return done;
    head->checkpoint = next;
    head->note = *note;
    head->tree = tree;
    return {};
}

Status Ledger::State::record(const std::vector<Draft>& drafts, Appended& appended) {
    if (auto begun = writer->begin_write(); !begun) return begun;
    const auto kept = writer->entry_count();
    if (!kept) return fail(kept.error());
    if (*kept != appended.first)
        return fail(
            integrity_error("P0108", "the database changed while this program held its lock"));
    pending.clear();
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        auto done = prepare(drafts[i], appended.first + i, drafts, appended.first, appended);
        if (!done) return done;
    }
    TileTree tree = head->tree;
    std::vector<Tile> full;
    for (const std::string& envelope : pending)
        tree.append(leaf_hash(envelope), full);
    return close_batch(tree, full);
}

Result<Appended> Ledger::append(const std::vector<Draft>& drafts) {
    ensure(state_->services.has_value(), "a ledger opened for writing");
    State& state = *state_;
    Appended appended{size(), drafts.size(), false};
    if (drafts.empty()) return appended;
    std::vector<fs::path> exhibits;
    for (const Draft& draft : drafts) {
        const std::string digest = exhibit_digest(draft.type, draft.payload);
        if (digest.empty()) continue;
        const auto path = exhibit_path(digest);
        if (!path) return fail(path.error());
        exhibits.push_back(*path);
    }
    const auto last_recorded = state.head->last_recorded;
    if (auto recorded = state.record(drafts, appended); !recorded) {
        state.writer->roll_back();
        state.head->last_recorded = last_recorded;
        return fail(recorded.error());
    }
    for (const fs::path& path : exhibits) {
        std::error_code problem;
        if (path.parent_path() != state.folder.incoming() || !fs::exists(path, problem)) continue;
        if (auto moved = move_into(path, state.folder.exhibits()); !moved)
            return fail(moved.error());
    }
    if (auto written = state.files->write(state.folder.checkpoint(), state.head->note); !written) {
        Error error = written.error();
        error.notes.push_back(
            fmt::format("entries {} to {} are recorded; the copy of the checkpoint "
                        "is written at the next opening",
                        appended.first, appended.first + appended.count - 1));
        return fail(std::move(error));
    }
    return appended;
}

Result<std::vector<LedgerEntry>> Ledger::entries() const {
    return read_entries(state_->store(), *state_->head, state_->keys);
}

std::uint64_t Ledger::size() const { return state_->head->checkpoint.size; }
Digest Ledger::root() const { return state_->head->checkpoint.root; }
Result<Digest> Ledger::root_at(std::uint64_t size) const {
    return provenance::root_at(size, state_->nodes());
}

Result<std::string> Ledger::checkpoint_at(std::uint64_t size) const {
    std::string note;
    const auto found = state_->store().for_each_checkpoint([&](const CheckpointRow& row) -> Status {
        if (row.size == size) note = row.note;
        return {};
    });
    if (!found) return fail(found.error());
    return note;
}

const std::string& Ledger::checkpoint() const { return state_->head->note; }
std::string Ledger::verifier_key() const { return to_vkey(state_->head->signer); }
std::string Ledger::author() const { return provenance::fingerprint(state_->head->signer.key); }

Result<std::vector<Digest>> Ledger::prove_inclusion(std::uint64_t entry) const {
    return inclusion_proof(entry, size(), state_->nodes());
}

Result<std::vector<Digest>> Ledger::prove_consistency(std::uint64_t earlier_size) const {
    return consistency_proof(earlier_size, size(), state_->nodes());
}

}  // namespace isonomia::provenance
