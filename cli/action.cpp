#include "cli/action.hpp"

#include "cli/case_writer.hpp"

namespace isonomia::cli {

Result<ExitCode> run_action(Context& context, const Arguments& arguments,
                            const std::string& command, const std::vector<Action>& actions,
                            const std::vector<OptionRecord>& options) {
    const std::string name = arguments.positional("ACTION").value_or("");
    for (const Action& action : actions) {
        if (action.name != name) continue;
        if (auto fit = check_options(arguments, command + " " + name, options, action.options);
            !fit)
            return fail(fit.error());
        return action.run(context, arguments);
    }
    return fail(internal_error("U0070", "an action of '" + command + "' without its function"));
}

std::vector<std::string> names_of(const std::vector<Action>& actions) {
    std::vector<std::string> names;
    for (const Action& action : actions)
        names.push_back(action.name);
    return names;
}

std::vector<std::string> and_options(std::vector<std::string> names,
                                     const std::vector<OptionRecord>& options) {
    for (const OptionRecord& option : options)
        names.push_back(option.name);
    return names;
}

}  // namespace isonomia::cli
