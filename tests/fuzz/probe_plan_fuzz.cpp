// Plans of probes: one that is accepted varies only what the query has.
#include "explain/probe/neighbourhood.hpp"

namespace isonomia::fuzz {

void probe_plan_fuzz(std::string_view input) {
    const auto plan = explain::read_probe_plan(std::string(input), "plan.xml");
    if (!plan) return;
    const Json query = Json::Object{{"x", 1}, {"list", Json::Array{1, 2}}, {"name", "A"}};
    if (!explain::check_plan(*plan, query)) return;
    const explain::Neighbourhood near(*plan, query,
                                      [](const std::string& path, const std::string&, double,
                                         std::uint64_t) -> Result<std::string> { return path; });
    static_cast<void>(near.at(near.nearest()));
    static_cast<void>(near.in_words(near.nearest()));
}

}  // namespace isonomia::fuzz
