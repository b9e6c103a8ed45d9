// The newest state of a ledger: who signs it, its last checkpoint, and the edge of its tree.
#pragma once

#include "provenance/entry/leaf.hpp"
#include "provenance/log/checkpoint.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::provenance {

struct LedgerHead {
    Verifier signer;   // of the last checkpoint
    PublicKey author;  // of the next batch: the signer, unless the last entry hands the ledger over
    Checkpoint checkpoint;
    std::string note;  // the signed checkpoint
    TileTree tree;
    std::optional<Instant> last_recorded;
};

// Reads the head and checks that it holds together: schema, signature, root. Errors: P0104, P0105,
// P0108.
[[nodiscard]] Result<LedgerHead> read_head(const Store& store);

// Any complete subtree's root, from the stored tiles. The store must outlive it.
[[nodiscard]] NodeSource nodes_in(const Store& store);

// A public key of the table `keys`. Error: P0108 it is not there or is not what its name says.
[[nodiscard]] Result<PublicKey> find_key(const Store& store, std::string_view fingerprint);

// An entry's envelope, proved to be in the tree that the head signs. Errors: P0108, P0201: it is
// not.
[[nodiscard]] Result<Envelope> proved_envelope(const Store& store, const LedgerHead& head,
                                               std::uint64_t entry);

// How the checkpoint outside the database stands to the ledger.
struct Outside {
    bool behind = false;     // a crash came between transaction and copy; harmless
    std::uint64_t size = 0;  // entries that it covers
};
// Error: P0107 it is missing, not by the ledger's key, ahead of the database, or contradicts it.
[[nodiscard]] Result<Outside> compare_outside(const CaseFolder& folder, Files& files,
                                              const Store& store, const LedgerHead& head);

// A signed checkpoint is of this ledger, by the key that was its author then, and the ledger begins
// with its tree. Errors: P0107, and those of parse_checkpoint.
[[nodiscard]] Result<Checkpoint> check_continues(std::string_view note, const Store& store,
                                                 const LedgerHead& head);

}  // namespace isonomia::provenance
