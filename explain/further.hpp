// What else can be measured about an explanation, as measurements: effects, importance, quality of
// the explanation, strength of proxies, likeness of the case.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/measurement.hpp"
#include "explain/cells.hpp"
#include "explain/quality.hpp"
#include "explain/scorer.hpp"
#include "explain/shapley/sampled_shapley.hpp"

namespace isonomia::explain {

// What all of them are about. References must outlive the calls.
struct Subject {
    std::string id;  // of the measurements: 'ID/metric'
    const std::vector<ModelInput>& inputs;
    const Row& row;
    const std::vector<Row>& background;
    std::uint64_t seed = 1;
};

// A measurement of the subject with its seed; of 'metric/NAME', the metric.
[[nodiscard]] Measurement begin(const Subject& subject, const std::string& metric,
                                std::string title, std::string unit = "",
                                ResultForm form = ResultForm::scalar);

// 'shapley_attribution' of a black box: low and high are the 95% intervals of sampling. Undefined
// with the reason.
[[nodiscard]] Measurement sampled_attribution(const Subject& subject, const Scorer& score,
                                              std::uint64_t samples);

// 'shapley_interactions' of a model's file: what each input added alone ('NAME = VALUE alone') and
// each pair beyond that ('… with …': both halves of the matrix together), largest first; what is
// exactly 0 is left out. They sum to margin - base, against the training rows that the file counts,
// with an additivity_error of at most 1e-12 (PathShapley::interactions). 0 where the margin is a
// sum of one term for each input. Undefined with the reason: as PathShapley, or more than 1,000
// inputs.
[[nodiscard]] Measurement interaction_measurement(const Subject& subject, const Model& model,
                                                  std::size_t output);

// 'partial_dependence/NAME', 'individual_expectation/NAME' and, for numbers,
// 'accumulated_effects/NAME'.
[[nodiscard]] std::vector<Measurement> effect_measurements(const Subject& subject,
                                                           const Scorer& score, std::size_t input);

// 'permutation_importance'. `truths` by comparison person, or empty.
[[nodiscard]] Measurement importance_measurement(const Subject& subject, const Scorer& score,
                                                 const std::vector<double>& truths);

// 'explanation_stability', 'explanation_faithfulness', 'background_spread', and with two methods or
// more 'explanation_agreement'. `methods`: attributions of the row by name; the first is the one
// that is reported.
[[nodiscard]] std::vector<Measurement> quality_measurements(
    const Subject& subject, const Scorer& score, const Attributor& attribute,
    const std::vector<std::pair<std::string, std::vector<double>>>& methods);

// The difference that taking away one input alone makes, on average over comparison persons.
[[nodiscard]] std::vector<double> occlusion(const Scorer& score, const Row& row,
                                            const std::vector<Row>& background);

// 'proxy_strength/ATTRIBUTE', 'proxy_auc/ATTRIBUTE' and, with a threshold, 'proxy_swap/ATTRIBUTE'.
// `labels` by comparison person.
[[nodiscard]] std::vector<Measurement> proxy_measurements(const Subject& subject,
                                                          const Scorer& score,
                                                          const std::string& attribute,
                                                          const std::vector<std::string>& labels,
                                                          std::optional<double> threshold);

// 'attribute_swap': one point per input; value = 1 when another value of it alone puts this person
// on the other side of the threshold, else 0; n = comparison persons with an answer, of whom
// parameter `changed:NAME` change sides and `share:NAME` says the share with its interval.
// `queries_max` bounds the comparison persons of each input.
[[nodiscard]] Measurement swap_measurement(const Subject& subject, const Scorer& score,
                                           double threshold, const std::vector<std::size_t>& inputs,
                                           std::uint64_t queries_max);

// 'counterfactual' of a black box: the best change that `queries_max` queries find; the certificate
// is 'best-found' or 'none-found'. Undefined with the reason when none is found.
[[nodiscard]] Measurement searched_counterfactual(const Subject& subject, const Scorer& score,
                                                  double threshold,
                                                  const std::vector<Limit>& limits,
                                                  std::uint64_t queries_max);

// 'case_likeness' and 'feature_support'.
[[nodiscard]] std::vector<Measurement> likeness_measurements(const Subject& subject,
                                                             const std::vector<Row>& validation);

}  // namespace isonomia::explain
