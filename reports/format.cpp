#include "reports/format.hpp"

#include "core/text.hpp"

namespace isonomia::reports {

Result<const Format*> find_format(std::string_view id) {
    std::vector<std::string> names;
    for (const Format& format : all_formats()) {
        if (format.id == id) return &format;
        names.push_back(format.id);
    }
    return fail(usage_error("D0003", "there is no report format '" + std::string(id) + "'")
                    .hinted("formats: " + join(names, ", ") + did_you_mean_suffix(id, names)));
}

}  // namespace isonomia::reports
