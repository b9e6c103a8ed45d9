#include "fairness/metric.hpp"

#include <set>

#include "tests/catch.hpp"

using namespace isonomia::fairness;

TEST_CASE("unknown metrics are unknown, near ones too") {
    for (const char* id : {"", "_difference", "false_positive_rate_", "false_positive_rate_sum",
                           "false_positive_rate_difference_ratio", "False_positive_rate"}) {
        CHECK_FALSE(find_metric(id).has_value());
        CHECK(help_pages_of(id).empty());
    }
}

TEST_CASE("every metric is described in full") {
    std::set<std::string> ids;
    for (const std::string& id : metric_ids()) {
        INFO(id);
        CHECK(ids.insert(id).second);
        const Metric metric = find_metric(id).value();
        CHECK(metric.id == id);
        for (const std::string& text : {metric.title, metric.question, metric.formula,
                                        metric.citation, metric.limits, metric.unit})
            CHECK_FALSE(text.empty());
        if (is_rate(metric) || metric.test == TestKind::fisher)
            CHECK(metric.estimate != nullptr);
        else
            CHECK(metric.estimate == nullptr);
        const bool of_tables =
            metric.input == InputKind::group || metric.input == InputKind::pair ||
            metric.input == InputKind::groups || metric.input == InputKind::conditional;
        CHECK(is_figure(metric) == of_tables);
        CHECK_FALSE(help_pages_of(id).empty());
    }
    CHECK(ids.size() > 70);
}

TEST_CASE("a comparison is explained by its rate and by what a comparison is") {
    CHECK(help_pages_of("accuracy") == std::vector<std::string>{"accuracy"});
    CHECK(help_pages_of("false_positive_rate_difference") ==
          std::vector<std::string>{"false_positive_rate", "difference"});
    CHECK(find_metric("false_positive_rate_ratio")->unit == "ratio");
    CHECK(find_metric("false_positive_rate_difference")->title ==
          "False-positive rate: difference");
}
