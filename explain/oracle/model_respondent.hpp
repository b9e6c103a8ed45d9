// A model read from its file, asked as if it were a black box.
#pragma once

#include "explain/model.hpp"
#include "explain/oracle/respondent.hpp"

namespace isonomia::explain {

// The answer to {"age":25,"charge":"felony"} is one number per output of the model, by name. null
// and "" are missing values.
class ModelRespondent final : public Respondent {
public:
    explicit ModelRespondent(Model model) : model_(std::move(model)) {}
    [[nodiscard]] std::vector<Answer> ask(std::span<const Json> queries) override;
    [[nodiscard]] std::string named() const override { return model_.kind; }
    [[nodiscard]] std::uint64_t unanswered() const override { return unanswered_; }

private:
    [[nodiscard]] Answer one(const Json& query) const;
    Model model_;
    std::uint64_t unanswered_ = 0;
};

}  // namespace isonomia::explain
