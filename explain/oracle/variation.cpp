#include "explain/oracle/variation.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

std::string said(const Answer& answer, std::string_view output) {
    if (!answer.value) return "no answer";
    const Json* value = output_of(*answer.value, output);
    return value != nullptr ? canonical(*value) : "no such output";
}

}  // namespace

Variation look_for_variation(Oracle& oracle, std::span<const Json> queries,
                             std::string_view output) {
    Variation result;
    result.queries = queries.size();
    const std::size_t batch = oracle.batch();
    std::vector<std::vector<std::string>> answers(queries.size());
    std::vector<std::pair<double, double>> ends(queries.size(), {INFINITY, -INFINITY});
    const auto round = [&](const char* words, std::size_t size, bool reversed) {
        std::vector<Json> order(queries.begin(), queries.end());
        if (reversed) std::reverse(order.begin(), order.end());
        oracle.set_batch(size);
        const auto given = oracle.ask_anew(order);
        for (std::size_t i = 0; i < given.size(); ++i) {
            const std::size_t q = reversed ? given.size() - 1 - i : i;
            answers[q].push_back(said(given[i], output));
            const Json* value = given[i].value ? output_of(*given[i].value, output) : nullptr;
            if (value == nullptr || value->number() == nullptr) continue;
            ends[q].first = std::min(ends[q].first, *value->number());
            ends[q].second = std::max(ends[q].second, *value->number());
        }
        result.how.emplace_back(words);
        ++result.rounds;
    };
    round("as it comes", batch, false);
    round("again", batch, false);
    round("in reverse order", batch, true);
    round("one at a time", 1, false);
    round("in batches of another size", batch == 1 ? 8 : 2 * batch, false);
    oracle.set_batch(batch);
    for (std::size_t q = 0; q < answers.size(); ++q) {
        const auto other = std::find_if(answers[q].begin(), answers[q].end(),
                                        [&](const auto& text) { return text != answers[q][0]; });
        if (other == answers[q].end()) continue;
        ++result.differing;
        if (result.example.empty()) result.example = answers[q][0] + ", then " + *other;
        if (ends[q].second > ends[q].first)
            result.largest = std::max(result.largest, ends[q].second - ends[q].first);
    }
    return result;
}

Measurement variation_measurement(const std::string& id, const Variation& variation) {
    Measurement m;
    m.id = id + "/answer_variation";
    m.metric = "answer_variation";
    m.title = "Queries that were answered in more than one way";
    m.unit = "share of queries";
    m.value = static_cast<double>(variation.differing) / static_cast<double>(variation.queries);
    m.numerator = variation.differing;
    m.denominator = variation.queries;
    m.n = variation.queries;
    m.parameters["rounds"] = join(variation.how, "; ");
    m.parameters["largest_difference"] = shortest(variation.largest);
    if (!variation.example.empty()) m.parameters["example"] = variation.example;
    m.not_shown = "That other queries are answered alike, or that this one will be tomorrow.";
    return m;
}

}  // namespace isonomia::explain
