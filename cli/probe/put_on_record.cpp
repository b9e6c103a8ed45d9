#include "cli/probe/put_on_record.hpp"

#include <fmt/format.h>

#include "cli/run/program_act.hpp"

namespace isonomia::cli {

namespace {

std::string prefix() { return fmt::format("{}.probe.", program_agent); }

}  // namespace

std::uint64_t number_of_probe(const CaseFile& case_file) {
    std::uint64_t number = 1;
    for (const auto& recorded : case_file.activities)
        if (recorded.object.id.starts_with(prefix())) ++number;
    return number;
}

bool is_run(const LedgerEntry& entry) {
    return entry.type == "activity" && entry.id.starts_with(prefix());
}

Result<std::uint64_t> put_on_record(Context& context, WritableCase& opened, ProbeAct probe) {
    const std::uint64_t number = number_of_probe(opened.case_file);
    Activity act;
    act.id = fmt::format("{}{}", prefix(), number);
    act.kind = ActivityKind::explanation;
    act.title = probe.title;
    act.agent = program_agent;
    act.happened = to_rfc3339(context.clock.now());
    act.apart = true;
    act.result = probe.result;
    act.parameters = std::move(probe.parameters);
    act.parameters["plan"] = probe.plan_id;
    act.parameters["probes_on_this_record"] = fmt::format("{}", number);
    act.tool_version = std::string(version());
    if (find(opened.case_file.systems, probe.system) != nullptr) act.system = probe.system;

    Journal journal(opened.entries);
    if (find(opened.case_file.agents, program_agent) == nullptr) {
        Agent program;
        program.id = program_agent;
        program.name = fmt::format("Isonomia {}", version());
        program.kind = AgentKind::software;
        journal.state("agent", program);
    }
    if (!probe.query_record.empty()) {
        const auto taken = opened.ledger->take_in(probe.query_record);
        if (!taken) return fail(taken.error());
        Exhibit exhibit;
        exhibit.id = fmt::format("probe-{}-queries", number);
        exhibit.title = fmt::format("Every query and answer of probe {}", number);
        exhibit.file = probe.query_record.filename().string();
        exhibit.media_type = "application/x-ndjson";
        exhibit.sha256 = hex(taken->sha256);
        exhibit.size = taken->size;
        exhibit.source = "written by this program while it asked";
        journal.state("exhibit", exhibit);
        act.generated.push_back(exhibit.id);
        act.produced.push_back("exhibit/" + exhibit.id);
    }
    for (Measurement& measurement : probe.measurements) {
        measurement.act = act.id;
        measurement.exhibits = act.generated;
        measurement.parameters["probes_on_this_record"] = fmt::format("{}", number);
        act.produced.push_back("measurement/" + measurement.id);
        journal.state("measurement", measurement);
    }
    journal.state("activity", act);
    return opened.append(journal);
}

}  // namespace isonomia::cli
