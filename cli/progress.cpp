#include "cli/progress.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"

namespace isonomia::cli {

Progress::Progress(Context& context, std::chrono::milliseconds delay)
    : err_(context.err),
      width_(context.err_terminal.width),
      from_(std::chrono::steady_clock::now() + delay) {
    if (context.err_terminal.is_terminal && !context.quiet)
        timer_ = std::jthread([this](std::stop_token stop) { draw_until_told(stop); });
}

Progress::~Progress() {
    if (!timer_.joinable()) return;
    timer_.request_stop();
    timer_.join();
    clear();
}

void Progress::step(std::string_view text, std::uint64_t done, std::uint64_t total) {
    if (!timer_.joinable()) return;
    const std::string count = total == 0 ? "" : fmt::format(" ({} of {})", done, total);
    const std::size_t room = width_ > count.size() + 2 ? width_ - count.size() - 2 : 1;
    {
        const std::scoped_lock lock(mutex_);
        text_ = printable(printable(text), room) + count;  // cut to what is seen, escapes and all
        stale_ = true;
    }
    changed_.notify_one();
}

void Progress::clear() {
    const std::scoped_lock lock(mutex_);
    erase();
    stale_ = false;
}

void Progress::erase() {
    if (!drawn_) return;
    err_ << "\r\x1b[K" << std::flush;
    drawn_ = false;
}

void Progress::draw_until_told(std::stop_token stop) {
    constexpr std::chrono::milliseconds pause(50);  // no faster than an eye can follow
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, from_, [] { return false; });
    while (!stop.stop_requested()) {
        if (stale_) {
            erase();
            err_ << text_ << std::flush;
            drawn_ = true;
            stale_ = false;
        }
        changed_.wait(lock, stop, [this] { return stale_; });
        changed_.wait_for(lock, stop, pause, [] { return false; });
    }
}

}  // namespace isonomia::cli
