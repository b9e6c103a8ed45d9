// Entries on their way into a ledger: prepared in memory, then written as one batch.
#pragma once

#include "core/ledger_entry.hpp"
#include "provenance/entry/block_random.hpp"
#include "provenance/keys/subject_keys.hpp"
#include "provenance/ledger_head.hpp"
#include "provenance/parallel.hpp"

namespace isonomia::provenance {

// What only a few entries say. Nothing else may write an entry that erases or hands over.
struct Special {
    std::vector<KeyFileId> erases;
    const Signer* next = nullptr;
};

// What a batch is added to; all must outlive it.
struct BatchTarget {
    LedgerHead& head;
    SubjectKeys& keys;
    Store& store;
    Files& files;
    const Clock& clock;
    RandomSource& random;
    const Signer& author;
    Workers& workers;
};

class Batch {
public:
    explicit Batch(const BatchTarget& target);

    // Adds all drafts or none of them; each is an act signed by `person`, if there is one, and the
    // last says what is special. Errors:
    // P0110 a draft that cannot be recorded; those of the signer, of Files and of Store.
    Status add(const std::vector<Draft>& drafts, const Signer* person, const Special& special = {});

    [[nodiscard]] std::uint64_t count() const { return entries_.size(); }
    [[nodiscard]] std::uint64_t next_entry() const {
        return target_.head.checkpoint.size + count();
    }
    [[nodiscard]] bool clock_behind() const { return clock_behind_; }

    // Writes all in one transaction closed by a checkpoint; they are durable when it returns, and
    // the head is the new one. Nothing is written on an error: P0102, P0103, P0104, P0108, and
    // those of the author's signer.
    Status write();

private:
    struct Entry {
        std::string type;
        std::string leaf;
        Digest hash{};  // of the leaf
        SealedPayload payload;
    };
    // An entry whose place, time and random bytes are settled; the rest can be made in any order.
    struct Planned {
        const Draft* draft = nullptr;
        Envelope envelope;
        std::vector<std::uint8_t> salts;
        std::uint64_t index = 0;
        Status made;
    };
    struct Signing {  // a public key that the batch brings into the table
        Digest fingerprint{};
        PublicKey key{};
    };
    Result<Planned> plan(const Draft& draft, const Signer* person, const Special& special);
    Status make(Planned& planned, const Signer* person, Entry& entry) const;
    Status make_all(std::vector<Planned>& planned, const Signer* person);
    Status check_supersedes(const Draft& draft) const;
    Result<std::string> type_of(std::uint64_t entry) const;
    void bring(const Signer& signer);
    Status insert_rows();
    Status close(TileTree& tree, const std::vector<Tile>& full);

    BatchTarget target_;
    BlockRandom salts_;
    std::string author_;  // fingerprint
    Digest after_;
    std::vector<Entry> entries_;
    std::vector<Signing> signing_;
    std::vector<std::pair<KeyFileId, std::uint64_t>> erased_;
    std::optional<Instant> last_recorded_;
    std::optional<PublicKey> next_author_;
    bool clock_behind_ = false;
};

}  // namespace isonomia::provenance
