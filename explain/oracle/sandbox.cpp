#include "explain/oracle/sandbox.hpp"

#include <fmt/format.h>

#include "core/subprocess.hpp"

namespace isonomia::explain {

namespace {

constexpr const char* bubblewrap = "/usr/bin/bwrap";

// What programs of a distribution need, and what links to it on merged systems.
constexpr const char* system_parts[] = {"/usr",
                                        "/bin",
                                        "/sbin",
                                        "/lib",
                                        "/lib32",
                                        "/lib64",
                                        "/libx32",
                                        "/opt",
                                        "/etc/alternatives",
                                        "/etc/ld.so.cache",
                                        "/etc/ld.so.conf",
                                        "/etc/ld.so.conf.d",
                                        "/etc/localtime",
                                        "/etc/fonts"};

void show(std::vector<std::string>& arguments, const std::string& path) {
    arguments.insert(arguments.end(), {"--ro-bind", path, path});
}

std::vector<std::string> walls() {
    std::vector<std::string> arguments{bubblewrap,      "--unshare-all", "--die-with-parent",
                                       "--new-session", "--cap-drop",    "ALL"};
    for (const char* part : system_parts)
        arguments.insert(arguments.end(), {"--ro-bind-try", part, part});
    arguments.insert(arguments.end(), {"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"});
    return arguments;
}

// Why bubblewrap cannot be used here; "" when it can.
std::string obstacle() {
    std::error_code problem;
    if (!fs::exists(bubblewrap, problem)) return "bubblewrap is not installed";
    auto arguments = walls();
    arguments.insert(arguments.end(), {"--", "/usr/bin/true"});
    const auto tried = run_process(arguments, "", {.wall = std::chrono::seconds(10)});
    if (!tried) return tried.error().message;
    if (tried->exit_code == 0 && tried->signal == 0) return "";
    return "bubblewrap cannot build its walls on this machine";
}

tl::unexpected<Error> not_there(const std::string& path) {
    return fail(input_error("E0801", fmt::format("there is no '{}'", path))
                    .hinted("give the path of a file or folder; a program is not looked for in "
                            "PATH"));
}

}  // namespace

Result<Sandbox> sandboxed(const std::vector<std::string>& command,
                          const std::vector<fs::path>& readable) {
    std::error_code problem;
    const fs::path program = fs::absolute(command.at(0), problem);
    const fs::path real = fs::canonical(program, problem);
    if (problem || !fs::is_regular_file(real, problem)) return not_there(command[0]);
    Sandbox sandbox;
    sandbox.command = command;
    sandbox.command[0] = program.string();
    std::vector<fs::path> shown;
    for (const fs::path& path : readable) {
        shown.push_back(fs::absolute(path, problem));
        if (!fs::exists(shown.back(), problem)) return not_there(path.string());
    }
    const std::string reason = obstacle();
    if (!reason.empty()) {
        sandbox.isolation = "none: " + reason;
        return sandbox;
    }
    auto arguments = walls();
    for (const fs::path& folder : {program.parent_path(), real.parent_path()})
        if (folder != "/") show(arguments, folder.string());
    for (const fs::path& path : shown)
        show(arguments, path.string());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), sandbox.command.begin(), sandbox.command.end());
    sandbox.command = std::move(arguments);
    sandbox.isolated = true;
    sandbox.isolation =
        "bubblewrap: no network; of the files only the system's, the program's folder and those "
        "that were named, read-only";
    return sandbox;
}

}  // namespace isonomia::explain
