#include "core/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace isonomia {

namespace {

// A sanitized program reserves terabytes of address space before it starts.
#ifdef __SANITIZE_ADDRESS__
constexpr bool built_with_address_sanitizer = true;
#else
constexpr bool built_with_address_sanitizer = false;
#endif

void limit(int resource, std::uint64_t value) {
    const rlimit bounds{value, value};
    ::setrlimit(static_cast<__rlimit_resource>(resource), &bounds);
}

// Between fork and exec only async-signal-safe calls are allowed.
[[noreturn]] void become(const std::vector<char*>& arguments, const std::vector<char*>& environment,
                         const Pipe& in, const Pipe& out, const Pipe& err,
                         const ProcessLimits& limits, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);       // an interrupted run leaves nothing behind,
    if (::getppid() != parent) ::_exit(127);  // nor one that ended before that call
    ::setpgid(0, 0);                          // so that a timeout ends its children too
    ::dup2(in.read_end, STDIN_FILENO);
    ::dup2(out.write_end, STDOUT_FILENO);
    ::dup2(err.write_end, STDERR_FILENO);
    ::signal(SIGPIPE, SIG_DFL);
    if (limits.memory_bytes > 0 && !built_with_address_sanitizer)
        limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, limits.open_files);
    ::execve(arguments[0], arguments.data(), environment.data());
    ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

tl::unexpected<Error> cannot_start(const std::string& program, const std::string& why) {
    return fail(system_error("F0101", fmt::format("cannot start '{}': {}", program, why)));
}

}  // namespace

Pipe::Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
        read_end = ends[0];
        write_end = ends[1];
    }
}

Pipe::~Pipe() {
    close_read();
    close_write();
}

void Pipe::close_read() {
    if (read_end >= 0) ::close(read_end);
    read_end = -1;
}

void Pipe::close_write() {
    if (write_end >= 0) ::close(write_end);
    write_end = -1;
}

NoBrokenPipes::NoBrokenPipes() : before_(::signal(SIGPIPE, SIG_IGN)) {}

NoBrokenPipes::~NoBrokenPipes() { ::signal(SIGPIPE, before_ == SIG_ERR ? SIG_DFL : before_); }

Result<pid_t> start_child(const std::vector<std::string>& arguments, Pipe& in, Pipe& out, Pipe& err,
                          const ProcessLimits& limits) {
    const std::string& program = arguments.at(0);
    if (::access(program.c_str(), X_OK) != 0) return cannot_start(program, std::strerror(errno));
    if (!in.open() || !out.open() || !err.open()) return cannot_start(program, "no pipes left");
    std::vector<std::string> argument_texts = arguments;
    std::vector<std::string> environment_texts{
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
    const std::vector<char*> argument_pointers = pointers(argument_texts);
    const std::vector<char*> environment_pointers = pointers(environment_texts);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(argument_pointers, environment_pointers, in, out, err, limits, parent);
    if (child < 0) return cannot_start(program, std::strerror(errno));
    ::setpgid(child, child);  // whoever comes first
    in.close_read();
    out.close_write();
    err.close_write();
    return child;
}

}  // namespace isonomia
