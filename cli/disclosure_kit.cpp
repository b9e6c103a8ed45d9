#include "cli/disclosure_kit.hpp"

#include "provenance/entry/leaf.hpp"
#include "reports/recompute_kit.hpp"

namespace isonomia::cli {

namespace {

// The fields that a served entry shows.
Result<Json::Object> fields_of(const provenance::ServedEntry& entry) {
    Json::Object fields;
    for (const std::string& line : entry.disclosures) {
        const auto parsed = parse_json(line, "payload");
        if (!parsed) return fail(parsed.error());
        const auto* parts = parsed->array();
        if (parts == nullptr || parts->size() != 3 || (*parts)[1].string() == nullptr)
            return fail(integrity_error("P0601", "a field of the record is malformed"));
        fields[*(*parts)[1].string()] = (*parts)[2];
    }
    return fields;
}

}  // namespace

Result<provenance::Kit> disclosure_kit(const provenance::Bundle& bundle) {
    std::map<std::uint64_t, reports::ServedObject> objects;
    for (const provenance::ServedEntry& entry : bundle.entries) {
        const auto leaf = provenance::parse_leaf(entry.leaf);
        if (!leaf) return fail(leaf.error());
        auto fields = fields_of(entry);
        if (!fields) return fail(fields.error());
        if (leaf->envelope.supersedes) objects.erase(*leaf->envelope.supersedes);
        objects[entry.entry] = {leaf->envelope.type, std::move(*fields)};
    }
    std::vector<reports::ServedObject> current;
    for (auto& [entry, object] : objects)
        current.push_back(std::move(object));
    return reports::recompute_kit(current);
}

}  // namespace isonomia::cli
