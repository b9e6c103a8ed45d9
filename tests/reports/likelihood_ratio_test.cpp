// A likelihood ratio that somebody put forward: never a word without its number, never a number
// without both propositions.
#include "reports/likelihood_ratio.hpp"

#include "reports/language.hpp"
#include "tests/catch.hpp"

using namespace isonomia;
using namespace isonomia::reports;

namespace {

// A measurement that places a ratio of this case among known ones.
CaseFile with(std::map<std::string, std::string> parameters, const std::string& outcome = "") {
    CaseFile file;
    file.entries = 2;
    Dataset dataset;
    dataset.id = "mixtures";
    Column column;
    column.name = "contributor";
    column.role = ColumnRole::outcome;
    column.title = outcome;
    dataset.columns.push_back(column);
    file.datasets.push_back({dataset, 0, {}, std::nullopt});
    Measurement m;
    m.id = "m";
    m.metric = "case_likelihood_ratio";
    m.unit = "proportion";
    m.value = 0.01;
    m.dataset = "mixtures";
    m.parameters = std::move(parameters);
    file.measurements.push_back({m, 1, {}, std::nullopt});
    return file;
}

std::string said(const CaseFile& file, const Catalogue& words = {}) {
    ReportOptions options;
    options.catalogue = words;
    const Record record(file, options);
    std::string text;
    for (const Family& family : families(record))
        for (const Block& block : ratio_blocks(record, family)) {
            if (const auto* list = std::get_if<List>(&block.content)) {
                for (const Statement& item : list->items)
                    text += "- " + plain(item.text) + "\n";
                continue;
            }
            const auto& statement = std::get<Paragraph>(block.content).statement;
            CHECK_FALSE(statement.supports.empty());
            text += plain(statement.text) + "\n";
        }
    return text;
}

bool contains(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("without a finite ratio of this case there is no card") {
    CHECK(said(with({})).empty());
    for (const char* ratio : {"", "inf", "-inf", "nan", "about 4", "0x10"})
        CHECK(said(with({{"case_log10_lr", ratio}})).empty());
}

TEST_CASE("a ratio is told with its size, its direction and what it does not say") {
    const std::string high = said(with({{"case_log10_lr", "3.60206"}}));
    CHECK(contains(high,
                   "about 4,000: what was found is so many times more probable under the "
                   "first proposition"));
    CHECK(contains(high, "It does not say how probable either of them is."));
    const std::string low = said(with({{"case_log10_lr", "-2"}}));
    CHECK(contains(low,
                   "about one to 100: what was found is so many times more probable under "
                   "the second proposition"));
    CHECK(contains(said(with({{"case_log10_lr", "0"}})), "about 1: "));
    CHECK(contains(said(with({{"case_log10_lr", "0.30103"}})), "about 2: "));
    CHECK(
        contains(said(with({{"case_log10_lr", "5.091491"}})), "about 123,000: "));  // three digits
    CHECK(contains(said(with({{"case_log10_lr", "12.34"}})), "10 to the power of 12.3"));
    CHECK(contains(said(with({{"case_log10_lr", "300"}})), "10 to the power of 300.0"));
}

TEST_CASE("both propositions stand with the ratio, or that they are not on record") {
    CHECK(contains(said(with({{"case_log10_lr", "3"}})),
                   "The record does not state the two propositions."));
    const std::string text = said(with({{"case_log10_lr", "3"}}, "the person contributed"));
    CHECK(contains(text,
                   "First proposition: the person contributed. Second proposition: that this "
                   "is not so."));
    CHECK_FALSE(contains(text, "does not state"));
}

TEST_CASE(
    "the first page says how to read a ratio whose propositions are known, in both directions") {
    const auto note = [](const CaseFile& file) {
        const ReportOptions options;
        const auto found = ratio_note(Record(file, options));
        return found ? plain(found->statement.text) : "";
    };
    CHECK(note({}).empty());
    CHECK(note(with({{"case_log10_lr", "inf"}}, "X")).empty());
    CHECK(note(with({{"case_log10_lr", "3"}})).empty());  // no proposition is on record
    CHECK(note(with({{"case_log10_lr", "3"}}, "the person contributed")) ==
          "How to read the likelihood ratio. What was found is about 1,000 times more probable if "
          "this is so than if it is not: the person contributed. How probable it is that this is "
          "so, the ratio does not say.");
    CHECK(contains(note(with({{"case_log10_lr", "-2"}}, "X")), "about 100 times less probable"));
}

TEST_CASE("words of a scale name the scale; without one the number stands alone") {
    CHECK(contains(said(with({{"case_log10_lr", "3"}})), "the number stands alone"));
    const std::string text =
        said(with({{"case_log10_lr", "3"}, {"words_enfsi-2015", "strong support"}}));
    CHECK(contains(text, "by the scale enfsi-2015: strong support."));
    CHECK(contains(text, "The words add nothing to the number"));
    CHECK_FALSE(contains(text, "stands alone"));
}

TEST_CASE("whether the known ratios bear out a ratio of this size is said where it is known") {
    CHECK_FALSE(contains(said(with({{"case_log10_lr", "3"}})), "known ratios of the validation"));
    const auto within = [](const char* value, const Catalogue& words = {}) {
        return said(with({{"case_log10_lr", "3"}, {"within_empirical_bounds", value}}), words);
    };
    CHECK(contains(within("true"), "are enough to bear out a ratio of this size"));
    CHECK(contains(within("false"), "are too few to bear out a ratio of this size"));
    CaseFile file = with({{"case_log10_lr", "3"}, {"within_empirical_bounds", "true"}});
    auto four = file.measurements.front();
    four.object.id = "four";
    four.object.group = {{"contributors", "4"}};
    four.object.parameters["within_empirical_bounds"] = "false";
    file.measurements.push_back(four);
    const std::string both = said(file);
    CHECK(contains(both, "\nThe known ratios of the validation are enough to bear out"));
    CHECK(contains(both,
                   "- contributors 4: The known ratios of the validation are too few to bear out"));
    file.measurements[1].object.parameters["within_empirical_bounds"] = "true";
    CHECK_FALSE(contains(said(file), "- contributors 4"));  // as for all
    const Catalogue french = find_language("fr").value();
    CHECK_FALSE(contains(within("false", french), "known ratios"));
    CHECK(contains(within("false", french), "trop peu"));
}

TEST_CASE("the ratio of this case stands in the body, before the figures that judge the set") {
    CaseFile file = with({{"case_log10_lr", "3.6"}}, "the person contributed");
    for (const char* metric : {"cllr", "cllr_min", "dev_pav"}) {
        Measurement m = file.measurements.front().object;
        m.id = m.metric = metric;
        m.unit = "bits";
        m.parameters.clear();
        file.measurements.insert(file.measurements.begin(), {m, 1, {}, std::nullopt});
    }
    ReportOptions options;
    Record record(file, options);
    const Section section = reliability_section(record);
    std::vector<std::string> cards;
    for (const Block& block : section.blocks)
        if (const auto* card = std::get_if<Card>(&block.content))
            cards.push_back(plain(card->title.text));
    REQUIRE(cards.size() == 3);  // and the first two of the others
    CHECK(cards.front() == "case_likelihood_ratio");
}
