// What the exit code of the program says. Integrity outranks error outranks adverse.
#pragma once

#include <array>
#include <string_view>

#include "core/error.hpp"

namespace isonomia::cli {

enum class ExitCode {
    done = 0,           // completed, nothing adverse
    failed = 1,         // could not complete
    adverse = 2,        // completed; something is adverse or unknown
    integrity = 3,      // a record is not what it was
    usage = 64,         // the command line is wrong
    bug = 70,           // a fault of this program
    interrupted = 130,  // stopped by a signal
};

inline constexpr std::array all_exit_codes{
    ExitCode::done,  ExitCode::failed, ExitCode::adverse,    ExitCode::integrity,
    ExitCode::usage, ExitCode::bug,    ExitCode::interrupted};

// One line for manuals.
[[nodiscard]] constexpr std::string_view meaning(ExitCode code) {
    switch (code) {
        case ExitCode::done:
            return "completed, nothing adverse";
        case ExitCode::failed:
            return "could not complete";
        case ExitCode::adverse:
            return "completed, and something is adverse or unknown";
        case ExitCode::integrity:
            return "the integrity of a record is broken";
        case ExitCode::usage:
            return "the command line is wrong";
        case ExitCode::bug:
            return "a fault of isonomia itself";
        case ExitCode::interrupted:
            return "interrupted";
    }
    return "";
}

[[nodiscard]] constexpr ExitCode exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::input:
        case ErrorKind::system:
            return ExitCode::failed;
        case ErrorKind::integrity:
            return ExitCode::integrity;
        case ErrorKind::usage:
            return ExitCode::usage;
        case ErrorKind::internal:
            return ExitCode::bug;
    }
    return ExitCode::bug;
}

}  // namespace isonomia::cli
