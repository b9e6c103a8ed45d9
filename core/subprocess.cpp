#include "core/subprocess.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/child_process.hpp"

namespace isonomia {

namespace {

using SteadyClock = std::chrono::steady_clock;

enum class StreamsEnd { closed, timed_out, too_much };

// Feeds the child and drains it until both of its streams are closed.
StreamsEnd converse(Pipe& in, Pipe& out, Pipe& err, std::string_view input, ProcessResult& result,
                    const ProcessLimits& limits) {
    ::fcntl(in.write_end, F_SETFL, O_NONBLOCK);
    const auto deadline = SteadyClock::now() + limits.wall;
    std::array<char, 65536> buffer{};
    while (out.read_end >= 0 || err.read_end >= 0) {
        if (input.empty()) in.close_write();
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
        if (left.count() <= 0) return StreamsEnd::timed_out;
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
            return StreamsEnd::too_much;
    }
    return StreamsEnd::closed;
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
    Pipe in;
    Pipe out;
    Pipe err;
    const NoBrokenPipes quiet;
    const auto deadline = SteadyClock::now() + limits.wall;
    const auto started = start_child(arguments, in, out, err, limits);
    if (!started) return fail(started.error());
    const pid_t child = *started;

    ProcessResult result;
    StreamsEnd ending = converse(in, out, err, input, result, limits);
    int state = 0;
    const bool ended = ending == StreamsEnd::closed && wait_until(child, state, deadline);
    if (!ended) {
        if (ending == StreamsEnd::closed) ending = StreamsEnd::timed_out;
        ::kill(-child, SIGKILL);
        ::waitpid(child, &state, 0);
    }

    if (ending == StreamsEnd::timed_out)
        return fail(system_error("F0102", fmt::format("'{}' did not end within {} seconds", program,
                                                      limits.wall.count())));
    if (ending == StreamsEnd::too_much)
        return fail(system_error(
            "F0103", fmt::format("'{}' printed more than {} bytes", program, limits.output_bytes)));
    if (WIFSIGNALED(state))
        result.signal = WTERMSIG(state);
    else
        result.exit_code = WEXITSTATUS(state);
    return result;
}

}  // namespace isonomia
