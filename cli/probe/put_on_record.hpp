// A probe or an explanation goes to the expert's own ledger: the record of queries as an exhibit,
// what it showed as measurements, and the act. Nothing of it is served until somebody serves it.
#pragma once

#include <vector>

#include "cli/case_writer.hpp"
#include "core/measurement.hpp"

namespace isonomia::cli {

struct ProbeAct {
    std::string plan_id;
    std::string title;
    std::string system;  // of the plan; left out of the act when the case does not know it
    std::string result;  // in words
    std::map<std::string, std::string> parameters;
    fs::path query_record;  // or "", when a model was read from its file
    std::vector<Measurement> measurements;
};

// How many such runs the record holds, the next one included: what a served result was selected
// from.
[[nodiscard]] std::uint64_t number_of_probe(const CaseFile& case_file);

// Whether the entry is the act of such a run.
[[nodiscard]] bool is_run(const LedgerEntry& entry);

// Returns the index of the first entry. Errors: those of Ledger.
[[nodiscard]] Result<std::uint64_t> put_on_record(Context& context, WritableCase& opened,
                                                  ProbeAct probe);

}  // namespace isonomia::cli
