#include "explain/scorer.hpp"

#include <cmath>
#include <limits>

namespace isonomia::explain {

Scorer result_scorer(const Model& model, std::size_t output) {
    return [&model, output](std::span<const Row> rows) {
        std::vector<double> results;
        results.reserve(rows.size());
        for (const Row& row : rows)
            results.push_back(model.predict(row)[output]);
        return results;
    };
}

Scorer margin_scorer(const Model& model, std::size_t output) {
    return [&model, output](std::span<const Row> rows) {
        std::vector<double> results;
        results.reserve(rows.size());
        std::vector<double> columns(model.columns.size());
        for (const Row& row : rows) {
            model.fill_columns(row.data(), columns.data());
            results.push_back(model.margin(columns.data(), output));
        }
        return results;
    };
}

Json query_of(const std::vector<ModelInput>& inputs, const Row& row) {
    Json::Object query;
    for (std::size_t f = 0; f < inputs.size(); ++f) {
        Json& value = query[inputs[f].name];
        if (std::isnan(row[f])) continue;
        if (inputs[f].categories.empty())
            value = Json(row[f]);
        else
            value = Json(input_text(inputs[f], row[f]));
    }
    return query;
}

Scorer oracle_scorer(const std::vector<ModelInput>& inputs, Respondent& respondent,
                     std::string output) {
    return [&inputs, &respondent, output = std::move(output)](std::span<const Row> rows) {
        std::vector<Json> queries;
        for (const Row& row : rows)
            queries.push_back(query_of(inputs, row));
        std::vector<double> results;
        for (const Answer& answer : respondent.ask(queries)) {
            const Json* value = answer.value ? output_of(*answer.value, output) : nullptr;
            results.push_back(value != nullptr && value->number() != nullptr
                                  ? *value->number()
                                  : std::numeric_limits<double>::quiet_NaN());
        }
        return results;
    };
}

}  // namespace isonomia::explain
