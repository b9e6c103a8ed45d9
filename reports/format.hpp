// A format turns a document into the bytes of one file. One file of formats/ per format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "reports/document.hpp"

namespace isonomia::reports {

struct Format {
    std::string id;              // 'html'
    std::string file_extension;  // '.html'
    std::string media_type;
    Result<std::string> (*render)(const Document& document) = nullptr;
    bool on_request = false;  // written only when asked for by name: needs fonts, or takes time
};

// Generated from reports/formats/*.cpp, sorted by id.
[[nodiscard]] const std::vector<Format>& all_formats();

// D0003: no such format, with the names there are.
[[nodiscard]] Result<const Format*> find_format(std::string_view id);

}  // namespace isonomia::reports
