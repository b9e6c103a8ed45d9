#include "cli/data_folder.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"

#ifndef ISONOMIA_SOURCE_DIR
#define ISONOMIA_SOURCE_DIR ""  // an installed program knows no source tree
#endif

namespace isonomia::cli {

namespace {

bool is_folder(const fs::path& path) {
    std::error_code problem;
    return fs::is_directory(path, problem);
}

DataFolders installed_in(const fs::path& folder) {
    return {folder / "packs", folder / "templates", folder / "instruments", folder / "fixtures"};
}

}  // namespace

Result<DataFolders> data_folders(const Context& context) {
    if (const auto named = context.environment("ISONOMIA_DATA"); named && !named->empty()) {
        const fs::path folder = context.working_folder / *named;
        if (is_folder(folder / "packs")) return installed_in(folder);
        return fail(input_error("U0013", fmt::format("'{}' holds no packs", printable(*named)))
                        .note("ISONOMIA_DATA names it")
                        .hinted("set ISONOMIA_DATA to the folder that holds packs/ and templates/, "
                                "or unset it"));
    }
    const fs::path installed = context.executable.parent_path().parent_path() / "share/isonomia";
    if (!context.executable.empty() && is_folder(installed / "packs"))
        return installed_in(installed);
    const fs::path source(ISONOMIA_SOURCE_DIR);
    if (!source.empty() && is_folder(source / "rules/packs"))
        return DataFolders{source / "rules/packs", source / "corpus/templates",
                           source / "corpus/instruments", source / "tests/packs"};
    return fail(system_error("U0013", "the data that comes with isonomia is not found")
                    .note(fmt::format("looked in {}", printable(installed.string())))
                    .hinted("set ISONOMIA_DATA to the folder that holds packs/ and templates/"));
}

}  // namespace isonomia::cli
