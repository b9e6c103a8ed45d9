// isonomia init: a matter to fill in.
#include <algorithm>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/data_folder.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/shell_word.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t template_bytes_max = 16U << 20U;

// Regular files below the folder, relative to it, sorted.
Result<std::vector<fs::path>> files_below(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code problem;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->is_regular_file()) found.push_back(it->path().lexically_relative(folder));
    if (problem || found.empty())
        return fail(
            system_error("U0013",
                         fmt::format("there is no template in '{}'", printable(folder.string())))
                .hinted("set ISONOMIA_DATA to the folder that holds packs/ and templates/"));
    std::sort(found.begin(), found.end());
    return found;
}

// As a person would type it from the working folder.
std::string shown(const Context& context, const fs::path& path) {
    const fs::path relative = path.lexically_proximate(context.working_folder);
    return printable(relative.string().starts_with("..") ? path.string() : relative.string());
}

Status copy_all(Context& context, const fs::path& from, const fs::path& to,
                const std::vector<fs::path>& names) {
    for (const fs::path& name : names) {
        std::error_code problem;
        if (fs::exists(fs::symlink_status(to / name, problem)))
            return fail(input_error("U0012",
                                    fmt::format("'{}' is already there", shown(context, to / name)))
                            .note("nothing was written")
                            .hinted("name another folder: isonomia init --kind KIND DIR"));
    }
    for (const fs::path& name : names) {
        const auto content = context.files.read(from / name, template_bytes_max);
        if (!content) return fail(content.error());
        if (auto made = context.files.make_folder((to / name).parent_path()); !made) return made;
        if (auto written = context.files.write(to / name, *content); !written) return written;
    }
    return {};
}

Result<ExitCode> run(Context& context, const Arguments& arguments) {
    const std::string kind = arguments.value("kind");
    if (kind.empty())
        return fail(usage_error("U0007", "'init' needs --kind")
                        .hinted("isonomia init --kind face-recognition, or --kind risk-score"));
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    const fs::path from = data->templates / kind;
    const auto names = files_below(from);
    if (!names) return fail(names.error());

    const std::string given = arguments.positional("DIR").value_or(".");
    const fs::path to = (context.working_folder / given).lexically_normal();
    if (auto copied = copy_all(context, from, to, *names); !copied) return fail(copied.error());

    Json::Array written;
    for (const fs::path& name : *names)
        written.emplace_back(shown(context, to / name));
    if (context.json) {
        write_json(context, {{"written", std::move(written)}});
    } else if (!context.quiet) {
        const std::string matter = shown(context, to / "matter.xml");
        for (const Json& name : written)
            context.out << "wrote " << *name.string() << '\n';
        context.out << fmt::format(
            "\nNext:\n  1. Fill in {0}; every field is explained in place.\n"
            "  2. Put the exhibits where it names them.\n  3. isonomia run {1}\n",
            matter, shell_word(matter));
    }
    return ExitCode::done;
}

}  // namespace

Command init_command() {
    return {
        .name = "init",
        .summary = "write a matter to fill in",
        .description = {"Writes matter.xml, with every field explained in place, and the files "
                        "that go with it. Never overwrites anything."},
        .options = {{.name = "kind",
                     .value = "KIND",
                     .help = "what the AI system does",
                     .allowed = {"face-recognition", "risk-score"}}},
        .positionals = {{.name = "DIR",
                         .help = "folder to write to; the working folder when left out",
                         .required = false,
                         .completes = Completes::folder}},
        .examples = {{"isonomia init --kind risk-score smith",
                      "begins a matter about a risk score in the folder 'smith'"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
