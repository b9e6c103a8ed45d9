#include "provenance/log/checkpoint.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> not_a_checkpoint(const std::string& why) {
    return fail(integrity_error("P0302", "not a checkpoint: " + why));
}

}  // namespace

std::optional<std::uint64_t> parse_tree_size(std::string_view text) {
    std::uint64_t size = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    if (text.size() > 1 && text.front() == '0') return std::nullopt;
    return size;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
    std::string text =
        fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(checkpoint.root));
    for (const std::string& line : checkpoint.extensions)
        text += line + "\n";
    return text;
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
    if (!text.ends_with('\n')) return not_a_checkpoint("the last line does not end");
    text.remove_suffix(1);
    const auto lines = split(text, '\n');
    if (lines.size() < 3) return not_a_checkpoint("it has fewer than three lines");
    Checkpoint checkpoint;
    checkpoint.origin = lines[0];
    const auto size = parse_tree_size(lines[1]);
    if (!size) return not_a_checkpoint("the second line is not a size");
    checkpoint.size = *size;
    const auto root = digest_from_base64(lines[2]);
    if (!root) return not_a_checkpoint("the third line is not a root of 32 bytes");
    checkpoint.root = *root;
    checkpoint.extensions.assign(lines.begin() + 3, lines.end());
    for (const std::string_view line : lines)
        if (line.empty()) return not_a_checkpoint("an empty line");
    return checkpoint;
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view note) {
    auto parsed = parse_note(note);
    if (!parsed) return fail(parsed.error());
    auto checkpoint = parse_checkpoint_text(parsed->text);
    if (!checkpoint) return fail(checkpoint.error());
    return SignedCheckpoint{std::move(*checkpoint), std::move(*parsed)};
}

bool is_among(const Checkpoint& checkpoint, const std::vector<std::string>& notes) {
    return std::any_of(notes.begin(), notes.end(), [&](const std::string& note) {
        const auto parsed = parse_checkpoint(note);
        return parsed && parsed->checkpoint == checkpoint;
    });
}

}  // namespace isonomia::provenance
