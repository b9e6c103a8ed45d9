#include "explain/oracle/model_respondent.hpp"

#include <cmath>

#include "core/text.hpp"
#include "explain/rows.hpp"

namespace isonomia::explain {

std::vector<Answer> ModelRespondent::ask(std::span<const Json> queries) {
    std::vector<Answer> answers;
    for (const Json& query : queries) {
        answers.push_back(one(query));
        if (!answers.back().value) ++unanswered_;
    }
    return answers;
}

Answer ModelRespondent::one(const Json& query) const {
    Answer answer;
    std::map<std::string, std::string> values;
    if (const Json::Object* inputs = query.object())
        for (const auto& [name, value] : *inputs)
            values[name] = value.is_null()             ? ""
                           : value.number() != nullptr ? shortest(*value.number())
                           : value.string() != nullptr ? *value.string()
                                                       : canonical(value);
    const auto row = row_from(model_, values);
    if (!row) {
        answer.problem = row.error().message;
        return answer;
    }
    const auto results = model_.predict(*row);
    Json::Object object;
    for (std::size_t k = 0; k < results.size(); ++k) {
        if (!std::isfinite(results[k])) {
            answer.problem = "the model gives no answer for these values";
            return answer;
        }
        object.emplace(model_.outputs[k], results[k]);
    }
    answer.value = Json(std::move(object));
    return answer;
}

}  // namespace isonomia::explain
