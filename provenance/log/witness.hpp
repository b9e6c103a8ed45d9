// The witness's side: what it is handed, what it remembers, and when it cosigns.
//
// A witness remembers, for each ledger, the last checkpoint it cosigned, as a whole note: two notes
// that contradict each other are a proof only when both are kept. It never cosigns a smaller tree,
// another tree of the same size, or a larger one that is not shown to continue the last.
#pragma once

#include <functional>
#include <optional>

#include "provenance/log/checkpoint.hpp"
#include "provenance/log/cosignature.hpp"
#include "provenance/store/case_folder.hpp"

namespace isonomia::provenance {

// What is handed to a witness: a checkpoint alone, or the body of C2SP tlog-witness
// `add-checkpoint`: "old SIZE", the hashes of a consistency proof, an empty line, the checkpoint.
struct WitnessRequest {
    std::optional<std::uint64_t> old_size;  // nothing: a checkpoint alone
    std::vector<Digest> proof;
    std::string note;
};

[[nodiscard]] std::string to_text(const WitnessRequest& request);

// Strict: at most 63 hashes, none for an old size of 0. Error: P0704; those of parse_checkpoint.
[[nodiscard]] Result<WitnessRequest> parse_witness_request(std::string_view bytes);

// What a witness remembers, in a folder of its own that must go where its key goes. Holds a lock
// until it is destroyed. Per ledger, H being the SHA-256 of its origin in hex: `H.checkpoint` the
// last note it cosigned, `H.keys` the verifier keys it trusted for that ledger, one a line.
class WitnessMemory {
public:
    // Errors: P0102 another program uses it, those of Files.
    [[nodiscard]] static Result<WitnessMemory> open(const fs::path& folder, Files& files);

    struct Remembered {
        std::string note;
        Verifier ledger;
    };
    // Error: P0706 what is remembered is damaged.
    [[nodiscard]] Result<std::optional<Remembered>> last(const std::string& origin) const;
    Status keep(const std::string& origin, const Remembered& remembered);
    [[nodiscard]] fs::path checkpoint_path(const std::string& origin) const;

private:
    WitnessMemory(fs::path folder, Files& files, FolderLock lock)
        : folder_(std::move(folder)), files_(&files), lock_(std::move(lock)) {}
    [[nodiscard]] Result<std::vector<Verifier>> trusted_keys(const std::string& origin) const;

    fs::path folder_;
    Files* files_;
    FolderLock lock_;
};

// Hashes that show how the ledger goes on from one size to another, where they can be had.
using ConsistencySource =
    std::function<Result<std::vector<Digest>>(std::uint64_t from, std::uint64_t to)>;

// From the tree that a case folder keeps; no key of the case is needed. Errors: those of Snapshot,
// P0203, P0705 the folder has fewer entries.
[[nodiscard]] ConsistencySource consistency_in(const fs::path& case_folder);

struct Witnessing {
    std::string name;                    // under which the witness signs
    std::optional<Verifier> ledger_key;  // as the witness was given it; nothing: as remembered
    std::string last;                    // a note it cosigned, where its memory was lost; or ""
    ConsistencySource consistency;       // or empty
};

struct Witnessed {
    std::string note;  // with the cosignature
    Cosigner by;
    Checkpoint checkpoint;
    Instant at;
    std::optional<std::uint64_t> followed;  // size of the checkpoint that it continues
};

// Checks, remembers, then cosigns. Errors: P0303 not signed by the ledger's key, P0705 not shown to
// continue, P0707 smaller than the last, P0708 it contradicts the last: the notes are named as
// proof, P0709 the ledger's key is not known, P0706, P0202 a wrong proof; those of the signer and
// of Files.
[[nodiscard]] Result<Witnessed> witness(const WitnessRequest& request, const Witnessing& how,
                                        const Signer& signer, Instant now, WitnessMemory& memory);

}  // namespace isonomia::provenance
