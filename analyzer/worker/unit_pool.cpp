#include "analyzer/worker/unit_pool.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace isonomia::analyzer {

namespace {

using Time = std::chrono::steady_clock::time_point;

constexpr std::size_t facts_bytes_max = std::size_t{512} << 20U;  // of one unit

struct Child {
    pid_t process = -1;
    int pipe = -1;
    std::size_t job = 0;
    std::string bytes;
    Time deadline;
    std::string ended_for;  // why it was stopped
};

void limit(__rlimit_resource resource, rlim_t value) {
    rlimit current{};
    if (::getrlimit(resource, &current) != 0) return;
    if (current.rlim_max != RLIM_INFINITY && value > current.rlim_max) value = current.rlim_max;
    const rlimit bounds{value, value};
    ::setrlimit(resource, &bounds);
}

// In the new process, which never comes back.
[[noreturn]] void serve(const ParseJob& job, const WorkerLimits& limits, const UnitReader& reader,
                        int out, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    limit(RLIMIT_CPU, limits.unit_seconds);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
#ifndef __SANITIZE_ADDRESS__  // a sanitized program reserves terabytes of address space
    limit(RLIMIT_AS, limits.unit_memory_mib << 20U);
#endif
    const std::string bytes = encode(reader(job));
    for (std::size_t at = 0; at < bytes.size();) {
        const auto sent = ::write(out, bytes.data() + at, bytes.size() - at);
        if (sent < 0 && errno != EINTR) ::_exit(1);
        if (sent > 0) at += static_cast<std::size_t>(sent);
    }
    ::_exit(0);
}

ReadUnit gap(const ParseJob& job, std::string why) {
    ReadUnit result;
    result.unit.file = unit_name(job);
    result.unit.errors = 1;
    result.unit.first_error = std::move(why);
    return result;
}

class Pool {
public:
    Pool(const std::vector<ParseJob>& jobs, const WorkerLimits& limits, const UnitReader& reader)
        : jobs_(jobs), limits_(limits), reader_(reader), results_(jobs.size()) {}

    std::vector<ReadUnit> run() {
        const std::size_t width = limits_.jobs > 0
                                      ? static_cast<std::size_t>(limits_.jobs)
                                      : std::max(1U, std::thread::hardware_concurrency());
        while (next_ < jobs_.size() || !children_.empty()) {
            while (next_ < jobs_.size() && children_.size() < width)
                start();
            if (!children_.empty()) wait();
        }
        return std::move(results_);
    }

private:
    void start() {
        const std::size_t job = next_++;
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) {
            results_[job] = gap(jobs_[job], "there are no more pipes");
            return;
        }
        const pid_t parent = ::getpid();
        const pid_t process = ::fork();
        if (process == 0) {
            ::close(ends[0]);
            for (const Child& other : children_)
                ::close(other.pipe);
            serve(jobs_[job], limits_, reader_, ends[1], parent);
        }
        ::close(ends[1]);
        if (process < 0) {
            ::close(ends[0]);
            results_[job] = gap(jobs_[job], "no process could be started for it");
            return;
        }
        Child child;
        child.process = process;
        child.pipe = ends[0];
        child.job = job;
        child.deadline =
            std::chrono::steady_clock::now() + std::chrono::seconds(limits_.unit_seconds * 3 + 10);
        children_.push_back(std::move(child));
    }

    void wait() {
        std::vector<pollfd> waiting;
        for (const Child& child : children_)
            waiting.push_back({child.pipe, POLLIN, 0});
        ::poll(waiting.data(), waiting.size(), 500);
        const Time now = std::chrono::steady_clock::now();
        for (std::size_t i = children_.size(); i-- > 0;) {
            Child& child = children_[i];
            if (now > child.deadline) stop(child, "it took too long");
            if (waiting[i].revents == 0) continue;
            if (!receive(child)) {
                finish(child);
                children_.erase(children_.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
    }

    static void stop(Child& child, const char* why) {
        if (!child.ended_for.empty()) return;
        child.ended_for = why;
        ::kill(child.process, SIGKILL);
    }

    // Whether more may come.
    static bool receive(Child& child) {
        std::array<char, 1U << 16U> buffer{};
        const auto got = ::read(child.pipe, buffer.data(), buffer.size());
        if (got < 0) return errno == EINTR;
        if (got == 0) return false;
        if (child.bytes.size() + static_cast<std::size_t>(got) > facts_bytes_max)
            stop(child, "it has too many facts");
        else
            child.bytes.append(buffer.data(), static_cast<std::size_t>(got));
        return true;
    }

    void finish(Child& child) {
        ::close(child.pipe);
        int status = 0;
        while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR) {
        }
        const ParseJob& job = jobs_[child.job];
        ReadUnit& result = results_[child.job];
        if (!child.ended_for.empty()) {
            result = gap(job, child.ended_for);
        } else if (WIFSIGNALED(status) &&
                   (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
            result = gap(job, fmt::format("it took more than {} seconds", limits_.unit_seconds));
        } else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            result = gap(job, fmt::format("the parser gave up on it, or needed more than {} MiB",
                                          limits_.unit_memory_mib));
        } else if (auto unit = decode(child.bytes)) {
            result = *std::move(unit);
        } else {
            result = gap(job, "its facts are not of the agreed form");
        }
    }

    const std::vector<ParseJob>& jobs_;
    const WorkerLimits& limits_;
    const UnitReader& reader_;
    std::vector<ReadUnit> results_;
    std::vector<Child> children_;
    std::size_t next_ = 0;
};

}  // namespace

std::vector<ReadUnit> read_side_by_side(const std::vector<ParseJob>& jobs,
                                        const WorkerLimits& limits, const UnitReader& reader) {
    return Pool(jobs, limits, reader).run();
}

}  // namespace isonomia::analyzer
