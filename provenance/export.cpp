#include "provenance/export.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::provenance {

namespace {

Status check_target(const Export& chosen, const fs::path& target) {
    std::error_code problem;
    const auto status = fs::symlink_status(target, problem);
    if (!fs::exists(status)) return {};
    if (chosen.file.empty() && fs::is_directory(status) && fs::is_empty(target, problem) &&
        !problem)
        return {};
    return fail(input_error("P1002", fmt::format("'{}' exists already", target.string()))
                    .hinted(chosen.file.empty() ? "name a folder that is new or empty"
                                                : "name a file that does not exist"));
}

}  // namespace

Result<const Export*> find_export(std::string_view id) {
    std::vector<std::string> known;
    for (const Export& one : all_exports()) {
        if (one.id == id) return &one;
        known.push_back(one.id);
    }
    return fail(usage_error("P1001", fmt::format("there is no export '{}'", id))
                    .hinted("there are: " + join(known, ", ") + did_you_mean_suffix(id, known)));
}

Status write_export(const Export& chosen, const ExportSource& source, const fs::path& target) {
    if (auto free = check_target(chosen, target); !free) return free;
    if (!chosen.file.empty())
        return chosen.write(source, [&](const std::string&, std::string_view content) {
            return source.files.write(target, content);
        });
    return chosen.write(source, [&](const std::string& path, std::string_view content) -> Status {
        const fs::path file = target / path;
        if (auto made = source.files.make_folder(file.parent_path()); !made) return made;
        return source.files.write(file, content);
    });
}

}  // namespace isonomia::provenance
