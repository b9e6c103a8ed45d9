#include <algorithm>

#include <fmt/format.h>

#include "cli/printable.hpp"
#include "cli/witness/actions.hpp"
#include "core/text.hpp"

namespace isonomia::cli::witness {

Result<std::optional<Coverage>> coverage_of(const provenance::AttestationRegister& on_record,
                                            const provenance::LedgerView& view,
                                            const std::vector<provenance::PublicKey>& keys) {
    const auto* current = on_record.policy();
    if (current == nullptr) return std::optional<Coverage>();
    auto checked = provenance::check_policy(current->object, keys);
    if (!checked) return fail(checked.error());
    std::map<std::string, std::uint64_t> largest;
    for (const auto& each : on_record.attestations) {
        if (!each.current || each.object.kind != AttestationKind::cosignature) continue;
        if (!provenance::check_recorded_cosignature(each.object, view)) continue;
        auto& size = largest[each.object.verifier_key];
        size = std::max(size, each.object.entries);
    }
    Coverage coverage;
    coverage.covered = provenance::covered_by(*checked, largest);
    coverage.policy = std::move(*checked);
    return std::optional(std::move(coverage));
}

std::string sentence(const Coverage& coverage, std::uint64_t entries) {
    const auto& [policy, covered] = coverage;
    const std::string rule =
        fmt::format("{} of {} witnesses are required; ", policy.required, policy.witnesses.size());
    if (!covered.met) {
        std::vector<std::string> names;
        for (const std::string& agent : covered.without)
            names.push_back(printable(agent));
        return rule + "not enough have cosigned yet, missing: " + join(names, ", ");
    }
    if (covered.entries == entries) return rule + "they stand behind all " + count_of(entries);
    return rule +
           fmt::format("they stand behind the first {} of {} entries", covered.entries, entries);
}

}  // namespace isonomia::cli::witness
