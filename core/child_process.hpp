// Starting a child without a shell: what run_process() and Dialogue share.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

#include "core/subprocess.hpp"

namespace isonomia {

struct Pipe {
    int read_end = -1;
    int write_end = -1;

    Pipe();  // neither end when the machine has none left
    ~Pipe();
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] bool open() const { return read_end >= 0; }
    void close_read();
    void close_write();
};

// A child that ends before it has read its input must not end us.
class NoBrokenPipes {
public:
    NoBrokenPipes();
    ~NoBrokenPipes();
    NoBrokenPipes(const NoBrokenPipes&) = delete;
    NoBrokenPipes& operator=(const NoBrokenPipes&) = delete;

private:
    void (*before_)(int);
};

// Forks and executes arguments[0] in a process group of its own, with the three pipes as its
// streams, an empty environment but for PATH and LC_ALL=C, and the limits; our ends of the pipes
// stay. It is killed when we end. Error: F0101.
[[nodiscard]] Result<pid_t> start_child(const std::vector<std::string>& arguments, Pipe& in,
                                        Pipe& out, Pipe& err, const ProcessLimits& limits);

}  // namespace isonomia
