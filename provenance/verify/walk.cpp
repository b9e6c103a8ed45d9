// Entries are read in their order and shown in their order; between the two, forms, signatures,
// payloads and hashes are checked on all processors, some hundred entries at a time, while the next
// ones are read.
#include <algorithm>

#include <fmt/format.h>

#include "provenance/parallel.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t rows_max = 1024;
constexpr std::size_t bytes_max = std::size_t{4} << 20U;
constexpr std::size_t row_bytes_kept = 16384;  // larger rows give their memory back

// A row of its own memory, and what was found out about it.
struct Row {
    std::uint64_t entry = 0;
    std::string bytes;  // of the leaf
    bool has_payload = false;
    std::vector<std::uint8_t> key;
    std::vector<std::uint8_t> nonce;
    std::vector<std::uint8_t> sealed;

    // Found by examine(), which sets all of it.
    Digest hash{};
    Leaf leaf;
    std::optional<Error> problem;  // a leaf that is malformed
    std::optional<Status> signature;
    PayloadState state = PayloadState::damaged;
    std::optional<KeyFileId> payload_key;
    std::optional<Error> payload_problem;
    std::optional<PayloadContent> content;
};

// Rows that are used again and again, with the memory they have.
struct Rows {
    std::vector<Row> all = std::vector<Row>(rows_max);
    std::size_t taken = 0;
    std::size_t bytes = 0;
};

class Walk {
public:
    Walk(Inspection& inspection, const std::vector<Family>& families)
        : inspection_(inspection), families_(families) {}

    Status take(const EntryRow& row) {
        const std::uint64_t expected = inspection_.tree.size() + examined_.taken + read_.taken;
        if (row.entry != expected)
            return fail(integrity_error("P0108", fmt::format("entry {} is missing", expected)));
        Row& kept = read_.all[read_.taken++];
        kept.entry = row.entry;
        kept.bytes = row.leaf;
        read_.bytes += row.leaf.size();
        kept.has_payload = row.payload.has_value();
        if (row.payload) {
            kept.key.assign(row.payload->key.begin(), row.payload->key.end());
            kept.nonce.assign(row.payload->nonce.begin(), row.payload->nonce.end());
            kept.sealed.assign(row.payload->sealed.begin(), row.payload->sealed.end());
            read_.bytes += kept.sealed.size();
        }
        if (read_.taken == rows_max || read_.bytes >= bytes_max) examine_read();
        return {};
    }

    // Shows what is left to the families.
    void finish() {
        examine_read();
        show_examined();
    }

private:
    void examine_read() {
        constexpr std::size_t neighbours = 16;
        show_examined();
        std::swap(read_, examined_);
        workers_.begin(examined_.taken, neighbours,
                       [this](std::size_t i) { examine(examined_.all[i]); });
    }

    void show_examined() {
        workers_.finish();
        for (std::size_t i = 0; i < examined_.taken; ++i) {
            Row& row = examined_.all[i];
            show(row);
            row.content.reset();
            if (row.bytes.size() + row.sealed.size() > row_bytes_kept) row = Row();
        }
        examined_.taken = 0;
        examined_.bytes = 0;
    }

    // Called by several threads: reads the inspection and changes the row only.
    void examine(Row& row) const {
        row.signature.reset();
        row.state = PayloadState::damaged;
        row.payload_key.reset();
        row.payload_problem.reset();
        row.hash = leaf_hash(row.bytes);
        row.problem.reset();
        if (auto parsed = parse_leaf(row.bytes, row.leaf); !parsed) {
            row.problem = std::move(parsed.error());
            return;
        }
        if (row.leaf.signature) check_act(row);
        open(row);
    }

    void check_act(Row& row) const {
        const auto key = inspection_.public_keys.find(row.leaf.signer());
        if (key != inspection_.public_keys.end())
            row.signature = check_signed(row.leaf, key->second);
    }

    void open(Row& row) const {
        if (row.has_payload && row.key.size() == KeyFileId{}.size()) {
            KeyFileId id{};
            std::copy(row.key.begin(), row.key.end(), id.begin());
            row.payload_key = id;
            if (inspection_.erased_keys.contains(id)) {
                row.state = PayloadState::erased;
                return;
            }
        }
        EntryRow entry{row.entry, row.bytes, {}};
        if (row.has_payload) entry.payload = EntryRow::Payload{row.key, row.nonce, row.sealed};
        const Envelope& envelope = row.leaf.envelope;
        const auto payload =
            open_payload(entry, envelope, inspection_.origin, inspection_.subject_keys);
        if (!payload) {
            row.payload_problem = payload.error();
            return;
        }
        row.state = *payload ? PayloadState::opened : PayloadState::sealed;
        if (!*payload) return;
        if (!is_read(envelope.type)) {
            if (auto named = check_names(**payload); !named) damaged(row, named.error());
            return;
        }
        auto content = read_payload(**payload);
        if (content) {
            row.content = std::move(*content);
        } else {
            damaged(row, content.error());
        }
    }

    static void damaged(Row& row, const Error& error) {
        row.payload_problem = error;
        row.state = PayloadState::damaged;
    }

    [[nodiscard]] bool is_read(const std::string& type) const {
        return std::any_of(families_.begin(), families_.end(),
                           [&](const Family& one) { return one->reads(type); });
    }

    void show(const Row& row) {
        const auto address = [](const auto& value) { return value ? &*value : nullptr; };
        SeenEntry seen;
        seen.index = row.entry;
        seen.bytes = row.bytes;
        seen.leaf = row.problem ? nullptr : &row.leaf;
        seen.problem = address(row.problem);
        seen.signature = address(row.signature);
        seen.state = row.state;
        seen.payload_problem = address(row.payload_problem);
        seen.payload_key = row.payload_key;
        seen.content = address(row.content);
        if (seen.state == PayloadState::sealed) ++inspection_.sealed;
        if (seen.state == PayloadState::damaged) inspection_.payloads_damaged = true;
        for (const Family& family : families_)
            family->visit(seen);
        inspection_.tree.append(row.hash, inspection_.full);
    }

    Inspection& inspection_;
    const std::vector<Family>& families_;
    Rows read_;
    Rows examined_;
    Workers workers_;  // last: its threads end before the rows go
};

}  // namespace

Status walk(Inspection& inspection, const std::vector<Family>& families) {
    Walk rows(inspection, families);
    auto walked =
        inspection.store->for_each_entry([&](const EntryRow& row) { return rows.take(row); });
    rows.finish();
    return walked;
}

}  // namespace isonomia::provenance
