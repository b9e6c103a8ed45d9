// Shared by the core/xml*.cpp files only: the tree behind XmlDocument.
#pragma once

#include <string>
#include <vector>

#include <pugixml.hpp>

#include "core/xml.hpp"

namespace isonomia {

struct XmlDocument::State {
    std::string file;
    std::string text;
    pugi::xml_document tree;
    std::vector<std::size_t> line_starts;  // byte offset of each line

    [[nodiscard]] Location location(std::size_t offset) const;
};

}  // namespace isonomia
