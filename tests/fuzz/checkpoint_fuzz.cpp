// Checkpoints: what is accepted is written the same again, alone and as the text of a note.
#include "core/ensure.hpp"
#include "provenance/log/checkpoint.hpp"

namespace isonomia::fuzz {

void checkpoint_fuzz(std::string_view input) {
    if (const auto checkpoint = provenance::parse_checkpoint_text(input))
        ensure(provenance::checkpoint_text(*checkpoint) == input, "the same checkpoint");
    const auto carried = provenance::parse_checkpoint(input);
    if (!carried) return;
    ensure(provenance::checkpoint_text(carried->checkpoint) == carried->note.text,
           "the same checkpoint in a note");
    ensure(input.starts_with(carried->note.text), "the text that is signed to stand in front");
}

}  // namespace isonomia::fuzz
