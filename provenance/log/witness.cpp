#include "provenance/log/witness.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t cosigned_lines_max = 100;  // what a note may have

tl::unexpected<Error> damaged_memory(const fs::path& path, const std::string& why) {
    return fail(integrity_error("P0706", fmt::format("what this witness remembers is damaged: "
                                                     "'{}': {}",
                                                     path.string(), why))
                    .hinted("restore the folder from your copy; without it this key must not "
                            "cosign that ledger any more"));
}

tl::unexpected<Error> not_shown(std::uint64_t last, std::uint64_t size) {
    return fail(input_error("P0705", fmt::format("nothing shows that the ledger of {} entries "
                                                 "continues the {} that you cosigned last",
                                                 size, last))
                    .hinted(fmt::format("ask for 'isonomia witness request --old {}', or name the "
                                        "case folder with --case",
                                        last)));
}

// The last note by this witness, as somebody hands it in because the memory is gone.
Result<std::optional<WitnessMemory::Remembered>> handed_in(const Witnessing& how,
                                                           const Cosigner& self,
                                                           const std::string& origin) {
    if (how.last.empty()) return std::optional<WitnessMemory::Remembered>();
    const auto last = parse_checkpoint(how.last);
    if (!last) return fail(last.error());
    const auto signed_at = check_cosignature(last->note, self);
    if (!signed_at) return fail(signed_at.error());
    if (!*signed_at || last->checkpoint.origin != origin || !how.ledger_key)
        return fail(input_error("P0705",
                                "the last checkpoint is not of this ledger, or you did "
                                "not cosign it")
                        .hinted("name a file that 'isonomia witness cosign' wrote, and the key of "
                                "the ledger"));
    return std::optional(WitnessMemory::Remembered{how.last, *how.ledger_key});
}

// `checkpoint` continues the last one that was cosigned.
Status check_continues(const WitnessRequest& request, const Checkpoint& checkpoint,
                       const WitnessMemory::Remembered& remembered, const Witnessing& how,
                       const fs::path& kept) {
    const auto last = parse_checkpoint(remembered.note);
    if (!last) return fail(last.error());
    const Checkpoint& before = last->checkpoint;
    if (checkpoint.size < before.size)
        return fail(
            integrity_error("P0707", fmt::format("the checkpoint covers {} entries; you "
                                                 "cosigned {} already",
                                                 checkpoint.size, before.size))
                .note(fmt::format("the last one you cosigned is kept in '{}'", kept.string()))
                .hinted("an older copy of the case may have been put in place of the "
                        "newer; ask for a checkpoint that is not older"));
    if (checkpoint.size == before.size) {
        if (checkpoint.root == before.root) return {};
        return fail(
            integrity_error("P0708",
                            fmt::format("this checkpoint and the one that you cosigned last both "
                                        "cover {} entries and differ: the ledger was shown in two "
                                        "versions",
                                        checkpoint.size))
                .note(fmt::format("the other one is kept in '{}'", kept.string()))
                .hinted("keep both files; 'isonomia witness prove' makes the proof of them"));
    }
    if (before.size == 0) return {};
    std::vector<Digest> proof = request.proof;
    if (how.consistency) {
        auto found = how.consistency(before.size, checkpoint.size);
        if (!found) return fail(found.error());
        proof = std::move(*found);
    } else if (request.old_size != before.size) {
        return not_shown(before.size, checkpoint.size);
    }
    auto shown =
        verify_consistency(before.size, checkpoint.size, before.root, checkpoint.root, proof);
    if (shown) return {};
    Error error = shown.error();
    error.notes.push_back(fmt::format("the last one you cosigned is kept in '{}'", kept.string()));
    error.hint =
        "do not cosign; keep both files: if the proof was made for these two, the record "
        "was altered after you cosigned it";
    return fail(std::move(error));
}

}  // namespace

Result<WitnessMemory> WitnessMemory::open(const fs::path& folder, Files& files) {
    if (auto made = files.make_folder(folder); !made) return fail(made.error());
    auto lock = FolderLock::take(folder);
    if (!lock) return fail(lock.error());
    return WitnessMemory(folder, files, std::move(*lock));
}

fs::path WitnessMemory::checkpoint_path(const std::string& origin) const {
    return folder_ / (hex(sha256(origin)) + ".checkpoint");
}

Result<std::optional<WitnessMemory::Remembered>> WitnessMemory::last(
    const std::string& origin) const {
    const fs::path path = checkpoint_path(origin);
    std::error_code problem;
    const auto kind = fs::symlink_status(path, problem).type();
    if (kind == fs::file_type::not_found) return std::optional<Remembered>();
    auto note = files_->read(path, note_bytes_max);
    if (!note) return fail(note.error());
    const auto checkpoint = parse_checkpoint(*note);
    if (!checkpoint) return damaged_memory(path, checkpoint.error().message);
    if (checkpoint->checkpoint.origin != origin)
        return damaged_memory(path, "it is of another ledger");
    const auto keys = trusted_keys(origin);
    if (!keys) return fail(keys.error());
    for (const Verifier& key : *keys)
        if (check_signature(checkpoint->note, key)) return std::optional(Remembered{*note, key});
    return damaged_memory(path, "no key that you trusted signed it");
}

// Oldest first; none when the file is not there.
Result<std::vector<Verifier>> WitnessMemory::trusted_keys(const std::string& origin) const {
    const fs::path path = checkpoint_path(origin).replace_extension(".keys");
    std::vector<Verifier> keys;
    std::error_code problem;
    if (!fs::exists(fs::symlink_status(path, problem))) return keys;
    const auto text = files_->read(path, note_bytes_max);
    if (!text) return fail(text.error());
    for (const std::string_view line : split(*text, '\n')) {
        if (line.empty()) continue;
        auto key = parse_vkey(line);
        if (!key) return damaged_memory(path, key.error().message);
        keys.push_back(std::move(*key));
    }
    return keys;
}

Status WitnessMemory::keep(const std::string& origin, const Remembered& remembered) {
    auto keys = trusted_keys(origin);
    if (!keys) return fail(keys.error());
    const fs::path path = checkpoint_path(origin);
    // The key first: a checkpoint without its key would be refused as damaged. Earlier keys stay,
    // so that a stop between the two writes leaves the older checkpoint readable.
    if (std::find(keys->begin(), keys->end(), remembered.ledger) == keys->end()) {
        std::string text;
        keys->push_back(remembered.ledger);
        for (const Verifier& key : *keys)
            text += to_vkey(key) + "\n";
        auto written = files_->write(fs::path(path).replace_extension(".keys"), text);
        if (!written) return written;
    }
    return files_->write(path, remembered.note);
}

ConsistencySource consistency_in(const fs::path& case_folder) {
    return [case_folder](std::uint64_t from, std::uint64_t to) -> Result<std::vector<Digest>> {
        const auto snapshot = Snapshot::open({case_folder});
        if (!snapshot) return fail(snapshot.error());
        const auto count = snapshot->store().entry_count();
        if (!count) return fail(count.error());
        if (*count < to || from == 0 || from > to)
            return fail(input_error("P0705", fmt::format("the case folder has {} entries; the "
                                                         "checkpoint covers {}",
                                                         *count, to))
                            .hinted("name the case folder that the checkpoint is from"));
        const NodeSource nodes = nodes_of([&](unsigned level, std::uint64_t index) {
            return snapshot->store().tile(level, index);
        });
        return consistency_proof(from, to, nodes);
    };
}

Result<Witnessed> witness(const WitnessRequest& request, const Witnessing& how,
                          const Signer& signer, Instant now, WitnessMemory& memory) {
    const auto parsed = parse_checkpoint(request.note);
    if (!parsed) return fail(parsed.error());
    const Checkpoint& checkpoint = parsed->checkpoint;
    Witnessed result;
    result.by = cosigner_of(how.name, signer.public_key());
    result.checkpoint = checkpoint;
    result.at = now;
    if (!checkpoint.extensions.empty() || parsed->note.signatures.size() >= cosigned_lines_max)
        return fail(input_error("P0704",
                                "the checkpoint has further lines of text, or too many "
                                "signatures"));
    auto remembered = memory.last(checkpoint.origin);
    if (!remembered) return fail(remembered.error());
    if (!*remembered) remembered = handed_in(how, result.by, checkpoint.origin);
    if (!remembered) return fail(remembered.error());
    if (!how.ledger_key && !*remembered)
        return fail(input_error("P0709", fmt::format("you never cosigned '{}', so its key is not "
                                                     "known",
                                                     checkpoint.origin))
                        .hinted("give the verifier key of the ledger with --ledger, as you got "
                                "it by another way than the checkpoint"));
    const Verifier ledger = how.ledger_key ? *how.ledger_key : (*remembered)->ledger;
    if (auto valid = check_signature(parsed->note, ledger); !valid) return fail(valid.error());
    if (*remembered) {
        auto continues = check_continues(request, checkpoint, **remembered, how,
                                         memory.checkpoint_path(checkpoint.origin));
        if (!continues) return fail(continues.error());
        result.followed = parse_checkpoint((*remembered)->note)->checkpoint.size;
    }
    // Signed before it is remembered, handed out only after: what is out is always remembered.
    auto note = cosign(request.note, how.name, signer, now);
    if (!note) return fail(note.error());
    if (auto kept = memory.keep(checkpoint.origin, {*note, ledger}); !kept)
        return fail(kept.error());
    result.note = std::move(*note);
    return result;
}

}  // namespace isonomia::provenance
