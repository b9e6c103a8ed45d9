#include "provenance/entry/entry_reader.hpp"

#include <fmt/format.h>

namespace isonomia::provenance {

Result<std::optional<std::string>> open_payload(const EntryRow& row, const Envelope& envelope,
                                                std::string_view origin, const SubjectKeys& keys) {
    if (!row.payload)
        return fail(integrity_error("P0402", fmt::format("entry {} has no payload", row.entry)));
    const SubjectKey* key = keys.find(row.payload->key);
    if (key == nullptr) return std::optional<std::string>();
    auto payload = unseal(row.payload->sealed, {origin, row.entry, envelope.type, key->subject},
                          key->key, row.payload->nonce);
    if (!payload) return fail(payload.error());
    if (auto checked = check_payload(*payload, envelope); !checked) {
        Error error = checked.error();
        error.message = fmt::format("entry {}: {}", row.entry, error.message);
        return fail(std::move(error));
    }
    return std::optional(std::move(*payload));
}

Result<std::vector<LedgerEntry>> read_entries(const Store& store, const LedgerHead& head,
                                              const SubjectKeys& keys) {
    std::vector<LedgerEntry> entries;
    CompactRange tree;
    auto status = store.for_each_entry([&](const EntryRow& row) -> Status {
        if (row.entry != entries.size())
            return fail(
                integrity_error("P0108", fmt::format("entry {} is missing", entries.size())));
        tree.append(leaf_hash(row.leaf));
        const auto leaf = parse_leaf(row.leaf);
        if (!leaf) return fail(leaf.error());
        const Envelope& envelope = leaf->envelope;
        const auto payload = open_payload(row, envelope, head.checkpoint.origin, keys);
        if (!payload) return fail(payload.error());
        LedgerEntry entry{row.entry,
                          envelope.type,
                          {},
                          {},
                          envelope.author,
                          envelope.recorded,
                          envelope.supersedes,
                          !payload->has_value(),
                          {},
                          leaf->signer()};
        if (*payload) {
            entry.subject = keys.find(row.payload->key)->subject;
            auto content = read_payload(**payload);
            if (!content) return fail(content.error());
            entry.id = std::move(content->id);
            entry.payload = std::move(content->object);
        }
        entries.push_back(std::move(entry));
        return {};
    });
    if (!status) return fail(status.error());
    if (tree.size() != head.checkpoint.size || tree.root() != head.checkpoint.root)
        return fail(
            integrity_error("P0108", "the entries are not those that the last checkpoint covers")
                .hinted("run 'isonomia verify' to see what is wrong first"));
    return entries;
}

std::string exhibit_digest(std::string_view type, const Json& payload) {
    if (type != "exhibit") return {};
    const Json* digest = payload.find("sha256");
    return digest != nullptr && digest->string() != nullptr ? *digest->string() : std::string();
}

}  // namespace isonomia::provenance
