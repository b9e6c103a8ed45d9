#include "rules/grounds.hpp"

#include "rules/derived_tools.hpp"

namespace isonomia::rules {

namespace {

std::string role_of_vendor(const CaseFile& case_file) {
    for (const auto& system : case_file.systems)
        if (!system.object.vendor.empty()) return system.object.vendor;
    return "";
}

}  // namespace

SystemRoles roles_of_systems(const CaseFile& case_file) {
    SystemRoles roles;
    std::map<std::string, std::string, std::less<>> versions;
    for (const auto& recorded : case_file.systems) {
        const System& system = recorded.object;
        std::string name = system.name.empty() ? system.id : system.name;
        if (!system.version.empty()) name += ", version " + system.version;
        roles.emplace(system.id, SystemRole{std::move(name), system.kind, {}, {}});
        versions.emplace(system.id, system.version);
    }
    SystemUse others = roles.size() == 1 ? SystemUse::used : SystemUse::unknown;
    for (const Activity* act : activities_of(case_file, ActivityKind::inference)) {
        const auto role = roles.find(act->system);
        if (role == roles.end()) continue;
        others = SystemUse::not_used;
        if (role->second.use == SystemUse::unknown) role->second.use = SystemUse::used;
        const auto stated = act->parameters.find("version");
        if (stated == act->parameters.end()) continue;
        std::string& version = versions[act->system];
        if (version.empty()) version = stated->second;
        if (version == stated->second) continue;
        role->second.use = SystemUse::other_version;
        role->second.ran_as = stated->second;
    }
    for (auto& [id, role] : roles)
        if (role.use == SystemUse::unknown) role.use = others;
    return roles;
}

bool is_of_use(const SystemRoles& roles, const Measurement& measurement) {
    const auto role = roles.find(measurement.system);
    return role != roles.end() && role->second.use == SystemUse::used;
}

std::string Grounds::name_of(const std::string& agent) const {
    const auto found = agents.find(agent);
    return found == agents.end() || found->second.empty() ? agent : found->second;
}

Fact sober(Fact fact, const TextMap<std::string>& exhibits) {
    const bool derived = !fact.derivation.empty();
    if (fact.status == FactStatus::established && !derived) {
        const bool sourced =
            exhibits.contains(fact.exhibit) || !fact.admitted_by.empty() || !fact.finding.empty();
        if (!sourced) fact.status = FactStatus::asserted;
    }
    // A truth value's other side needs no words; any other disputed fact must say what is claimed
    // instead.
    if (fact.status == FactStatus::disputed && fact.otherwise.empty()) {
        if (fact.value == "true")
            fact.otherwise = "false";
        else if (fact.value == "false")
            fact.otherwise = "true";
        else
            fact.status = FactStatus::unknown;
    }
    const bool valued = fact.status == FactStatus::established ||
                        fact.status == FactStatus::asserted || fact.status == FactStatus::disputed;
    if (valued && fact.value.empty()) fact.status = FactStatus::unknown;
    return fact;
}

Grounds gather(const CaseFile& case_file) {
    Grounds grounds;
    if (!case_file.matter.empty()) grounds.matter = case_file.matter.front().object;
    grounds.exhibits.reserve(case_file.exhibits.size());
    grounds.facts.reserve(case_file.facts.size() + derived_facts().size());
    for (const Exhibit* exhibit : exhibits_of_matter(case_file))
        grounds.exhibits.emplace(exhibit->id, exhibit->sha256);
    if (const std::string vendor = role_of_vendor(case_file); !vendor.empty())
        grounds.holders.emplace("vendor", vendor);
    for (const auto& agent : case_file.agents) {
        grounds.agents.emplace(agent.object.id, agent.object.name);
        grounds.holders.emplace(std::string(to_text(agent.object.role)), agent.object.id);
    }
    grounds.systems = roles_of_systems(case_file);
    for (const auto& measurement : case_file.measurements)
        grounds.measurements[measurement.object.metric].push_back(measurement.object);
    for (Fact& fact : derive_facts(case_file))
        grounds.facts.emplace(fact.id, std::move(fact));
    for (const auto& fact : case_file.facts) {
        Fact declared = fact.object;
        declared.derivation.clear();  // only this program derives
        if (declared.id.rfind("d.", 0) == 0) continue;
        Fact checked = sober(std::move(declared), grounds.exhibits);
        grounds.facts.insert_or_assign(fact.object.id, std::move(checked));
    }
    return grounds;
}

}  // namespace isonomia::rules
