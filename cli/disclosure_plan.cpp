#include "cli/disclosure_plan.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/describe.hpp"
#include "core/text.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t plan_bytes_max = std::uint64_t{1} << 20U;
constexpr std::string_view name_space = "urn:isonomia:disclosure:1";

std::vector<std::string> names_on_record(const std::vector<LedgerEntry>& entries) {
    std::set<std::string> names;
    for (const LedgerEntry& entry : entries) {
        names.insert(entry.type);
        if (!entry.id.empty()) names.insert(entry.type + "/" + entry.id);
    }
    return {names.begin(), names.end()};
}

class PlanReader {
public:
    explicit PlanReader(const std::vector<LedgerEntry>& entries)
        : entries_(entries), known_(names_on_record(entries)) {}

    Result<DisclosurePlan> read(const XmlNode root) {
        XmlReader reader(root);
        if (root.name() != "disclosure" || reader.optional("xmlns") != name_space)
            return fail(
                input_error("X0005", "this is not a disclosure plan")
                    .at(root.location())
                    .hinted(fmt::format("it begins with <disclosure xmlns=\"{}\">", name_space)));
        DisclosurePlan plan;
        for (const XmlNode node : reader.each("serve")) {
            auto served = read_served(node);
            if (!served) return fail(served.error());
            plan.served.push_back(std::move(*served));
        }
        for (const XmlNode node : reader.each("withhold")) {
            auto held = read_withheld(node);
            if (!held) return fail(held.error());
            plan.withheld.push_back(std::move(*held));
        }
        if (auto finished = reader.finish(); !finished) return fail(finished.error());
        return plan;
    }

private:
    Result<DisclosurePlan::Served> read_served(const XmlNode node) {
        XmlReader reader(node);
        const std::string what = reader.required("what");
        DisclosurePlan::Served served;
        const std::string hidden = reader.optional("hide");
        for (const std::string_view field : split(hidden, ' '))
            if (!trim(field).empty()) served.hidden.emplace_back(trim(field));
        if (auto finished = reader.finish(); !finished) return fail(finished.error());
        auto selection = select(what, node);
        if (!selection) return fail(selection.error());
        served.what = std::move(*selection);
        for (const std::string& field : served.hidden)
            if (auto there = check_field(served.what, field, node); !there)
                return fail(there.error());
        return served;
    }

    Result<DisclosurePlan::Withheld> read_withheld(const XmlNode node) {
        XmlReader reader(node);
        const std::string what = reader.required("what");
        DisclosurePlan::Withheld held;
        held.item.category = reader.required("category");
        held.item.ground = reader.required("ground");
        held.item.held_by = reader.required("held-by");
        held.item.review_on = reader.optional("review-on");
        if (auto finished = reader.finish(); !finished) return fail(finished.error());
        auto selection = select(what, node);
        if (!selection) return fail(selection.error());
        held.what = std::move(*selection);
        return held;
    }

    Result<Selection> select(const std::string& what, const XmlNode node) const {
        if (what == "all") return Selection{};
        if (!std::binary_search(known_.begin(), known_.end(), what))
            return fail(input_error("U0019", fmt::format("nothing on record is called '{}'", what))
                            .at(node.location("what"))
                            .hinted("write 'all', a type, or type and id as 'exhibit/E1'; "
                                    "'isonomia log' lists them" +
                                    did_you_mean_suffix(what, known_)));
        const auto slash = what.find('/');
        if (slash == std::string::npos) return Selection{what, ""};
        return Selection{what.substr(0, slash), what.substr(slash + 1)};
    }

    Status check_field(const Selection& what, const std::string& field, const XmlNode node) const {
        std::set<std::string> fields;
        for (const LedgerEntry& entry : entries_)
            if (what.covers(entry) && entry.payload.object() != nullptr)
                for (const auto& [name, ignored] : *entry.payload.object())
                    fields.insert(name);
        if (fields.contains(field)) return {};
        const std::vector<std::string> known(fields.begin(), fields.end());
        return fail(input_error("U0019", fmt::format("no entry that is served here has a field "
                                                     "'{}'",
                                                     field))
                        .at(node.location("hide"))
                        .note("fields: " + join(known, ", "))
                        .hinted("correct the name" + did_you_mean_suffix(field, known)));
    }

    const std::vector<LedgerEntry>& entries_;
    std::vector<std::string> known_;
};

}  // namespace

provenance::Choice DisclosurePlan::choice() const {
    using Fate = provenance::Choice::Fate;
    const auto held = [this](const LedgerEntry& entry) {
        return std::find_if(withheld.begin(), withheld.end(),
                            [&](const Withheld& one) { return one.what.covers(entry); });
    };
    provenance::Choice choice;
    choice.fate = [this, held](const LedgerEntry& entry) {
        if (held(entry) != withheld.end()) return Fate::withheld;
        const bool is_served = std::any_of(served.begin(), served.end(), [&](const Served& one) {
            // What was erased is served by nobody; by name it is an error.
            return one.what.covers(entry) && !(entry.erased && one.what.id.empty());
        });
        return is_served ? Fate::served : Fate::left_out;
    };
    choice.hides = [this](const LedgerEntry& entry, const std::string& field) {
        return std::any_of(served.begin(), served.end(), [&](const Served& one) {
            return one.what.covers(entry) &&
                   std::find(one.hidden.begin(), one.hidden.end(), field) != one.hidden.end();
        });
    };
    choice.ground = [held](const LedgerEntry& entry) { return held(entry)->item; };
    return choice;
}

DisclosurePlan serve_all() {
    DisclosurePlan plan;
    plan.served.push_back({});
    return plan;
}

Result<DisclosurePlan> read_disclosure_plan(Files& files, const fs::path& path,
                                            const std::vector<LedgerEntry>& entries) {
    auto bytes = files.read(path, plan_bytes_max);
    if (!bytes) return fail(bytes.error());
    const auto document = XmlDocument::parse(std::move(*bytes), path.string());
    if (!document) return fail(document.error());
    return PlanReader(entries).read(document->root());
}

}  // namespace isonomia::cli
