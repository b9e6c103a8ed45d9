#include "reports/language.hpp"

#include <set>

#include "core/files.hpp"
#include "reports/assemble.hpp"
#include "reports/format.hpp"
#include "reports/letters.hpp"
#include "reports/po.hpp"
#include "reports/record.hpp"
#include "tests/catch.hpp"
#include "tests/reports/fixture.hpp"
#include "tests/reports/noting.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::reports;

TEST_CASE("PO files that cannot be read are refused with their line") {
    for (const char* text :
         {"msgid", "msgid \"a", "\"a\"", "msgstr \"a\"", "msgid \"a\\", "msgid \"a\" \"b\"",
          "mgsid \"a\"", "msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n"}) {
        const auto entries = parse_po(text, "xx.po");
        INFO(text);
        REQUIRE(!entries);
        CHECK(entries.error().code == "D0005");
        CHECK(entries.error().where->file == "xx.po");
    }
}

TEST_CASE("fuzzy and empty translations are left out, so English stands in their place") {
    const auto entries = parse_po(
        "msgid \"a\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"x\"\n\n"
        "msgid \"c\"\nmsgstr \"one \"\n\"two\\n\"\n\nmsgid \"d\"\nmsgid_plural \"ds\"\n"
        "msgstr[0] \"e\"\nmsgstr[1] \"es\"\n",
        "xx.po");
    REQUIRE(entries);
    CHECK_FALSE(entries->contains("a"));
    CHECK_FALSE(entries->contains("b"));
    CHECK(entries->at("c").front() == "one two\n");
    CHECK(entries->at("d").size() == 2);
}

TEST_CASE("French sets blanks at which no line breaks beside its marks") {
    const auto po =
        DiskFiles().read(tests::source_dir() / "reports/languages/fr.po", 1U << 24U).value();
    const PoEntries entries = parse_po(po, "fr.po").value();
    CHECK(entries.size() > 1000);
    for (const auto& [english, forms] : entries)
        for (const std::string& form : forms)
            for (const char* loose : {"« ", " »", " :", " ;", " ?", " !"})
                if (!english.empty() && form.find(loose) != std::string::npos)
                    FAIL_CHECK("'" << loose << "' in: " << form);
}

TEST_CASE("an unknown language is refused with those there are") {
    const auto language = find_language("fx");
    REQUIRE(!language);
    CHECK(language.error().code == "D0004");
    CHECK(language.error().hint.find("fr") != std::string::npos);
}

TEST_CASE("French writes numbers, dates and plurals as French does") {
    const Catalogue french = find_language("fr").value();
    CHECK(french.number("1,234,567.5") == "1\u202F234\u202F567,5");
    CHECK(french.number("95%").starts_with("95"));
    CHECK(french.number("95%").size() > std::string("95%").size());  // a blank before the sign
    CHECK(french.number("0.4485 [0.4256,\u00A00.4716]") == "0,4485 [0,4256\u202F;\u00A00,4716]");
    CHECK(french.number("0.1, 0.2") == "0,1\u202F; 0,2");
    CHECK(french.number("2026/CR/0417") == "2026/CR/0417");
    CHECK(french.date("2026-11-02") == "2 novembre 2026");
    CHECK(french.date("2026-11-02 14:00:00 UTC") == "2 novembre 2026, 14:00:00 UTC");
    CHECK(french.date("2026-12-01") == "1er décembre 2026");
    CHECK(french.date("in spring") == "in spring");
    CHECK(plain(french.count(1, "one not met", "{0} not met")) == "une non respectée");
    CHECK(plain(french.count(2, "one not met", "{0} not met")) == "2 non respectées");
    CHECK(plain(french.count(0, "one day before it", "{0} days before it")) == "un jour avant");
    CHECK(plain(french.count(2, "one day before it", "{0} days before it")) == "2 jours avant");
}

TEST_CASE("dates are written out in every language, and a number's hyphen is a minus sign") {
    const Catalogue english;
    for (const char* no_date : {"", "in spring", "2026-13-01", "2026-02-30", "22 November 2026"})
        CHECK(english.date(no_date) == no_date);
    CHECK(english.date("2026-11-02") == "2 November 2026");
    CHECK(english.date("2026-01-31 14:00:00 UTC") == "31 January 2026, 14:00:00 UTC");
    CHECK(english.date("2026-12-01 09:12 UTC+01:00") == "1 December 2026, 09:12 UTC+01:00");
    CHECK(find_language("en-GB").value().date("2026-11-02") == "2 November 2026");
    for (const Catalogue& words : {english, find_language("fr").value()}) {
        CHECK(words.number("-3") == "\u22123");
        CHECK(words.number("2014-2016") == "2014-2016");  // no sign between digits
        CHECK(words.number("-") == "-");
    }
    CHECK(english.number("-0.0197 [-0.0631,\u00A00.0277]") ==
          "\u22120.0197 [\u22120.0631,\u00A00.0277]");
    CHECK(find_language("fr").value().number("[0.1,\u00A0-0.2]") == "[0,1\u202F;\u00A0\u22120,2]");
}

TEST_CASE("sentences of the program are said one by one, data between them stay as they are") {
    ReportOptions options;
    options.catalogue = find_language("fr").value();
    const CaseFile file;
    const Record record(file, options);
    const auto said = [&](std::string_view text) { return plain(record.spoken(text)); };
    CHECK(said("A path is a lead, not proof of an effect. 3 of 3 source units (100%) were read "
               "without error; 0 of 18 calls were not resolved.") ==
          "Un chemin est un indice, non la preuve d’un effet. 3 unités de code sur 3 (100\u00A0%) "
          "ont "
          "été lues sans erreur\u202F; 0 appels sur 18 n’ont pas été résolus.");
    CHECK(said("is passed to 'f' as 'x'") ==
          "est transmis à «\u00A0f\u00A0» en tant que «\u00A0x\u00A0»");
    CHECK(said("is compared; the answer goes into the result of 'f'") ==
          "est comparé\u202F; la réponse entre dans le résultat de «\u00A0f\u00A0»");
    CHECK(said("Holm over 2 comparisons of selection_rate by g") ==
          "correction de Holm sur 2 comparaisons de selection_rate selon g");
    CHECK(said("Holm over 1 hypothesis of the family 'f'") ==
          "correction de Holm sur 1 hypothèse de la famille «\u00A0f\u00A0»");
    CHECK(said("para. 64") == "par. 64");
    CHECK(said("paras. 37 to 41 and 55") == "par. 37 à 41 et 55");
    CHECK(said("nobody knows. Nothing fits") == "nobody knows. Nothing fits");
    CHECK(said("nothing is recorded about an authority for 'Search no. 5'") ==
          "rien n’est consigné sur un titre autorisant «\u00A0Search no. 5\u00A0»");
    CHECK(said("").empty());
}

TEST_CASE("the list of numbers is parted as the language parts it") {
    CHECK(language_from_po("es", "").value().number("1.5, 2.5") == "1,5; 2,5");
}

TEST_CASE("six plural forms of Arabic are chosen by number, and digits by the tag") {
    const std::string po =
        "msgid \"one\"\nmsgid_plural \"{0} many\"\nmsgstr[0] \"zero\"\nmsgstr[1] \"single\"\n"
        "msgstr[2] \"pair\"\nmsgstr[3] \"{0} few\"\nmsgstr[4] \"{0} lots\"\nmsgstr[5] \"{0} x\"\n";
    const Catalogue arabic = language_from_po("ar", po).value();
    CHECK(arabic.direction() == "rtl");
    const auto said = [&](std::uint64_t n) { return plain(arabic.count(n, "one", "{0} many")); };
    CHECK(said(0) == "zero");
    CHECK(said(1) == "single");
    CHECK(said(2) == "pair");
    CHECK(said(7) == "7 few");
    CHECK(said(11) == "11 lots");
    CHECK(said(100) == "100 x");
    CHECK(arabic.number("12") == "12");
    CHECK(language_from_po("ar-u-nu-arab", po).value().number("12") == "١٢");
}

TEST_CASE("French has words for everything that any reader and letters read") {
    const Catalogue french = find_language("fr").value();
    std::set<std::string> missing;
    ReportOptions options;
    options.catalogue = Catalogue("fr", "ltr", std::make_shared<tests::Noting>(french, missing));
    for (const CaseFile& file : {tests::compas_case(), tests::wide_case(36, 11), CaseFile{}}) {
        for (const std::string_view name : names_of(Audience{})) {
            const auto audience = from_text<Audience>(name).value();
            options.audience = audience;
            REQUIRE(assemble(file, options));
        }
        REQUIRE(letters(file, options));
    }
    for (const std::string& phrase : missing)
        FAIL_CHECK("no French for: " << phrase);
}

TEST_CASE("the report of the accused in French reads as French") {
    ReportOptions options;
    options.audience = Audience::accused;
    options.catalogue = find_language("fr").value();
    const auto document = assemble(tests::compas_case(), options).value();
    const std::string html = (*find_format("html"))->render(document).value();
    CHECK(html.find("lang=\"fr\"") != std::string::npos);
    CHECK(html.find("1er décembre 2026") != std::string::npos);
    CHECK(html.find("Comment contester ce résultat") != std::string::npos);
    CHECK(html.find("How you can") == std::string::npos);
}

TEST_CASE("in Arabic, HTML isolates numbers, dates and identifiers") {
    ReportOptions options;
    options.catalogue =
        language_from_po("ar", "msgid \"Contents\"\nmsgstr \"المحتويات\"\n").value();
    const auto document = assemble(tests::compas_case(), options).value();
    const std::string html = (*find_format("html"))->render(document).value();
    CHECK(html.find("dir=\"rtl\"") != std::string::npos);
    CHECK(html.find("<bdi>2026/CR/0417</bdi>") != std::string::npos);
    CHECK(html.find("المحتويات") != std::string::npos);
    CHECK(html.find("<bdi>E1</bdi>") != std::string::npos);
}
