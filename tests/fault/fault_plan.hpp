// Which file operation goes wrong, and how. One plan for SQLite's files and for all others, so that
// "the n-th operation" means the n-th of all.
#pragma once

#include <unistd.h>

namespace isonomia::tests {

enum class Fault {
    none,
    refused,      // this one operation fails, as a disk with a bad sector does
    broken,       // this one and all that follow fail, as a disk that was pulled out
    full,         // this one and all that follow find no space
    killed,       // the process ends before it
    torn_killed,  // the process ends in the midst of it: half is written
};

struct FaultPlan {
    Fault fault = Fault::none;
    int at = 0;       // number of the operation, from 0
    int counted = 0;  // operations that change something, so far

    // Counts one operation; what is to become of it.
    Fault next() {
        const int number = counted++;
        const bool lasts = fault == Fault::broken || fault == Fault::full;
        if (fault == Fault::none || number < at || (number > at && !lasts)) return Fault::none;
        if (fault == Fault::killed) ::_exit(killed_exit);
        return fault;
    }

    static constexpr int killed_exit = 99;
};

}  // namespace isonomia::tests
