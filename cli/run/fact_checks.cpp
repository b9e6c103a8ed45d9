#include "cli/run/fact_checks.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::cli {

namespace {

// The program itself reads these (rules/derived.cpp).
constexpr const char* read_by_program = "served.on";

std::string like(const std::string& id, const std::vector<std::string>& known) {
    if (auto suffix = did_you_mean_suffix(id, known); !suffix.empty()) return suffix;
    for (const std::string& other : known)
        if (other.starts_with(id) || id.starts_with(other))
            return fmt::format(" (did you mean '{}'?)", other);
    return "";
}

}  // namespace

Status check_fact_types(const MatterFile& matter, const std::vector<rules::Pack>& packs) {
    for (const Fact& fact : matter.facts)
        for (const rules::Pack& pack : packs) {
            const rules::FactDeclaration* read = pack.fact(fact.id);
            if (read == nullptr || read->type == fact.type) continue;
            return fail(
                input_error("M0109",
                            fmt::format("fact '{}' is of type {}; the rules of '{}' read "
                                        "it as {}",
                                        fact.id, to_text(fact.type), pack.id, to_text(read->type)))
                    .at(matter.places.at("fact/" + fact.id))
                    .hinted(fmt::format("write type=\"{}\", and a value of that form",
                                        to_text(read->type))));
        }
    return {};
}

std::vector<Error> unread_facts(const MatterFile& matter, const std::vector<rules::Pack>& packs) {
    std::vector<Error> unread;
    if (packs.empty()) return unread;
    std::vector<std::string> known{read_by_program};
    for (const rules::Pack& pack : packs)
        for (const rules::FactDeclaration& fact : pack.facts)
            known.push_back(fact.id);
    for (const Fact& fact : matter.facts)
        if (std::find(known.begin(), known.end(), fact.id) == known.end())
            unread.push_back(
                input_error("M0110", fmt::format("no rule of the packs reads the fact '{}'{}",
                                                 fact.id, like(fact.id, known)))
                    .at(matter.places.at("fact/" + fact.id))
                    .hinted(
                        "no harm if it is meant so: the report shows it, and no rule reads it"));
    return unread;
}

}  // namespace isonomia::cli
