#include "explain/schema.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/rows.hpp"
#include "stats/table.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t categories_max = 10'000;

class SchemaReader final : public stats::TableVisitor {
public:
    explicit SchemaReader(const std::vector<std::string>& except) : except_(except) {}

    Status header(const stats::TableRow& names) override {
        for (std::size_t c = 0; c < names.size(); ++c) {
            const std::string name(trim(names[c]));
            known_.push_back(name);
            if (std::find(except_.begin(), except_.end(), name) != except_.end()) continue;
            columns_.push_back(c);
            inputs.push_back({name});
        }
        for (const std::string& name : except_)
            if (std::find(known_.begin(), known_.end(), name) == known_.end())
                return fail(
                    input_error("E0606", fmt::format("the data have no column '{}'", name))
                        .at(names.location(0))
                        .note("columns: " + join(known_, ", "))
                        .hinted("name a column of the data" + did_you_mean_suffix(name, known_)));
        texts_.resize(columns_.size());
        is_number_.assign(columns_.size(), true);
        return {};
    }

    Status row(const stats::TableRow& row) override {
        ++rows;
        for (std::size_t f = 0; f < columns_.size(); ++f) {
            const std::string_view text = trim(row[columns_[f]]);
            const bool number = input_value(inputs[f], text).has_value();
            is_number_[f] = is_number_[f] && number;
            if (texts_[f].size() > categories_max) {
                if (is_number_[f]) continue;
                return fail(
                    input_error("E0603", fmt::format("'{}' has more than {} different texts",
                                                     inputs[f].name, categories_max))
                        .at(row.location(columns_[f]))
                        .hinted("leave the column out of the data that the program is asked "
                                "about"));
            }
            texts_[f].emplace(text);
        }
        return {};
    }

    void settle() {
        for (std::size_t f = 0; f < inputs.size(); ++f) {
            if (is_number_[f]) continue;
            inputs[f].type = InputType::category;
            texts_[f].erase("");
            inputs[f].categories.assign(texts_[f].begin(), texts_[f].end());
        }
    }

    std::vector<ModelInput> inputs;
    std::uint64_t rows = 0;

private:
    const std::vector<std::string>& except_;
    std::vector<std::string> known_;
    std::vector<std::size_t> columns_;
    std::vector<std::set<std::string, std::less<>>> texts_;
    std::vector<bool> is_number_;
};

}  // namespace

Result<Model> schema_of(const fs::path& table, const std::vector<std::string>& except) {
    SchemaReader reader(except);
    const std::string file = table.string();
    stats::TableOptions options;
    options.separator = stats::separator_for(file);
    const auto facts = stats::read_table(table, file, options, reader);
    if (!facts) return fail(facts.error());
    if (reader.rows == 0)
        return fail(input_error("E0302", "there are no rows in the file")
                        .at({file, 0, 0})
                        .hinted("give one row per person, below the header"));
    reader.settle();
    Model model;
    model.file = file;
    model.inputs = std::move(reader.inputs);
    return model;
}

}  // namespace isonomia::explain
