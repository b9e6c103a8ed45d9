#include "provenance/bundle.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/ensure.hpp"
#include "provenance/entry/entry_reader.hpp"
#include "provenance/entry/leaf.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t parsed_manifest_bytes_max = std::size_t{1} << 30U;

std::vector<std::string> in_base64(const std::vector<Digest>& hashes) {
    std::vector<std::string> lines;
    lines.reserve(hashes.size());
    for (const Digest& hash : hashes)
        lines.push_back(base64(hash));
    return lines;
}

class Maker {
public:
    Maker(Bundle bundle, const Ledger& ledger, const Choice& choice)
        : bundle_(std::move(bundle)), ledger_(ledger), choice_(choice) {}

    Status take(const LedgerEntry& entry, const Ledger::Record& record) {
        const Choice::Fate fate = choice_.fate(entry);
        if (fate == Choice::Fate::left_out) return {};
        const auto proof = ledger_.prove_inclusion(entry.index);
        if (!proof) return fail(proof.error());
        if (fate == Choice::Fate::withheld) {
            WithheldEntry held{choice_.ground(entry), std::string(record.leaf), in_base64(*proof)};
            held.withheld.entry = entry.index;
            bundle_.withheld.push_back(std::move(held));
            return {};
        }
        if (!record.payload)
            return fail(input_error("P1302", fmt::format("entry {} cannot be served: its content "
                                                         "is erased, or its key is not here",
                                                         entry.index))
                            .hinted("leave it out, or withhold it with that ground"));
        ServedEntry served{entry.index, std::string(record.leaf), {}, in_base64(*proof)};
        for (std::string_view rest = *record.payload; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(line.size() + 1);
            const auto field = read_disclosure(line);
            if (!field) return fail(field.error());
            if (!choice_.hides(entry, field->name)) served.disclosures.emplace_back(line);
        }
        if (auto added = add_key(served.leaf); !added) return added;
        if (auto added = add_exhibit(entry); !added) return added;
        bundle_.entries.push_back(std::move(served));
        return {};
    }

    Bundle finish() && {
        for (auto& [fingerprint, key] : keys_)
            bundle_.keys.push_back({fingerprint, key});
        for (auto& [digest, size] : exhibits_)
            bundle_.exhibits.push_back({digest, size});
        return std::move(bundle_);
    }

private:
    Status add_key(const std::string& leaf) {
        const auto parsed = parse_leaf(leaf);
        if (!parsed) return fail(parsed.error());
        if (!parsed->signature) return {};
        const auto key = ledger_.public_key(parsed->signer());
        if (!key) return fail(key.error());
        keys_[parsed->signer()] = base64(*key);
        return {};
    }

    Status add_exhibit(const LedgerEntry& entry) {
        const std::string digest = exhibit_digest(entry.type, entry.payload);
        if (digest.empty() || choice_.hides(entry, "sha256")) return {};
        const auto path = ledger_.exhibit_path(digest);
        if (!path) return fail(path.error());
        std::error_code problem;
        exhibits_[digest] = fs::file_size(*path, problem);
        return {};
    }

    Bundle bundle_;
    const Ledger& ledger_;
    const Choice& choice_;
    std::map<std::string, std::string> keys_;
    std::map<std::string, std::uint64_t> exhibits_;
};

}  // namespace

Result<Bundle> make_bundle(Bundle bundle, const Ledger& ledger,
                           const std::vector<LedgerEntry>& entries, const Choice& choice) {
    bundle.checkpoint = ledger.checkpoint();
    bundle.checkpoint_key = ledger.checkpoint_key();
    bundle.served_by = ledger.verifier_key();
    if (!bundle.follows.empty()) {
        const auto earlier = parse_checkpoint(bundle.follows);
        if (!earlier) return fail(earlier.error());
        const auto proof = ledger.prove_consistency(earlier->checkpoint.size);
        if (!proof) return fail(proof.error());
        bundle.follows_proof = in_base64(*proof);
    }
    Maker maker(std::move(bundle), ledger, choice);
    auto taken = ledger.for_each_record([&](const Ledger::Record& record) {
        ensure(record.entry < entries.size(), "the entries of this ledger");
        return maker.take(entries[record.entry], record);
    });
    if (!taken) return fail(taken.error());
    Bundle made = std::move(maker).finish();
    if (made.entries.empty() && made.withheld.empty())
        return fail(input_error("P1301", "nothing of the record is served")
                        .hinted("'isonomia log' lists what there is"));
    return made;
}

std::string to_manifest(const Bundle& bundle) {
    return canonical(isonomia::to_json(bundle)) + "\n";
}

Result<Bundle> read_manifest(std::string_view bytes) {
    const auto refused = [](const std::string& why) {
        return fail(integrity_error("P1303", "the manifest is not one of a bundle: " + why));
    };
    if (!bytes.ends_with('\n')) return refused("its last line does not end");
    const auto json = parse_json(bytes.substr(0, bytes.size() - 1), manifest_name,
                                 {.depth_max = 16, .bytes_max = parsed_manifest_bytes_max});
    if (!json) return fail(json.error());
    auto bundle = from_json<Bundle>(*json);
    if (!bundle) return refused(bundle.error().message);
    if (bundle->version != 1) return refused(fmt::format("it has version {}", bundle->version));
    if (to_manifest(*bundle) != bytes) return refused("it is not written in the one form it has");
    return std::move(*bundle);
}

namespace {

Status write_kit(const Kit& kit, const fs::path& folder, Files& files) {
    if (kit.empty()) return {};
    if (auto made = files.make_folder(folder); !made) return made;
    for (const auto& [name, content] : kit)
        if (auto written = files.write(folder / name, content); !written) return written;
    return {};
}

Status write_parts(const Bundle& bundle, const Kit& kit, const Ledger& ledger, const Signer& signer,
                   const fs::path& folder, Files& files) {
    if (auto made = files.make_folder(folder / "exhibits"); !made) return made;
    for (const ServedExhibit& exhibit : bundle.exhibits) {
        const auto path = ledger.exhibit_path(exhibit.sha256);
        if (!path) return fail(path.error());
        const auto copied = files.take_in(*path, folder / "exhibits",
                                          [](const Digest& digest) { return hex(digest); });
        if (!copied) return fail(copied.error());
        if (hex(copied->sha256) != exhibit.sha256)
            return fail(integrity_error("P0112", fmt::format("exhibit {} is not what was taken in",
                                                             exhibit.sha256))
                            .hinted("'isonomia verify' says what else was touched"));
    }
    if (auto written = write_kit(kit, folder / "recompute", files); !written) return written;
    const std::string manifest = to_manifest(bundle);
    const auto served_by = parse_vkey(bundle.served_by);
    ensure(served_by.has_value(), "the ledger's own verifier key");
    const auto note = sign_note(manifest_text(manifest, served_by->name), served_by->name, signer);
    if (!note) return fail(note.error());
    if (auto written = files.write(folder / manifest_name, manifest); !written) return written;
    return files.write(folder / manifest_note_name, *note);
}

}  // namespace

std::vector<ServedFile> listed(const Kit& kit) {
    std::vector<ServedFile> files;
    for (const auto& [name, content] : kit)
        files.push_back({name, hex(sha256(content)), content.size()});
    return files;
}

Status write_bundle(const Bundle& bundle, const Kit& kit, const Ledger& ledger,
                    const Signer& signer, const fs::path& folder, Files& files) {
    std::error_code problem;
    if (fs::exists(folder, problem) &&
        (!fs::is_directory(folder, problem) || !fs::is_empty(folder, problem)))
        return fail(input_error("P1304", fmt::format("'{}' is there and not an empty folder",
                                                     folder.string()))
                        .hinted("name a new folder; a bundle never overwrites anything"));
    auto written = write_parts(bundle, kit, ledger, signer, folder, files);
    if (!written) fs::remove_all(folder, problem);
    return written;
}

std::string manifest_text(std::string_view manifest, std::string_view origin) {
    return fmt::format("isonomia/bundle/1\n{}\n{}\n", origin, base64(sha256(manifest)));
}

bool is_bundle(const fs::path& folder) {
    std::error_code problem;
    const auto holds = [&](const char* name) {
        return fs::exists(fs::symlink_status(folder / name, problem));
    };
    return holds(manifest_name) || holds(manifest_note_name);
}

}  // namespace isonomia::provenance
