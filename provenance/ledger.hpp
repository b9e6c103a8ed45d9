// The ledger of a case folder: append, read, prove. Byte formats: docs/formats/ledger.md.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/digest.hpp"
#include "core/files.hpp"
#include "core/ledger_entry.hpp"
#include "core/random.hpp"
#include "provenance/keys/signer.hpp"

namespace isonomia::provenance {

// What the ledger needs of the world; must outlive it.
struct Services {
    Files& files;
    const Clock& clock;
    RandomSource& random;
};

// A batch as it was recorded: entries [first, first + count).
struct Appended {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    bool clock_behind = false;  // the clock stood before the last entry; the entries say so
};

class Ledger {
public:
    // Opens the ledger of the folder for writing, or founds one. Holds the folder's lock until it
    // is destroyed, does what a crash left undone, and destroys what was taken in and never
    // recorded. Errors: P0101 no ledger can be opened or
    // made here, P0102 another program is writing, P0103 the machine refused, P0104 SQLite finds
    // the file damaged, P0105 not a ledger of this version, P0106 the ledger is in the hands of
    // another key, P0107 the outside checkpoint is ahead of the database or contradicts it, P0108
    // the last checkpoint does not fit the records, P0113 the folder holds other files and no
    // ledger, P0602 a key that a payload needs is missing and no erasure names it. The signer must
    // outlive the ledger.
    [[nodiscard]] static Result<Ledger> create_or_open(const fs::path& folder, const Signer& signer,
                                                       Services services);
    static Result<Ledger> create_or_open(const fs::path&, const Signer&&, Services) = delete;

    // Opens it for reading; works on a read-only medium. The same errors but P0102, P0106,
    // P0113 and P0602.
    [[nodiscard]] static Result<Ledger> open(const fs::path& folder, Files& files);

    ~Ledger();
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;

    // Copies a file into the case folder, hashed while copied; it becomes an exhibit when an entry
    // of type 'exhibit' whose payload names its `sha256` is appended. A copy of which no entry was
    // appended is destroyed at the next opening for writing. Errors: those of Files.
    [[nodiscard]] Result<FileFacts> take_in(const fs::path& source);

    // Where the exhibit of that digest (64 hex digits) lies, recorded or not yet. Error: P0111.
    [[nodiscard]] Result<fs::path> exhibit_path(std::string_view sha256) const;

    // Records all drafts or none, in one transaction closed by a signed checkpoint; when it returns
    // they are durable. With a `person` each draft is an act signed by that person. No drafts:
    // nothing happens. Several threads may append at once: what comes together shares a
    // transaction. Errors: P0110 a draft that cannot be recorded, P1206 one that has to stay and is
    // somebody's data (stays() of core/subjects.hpp), P0111 an exhibit that was not
    // taken in, P0102, P0103, P0104, and those of the signers.
    [[nodiscard]] Result<Appended> append(const std::vector<Draft>& drafts,
                                          const Signer* person = nullptr);

    // Records `key`, of type 'key', as the last entry that the present key covers; from then on
    // `next` is the author, in this object and in every later one. It must outlive this object.
    // What is said `before` is recorded in the same batch: all of it or nothing. Errors: those of
    // append.
    [[nodiscard]] Result<Appended> hand_over(const Signer& next, const Draft& key,
                                             std::vector<Draft> before = {},
                                             const Signer* person = nullptr);

    // The only way to destroy data: asks check_erasable(), records `erasure` (of type 'erasure', of
    // no subject), and then destroys the exhibits and every key whose subject text names the
    // agent (core/subjects.hpp). `keys`, `entries` and `exhibits` of its payload are filled in
    // here. A crash in between is made good at the next opening. Errors: P1201 a hold or a
    // retention forbids it, P1202 there is no such data, and those of append.
    [[nodiscard]] Result<Appended> erase(const std::string& agent, Draft erasure,
                                         const Signer* person = nullptr);

    // All entries, oldest first, checked against the last checkpoint and each payload against its
    // commitments. Errors: P0104, P0105, P0108, P0401, P0402, P0403.
    [[nodiscard]] Result<std::vector<LedgerEntry>> entries() const;

    // What is kept of an entry: the leaf as it stands in the tree, and the payload's lines, nothing
    // where they cannot be opened. Views live until the visitor returns.
    struct Record {
        std::uint64_t entry = 0;
        std::string_view leaf;
        std::optional<std::string> payload;
    };
    // All of them, oldest first; the visitor's error stops the walk. Errors: those of entries().
    Status for_each_record(const std::function<Status(const Record&)>& visit) const;

    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] Digest root() const;
    [[nodiscard]] Result<Digest> root_at(std::uint64_t size) const;  // over the first entries
    [[nodiscard]] const std::string& checkpoint() const;  // signed note over the entries so far
    // The one over the first entries; "" when no batch ended there. Errors: P0103, P0104.
    [[nodiscard]] Result<std::string> checkpoint_at(std::uint64_t size) const;
    [[nodiscard]] std::string verifier_key() const;    // the author's C2SP vkey, for the other side
    [[nodiscard]] std::string author() const;          // fingerprint of the next batch's key
    [[nodiscard]] std::string checkpoint_key() const;  // vkey of who signed checkpoint()
    // A key of the ledger by its fingerprint. Error: P0405 there is none.
    [[nodiscard]] Result<PublicKey> public_key(std::string_view fingerprint) const;

    // What the recorder's clock said when the entry was written. Errors: P0108, P0201.
    [[nodiscard]] Result<Instant> clock_at(std::uint64_t entry) const;

    // Hashes as base64 lines give (RFC 9162) proofs over the entries so far.
    [[nodiscard]] Result<std::vector<Digest>> prove_inclusion(std::uint64_t entry) const;
    [[nodiscard]] Result<std::vector<Digest>> prove_consistency(std::uint64_t earlier_size) const;

private:
    struct State;
    explicit Ledger(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace isonomia::provenance
