#include "provenance/ledger.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/ensure.hpp"
#include "provenance/entry/entry_reader.hpp"
#include "provenance/ledger_state.hpp"

namespace isonomia::provenance {

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
        if (auto moved = state_->files->move_into(folder.incoming() / name, folder.exhibits());
            !moved)
            return fail(moved.error());
    return facts;
}

Result<fs::path> Ledger::exhibit_path(std::string_view sha256) const {
    return state_->exhibit_path(sha256);
}

Result<std::vector<LedgerEntry>> Ledger::entries() const {
    return read_entries(state_->store(), *state_->head, state_->keys);
}

Status Ledger::for_each_record(const std::function<Status(const Record&)>& visit) const {
    return state_->store().for_each_entry([&](const EntryRow& row) -> Status {
        const auto leaf = parse_leaf(row.leaf);
        if (!leaf) return fail(leaf.error());
        auto payload =
            open_payload(row, leaf->envelope, state_->head->checkpoint.origin, state_->keys);
        if (!payload) return fail(payload.error());
        return visit({row.entry, row.leaf, std::move(*payload)});
    });
}

std::uint64_t Ledger::size() const { return state_->head->checkpoint.size; }
Digest Ledger::root() const { return state_->head->checkpoint.root; }
Result<Digest> Ledger::root_at(std::uint64_t size) const {
    return provenance::root_at(size, nodes_in(state_->store()));
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
std::string Ledger::verifier_key() const {
    return to_vkey({state_->head->checkpoint.origin, state_->head->author});
}
std::string Ledger::checkpoint_key() const { return to_vkey(state_->head->signer); }

Result<PublicKey> Ledger::public_key(std::string_view fingerprint) const {
    const auto digest = digest_from_hex(fingerprint);
    const auto bytes = digest ? state_->store().public_key(*digest)
                              : Result<std::optional<std::vector<std::uint8_t>>>();
    if (!bytes) return fail(bytes.error());
    PublicKey key{};
    if (!*bytes || (*bytes)->size() != key.size())
        return fail(
            integrity_error("P0405", fmt::format("the ledger holds no key '{}'", fingerprint)));
    std::copy((*bytes)->begin(), (*bytes)->end(), key.begin());
    return key;
}

Result<Instant> Ledger::clock_at(std::uint64_t entry) const {
    const auto envelope = proved_envelope(state_->store(), *state_->head, entry);
    if (!envelope) return fail(envelope.error());
    return envelope->clock.value_or(envelope->recorded);
}

std::string Ledger::author() const { return fingerprint(state_->head->author); }

Result<std::vector<Digest>> Ledger::prove_inclusion(std::uint64_t entry) const {
    return inclusion_proof(entry, size(), nodes_in(state_->store()));
}

Result<std::vector<Digest>> Ledger::prove_consistency(std::uint64_t earlier_size) const {
    return consistency_proof(earlier_size, size(), nodes_in(state_->store()));
}

}  // namespace isonomia::provenance
