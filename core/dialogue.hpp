// A program that is kept running and spoken to line by line.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/subprocess.hpp"

namespace isonomia {

enum class Ending {
    complete,      // all lines came
    timed_out,     // the next line did not come in time
    ended,         // the program closed its output
    too_much,      // a line or the errors went beyond `output_bytes`
    unasked_lines  // more than was asked for
};

struct Exchange {
    std::vector<std::string> lines;  // without their line ends; those that came in any case
    Ending ending = Ending::complete;
};

class Dialogue {
public:
    // As run_process() starts a program; of the limits, `wall` is not used. Error: F0101.
    [[nodiscard]] static Result<std::unique_ptr<Dialogue>> start(
        const std::vector<std::string>& arguments, ProcessLimits limits);
    virtual ~Dialogue() = default;  // ends the program and all its children

    // Gives the text to the program and waits for that many lines, each within `patience` of the
    // one before. After any other ending than `complete` the program must be started anew.
    [[nodiscard]] virtual Exchange ask(std::string_view text, std::size_t lines,
                                       std::chrono::milliseconds patience) = 0;

    // The end of what it wrote to its standard error, at most 4 KiB.
    [[nodiscard]] virtual std::string complaints() const = 0;

    // How it ended, in words: 'ended by signal 11', 'ended with exit code 1', 'still runs'.
    [[nodiscard]] virtual std::string fate() = 0;
};

}  // namespace isonomia
