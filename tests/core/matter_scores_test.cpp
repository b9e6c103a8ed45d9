// Data sets of scores, comparisons, likelihood ratios, areas and attempts, as matter.xml declares
// them.
#include <fmt/format.h>

#include "tests/catch.hpp"
#include "tests/core/matter_support.hpp"

using namespace isonomia;
using namespace isonomia::tests;

namespace {

std::string dataset(std::string_view attributes, std::string_view columns) {
    return matter_with(fmt::format(
        "<exhibits><exhibit id=\"E1\" file=\"a.csv\" title=\"t\"/></exhibits><datasets><dataset "
        "id=\"d\" title=\"t\" {}>{}</dataset></datasets>",
        attributes, columns));
}

constexpr const char* truth = "<column name=\"y\" role=\"outcome\"><positive>1</positive></column>";
constexpr const char* score = "<column name=\"s\" role=\"score\"/>";
constexpr const char* people =
    "<column name=\"p\" role=\"probe\"/><column name=\"g\" role=\"gallery\"/>";

std::string code_of(const std::string& attributes, const std::string& columns) {
    const auto matter = read_text(dataset(attributes, columns));
    if (matter) return "";
    CHECK_FALSE(matter.error().hint.empty());
    return matter.error().code;
}

}  // namespace

TEST_CASE("scores, comparisons and ratios without what they need are refused") {
    const std::string y = truth;
    const std::string s = score;
    CHECK(code_of("form=\"scores\"", y + s) == "M0005");  // no exhibit
    CHECK(code_of("form=\"scores\" exhibit=\"E1\"", y) == "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\"", s) == "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\"", y + s + people) == "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\" gallery-size=\"5\"", y + s) == "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\" layout=\"scores-4\"", y + s) == "M0005");
    CHECK(code_of("form=\"comparisons\" exhibit=\"E1\"", s) == "M0005");
    CHECK(code_of("form=\"comparisons\" exhibit=\"E1\" layout=\"scores-4\"", s + people) ==
          "M0005");
    CHECK(code_of("form=\"comparisons\" exhibit=\"E1\"",
                  s + people + "<column name=\"a\" role=\"probe-group\"/>") == "M0005");
    CHECK(code_of("form=\"comparisons\" exhibit=\"E1\" gallery-size=\"0\"", s + people) == "M0004");
    CHECK(code_of("form=\"likelihood-ratios\" exhibit=\"E1\"", y) == "M0005");
    CHECK(code_of("form=\"likelihood-ratios\" exhibit=\"E1\"",
                  y + "<column name=\"a\" role=\"likelihood-ratio\"/>"
                      "<column name=\"b\" role=\"ln-likelihood-ratio\"/>") == "M0005");
    CHECK(code_of("form=\"rows\" exhibit=\"E1\" case-score=\"1\"",
                  y + "<column name=\"f\" role=\"prediction\"><positive>1</positive></column>") ==
          "M0005");
}

TEST_CASE("areas and attempts without what they need are refused") {
    const std::string area =
        "<column name=\"a\" role=\"area\"/><column name=\"w\" role=\"residents\"/>";
    const std::string hours = "<column name=\"h\" role=\"exposure\"/>";
    const std::string failed =
        "<column name=\"f\" role=\"not-acquired\"><positive>1</positive></column>";
    const std::string time = "<column name=\"t\" role=\"time\"/>";
    CHECK(code_of("form=\"areas\"", area + hours) == "M0005");  // no exhibit
    CHECK(code_of("form=\"areas\" exhibit=\"E1\"", area) == "M0005");
    CHECK(code_of("form=\"areas\" exhibit=\"E1\"", hours) == "M0005");
    CHECK(code_of("form=\"areas\" exhibit=\"E1\"",
                  area + hours + "<column name=\"s\" role=\"stops\"/>") == "M0005");
    CHECK(code_of("form=\"areas\" exhibit=\"E1\"", area + hours + truth) == "M0005");
    CHECK(code_of("form=\"areas\" exhibit=\"E1\" period=\"month\"", area + hours) == "M0005");
    CHECK(code_of("form=\"areas\" exhibit=\"E1\" baseline=\"2024\"", area + hours + time) ==
          "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\" period=\"week\"",
                  std::string(truth) + score + time) == "X0007");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\" baseline=\"2024\"", std::string(truth) + score) ==
          "M0005");
    CHECK(code_of("form=\"scores\" exhibit=\"E1\"", std::string(truth) + score + hours) == "M0005");
    CHECK(code_of("form=\"attempts\"", failed) == "M0005");
    CHECK(code_of("form=\"attempts\" exhibit=\"E1\"", "") == "M0005");
    CHECK(code_of("form=\"attempts\" exhibit=\"E1\"",
                  "<column name=\"f\" role=\"not-acquired\"/>") == "M0005");
    CHECK(code_of("form=\"attempts\" exhibit=\"E1\"",
                  failed + "<column name=\"e\" role=\"not-enrolled\"><positive>1</positive>"
                           "</column>") == "M0005");
    CHECK(code_of("form=\"attempts\" exhibit=\"E1\"", failed + score) == "M0005");
    CHECK(code_of("form=\"rows\" exhibit=\"E1\"", truth + failed) == "M0005");
}

TEST_CASE("areas, attempts and periods are read as declared, and the grammar agrees") {
    const auto check = [](const std::string& attributes, const std::string& columns) {
        const std::string text = dataset(attributes, columns);
        CHECK(grammar_accepts(text));
        auto matter = read_text(text);
        REQUIRE(matter.has_value());
        return matter->datasets.at(0);
    };
    const auto beats =
        check("form=\"areas\" exhibit=\"E1\" period=\"year\"",
              "<column name=\"a\" role=\"area\"/><column name=\"w\" role=\"residents\"/>"
              "<column name=\"b\" role=\"residents\" title=\"black\"/>"
              "<column name=\"h\" role=\"exposure\"/><column name=\"s\" role=\"stops\"/>"
              "<column name=\"x\" role=\"hits\"/><column name=\"t\" role=\"time\"/>");
    CHECK(beats.form == DataForm::areas);
    CHECK(beats.period == Period::year);
    CHECK(beats.columns.size() == 7);
    const auto watch = check(
        "form=\"scores\" exhibit=\"E1\" period=\"month\" "
        "baseline=\"2024-03\"",
        std::string(truth) + score + "<column name=\"t\" role=\"time\"/>");
    CHECK(watch.baseline == "2024-03");
    const auto enrolment = check("form=\"attempts\" exhibit=\"E1\"",
                                 "<measure metric=\"failure_to_enrol_rate\"/><column name=\"f\" "
                                 "role=\"not-enrolled\"><positive>no template</positive></column>"
                                 "<column name=\"g\" role=\"group\" reference=\"a\"/>"
                                 "<column name=\"p\" role=\"person\"/>");
    CHECK(enrolment.columns.at(0).role == ColumnRole::not_enrolled);
    CHECK(enrolment.columns.at(0).positive == std::vector<std::string>{"no template"});
}

TEST_CASE("scores, comparisons and ratios are read as declared, and the grammar agrees") {
    const auto check = [](const std::string& attributes, const std::string& columns) {
        const std::string text = dataset(attributes, columns);
        CHECK(grammar_accepts(text));
        auto matter = read_text(text);
        REQUIRE(matter.has_value());
        return matter->datasets.at(0);
    };
    const std::string y = truth;
    const std::string s = score;
    CHECK(check("form=\"scores\" exhibit=\"E1\" seed=\"7\"", y + s).seed == 7);
    const auto compared = check(
        "form=\"comparisons\" exhibit=\"E1\" threshold=\"0.6\" gallery-size=\"10000\" "
        "case-score=\"0.61\"",
        s + people +
            "<column name=\"a\" role=\"probe-group\"/>"
            "<column name=\"b\" role=\"gallery-group\"/>"
            "<column name=\"x\" role=\"probe-sample\"/>");
    CHECK(compared.gallery_size == 10000);
    CHECK(compared.case_score == 0.61);
    CHECK(compared.columns.size() == 6);
    CHECK(check("form=\"comparisons\" exhibit=\"E1\" layout=\"scores-5\"", "").layout ==
          ScoreLayout::columns_5);
    CHECK(check("form=\"likelihood-ratios\" exhibit=\"E1\" case-score=\"3.6\"",
                y + "<column name=\"l\" role=\"log10-likelihood-ratio\"/>")
              .form == DataForm::likelihood_ratios);
}
