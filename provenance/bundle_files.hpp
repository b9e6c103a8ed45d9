// The files of a bundle beside its manifest, as the receiving side checks them.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "core/files.hpp"
#include "provenance/verify.hpp"

namespace isonomia::provenance {

// What follows from a file that is not as served.
inline constexpr const char* bundle_altered = "it is not what was served; ask for it again";

// One component of a path that leads nowhere else.
[[nodiscard]] bool plain_name(std::string_view name);

// The file is there, regular, and has this digest (hex) and size.
void check_file(Check& check, const fs::path& bundle, const fs::path& name,
                const std::string& sha256, std::uint64_t size, Files& files);

// The folder `place` of the bundle ("" for the bundle itself) holds nothing that is not listed, and
// no link: not even to the right bytes, for they lie elsewhere.
void check_unrecorded(Check& check, const fs::path& bundle, const fs::path& place,
                      const std::set<std::string>& listed);

}  // namespace isonomia::provenance
