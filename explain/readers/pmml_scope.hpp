// The names that are in sight at one place of a PMML document: data fields, and fields derived from
// one of them. For the PMML readers only.
#pragma once

#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/xml.hpp"
#include "explain/model.hpp"

namespace isonomia::explain::pmml {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();  // a missing value

struct Field {
    std::size_t feature = 0;  // input of the model that it is made from
    std::vector<Step> steps;  // … and how
    bool category = false;
    std::vector<std::string> categories;  // of a derived category; of an input: the input's
    bool derived = false;
    bool single = false;      // of floats: what it is compared with is read as a float
    bool whole = false;       // of whole numbers
    bool restricted = false;  // the dictionary calls some numbers invalid
};

[[nodiscard]] tl::unexpected<Error> unsupported(XmlNode node, const std::string& what);  // E0402
[[nodiscard]] tl::unexpected<Error> wrong(XmlNode node, const std::string& what);        // E0401

// An attribute as a number; E0401 where it is missing (unless `fallback`) or none.
[[nodiscard]] Result<double> number(XmlNode node, std::string_view attribute,
                                    std::optional<double> fallback = std::nullopt);
[[nodiscard]] std::string text(XmlNode node, std::string_view attribute);

class Scope {
public:
    explicit Scope(Model& model) : model_(&model) {}

    Status read_dictionary(XmlNode dictionary);
    // Names the active fields and applies their rules for missing values and outliers.
    Status read_mining_schema(XmlNode schema);
    Status read_derived(XmlNode parent);  // every DerivedField below it, in order

    // Columns for all data fields in sight: for a model that asks about none.
    void add_all_columns();

    [[nodiscard]] Result<Field> field(XmlNode node, std::string_view name) const;
    // The code of a value of a field; a category that is new is added to an input that lists none.
    [[nodiscard]] Result<double> code(XmlNode node, const Field& field, const std::string& value);
    // The column of the model that holds the field; made when it is not there yet.
    std::size_t column(const Field& field);

private:
    [[nodiscard]] static Status check_type(XmlNode node, XmlNode body, const Field& field);
    [[nodiscard]] static Status check_treatment(XmlNode node, Field& field);
    [[nodiscard]] Result<Field> expression(XmlNode node);
    [[nodiscard]] Result<Field> normalized(XmlNode node);
    [[nodiscard]] Result<Field> indicator(XmlNode node);
    [[nodiscard]] Result<Field> discretized(XmlNode node);
    [[nodiscard]] Result<Field> mapped(XmlNode node);
    [[nodiscard]] Result<Field> applied(XmlNode node, std::size_t depth);

    Model* model_;
    std::map<std::string, Field, std::less<>> fields_;
};

}  // namespace isonomia::explain::pmml
