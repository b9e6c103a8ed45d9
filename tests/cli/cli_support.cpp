#include "tests/cli/cli_support.hpp"

namespace isonomia::cli::tests {

World::World(fs::path folder)
    : context{.files = files,
              .clock = clock,
              .random = random,
              .out = out,
              .err = err,
              .out_terminal = {},
              .err_terminal = {},
              .environment =
                  [this](const std::string& name) {
                      const auto it = variables.find(name);
                      return it == variables.end() ? std::nullopt : std::optional(it->second);
                  },
              .working_folder = std::move(folder),
              .executable = {}} {}

}  // namespace isonomia::cli::tests
