// isonomia @name@: prints the version of the program and the folder it was called from.
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "core/version.hpp"

namespace isonomia::cli {

namespace {

Result<ExitCode> run(Context& context, const Arguments&) {
    if (context.json) {
        write_json(context, {{"version", std::string(version())}});
        return ExitCode::done;
    }
    context.out << version() << ' ' << context.working_folder.string() << '\n';
    return ExitCode::done;
}

}  // namespace

Command @name@_command() {
    return {
        .name = "@name@",
        .summary = "print the version and the working folder",
        .examples = {{"isonomia @name@", "the version and the working folder"}},
        .run = run,
    };
}

}  // namespace isonomia::cli
