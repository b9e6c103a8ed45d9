#include "core/dialogue.hpp"

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
constexpr std::size_t complaints_max = 4096;

class ChildDialogue final : public Dialogue {
public:
    explicit ChildDialogue(ProcessLimits limits) : limits_(limits) {}
    ~ChildDialogue() override {
        if (child_ <= 0) return;
        in_.close_write();
        ::kill(-child_, SIGKILL);
        if (!reaped_) ::waitpid(child_, &state_, 0);
    }

    Status begin(const std::vector<std::string>& arguments) {
        const auto started = start_child(arguments, in_, out_, err_, limits_);
        if (!started) return fail(started.error());
        child_ = *started;
        for (const int end : {in_.write_end, out_.read_end, err_.read_end})
            ::fcntl(end, F_SETFL, O_NONBLOCK);
        return {};
    }

    Exchange ask(std::string_view text, std::size_t lines,
                 std::chrono::milliseconds patience) override {
        const NoBrokenPipes quiet;
        Exchange exchange;
        std::string_view nothing;
        step(nothing, 0);
        if (pending_.size() > scanned_from_) {  // said before it was asked
            exchange.ending = Ending::unasked_lines;
            return exchange;
        }
        auto deadline = SteadyClock::now() + patience;
        while (true) {
            const std::size_t before = exchange.lines.size();
            take_lines(exchange, lines);
            if (exchange.lines.size() > before) deadline = SteadyClock::now() + patience;
            if (exchange.lines.size() == lines && text.empty()) {
                if (pending_.size() > scanned_from_) exchange.ending = Ending::unasked_lines;
                return exchange;
            }
            if (pending_.size() - scanned_from_ > limits_.output_bytes) {
                exchange.ending = Ending::too_much;
                return exchange;
            }
            if (out_.read_end < 0) {
                exchange.ending = Ending::ended;
                return exchange;
            }
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                deadline - SteadyClock::now());
            if (left.count() <= 0) {
                exchange.ending = Ending::timed_out;
                return exchange;
            }
            step(text, static_cast<int>(std::min<long>(left.count(), 1000)));
        }
    }

    std::string complaints() const override { return complaints_; }

    std::string fate() override {
        using namespace std::chrono_literals;
        const auto deadline = SteadyClock::now() + 200ms;  // closed streams come before the end
        while (!reaped_ && SteadyClock::now() < deadline) {
            if (::waitpid(child_, &state_, WNOHANG) == child_) reaped_ = true;
            if (!reaped_) ::usleep(1000);
        }
        if (!reaped_) return "still runs";
        if (WIFSIGNALED(state_)) return fmt::format("ended by signal {}", WTERMSIG(state_));
        return fmt::format("ended with exit code {}", WEXITSTATUS(state_));
    }

private:
    void take_lines(Exchange& exchange, std::size_t lines) {
        while (exchange.lines.size() < lines) {
            const std::size_t end = pending_.find('\n', searched_);
            if (end == std::string::npos) {
                searched_ = pending_.size();
                break;
            }
            exchange.lines.push_back(pending_.substr(scanned_from_, end - scanned_from_));
            scanned_from_ = searched_ = end + 1;
        }
        if (scanned_from_ > 65'536) {
            pending_.erase(0, scanned_from_);
            searched_ -= scanned_from_;
            scanned_from_ = 0;
        }
    }

    void step(std::string_view& text, int milliseconds) {
        std::array<pollfd, 3> watched{{{out_.read_end, POLLIN, 0},
                                       {err_.read_end, POLLIN, 0},
                                       {text.empty() ? -1 : in_.write_end, POLLOUT, 0}}};
        if (::poll(watched.data(), watched.size(), milliseconds) <= 0) return;
        if (watched[2].revents != 0) {
            const ssize_t put = ::write(in_.write_end, text.data(), text.size());
            if (put > 0)
                text.remove_prefix(static_cast<std::size_t>(put));
            else if (put < 0 && errno != EAGAIN && errno != EINTR)
                text = {};  // it stopped reading
        }
        if (watched[0].revents != 0) drain(out_, pending_);
        if (watched[1].revents != 0) {
            drain(err_, complaints_);
            if (complaints_.size() > complaints_max)
                complaints_.erase(0, complaints_.size() - complaints_max);
        }
    }

    static void drain(Pipe& pipe, std::string& text) {
        std::array<char, 65536> buffer{};
        const ssize_t got = ::read(pipe.read_end, buffer.data(), buffer.size());
        if (got > 0)
            text.append(buffer.data(), static_cast<std::size_t>(got));
        else if (got == 0 || (errno != EINTR && errno != EAGAIN))
            pipe.close_read();
    }

    ProcessLimits limits_;
    Pipe in_;
    Pipe out_;
    Pipe err_;
    pid_t child_ = -1;
    int state_ = 0;
    bool reaped_ = false;
    std::string pending_;           // what came and was not yet handed out
    std::size_t scanned_from_ = 0;  // its first byte
    std::size_t searched_ = 0;      // no line end before it
    std::string complaints_;
};

}  // namespace

Result<std::unique_ptr<Dialogue>> Dialogue::start(const std::vector<std::string>& arguments,
                                                  ProcessLimits limits) {
    auto dialogue = std::make_unique<ChildDialogue>(limits);
    if (auto status = dialogue->begin(arguments); !status) return fail(status.error());
    return dialogue;
}

}  // namespace isonomia
