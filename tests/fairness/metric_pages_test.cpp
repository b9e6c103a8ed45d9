// Every metric that can be asked for has its page, and every page of a described metric names what
// the figure does not show and where it comes from.
#include "core/files.hpp"
#include "fairness/metric.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::fairness;

TEST_CASE("every metric has its page") {
    DiskFiles files;
    for (const std::string& id : metric_ids()) {
        for (const std::string& page : help_pages_of(id)) {
            INFO(id + ": " + page);
            CHECK(std::filesystem::exists(tests::source_dir() / "docs/metrics" / (page + ".md")));
        }
    }
    for (const auto* list : {&score_metrics(), &comparison_metrics(), &likelihood_ratio_metrics()})
        for (const Metric& metric : *list) {
            INFO(metric.id);
            const auto text = files.read(tests::source_dir() / "docs/metrics" / (metric.id + ".md"),
                                         std::size_t{1} << 20U);
            REQUIRE(text.has_value());
            CHECK(text->find("What it does not show: ") != std::string::npos);
            CHECK(text->find("- Source: ") != std::string::npos);
        }
}
