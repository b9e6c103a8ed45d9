#include "cli/probe/asking.hpp"

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/terminal.hpp"

namespace isonomia::cli {

Asking asking_of(const ChosenOracle& chosen, explain::Variation variation,
                 const QueryRecord& record) {
    const explain::Oracle& oracle = *chosen.oracle;
    Asking asking{chosen.command,       chosen.sandbox.isolation,
                  oracle.faults(),      "",
                  std::move(variation), record.path()};
    if (oracle.unanswered() > 0)
        asking.incomplete =
            oracle.given_up().empty()
                ? fmt::format("{} {} no answer", oracle.unanswered(),
                              oracle.unanswered() == 1 ? "query has" : "queries have")
                : oracle.given_up();
    return asking;
}

void qualify(std::vector<Measurement>& measurements, const Asking& asking) {
    for (Measurement& m : measurements) {
        m.partial = m.partial || !asking.incomplete.empty();
        m.parameters["asked"] = asking.asked;
        if (!asking.isolation.empty()) m.parameters["isolation"] = asking.isolation;
        if (!asking.faults.empty()) m.parameters["program_faults"] = asking.faults;
    }
}

std::string asking_text(const Asking& asking, std::size_t width) {
    std::string text;
    const auto add = [&](const std::string& line) {
        text += wrapped(printable(line, 400), width, 2) + "\n";
    };
    if (asking.varies())
        add(fmt::format("the same query was answered in more than one way for {} of {} queries: {}",
                        asking.variation->differing, asking.variation->queries,
                        asking.variation->example));
    if (!asking.isolation.empty()) add("isolation: " + asking.isolation);
    if (!asking.faults.empty()) add("the program went wrong: " + asking.faults);
    if (!asking.incomplete.empty()) add("partial: " + asking.incomplete);
    if (!asking.record.empty())
        text += "  record: " + printable(asking.record.string(), 400) + "\n";
    return text;
}

Json::Object asking_json(const Asking& asking) {
    return {{"answers_vary", asking.varies()},
            {"faults", asking.faults},
            {"partial", !asking.incomplete.empty()},
            {"record", asking.record.string()}};
}

}  // namespace isonomia::cli
