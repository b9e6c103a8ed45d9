// Commands whose first word is an action: 'isonomia witness add'.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace isonomia::cli {

struct Action {
    std::string name;
    std::vector<std::string> options;  // names of those that belong to it
    std::function<Result<ExitCode>(Context&, const Arguments&)> run;
};

// Runs the action that the positional ACTION names, when no option of another one was given.
// `options` are those that some action takes. Errors: U0002, those of the action.
[[nodiscard]] Result<ExitCode> run_action(Context& context, const Arguments& arguments,
                                          const std::string& command,
                                          const std::vector<Action>& actions,
                                          const std::vector<OptionRecord>& options);

// What ACTION may be.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Action>& actions);

// `names` and those of the options.
[[nodiscard]] std::vector<std::string> and_options(std::vector<std::string> names,
                                                   const std::vector<OptionRecord>& options);

}  // namespace isonomia::cli
