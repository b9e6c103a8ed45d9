// C2SP tlog-checkpoint: the head of a log as the text of a signed note.
#pragma once

#include "provenance/log/merkle.hpp"
#include "provenance/log/note.hpp"

namespace isonomia::provenance {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest root{};
    std::vector<std::string> extensions;  // further lines; a ledger of ours has none

    bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);

// The size of a tree as a checkpoint writes it: digits alone, no leading zero.
[[nodiscard]] std::optional<std::uint64_t> parse_tree_size(std::string_view text);

// Strict: at least three lines, none empty, size without sign or leading zero, root of 32 bytes.
// Error: P0302.
[[nodiscard]] Result<Checkpoint> parse_checkpoint_text(std::string_view text);

// A checkpoint and the note that carries it. Checks no signature. Errors: P0301, P0302.
struct SignedCheckpoint {
    Checkpoint checkpoint;
    Note note;
};
[[nodiscard]] Result<SignedCheckpoint> parse_checkpoint(std::string_view note);

// One of the notes carries it. Checks no signature.
[[nodiscard]] bool is_among(const Checkpoint& checkpoint, const std::vector<std::string>& notes);

}  // namespace isonomia::provenance
