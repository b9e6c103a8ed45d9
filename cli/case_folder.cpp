#include "cli/case_folder.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"

namespace isonomia::cli {

namespace {

bool is_there(const fs::path& path) {
    std::error_code problem;
    return fs::exists(path, problem);
}

}  // namespace

Result<fs::path> case_folder(const Context& context, const std::optional<std::string>& given) {
    if (given) {
        const fs::path folder = context.working_folder / *given;
        std::error_code problem;
        const bool holds_ledger = fs::exists(folder / ledger_name, problem);
        if (problem == std::errc::permission_denied)
            return fail(
                system_error("F0001", fmt::format("cannot look into '{}': {}",
                                                  printable(*given, 200), problem.message()))
                    .hinted("ask for the right to read the folder, or copy it"));
        if (holds_ledger) return folder;
        const std::string shown = printable(*given, 200);
        if (!is_there(folder))
            return fail(input_error("U0010", fmt::format("there is no folder '{}'", shown))
                            .hinted("name the folder that 'isonomia run' wrote; where a command "
                                    "takes another word, the case folder comes first"));
        if (fs::is_directory(folder))
            return fail(
                input_error("U0010", fmt::format("'{}' is not a case folder: it holds no {}", shown,
                                                 ledger_name))
                    .hinted("name the folder that 'isonomia run' wrote, or make one with 'isonomia "
                            "run MATTER.xml -o DIR'"));
        return fail(input_error("U0010", fmt::format("'{}' is a file, not a case folder", shown))
                        .hinted("name the folder that 'isonomia run' wrote; where a command takes "
                                "another word, the case folder comes first"));
    }
    for (fs::path folder = context.working_folder;; folder = folder.parent_path()) {
        if (is_there(folder / ledger_name)) return folder;
        if (is_there(folder / "case" / ledger_name)) return folder / "case";
        if (folder == folder.parent_path()) break;
    }
    return fail(input_error("U0010", "there is no case folder here, nor in any folder above")
                    .hinted("name the case folder, or make one with 'isonomia run MATTER.xml'"));
}

Status check_outside(const fs::path& target, const fs::path& folder) {
    const fs::path relative =
        fs::weakly_canonical(target).lexically_relative(fs::weakly_canonical(folder));
    if (relative.empty() || *relative.begin() == "..") return {};
    return fail(usage_error("U0020", fmt::format("'{}' lies in the case folder",
                                                 printable(target.string(), 200)))
                    .hinted("name a place outside"));
}

}  // namespace isonomia::cli
