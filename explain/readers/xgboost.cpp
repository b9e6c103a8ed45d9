// XGBoost models saved as JSON or UBJSON. The program computes in 32-bit floats: inputs, thresholds
// and sums are rounded where it rounds them.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/read_model.hpp"
#include "explain/readers/json_walk.hpp"
#include "explain/readers/ubjson.hpp"
#include "explain/readers/xgboost_tree.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t xgboost_bytes_max = std::size_t{256} << 20U;
constexpr std::size_t columns_max = 100'000;
constexpr std::size_t outputs_max = 10'000;

struct Objective {
    std::string_view name;
    Link link;
    enum class Base { as_given, logit, logarithm } base;  // from result to margin
};
constexpr std::array<Objective, 18> objectives{{
    {"reg:squarederror", Link::identity, Objective::Base::as_given},
    {"reg:linear", Link::identity, Objective::Base::as_given},
    {"reg:squaredlogerror", Link::identity, Objective::Base::as_given},
    {"reg:pseudohubererror", Link::identity, Objective::Base::as_given},
    {"reg:absoluteerror", Link::identity, Objective::Base::as_given},
    {"reg:logistic", Link::logistic, Objective::Base::logit},
    {"binary:logistic", Link::logistic, Objective::Base::logit},
    {"binary:logitraw", Link::identity, Objective::Base::as_given},
    {"reg:gamma", Link::exponential, Objective::Base::logarithm},
    {"reg:tweedie", Link::exponential, Objective::Base::logarithm},
    {"count:poisson", Link::exponential, Objective::Base::logarithm},
    {"survival:cox", Link::exponential, Objective::Base::logarithm},
    {"multi:softprob", Link::softmax, Objective::Base::as_given},
    {"multi:softmax", Link::softmax, Objective::Base::as_given},
    {"rank:pairwise", Link::identity, Objective::Base::as_given},
    {"rank:ndcg", Link::identity, Objective::Base::as_given},
    {"rank:map", Link::identity, Objective::Base::as_given},
    {"binary:hinge", Link::identity, Objective::Base::as_given},
}};

double base_margin(Objective::Base kind, double given) {
    const float base = single(given);
    switch (kind) {
        case Objective::Base::logit:
            return static_cast<double>(-std::log(1.0F / base - 1.0F));
        case Objective::Base::logarithm:
            return static_cast<double>(std::log(base));
        case Objective::Base::as_given:
            break;
    }
    return static_cast<double>(base);
}

class XgboostReader {
public:
    XgboostReader(const Json& document, const std::string& file)
        : root_(document, "", file), file_(file) {}

    Result<Model> run() {
        model_.file = file_;
        model_.single = true;
        const auto learner = root_.at("learner");
        if (!learner) return fail(learner.error());
        if (auto status = root_.only("learner version"); !status) return fail(status.error());
        if (auto status = learner->only("attributes feature_names feature_types gradient_booster "
                                        "learner_model_param objective");
            !status)
            return fail(status.error());
        for (const auto step :
             {&XgboostReader::read_head, &XgboostReader::read_names, &XgboostReader::read_booster})
            if (auto status = (this->*step)(*learner); !status) return fail(status.error());
        if (auto status = check_model(model_); !status) return fail(status.error());
        return std::move(model_);
    }

private:
    Status read_head(const JsonWalk& learner) {
        const auto objective =
            learner.at("objective").and_then([](const JsonWalk& o) { return o.at("name"); });
        if (!objective) return fail(objective.error());
        const auto name = objective->text();
        if (!name) return fail(name.error());
        const Objective* known = nullptr;
        for (const Objective& candidate : objectives)
            if (candidate.name == *name) known = &candidate;
        if (known == nullptr || known->name == "binary:hinge")
            return objective->unsupported(fmt::format("the objective '{}'", *name));
        // What the objectives above keep beside their names steers training alone.
        const auto steering = learner.at("objective").and_then([](const JsonWalk& o) {
            return o.only(
                "name lambda_rank_param lambdarank_param poisson_regression_param "
                "pseudo_huber_param reg_loss_param softmax_multiclass_param "
                "tweedie_regression_param");
        });
        if (!steering) return steering;
        model_.link = known->link;
        const auto head = learner.at("learner_model_param");
        if (!head) return fail(head.error());
        if (auto status =
                head->only("base_score boost_from_average num_class num_feature num_target");
            !status)
            return status;
        const auto read_count = [&](std::string_view key, std::size_t absent) {
            if (!head->has(key)) return Result<std::size_t>(absent);
            return head->at(key).and_then([](const JsonWalk& w) { return w.count(); });
        };
        const auto features = read_count("num_feature", 0);
        const auto classes = read_count("num_class", 0);
        const auto targets = read_count("num_target", 1);
        if (!features) return fail(features.error());
        if (!classes) return fail(classes.error());
        if (!targets) return fail(targets.error());
        if (*features == 0 || *features > columns_max)
            return head->wrong(fmt::format("has {} features", *features));
        if (*targets > 1) return head->unsupported("a model with several targets");
        outputs_ = std::max<std::size_t>(1, *classes);
        if (outputs_ > outputs_max) return head->wrong("has too many classes");
        features_ = *features;
        for (std::size_t k = 0; k < outputs_; ++k)
            model_.outputs.push_back(outputs_ == 1 ? "result" : fmt::format("class {}", k));
        return read_base(*head, *known);
    }

    // One number in versions before 3.1, there a list in brackets.
    Status read_base(const JsonWalk& head, const Objective& objective) {
        const auto place = head.at("base_score");
        if (!place) return fail(place.error());
        auto text = place->text();
        if (!text) {
            const auto number = place->number();
            if (!number) return fail(number.error());
            text = shortest(*number);
        }
        std::string_view list = trim(*text);
        if (list.size() >= 2 && list.front() == '[' && list.back() == ']')
            list = list.substr(1, list.size() - 2);
        const bool once_logit = objective.name == "binary:logitraw" && before(1, 3);
        const auto kind = once_logit ? Objective::Base::logit : objective.base;
        std::vector<double> given;
        for (const std::string_view part : split(list, ',')) {
            const auto number = parse_number(trim(part));
            if (!number) return place->wrong(fmt::format("'{}' is not a number", trim(part)));
            given.push_back(base_margin(kind, *number));
        }
        if (given.size() != 1 && given.size() != outputs_)
            return place->wrong(
                fmt::format("has {} numbers for {} outputs", given.size(), outputs_));
        for (std::size_t k = 0; k < outputs_; ++k)
            model_.base.push_back(given.size() == 1 ? given[0] : given[k]);
        return {};
    }

    Status read_names(const JsonWalk& learner) {
        std::vector<std::string> names;
        std::vector<std::string> types;
        for (auto [key, list] : {std::pair{"feature_names", &names}, {"feature_types", &types}}) {
            if (!learner.has(key)) continue;
            auto given = learner.at(key).and_then([](const JsonWalk& w) { return w.texts(); });
            if (!given) return fail(given.error());
            if (!given->empty() && given->size() != features_)
                return learner.wrong(
                    fmt::format("has {} {}, and {} features", given->size(), key, features_));
            *list = std::move(*given);
        }
        for (std::size_t f = 0; f < features_; ++f) {
            model_.inputs.push_back({names.empty() ? fmt::format("f{}", f) : names[f]});
            if (!types.empty() && types[f] == "c") model_.inputs[f].type = InputType::category;
            model_.columns.push_back({f, {{.kind = StepKind::round32}}});
        }
        model_.missing_rule = "goes the way that each node learned for missing values";
        return {};
    }

    Status read_booster(const JsonWalk& learner) {
        const auto booster = learner.at("gradient_booster");
        if (!booster) return fail(booster.error());
        const auto name = booster->at("name").and_then([](const JsonWalk& w) { return w.text(); });
        if (!name) return fail(name.error());
        model_.kind = fmt::format("XGBoost {}", version());
        if (auto status = read_best(learner); !status) return status;
        model_.family = *name == "gblinear" ? "linear score" : "boosted trees";
        const std::string_view members = *name == "dart" ? "name gbtree weight_drop" : "name model";
        if (auto status = booster->only(members); !status) return status;
        if (*name == "gblinear") return read_linear(*booster);
        if (*name == "gbtree") return read_forest(*booster, {});
        if (*name != "dart") return booster->unsupported(fmt::format("the booster '{}'", *name));
        const auto inner = booster->at("gbtree");
        if (!inner) return fail(inner.error());
        if (auto status = inner->only("name model"); !status) return status;
        const auto drop =
            booster->at("weight_drop").and_then([](const JsonWalk& w) { return w.numbers(); });
        if (!drop) return fail(drop.error());
        return read_forest(*inner, *drop);
    }

    // Where training stopped early. XGBoost's own predict() uses all rounds all the same; that of
    // its scikit-learn interface, which leaves its mark in the file, stops after the best.
    Status read_best(const JsonWalk& learner) {
        if (!learner.has("attributes")) return {};
        const auto attributes = learner.at("attributes");
        if (!attributes->has("best_iteration")) return {};
        const auto best =
            attributes->at("best_iteration").and_then([](const JsonWalk& w) { return w.count(); });
        if (!best) return fail(best.error());
        best_ = *best;
        stops_at_best_ = attributes->has("scikit_learn");
        return {};
    }

    // How many of the trees count; says so in the kind of the model.
    Result<std::size_t> trees_used(const JsonWalk& model, std::size_t count) {
        if (!best_) return count;
        std::size_t rounds = 0;
        std::size_t used = 0;
        if (model.has("iteration_indptr")) {
            const auto place = model.at("iteration_indptr");
            const auto ends = place->numbers();
            if (!ends) return fail(ends.error());
            if (ends->empty() || *best_ + 1 >= ends->size())
                return place->wrong("has no end for the best iteration");
            rounds = ends->size() - 1;
            const double end = (*ends)[*best_ + 1];
            if (!(end >= 0 && end <= static_cast<double>(count)))
                return place->wrong("names trees that are not there");
            used = static_cast<std::size_t>(end);
        } else {
            const auto parallel = model.at("gbtree_model_param").and_then([](const JsonWalk& w) {
                return w.has("num_parallel_tree")
                           ? w.at("num_parallel_tree").and_then([](const JsonWalk& n) {
                                 return n.count();
                             })
                           : Result<std::size_t>(1);
            });
            if (!parallel) return fail(parallel.error());
            const std::size_t each = outputs_ * std::max<std::size_t>(1, *parallel);
            rounds = count / each;
            if (*best_ >= rounds) return model.wrong("has no trees for the best iteration");
            used = each * (*best_ + 1);
        }
        model_.kind += stops_at_best_
                           ? fmt::format(", the first {} of {} rounds", *best_ + 1, rounds)
                           : fmt::format(", all {} rounds (the best: {})", rounds, *best_ + 1);
        return stops_at_best_ ? used : count;
    }

    [[nodiscard]] std::string version() const {
        const auto numbers =
            root_.at("version").and_then([](const JsonWalk& w) { return w.numbers(3); });
        if (!numbers) return "(version not stated)";
        return fmt::format("{}.{}.{}", (*numbers)[0], (*numbers)[1], (*numbers)[2]);
    }

    [[nodiscard]] bool before(double major, double minor) const {
        const auto numbers =
            root_.at("version").and_then([](const JsonWalk& w) { return w.numbers(3); });
        return numbers && std::pair((*numbers)[0], (*numbers)[1]) < std::pair(major, minor);
    }

    // Weights by feature and output, then one bias per output. A missing value adds nothing. Of
    // several base scores the program's linear booster adds the first to every output.
    Status read_linear(const JsonWalk& booster) {
        const auto model = booster.at("model");
        if (!model) return fail(model.error());
        if (auto status = model->only("boosted_rounds weights"); !status) return status;
        const auto weights = model->at("weights");
        if (!weights) return fail(weights.error());
        const auto given = weights->numbers((features_ + 1) * outputs_);
        if (!given) return fail(given.error());
        model_.weights.assign(outputs_, std::vector<double>(features_));
        const float base = single(model_.base.front());
        for (std::size_t k = 0; k < outputs_; ++k) {
            for (std::size_t f = 0; f < features_; ++f)
                model_.weights[k][f] = (*given)[f * outputs_ + k];
            model_.base[k] = static_cast<double>(single((*given)[features_ * outputs_ + k]) + base);
        }
        for (ModelColumn& column : model_.columns)
            column.steps.insert(column.steps.begin(),
                                {.kind = StepKind::replace_missing, .value = 0});
        model_.missing_rule = "adds nothing";
        return {};
    }

    Status read_forest(const JsonWalk& booster, const std::vector<double>& drop) {
        const auto model = booster.at("model");
        if (!model) return fail(model.error());
        if (auto status = model->only("cats gbtree_model_param iteration_indptr tree_info trees");
            !status)
            return status;
        const auto trees = model->at("trees");
        const auto groups = model->at("tree_info");
        if (!trees) return fail(trees.error());
        if (!groups) return fail(groups.error());
        const auto count = trees->size();
        if (!count) return fail(count.error());
        const auto outputs = groups->whole(*count, 0, static_cast<double>(outputs_ - 1));
        if (!outputs) return fail(outputs.error());
        if (!drop.empty() && drop.size() != *count)
            return booster.wrong("weight_drop has another length than trees");
        const auto used = trees_used(*model, *count);
        if (!used) return fail(used.error());
        for (std::size_t t = 0; t < *used; ++t) {
            const auto place = trees->at(t);
            auto tree = read_xgboost_tree(*place, features_, file_, drop.empty() ? 1.0 : drop[t]);
            if (!tree) return fail(tree.error());
            tree->output = static_cast<std::size_t>((*outputs)[t]);
            model_.trees.push_back(std::move(*tree));
        }
        return model->has("cats") ? read_categories(*model) : Status{};
    }

    // The texts of categories, from version 3.1 on; without them the data hold codes.
    Status read_categories(const JsonWalk& model) {
        const auto cats = model.at("cats");
        if (!cats->has("enc")) return {};
        const auto lists = cats->at("enc");
        const auto count = lists->size();
        if (!count) return fail(count.error());
        for (std::size_t f = 0; f < *count && f < features_; ++f) {
            const auto place = lists->at(f);
            if (!place->has("values")) continue;
            const auto values =
                place->at("values").and_then([](const JsonWalk& w) { return w.numbers(); });
            if (!values) return fail(values.error());
            if (place->has("offsets")) {
                const auto offsets =
                    place->at("offsets").and_then([](const JsonWalk& w) { return w.numbers(); });
                if (!offsets) return fail(offsets.error());
                if (auto s = read_texts(*place, *offsets, *values, model_.inputs[f]); !s) return s;
                continue;
            }
            for (const double value : *values)
                model_.inputs[f].categories.push_back(shortest(value));
        }
        return {};
    }

    static Status read_texts(const JsonWalk& place, const std::vector<double>& offsets,
                             const std::vector<double>& bytes, ModelInput& input) {
        for (std::size_t i = 1; i < offsets.size(); ++i) {
            if (!(offsets[i - 1] >= 0 && offsets[i - 1] <= offsets[i] &&
                  offsets[i] <= static_cast<double>(bytes.size())))
                return place.wrong("has offsets that do not ascend within its values");
            std::string text;
            for (auto b = static_cast<std::size_t>(offsets[i - 1]);
                 b < static_cast<std::size_t>(offsets[i]); ++b) {
                if (!(bytes[b] >= -128 && bytes[b] <= 255))
                    return place.wrong("holds a byte that is none");
                text += static_cast<char>(static_cast<int>(bytes[b]));
            }
            input.categories.push_back(std::move(text));
        }
        return {};
    }

    JsonWalk root_;
    const std::string& file_;
    Model model_;
    std::size_t features_ = 0;
    std::size_t outputs_ = 1;
    std::optional<std::size_t> best_;  // the iteration, from 0
    bool stops_at_best_ = false;
};

}  // namespace

Result<Model> read_xgboost(const std::string& bytes, const std::string& file) {
    const bool text = bytes.size() > 1 &&
                      (bytes[1] == '"' || bytes[1] == '\n' || bytes[1] == ' ' || bytes[1] == '\r');
    auto document = text
                        ? parse_json(bytes, file, {.depth_max = 64, .bytes_max = xgboost_bytes_max})
                        : parse_ubjson(bytes, file);
    if (!document) return fail(document.error());
    return XgboostReader(*document, file).run();
}

}  // namespace isonomia::explain
