#include "tests/reports/fixture.hpp"

namespace isonomia::tests {

namespace {

Activity opinion() {
    Activity act;
    act.id = "opinion-1";
    act.kind = ActivityKind::other;
    act.title = "Opinion of the expert";
    act.agent = "defence";
    act.happened = "2026-10-01";
    act.used = {"E1"};
    act.parameters["opinion"] = "yes";
    act.result = "In my view the table of points cannot be transferred to this county.";
    return act;
}

Activity request() {
    Activity act;
    act.id = "request-1";
    act.kind = ActivityKind::other;
    act.title = "Request for the source code";
    act.agent = "defence";
    act.happened = "2026-09-01";
    act.parameters["asks-for"] = "served.training source.served vendor.code";
    return act;
}

Activity issued(const std::string& id, const std::string& change, const std::string& of) {
    Activity act;
    act.id = id;
    act.kind = ActivityKind::reporting;
    act.apart = true;
    act.title = "Report for court, html, en";
    act.agent = "defence";
    act.happened = "2026-10-02";
    act.parameters = {
        {"change", change}, {"audience", "court"}, {"format", "html"}, {"language", "en"}};
    if (!of.empty()) act.parameters["of"] = of;
    if (!of.empty()) act.result = "The second data set came in.";
    return act;
}

}  // namespace

CaseFile small_case() {
    CaseFile file = compas_case();
    constexpr std::size_t figures = 14;
    if (file.measurements.size() > figures)
        file.measurements.erase(file.measurements.begin() + figures, file.measurements.end());
    const auto add = [&](Activity act) {
        file.activities.push_back({std::move(act), file.entries, file.last_recorded, {}});
    };
    Activity asked = request();
    for (const auto& fact : file.facts)
        if (fact.object.status == FactStatus::withheld || fact.object.status == FactStatus::unknown)
            asked.parameters["asks-for"] += " " + fact.object.id;
    add(std::move(asked));
    add(opinion());
    add(issued("report-1", "issues", ""));
    add(issued("report-2", "supersedes", "report-1"));
    return file;
}

}  // namespace isonomia::tests
