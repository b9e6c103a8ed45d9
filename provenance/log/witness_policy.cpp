#include "provenance/log/witness_policy.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

tl::unexpected<Error> not_a_policy(const std::string& why) {
    return fail(input_error("P0710", "not a policy for witnesses: " + why)
                    .hinted("name each witness once, with the key that it gave you, and require at "
                            "least one and at most all of them"));
}

}  // namespace

Result<CheckedPolicy> check_policy(const WitnessPolicy& policy,
                                   const std::vector<PublicKey>& ledger_keys) {
    CheckedPolicy result;
    result.required = policy.required;
    std::set<std::string> agents;
    std::set<std::vector<std::uint8_t>> keys;
    std::uint64_t supported = 0;
    for (const Witness& witness : policy.witnesses) {
        auto key = parse_cosigner(witness.verifier_key);
        if (!key) return fail(key.error());
        if (witness.agent.empty() || !agents.insert(witness.agent).second)
            return not_a_policy(
                fmt::format("'{}' stands in it twice or has no name", witness.agent));
        if (!keys.insert(key->key).second)
            return not_a_policy(
                fmt::format("the key of '{}' belongs to another witness too", witness.agent));
        const bool own =
            std::any_of(ledger_keys.begin(), ledger_keys.end(), [&](const PublicKey& ledger_key) {
                return std::equal(key->key.begin(), key->key.end(), ledger_key.begin(),
                                  ledger_key.end());
            });
        if (own)
            return not_a_policy(
                fmt::format("the key of '{}' signs the ledger itself", witness.agent));
        supported += key->supported() ? 1U : 0U;
        result.witnesses.push_back({witness.agent, std::move(*key)});
    }
    if (policy.required == 0) return not_a_policy("it requires no witness");
    if (policy.required > supported)
        return not_a_policy(fmt::format("it requires {} witnesses and names {} that can be checked",
                                        policy.required, supported));
    return result;
}

Covered covered_by(const CheckedPolicy& policy,
                   const std::map<std::string, std::uint64_t>& largest) {
    Covered result;
    std::vector<std::uint64_t> sizes;
    for (const PolicyWitness& witness : policy.witnesses) {
        const auto found = largest.find(to_vkey(witness.key));
        if (found == largest.end())
            result.without.push_back(witness.agent);
        else
            sizes.push_back(found->second);
    }
    if (policy.required == 0 || sizes.size() < policy.required) return result;
    std::sort(sizes.rbegin(), sizes.rend());
    result.met = true;
    result.entries = sizes[policy.required - 1];
    return result;
}

}  // namespace isonomia::provenance
