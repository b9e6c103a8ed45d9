// Rule packs: reading and loading agree on what is sound.
#include "core/ensure.hpp"
#include "rules/pack.hpp"
#include "tests/fuzz/memory_files.hpp"

namespace isonomia::fuzz {

void rule_pack_fuzz(std::string_view input) {
    const fs::path instruments = fs::path(ISONOMIA_SOURCE_DIR) / "corpus/instruments";
    MemoryFiles files(input, instruments);
    const auto pack = rules::read_pack(files, "pack.xml", instruments);
    const auto loaded = rules::load_pack(files, "pack.xml", instruments);
    if (!pack) {
        ensure(!loaded, "a pack that can't be read not to load");
        return;
    }
    ensure(loaded.has_value() == rules::check_pack(*pack).empty(), "a sound pack to load");
}

}  // namespace isonomia::fuzz
