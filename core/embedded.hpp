// Files that the build puts into the program (cmake/embed.cmake): schemas and help pages.
#pragma once

#include <span>
#include <string_view>

namespace isonomia {

struct EmbeddedFile {
    std::string_view path;  // relative to the project root: 'docs/formats/matter.rng'
    std::string_view content;
};

// RELAX NG schemas of docs/formats.
[[nodiscard]] std::span<const EmbeddedFile> schemas();

}  // namespace isonomia
