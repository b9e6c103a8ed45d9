#include <algorithm>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

class Walk {
public:
    Walk(Inspection& inspection, const std::vector<Family>& families)
        : inspection_(inspection), families_(families) {}

    Status visit(const EntryRow& row) {
        const std::uint64_t expected = inspection_.tree.size();
        if (row.entry != expected)
            return fail(integrity_error("P0108", fmt::format("entry {} is missing", expected)));
        SeenEntry seen{row.entry, row.leaf, nullptr, nullptr, PayloadState::damaged,
                       nullptr,   {},       nullptr};
        const auto leaf = parse_leaf(row.leaf);
        Result<std::optional<std::string>> payload = std::optional<std::string>();
        Result<PayloadContent> content = PayloadContent{};
        if (leaf) {
            seen.leaf = &*leaf;
            payload = open(row, leaf->envelope, seen);
            if (!payload) seen.payload_problem = &payload.error();
            if (seen.state == PayloadState::opened && is_read(leaf->envelope.type)) {
                content = read_payload(**payload);
                if (content) seen.content = &*content;
                if (!content) seen.payload_problem = &content.error();
                if (!content) seen.state = PayloadState::damaged;
            }
        } else {
            seen.problem = &leaf.error();
        }
        if (seen.state == PayloadState::sealed) ++inspection_.sealed;
        if (seen.state == PayloadState::damaged) inspection_.payloads_damaged = true;
        for (const Family& family : families_)
            family->visit(seen);
        inspection_.tree.append(leaf_hash(row.leaf), inspection_.full);
        return {};
    }

private:
    Result<std::optional<std::string>> open(const EntryRow& row, const Envelope& envelope,
                                            SeenEntry& seen) {
        if (row.payload && row.payload->key.size() == KeyFileId{}.size()) {
            KeyFileId id{};
            std::copy(row.payload->key.begin(), row.payload->key.end(), id.begin());
            seen.payload_key = id;
            if (inspection_.erased_keys.contains(id)) {
                seen.state = PayloadState::erased;
                return std::optional<std::string>();
            }
        }
        auto payload = open_payload(row, envelope, inspection_.origin, inspection_.subject_keys);
        if (payload) seen.state = *payload ? PayloadState::opened : PayloadState::sealed;
        return payload;
    }

    // Asked once for each type: types are few.
    bool is_read(const std::string& type) {
        const auto known = read_.find(type);
        if (known != read_.end()) return known->second;
        const bool wanted = std::any_of(families_.begin(), families_.end(),
                                        [&](const Family& one) { return one->reads(type); });
        return read_.emplace(type, wanted).first->second;
    }

    Inspection& inspection_;
    const std::vector<Family>& families_;
    std::map<std::string, bool, std::less<>> read_;
};

}  // namespace

Status walk(Inspection& inspection, const std::vector<Family>& families) {
    Walk rows(inspection, families);
    return inspection.store->for_each_entry([&](const EntryRow& row) { return rows.visit(row); });
}

}  // namespace isonomia::provenance
