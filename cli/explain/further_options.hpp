// What 'isonomia explain' measures beside the attribution: --also, --protected, --validation.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "explain/further.hpp"

namespace isonomia::cli {

// Everything that the further measurements need of the system that is explained.
struct Explained {
    const explain::Model& model;  // its inputs; of a program, the schema of its data
    explain::Scorer result;       // as it is printed
    explain::Scorer inner;        // what attributions add up to
    explain::Attributor attribute;
    std::vector<std::pair<std::string, std::vector<double>>> methods;
    explain::Subject subject;
    std::optional<double> threshold;
    std::function<Measurement()> interactions;  // empty for a program: its inside is not known
};

[[nodiscard]] std::vector<OptionRecord> further_options();

// Errors: E0606, those of read_rows(), U0006, U0007 options that need --background,
// U0006 interactions of a program.
[[nodiscard]] Result<std::vector<Measurement>> further_measurements(const Context& context,
                                                                    const Arguments& arguments,
                                                                    const Explained& explained);

}  // namespace isonomia::cli
