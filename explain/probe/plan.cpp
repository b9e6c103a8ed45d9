#include "explain/probe/plan.hpp"

#include <cmath>

#include <fmt/format.h>

#include "core/embedded.hpp"
#include "core/ensure.hpp"
#include "core/text.hpp"
#include "core/xml.hpp"

namespace isonomia::explain {

namespace {

constexpr std::uint64_t tries_max = 10'000'000;
constexpr double steps_max = 1'000'000;

std::string_view grammar() {
    for (const EmbeddedFile& file : schemas())
        if (file.path.ends_with("probe_plan.rng")) return file.content;
    ensure(false, "the grammar of probe plans is built in");
    return {};
}

// The schema has been met: attributes are there and of their form.
std::string plan_words(XmlNode node, std::string_view attribute) {
    return std::string(trim(node.attribute(attribute).value_or("")));
}

std::optional<double> plan_number(XmlNode node, std::string_view attribute) {
    const auto text = node.attribute(attribute);
    return text ? parse_number(trim(*text)) : std::nullopt;
}

Status read_range(XmlNode node, double& from, double& to, std::optional<double>& step) {
    from = plan_number(node, "from").value_or(0);
    to = plan_number(node, "to").value_or(0);
    step = plan_number(node, "step");
    if (from > to || !std::isfinite(to - from))
        return fail(input_error("E0811",
                                fmt::format("the range ends at {}, before it begins", shortest(to)))
                        .at(node.location("to"))
                        .hinted("write the smaller number as 'from'"));
    if (step && !(*step > 0 && (to - from) / *step < steps_max))
        return fail(input_error("E0811", fmt::format("a step of {} does not divide the range",
                                                     shortest(*step)))
                        .at(node.location("step"))
                        .hinted("a step is above zero, and a range has fewer than a million"));
    return {};
}

// The reason is the element's text, or its child where it has others.
std::string reason_of(XmlNode node) {
    const XmlNode own = node.child("reason");
    return own ? own.text() : node.text();
}

std::vector<std::string> values_of(XmlNode node) {
    std::vector<std::string> values;
    for (const XmlNode& value : node.children("value"))
        values.push_back(value.text());
    return values;
}

Result<Dimension> read_dimension(XmlNode node) {
    Dimension dimension;
    dimension.input = plan_words(node, "input");
    dimension.reason = reason_of(node);
    dimension.place = node.location();
    const std::string_view name = node.name();
    if (name == "replace") {
        dimension.kind = Vary::replaced;
        dimension.values = values_of(node);
    } else if (name == "remove") {
        dimension.kind = Vary::removed;
    } else if (name == "reorder") {
        dimension.kind = Vary::reordered;
    } else if (name == "round") {
        dimension.kind = Vary::rounded;
        dimension.to = plan_number(node, "to").value_or(0);
        if (!(dimension.to > 0))
            return fail(input_error("E0811", "numbers are rounded to multiples above zero")
                            .at(node.location("to"))
                            .hinted("write 0.1 for one decimal, 10 for tens"));
    } else {
        dimension.kind = name == "image" ? Vary::image : Vary::offset;
        dimension.change = plan_words(node, "change");
        if (auto status = read_range(node, dimension.from, dimension.to, dimension.step); !status)
            return fail(status.error());
    }
    return dimension;
}

Result<Relation> read_relation(XmlNode node) {
    Relation relation;
    relation.input = plan_words(node, "input");
    relation.reason = reason_of(node);
    relation.place = node.location();
    relation.tolerance = plan_number(node, "tolerance").value_or(0);
    const std::string_view name = node.name();
    if (name == "monotone") {
        relation.upwards = plan_words(node, "direction") == "up";
        if (auto status = read_range(node, relation.from, relation.to, relation.step); !status)
            return fail(status.error());
    } else if (name == "irrelevant") {
        relation.kind = RelationKind::irrelevant;
        relation.values = values_of(node);
    } else if (name == "unit-change") {
        relation.kind = RelationKind::unit_change;
        relation.factor = plan_number(node, "factor").value_or(1);
        relation.other = plan_words(node, "unit-input");
        relation.unit = plan_words(node, "unit");
    } else if (name == "symmetric") {
        relation.kind = RelationKind::symmetric;
        relation.other = plan_words(node, "with");
    } else {
        relation.kind = name == "permutation" ? RelationKind::permutation : RelationKind::duplicate;
    }
    return relation;
}

Claim read_claim(XmlNode node) {
    Claim claim;
    claim.output = plan_words(node, "output");
    claim.reason = reason_of(node);
    if (node.attribute("equals")) {
        claim.kind = ClaimKind::equals;
        claim.text = plan_words(node, "equals");
        return claim;
    }
    claim.kind = node.attribute("at-least") ? ClaimKind::at_least
                 : node.attribute("below")  ? ClaimKind::below
                                            : ClaimKind::within;
    for (const char* name : {"at-least", "below", "within"})
        if (const auto value = plan_number(node, name)) claim.number = *value;
    return claim;
}

Status read_search(XmlNode node, Search& search) {
    const std::string method = plan_words(node, "method");
    search.method = method == "grid"     ? SearchMethod::grid
                    : method == "random" ? SearchMethod::random
                                         : SearchMethod::adaptive;
    const auto tries = parse_integer(plan_words(node, "tries"));
    if (!tries || static_cast<std::uint64_t>(*tries) > tries_max)
        return fail(input_error("E0812", fmt::format("at most {} tries", tries_max))
                        .at(node.location("tries"))
                        .hinted("a random sample of 3,000 bounds a failure rate near 0.1%"));
    search.tries = static_cast<std::uint64_t>(*tries);
    if (const auto seed = parse_integer(plan_words(node, "seed")))
        search.seed = static_cast<std::uint64_t>(*seed);
    return {};
}

const char* kind_of(const Json& value) {
    return value.number() != nullptr   ? "a number"
           : value.string() != nullptr ? "a text"
           : value.array() != nullptr  ? "a list"
           : value.is_null()           ? "missing"
                                       : "something else";
}

Status check_input(const Json& query, const std::string& input, const char* needed,
                   const Location& place) {
    const Json* value = query.find(input);
    if (value == nullptr) {
        std::vector<std::string> names;
        if (const Json::Object* members = query.object())
            for (const auto& [name, member] : *members)
                names.push_back(name);
        return fail(
            input_error("E0813", fmt::format("the query has no input '{}'", input))
                .at(place)
                .note("inputs of the query: " + join(names, ", "))
                .hinted("name an input as the query does" + did_you_mean_suffix(input, names)));
    }
    const std::string_view kind = kind_of(*value);
    if (*needed == '\0' || kind == needed) return {};
    return fail(input_error("E0813", fmt::format("'{}' is {} in the query, and must be {} here",
                                                 input, kind, needed))
                    .at(place)
                    .hinted("choose another way to vary it"));
}

}  // namespace

std::string Claim::in_words() const {
    const std::string what = output.empty() ? "the answer" : fmt::format("'{}'", output);
    switch (kind) {
        case ClaimKind::at_least:
            return fmt::format("{} stays at least {}", what, shortest(number));
        case ClaimKind::below:
            return fmt::format("{} stays below {}", what, shortest(number));
        case ClaimKind::equals:
            return fmt::format("{} stays '{}'", what, text);
        case ClaimKind::within:
            return fmt::format("{} stays within {} of what it was", what, shortest(number));
    }
    return what;
}

std::string Relation::in_words() const {
    switch (kind) {
        case RelationKind::monotone:
            return fmt::format("the result never goes {} when '{}' grows", upwards ? "down" : "up",
                               input);
        case RelationKind::irrelevant:
            return fmt::format("'{}' does not matter", input);
        case RelationKind::unit_change:
            return fmt::format("'{}' in {} gives the same", input, unit);
        case RelationKind::permutation:
            return fmt::format("the order of '{}' does not matter", input);
        case RelationKind::duplicate:
            return fmt::format("one of '{}' given twice changes nothing", input);
        case RelationKind::symmetric:
            return fmt::format("'{}' and '{}' can be exchanged", input, other);
    }
    return input;
}

Result<ProbePlan> read_probe_plan(std::string text, const std::string& file) {
    auto document = XmlDocument::parse(std::move(text), file, {.bytes_max = 1U << 20U});
    if (!document) return fail(document.error());
    const XmlNode root = document->root();
    if (const XmlNode claim = root.child("claim"); claim && !claim.attribute("output"))
        return fail(input_error("E0815", "<claim> does not say which output it is about")
                        .at(claim.location())
                        .hinted("add output=\"…\": the name of a member of the answer"));
    if (auto status = document->validate(grammar()); !status) return fail(status.error());
    ProbePlan plan;
    plan.id = plan_words(root, "id");
    plan.title = plan_words(root, "title");
    plan.system = plan_words(root, "system");
    plan.file = file;
    plan.claim = read_claim(root.child("claim"));
    if (auto status = read_search(root.child("search"), plan.search); !status)
        return fail(status.error());
    for (const XmlNode& node : root.child("neighbourhood").children()) {
        auto dimension = read_dimension(node);
        if (!dimension) return fail(dimension.error());
        plan.neighbourhood.push_back(std::move(*dimension));
    }
    if (const XmlNode relations = root.child("relations"))
        for (const XmlNode& node : relations.children()) {
            auto relation = read_relation(node);
            if (!relation) return fail(relation.error());
            plan.relations.push_back(std::move(*relation));
        }
    return plan;
}

Status check_plan(const ProbePlan& plan, const Json& query) {
    for (const Dimension& dimension : plan.neighbourhood) {
        const char* needed = "";
        if (dimension.kind == Vary::offset || dimension.kind == Vary::rounded) needed = "a number";
        if (dimension.kind == Vary::reordered) needed = "a list";
        if (dimension.kind == Vary::image) needed = "a text";
        if (auto status = check_input(query, dimension.input, needed, dimension.place); !status)
            return status;
    }
    for (const Relation& relation : plan.relations) {
        const char* needed = "";
        if (relation.kind == RelationKind::monotone || relation.kind == RelationKind::unit_change)
            needed = "a number";
        if (relation.kind == RelationKind::permutation || relation.kind == RelationKind::duplicate)
            needed = "a list";
        if (auto status = check_input(query, relation.input, needed, relation.place); !status)
            return status;
        if (!relation.other.empty())
            if (auto status = check_input(query, relation.other, "", relation.place); !status)
                return status;
    }
    return {};
}

}  // namespace isonomia::explain
