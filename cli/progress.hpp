// One line on stderr that says what goes on, for people who wait.
//
// Shown only on a terminal, only when the whole has taken longer than the delay, and erased at the
// end. A timer draws it, so that it also appears during a single long step.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "cli/context.hpp"

namespace isonomia::cli {

class Progress {
public:
    explicit Progress(Context& context, std::chrono::milliseconds delay = std::chrono::seconds(1));
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    // Names what begins now: step("measuring compas", 3, 12) shows "measuring compas (3 of 12)".
    // With total 0 only the text is shown.
    void step(std::string_view text, std::uint64_t done = 0, std::uint64_t total = 0);

    // Takes the line away, so that something else can be written to stderr; the next step brings it
    // back.
    void clear();

private:
    void draw_until_told(std::stop_token stop);
    void erase();

    std::ostream& err_;
    const std::size_t width_;
    const std::chrono::steady_clock::time_point from_;  // not drawn before
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::string text_;
    bool stale_ = false;  // text_ is not what the terminal shows
    bool drawn_ = false;
    std::jthread timer_;  // runs only on a terminal
};

}  // namespace isonomia::cli
