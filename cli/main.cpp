// The program: the real world put together, and what must hold however a command ends.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/command.hpp"
#include "cli/descriptor_stream.hpp"
#include "cli/diagnostics.hpp"
#include "cli/dispatch.hpp"
#include "cli/terminal.hpp"

namespace {

using namespace isonomia;
using namespace isonomia::cli;

// Takes a progress line away, and says to the person at the terminal what the record stands at.
extern "C" void on_interrupt(int) {
    constexpr char words[] =
        "\r\x1b[Kinterrupted: what was recorded stays; run the same command again\n";
    if (::isatty(STDERR_FILENO) == 1 && ::write(STDERR_FILENO, words, sizeof words - 1) < 0) {
        // Nobody is left to tell.
    }
    std::_Exit(static_cast<int>(ExitCode::interrupted));
}

// ensure() has said what is wrong; only the exit code is left.
extern "C" void on_abort(int) { std::_Exit(static_cast<int>(ExitCode::bug)); }

extern "C" void on_broken_pipe(int) {}  // the failing write tells; a child starts with the default

void handle_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, on_interrupt);
    std::signal(SIGABRT, on_abort);
    std::signal(SIGPIPE, on_broken_pipe);
}

std::optional<std::string> environment_value(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

ExitCode run(Context& context, const std::vector<std::string>& words) {
    try {
        return dispatch(context, all_commands(), words);
    } catch (const std::bad_alloc&) {
        report(context, system_error("U0071", "there is not enough memory")
                            .hinted("close other programs, or split the input"));
        return ExitCode::failed;
    } catch (const std::exception& problem) {
        report(context, internal_error("U0070", fmt::format("internal error: {}", problem.what()))
                            .hinted("this is a fault of isonomia; please report it with the "
                                    "command and this message"));
    } catch (...) {
        report(context, internal_error("U0070", "internal error"));
    }
    return ExitCode::bug;
}

}  // namespace

int main(int count, char** arguments) {
    handle_signals();
    DescriptorBuffer out_buffer(STDOUT_FILENO);
    DescriptorBuffer err_buffer(STDERR_FILENO);
    std::ostream out(&out_buffer);
    std::ostream err(&err_buffer);
    DiskFiles files;
    const SystemClock clock;
    SystemRandom random;
    std::error_code problem;
    Context context{.files = files,
                    .clock = clock,
                    .random = random,
                    .out = out,
                    .err = err,
                    .out_terminal = terminal_facts(STDOUT_FILENO, environment_value),
                    .err_terminal = terminal_facts(STDERR_FILENO, environment_value),
                    .environment = environment_value,
                    .working_folder = fs::current_path(problem),
                    .executable = fs::read_symlink("/proc/self/exe", problem)};
    const std::vector<std::string> words(arguments + (count > 0 ? 1 : 0), arguments + count);
    ExitCode code = run(context, words);

    out << std::flush;
    if (out_buffer.problem() != 0 && out_buffer.problem() != EPIPE) {
        report(context, system_error("U0016", fmt::format("can't write to standard output: {}",
                                                          std::strerror(out_buffer.problem()))));
        if (code == ExitCode::done || code == ExitCode::adverse) code = ExitCode::failed;
    }
    err << std::flush;
    return static_cast<int>(code);
}
