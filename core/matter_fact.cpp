// Facts, with what each status needs and must not have.
#include <fmt/format.h>

#include "core/clock.hpp"
#include "core/matter_parts.hpp"
#include "core/text.hpp"

namespace isonomia::matter_reader {

namespace {

bool of_type(FactType type, const std::string& value) {
    switch (type) {
        case FactType::boolean:
            return value == "true" || value == "false";
        case FactType::number:
            return parse_number(value).has_value();
        case FactType::date:
            return value.size() == 10 && parse_instant(value).has_value();
        case FactType::text:
            return true;
    }
    return false;
}

std::string_view form_of(FactType type) {
    switch (type) {
        case FactType::boolean:
            return "write true or false; for anything else set type=\"…\"";
        case FactType::number:
            return "write digits, with a point for decimals: 0.64";
        case FactType::date:
            return "write a day that exists: 2025-03-10";
        case FactType::text:
            break;
    }
    return "";
}

void check_value(Fields& fields, FactType type, const std::string& value,
                 std::string_view attribute) {
    if (!value.empty() && !of_type(type, value))
        fields.reject("M0004",
                      fmt::format("{}=\"{}\" of {} is not of type {}", attribute, value,
                                  fields.name(), to_text(type)),
                      attribute, std::string(form_of(type)));
}

class StatusRules {
public:
    StatusRules(Fields& fields, FactStatus status) : fields_(fields), status_(status) {}

    void needs(std::string_view attribute, std::string_view hint) {
        if (fields_.has(attribute)) return;
        fields_.reject(
            "M0006",
            fmt::format("{} is {} but has no {}", fields_.name(), to_text(status_), attribute),
            "status", std::string(hint));
    }
    void forbids(std::string_view attribute, std::string_view hint) {
        if (!fields_.has(attribute)) return;
        fields_.reject(
            "M0005",
            fmt::format("{} is {} and yet has {}", fields_.name(), to_text(status_), attribute),
            attribute, std::string(hint));
    }

private:
    Fields& fields_;
    FactStatus status_;
};

constexpr std::string_view add_value = "add value=\"…\": what is so";
constexpr std::string_view who_says = "add stated-by=\"…\": the party that says so";
constexpr std::string_view not_disputed =
    "write status=\"disputed\" when the parties differ, or delete it";
constexpr std::string_view not_withheld =
    "write status=\"withheld\" when somebody refuses it, or delete it";
constexpr std::string_view not_known =
    "write status=\"asserted\" with stated-by when somebody says so, or delete it";

void check_status(Fields& fields, const Fact& fact) {
    StatusRules rules(fields, fact.status);
    switch (fact.status) {
        case FactStatus::established:
            rules.needs("value", add_value);
            if (fact.exhibit.empty() && fact.admitted_by.empty() && fact.finding.empty())
                fields.reject(
                    "M0006", fmt::format("{} is established, but by nothing", fields.name()),
                    "status",
                    "add exhibit=\"…\" (and page), admitted-by=\"…\" or finding=\"…\"; if "
                    "somebody merely says so, write status=\"asserted\" and stated-by=\"…\"");
            rules.forbids("otherwise", not_disputed);
            rules.forbids("disputed-by", not_disputed);
            rules.forbids("ground", not_withheld);
            return;
        case FactStatus::asserted:
            rules.needs("value", add_value);
            rules.needs("stated-by", who_says);
            rules.forbids("otherwise", not_disputed);
            rules.forbids("disputed-by", not_disputed);
            rules.forbids("ground", not_withheld);
            return;
        case FactStatus::disputed:
            rules.needs("value", add_value);
            rules.needs("stated-by", who_says);
            rules.needs("disputed-by", "add disputed-by=\"…\": the party that says otherwise");
            rules.needs("otherwise", "add otherwise=\"…\": what the other side says is so");
            rules.forbids("ground", not_withheld);
            if (!fact.value.empty() && fact.value == fact.otherwise)
                fields.reject("M0005",
                              fmt::format("{}: both sides say '{}'", fields.name(), fact.value),
                              "otherwise", "say what the other side holds instead");
            if (!fact.stated_by.empty() && fact.stated_by == fact.disputed_by)
                fields.reject("M0005",
                              fmt::format("{}: '{}' disputes its own statement", fields.name(),
                                          fact.stated_by),
                              "disputed-by", "name the other side");
            return;
        case FactStatus::withheld:
            rules.needs("ground",
                        "add ground=\"…\": the reason given; \"none given\" if there is none");
            break;
        case FactStatus::unknown:
            rules.forbids("ground", not_withheld);
            break;
    }
    for (const char* attribute : {"value", "otherwise", "stated-by", "disputed-by", "admitted-by"})
        rules.forbids(attribute, not_known);
}

}  // namespace

Result<Fact> read_fact(XmlNode node, Names& names) {
    Fields fields(node, "fact");
    Fact fact;
    fact.id = fields.id();
    fact.status = fields.one_of<FactStatus>("status");
    fact.type = fields.one_of<FactType>("type", FactType::boolean);
    fact.value = fields.optional("value");
    fact.otherwise = fields.optional("otherwise");
    fact.exhibit = names.reference(fields, "exhibit", "exhibit");
    fact.page = fields.optional("page");
    fact.admitted_by = names.reference(fields, "admitted-by", "agent");
    fact.finding = fields.optional("finding");
    fact.stated_by = names.reference(fields, "stated-by", "agent");
    fact.disputed_by = names.reference(fields, "disputed-by", "agent");
    fact.held_by = names.reference(fields, "held-by", "agent");
    fact.ground = fields.optional("ground");
    fact.statement = fields.own_words("write the fact as a sentence between <fact …> and </fact>");
    if (fact.id.starts_with("d."))
        fields.reject("M0002", fmt::format("the id '{}' begins with 'd.'", fact.id), "id",
                      "such facts are computed by the program; choose another id");
    check_status(fields, fact);
    check_value(fields, fact.type, fact.value, "value");
    check_value(fields, fact.type, fact.otherwise, "otherwise");
    if (!fact.page.empty() && fact.exhibit.empty())
        fields.reject("M0005", fmt::format("{} has a page but no exhibit", fields.name()), "page",
                      "add exhibit=\"…\" with the id of the document");
    if (auto status = fields.finish(true); !status) return fail(status.error());
    if (auto status = names.declare("fact", fact.id, node.location("id")); !status)
        return fail(status.error());
    return fact;
}

}  // namespace isonomia::matter_reader
