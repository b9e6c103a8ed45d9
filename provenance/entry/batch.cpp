#include "provenance/entry/batch.hpp"

#include <fmt/format.h>

#include "core/ensure.hpp"

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> not_recorded(const Draft& draft, const std::string& why) {
    return fail(input_error("P0110", fmt::format("'{}' of type '{}' cannot be recorded: {}",
                                                 draft.id, draft.type, why)));
}

}  // namespace

Batch::Batch(const BatchTarget& target)
    : target_(target),
      salts_(target.random),
      author_(target.author.fingerprint()),
      after_(sha256(checkpoint_text(target.head.checkpoint))),
      last_recorded_(target.head.last_recorded) {}

Status Batch::add(const std::vector<Draft>& drafts, const Signer* person, const Special& special) {
    const std::size_t kept = entries_.size();
    const auto last_recorded = last_recorded_;
    const bool clock_behind = clock_behind_;
    const auto added = [&]() -> Status {
        std::vector<Planned> planned;
        planned.reserve(drafts.size());
        entries_.reserve(kept + drafts.size());
        for (const Draft& draft : drafts) {
            auto one = plan(draft, person, &draft == &drafts.back() ? special : Special{});
            if (!one) return fail(one.error());
            planned.push_back(std::move(*one));
        }
        return make_all(planned, person);
    }();
    if (!added) {
        entries_.resize(kept);
        last_recorded_ = last_recorded;
        clock_behind_ = clock_behind;
        return added;
    }
    if (person != nullptr) bring(*person);
    if (special.next != nullptr) {
        bring(*special.next);
        next_author_ = special.next->public_key();
    }
    for (const KeyFileId& id : special.erases)
        erased_.emplace_back(id, next_entry() - 1);
    return {};
}

void Batch::bring(const Signer& signer) {
    const auto fingerprint = digest_from_hex(signer.fingerprint());
    ensure(fingerprint.has_value(), "a fingerprint");
    signing_.push_back({*fingerprint, signer.public_key()});
}

Result<std::string> Batch::type_of(std::uint64_t entry) const {
    if (entry >= target_.head.checkpoint.size)
        return entries_[entry - target_.head.checkpoint.size].type;
    const auto bytes = target_.store.leaf(entry);
    if (!bytes) return fail(bytes.error());
    const auto leaf = parse_leaf(bytes->value_or(""));
    if (!leaf) return fail(leaf.error());
    return leaf->envelope.type;
}

Status Batch::check_supersedes(const Draft& draft) const {
    if (!draft.supersedes) return {};
    if (*draft.supersedes >= next_entry())
        return not_recorded(draft, fmt::format("it cannot supersede entry {}, which is not earlier",
                                               *draft.supersedes));
    if (draft.type == "withdrawal") return {};
    const auto type = type_of(*draft.supersedes);
    if (!type) return fail(type.error());
    if (*type != draft.type)
        return not_recorded(draft,
                            fmt::format("it cannot supersede entry {}, which is of type '{}'",
                                        *draft.supersedes, *type));
    return {};
}

// Everything that depends on what was before: index, time, random bytes, the key of the subject.
Result<Batch::Planned> Batch::plan(const Draft& draft, const Signer* person,
                                   const Special& special) {
    if (draft.type == "erasure" && special.erases.empty())
        return not_recorded(draft, "only an erasure that destroys a key is recorded as one");
    if (auto status = check_supersedes(draft); !status) return fail(status.error());
    Planned planned{&draft, {}, {}, next_entry(), {}};
    Envelope& envelope = planned.envelope;
    if (entries_.empty()) envelope.after = after_;
    envelope.author = author_;
    envelope.type = draft.type;
    envelope.supersedes = draft.supersedes;
    envelope.erases = special.erases;
    if (special.next != nullptr) envelope.next = special.next->fingerprint();
    if (person != nullptr) envelope.place = {next_entry(), target_.head.checkpoint.origin};
    envelope.recorded = target_.clock.now();
    if (last_recorded_ && envelope.recorded < *last_recorded_) {
        envelope.clock = envelope.recorded;
        envelope.recorded = *last_recorded_;
        clock_behind_ = true;
    }
    if (auto valid = check_draft(draft); !valid) return fail(valid.error());
    planned.salts.resize(salt_bytes(draft));
    salts_.fill(planned.salts);
    const auto key = target_.keys.id_for(draft.subject, target_.files, target_.random);
    if (!key) return fail(key.error());
    Entry entry{draft.type, {}, {}, {*key, {}, {}}};
    salts_.fill(entry.payload.nonce);
    last_recorded_ = envelope.recorded;
    entries_.push_back(std::move(entry));
    return planned;
}

// Called by several threads.
Status Batch::make(Planned& planned, const Signer* person, Entry& entry) const {
    const Draft& draft = *planned.draft;
    const auto payload = make_payload(draft, planned.salts, planned.envelope);
    if (!payload) return fail(payload.error());
    entry.leaf = to_bytes(planned.envelope);
    if (person != nullptr) {
        auto signed_leaf = sign_leaf(entry.leaf, *person);
        if (!signed_leaf) return fail(signed_leaf.error());
        entry.leaf = std::move(*signed_leaf);
    }
    if (entry.leaf.size() > envelope_bytes_max)
        return not_recorded(draft, "its envelope is larger than 65535 bytes");
    entry.hash = leaf_hash(entry.leaf);
    entry.payload.sealed =
        seal(*payload, {target_.head.checkpoint.origin, planned.index, draft.type, draft.subject},
             target_.keys.find(entry.payload.key)->key, entry.payload.nonce);
    return {};
}

// Signing, hashing and sealing take most of the time and need nothing of each other.
Status Batch::make_all(std::vector<Planned>& planned, const Signer* person) {
    constexpr std::size_t neighbours = 32;
    const bool together = person == nullptr || person->signs_at_once();
    const std::size_t first = entries_.size() - planned.size();
    target_.workers.for_all(
        planned.size(), together ? neighbours : planned.size() + 1,
        [&](std::size_t i) { planned[i].made = make(planned[i], person, entries_[first + i]); });
    for (const Planned& one : planned)
        if (!one.made) return one.made;
    return {};
}

Status Batch::insert_rows() {
    for (const Signing& one : signing_)
        if (auto done = target_.store.insert_key(one.fingerprint, one.key); !done) return done;
    std::set<KeyFileId> seen;
    std::uint64_t index = target_.head.checkpoint.size;
    for (const Entry& entry : entries_) {
        auto done = target_.store.insert_entry(index, entry.leaf, entry.payload);
        if (!done) return done;
        if (seen.insert(entry.payload.key).second)
            if (done = target_.store.insert_payload_key(entry.payload.key, index); !done)
                return done;
        ++index;
    }
    for (const auto& [id, entry] : erased_)
        if (auto done = target_.store.mark_erased(id, entry); !done) return done;
    return {};
}

Status Batch::close(TileTree& tree, const std::vector<Tile>& full) {
    LedgerHead& head = target_.head;
    for (const Tile& tile : full)
        if (auto done = target_.store.put_tile(tile); !done) return done;
    for (const Tile& tile : tree.unfinished())
        if (!tile.hashes.empty())
            if (auto done = target_.store.put_tile(tile); !done) return done;
    const Checkpoint next{head.checkpoint.origin, tree.size(), tree.root(), {}};
    const auto note = sign_note(checkpoint_text(next), next.origin, target_.author);
    if (!note) return fail(note.error());
    if (auto done = target_.store.insert_checkpoint(next.size, *note); !done) return done;
    if (auto done = target_.store.commit(); !done) return done;
    head.signer.key = target_.author.public_key();
    head.author = next_author_.value_or(head.signer.key);
    head.checkpoint = next;
    head.note = *note;
    head.tree = std::move(tree);
    head.last_recorded = last_recorded_;
    return {};
}

Status Batch::write() {
    if (auto begun = target_.store.begin_write(); !begun) return begun;
    const auto written = [&]() -> Status {
        const auto held = target_.store.entry_count();
        if (!held) return fail(held.error());
        if (*held != target_.head.checkpoint.size)
            return fail(
                integrity_error("P0108", "the database changed while this program held its lock"));
        if (auto inserted = insert_rows(); !inserted) return inserted;
        TileTree tree = target_.head.tree;
        std::vector<Tile> full;
        for (const Entry& entry : entries_)
            tree.append(entry.hash, full);
        return close(tree, full);
    }();
    if (!written) target_.store.roll_back();
    return written;
}

}  // namespace isonomia::provenance
