#include "provenance/verify/stray_files.hpp"

#include <vector>

#include <fmt/format.h>

#include "core/text.hpp"
#include "provenance/store/left_over.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t named_max = 10;

bool is_of_ledger(const CaseFolder& folder, const fs::path& path) {
    return path == folder.database() || path == folder.journal() || path == folder.checkpoint() ||
           path == folder.exhibits() || path == folder.incoming() || path == folder.keys();
}

class StraySearch {
public:
    StraySearch(const CaseFolder& folder, const IsRecorded& is_recorded)
        : folder_(folder), is_recorded_(is_recorded) {}

    Result<StrayFiles> run() {
        auto names = names_in(folder_.path);
        if (!names) return fail(names.error());
        found_.names = names->size();
        for (const std::string& name : *names)
            if (!is_of_ledger(folder_, folder_.path / name)) look_at(name);
        if (auto seen = look_at_folders_of_incoming(); !seen) return fail(seen.error());
        while (!folders_.empty()) {
            const fs::path next = std::move(folders_.back());
            folders_.pop_back();
            look_into(next);
        }
        return std::move(found_);
    }

private:
    void look_at(const fs::path& name) {
        std::error_code problem;
        const fs::path path = folder_.path / name;
        const auto status = fs::symlink_status(path, problem);
        if (status.type() == fs::file_type::not_found) return;  // it went meanwhile
        if (fs::is_directory(status)) {
            folders_.push_back(name);
        } else if (fs::is_symlink(status)) {
            add(name.string(), " (a link)");
        } else if (!fs::is_regular_file(status)) {
            add(name.string(), fs::exists(status) ? " (not a regular file)" : " (unreadable)");
        } else if (!name.has_parent_path() && name.string().starts_with(unfinished_prefix)) {
            if (found_.unfinished++ == 0) found_.an_unfinished = name.string();
        } else if (!is_recorded_(name)) {
            add(name.string(), "");
        }
    }

    // Files there are the rest of an intake; whole folders no intake leaves.
    Status look_at_folders_of_incoming() {
        const fs::path incoming = folder_.incoming().filename();
        const auto names = names_in(folder_.incoming());
        if (!names) return fail(names.error());
        for (const std::string& name : *names)
            if (std::error_code problem;
                fs::is_directory(fs::symlink_status(folder_.incoming() / name, problem)))
                folders_.push_back(incoming / name);
        return {};
    }

    void look_into(const fs::path& name) {
        const auto inside = names_in(folder_.path / name);
        if (!inside) return add(name.string() + "/", " (a folder that cannot be read)");
        if (inside->empty()) add(name.string() + "/", " (an empty folder)");
        for (const std::string& one : *inside)
            look_at(name / one);
    }

    void add(const std::string& name, const char* kind) {
        ++found_.count;
        found_.first.insert(fmt::format("'{}'{}", name_shown(name), kind));
        if (found_.first.size() > named_max) found_.first.erase(std::prev(found_.first.end()));
    }

    const CaseFolder& folder_;
    const IsRecorded& is_recorded_;
    StrayFiles found_;
    std::vector<fs::path> folders_;  // still to be looked into
};

}  // namespace

std::string name_shown(const std::string& name) {
    constexpr std::size_t length_max = 200;
    constexpr std::size_t code_point_bytes_max = 4;
    std::string shown;
    std::size_t length = 0;
    for (std::size_t at = 0; at < name.size(); ++length) {
        if (length == length_max) return shown + "…";
        std::size_t bytes = 1;
        while (bytes <= code_point_bytes_max && !valid_utf8(name.substr(at, bytes)))
            ++bytes;
        const bool valid = bytes <= code_point_bytes_max;
        shown += valid ? name.substr(at, bytes)
                       : fmt::format("\\x{:02x}", static_cast<unsigned char>(name[at]));
        at += valid ? bytes : 1;
    }
    return shown;
}

std::string StrayFiles::text() const {
    const std::vector<std::string> named(first.begin(), first.end());
    std::string result =
        fmt::format("{} thing{}: {}", count, count == 1 ? "" : "s", join(named, ", "));
    if (count > named.size()) result += fmt::format(" and {} more", count - named.size());
    return result;
}

Result<StrayFiles> stray_files(const CaseFolder& folder, const IsRecorded& is_recorded) {
    return StraySearch(folder, is_recorded).run();
}

}  // namespace isonomia::provenance
