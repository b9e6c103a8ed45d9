// What the command line asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pg {

enum class Task { ratio, paternity, search, simulate, help };

struct Options {
    Task task = Task::help;
    std::string samples;
    std::string persons;
    std::string frequencies;
    std::string settings;
    std::string sample;
    std::string suspect;
    std::string mother;
    std::string child;
    std::string laboratory;
    int unknown = 1;
    std::size_t list = 20;
    std::optional<unsigned long> seed;
    bool low_template = false;
};

// Throws std::invalid_argument with what is wrong.
[[nodiscard]] Options read_options(const std::vector<std::string>& arguments);
[[nodiscard]] std::string usage();

}  // namespace pg
