#include "core/subprocess.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace isonomia {

namespace {

using SteadyClock = std::chrono::steady_clock;

// A sanitized program reserves terabytes of address space before it starts.
#ifdef __SANITIZE_ADDRESS__
constexpr bool built_with_address_sanitizer = true;
#else
constexpr bool built_with_address_sanitizer = false;
#endif

struct Pipe {
    int read_end = -1;
    int write_end = -1;

    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
            read_end = ends[0];
            write_end = ends[1];
        }
    }
    ~Pipe() {
        close_read();
        close_write();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] bool open() const { return read_end >= 0; }
    void close_read() {
        if (read_end >= 0) ::close(read_end);
        read_end = -1;
    }
    void close_write() {
        if (write_end >= 0) ::close(write_end);
        write_end = -1;
    }
};

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
    if (limits.memory_bytes > 0 && !built_with_address_sanitizer)
        limit(RLIMIT_AS, limits.memory_bytes);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, limits.open_files);
    ::execve(arguments[0], arguments.data(), environment.data());
    ::_exit(127);
}

enum class Ending { closed, timed_out, too_much };

// Feeds the child and drains it until both of its streams are closed.
Ending converse(Pipe& in, Pipe& out, Pipe& err, std::string_view input, ProcessResult& result,
                const ProcessLimits& limits) {
    ::fcntl(in.write_end, F_SETFL, O_NONBLOCK);
    const auto deadline = SteadyClock::now() + limits.wall;
    std::array<char, 65536> buffer{};
    while (out.read_end >= 0 || err.read_end >= 0) {
        if (input.empty()) in.close_write();
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
        if (left.count() <= 0) return Ending::timed_out;
        std::array<pollfd, 3> watched{
            {{out.read_end, POLLIN, 0}, {err.read_end, POLLIN, 0}, {in.write_end, POLLOUT, 0}}};
        if (::poll(watched.data(), watched.size(),
                   static_cast<int>(std::min<long>(left.count(), 1000))) < 0)
            continue;
        if (watched[2].revents != 0) {
            const ssize_t put = ::write(in.write_end, input.data(), input.size());
            if (put > 0)
                input.remove_prefix(static_cast<std::size_t>(put));
            else if (put < 0 && errno != EAGAIN && errno != EINTR)
                input = {};  // it stopped reading
        }
        const auto drain = [&](const pollfd& ready, Pipe& pipe, std::string& text) {
            if (ready.revents == 0) return true;
            const ssize_t got = ::read(pipe.read_end, buffer.data(), buffer.size());
            if (got > 0)
                text.append(buffer.data(), static_cast<std::size_t>(got));
            else if (got == 0 || errno != EINTR)
                pipe.close_read();
            return text.size() <= limits.output_bytes;
        };
        if (!drain(watched[0], out, result.out) || !drain(watched[1], err, result.err))
            return Ending::too_much;
    }
    return Ending::closed;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

// Waits for the end of a child that has closed its streams but may linger.
bool wait_until(pid_t child, int& state, SteadyClock::time_point deadline) {
    while (true) {
        const pid_t done = ::waitpid(child, &state, WNOHANG);
        if (done == child) return true;
        if (done < 0 && errno != EINTR) return true;
        if (SteadyClock::now() > deadline) return false;
        ::usleep(1000);
    }
}

}  // namespace

Result<ProcessResult> run_process(const std::vector<std::string>& arguments, std::string_view input,
                                  ProcessLimits limits) {
    const std::string& program = arguments.at(0);
    if (::access(program.c_str(), X_OK) != 0)
        return fail(system_error(
            "F0101", fmt::format("cannot start '{}': {}", program, std::strerror(errno))));
    std::vector<std::string> argument_texts = arguments;
    std::vector<std::string> environment_texts{
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
    const std::vector<char*> argument_pointers = pointers(argument_texts);
    const std::vector<char*> environment_pointers = pointers(environment_texts);

    Pipe in;
    Pipe out;
    Pipe err;
    if (!in.open() || !out.open() || !err.open())
        return fail(
            system_error("F0101", fmt::format("cannot start '{}': no pipes left", program)));

    // A child that ends before it has read its input must not end us.
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    struct sigaction before{};
    ::sigaction(SIGPIPE, &ignore, &before);

    const auto deadline = SteadyClock::now() + limits.wall;
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(argument_pointers, environment_pointers, in, out, err, limits, parent);
    if (child < 0) {
        ::sigaction(SIGPIPE, &before, nullptr);
        return fail(system_error(
            "F0101", fmt::format("cannot start '{}': {}", program, std::strerror(errno))));
    }
    in.close_read();
    out.close_write();
    err.close_write();

    ProcessResult result;
    Ending ending = converse(in, out, err, input, result, limits);
    int state = 0;
    const bool ended = ending == Ending::closed && wait_until(child, state, deadline);
    if (!ended) {
        if (ending == Ending::closed) ending = Ending::timed_out;
        ::kill(-child, SIGKILL);
        ::waitpid(child, &state, 0);
    }
    ::sigaction(SIGPIPE, &before, nullptr);

    if (ending == Ending::timed_out)
        return fail(system_error("F0102", fmt::format("'{}' did not end within {} seconds", program,
                                                      limits.wall.count())));
    if (ending == Ending::too_much)
        return fail(system_error(
            "F0103", fmt::format("'{}' printed more than {} bytes", program, limits.output_bytes)));
    if (WIFSIGNALED(state))
        result.signal = WTERMSIG(state);
    else
        result.exit_code = WEXITSTATUS(state);
    return result;
}

}  // namespace isonomia
