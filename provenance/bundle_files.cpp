#include "provenance/bundle_files.hpp"

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

bool plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' &&
           name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
               "0123456789_-.") == std::string_view::npos;
}

void check_file(Check& check, const fs::path& bundle, const fs::path& name,
                const std::string& sha256, std::uint64_t size, Files& files) {
    const auto refuse = [&](const char* why) {
        mark_failed(check, fmt::format("'{}' {}", name.string(), why), bundle_altered);
    };
    std::error_code problem;
    const auto status = fs::symlink_status(bundle / name, problem);
    if (status.type() == fs::file_type::none && problem != std::errc::filename_too_long)
        return mark(check, cannot_look_at(bundle / name, problem), bundle_altered);
    if (!fs::exists(status)) return refuse("is missing");
    if (!fs::is_regular_file(status)) return refuse("is not a regular file");
    const auto facts = files.facts(bundle / name);
    if (!facts) return mark(check, facts.error(), bundle_altered);
    if (hex(facts->sha256) != sha256 || facts->size != size) refuse("was changed");
}

void check_unrecorded(Check& check, const fs::path& bundle, const fs::path& place,
                      const std::set<std::string>& listed) {
    const auto names = names_in(bundle / place);
    if (!names) return mark(check, names.error(), "the folder cannot be read");
    check.checked += names->size();
    for (const std::string& name : *names) {
        const fs::path path = place / name;
        std::error_code problem;
        if (!listed.contains(name))
            mark_failed(check, fmt::format("the manifest has no '{}'", path.string()),
                        "somebody put it there; it was not served");
        else if (fs::is_symlink(bundle / path, problem))
            mark_failed(check, fmt::format("'{}' is a link", path.string()),
                        "what it leads to is no part of the bundle, and may be another thing "
                        "tomorrow");
    }
}

}  // namespace isonomia::provenance
