#include "reports/document.hpp"

#include "reports/phrases.hpp"
#include "tests/catch.hpp"

using namespace isonomia::reports;

namespace {

const Catalogue english;
const Support entry{SupportKind::entry, "3", "entry 3", ""};

Document with(Block block) {
    Document document;
    Section section;
    section.anchor = "one";
    section.title.text = english.say("One");
    section.blocks.push_back(std::move(block));
    document.sections.push_back(std::move(section));
    return document;
}

Paragraph says(Inline text, Supports supports = {}, std::string anchor = "") {
    return {{std::move(text), std::move(supports)}, std::move(anchor), ""};
}

}  // namespace

TEST_CASE("data without support is refused wherever it stands") {
    const Inline data = value("guilty");
    Table table;
    table.columns = {english.say("Column")};
    table.rows.push_back({{{data, "", false, false}}, {}, ""});
    Figure figure;
    figure.title.text = data;
    Card card;
    card.blocks.push_back(List{{{data, {}}}});
    for (const Block& block : {Block(says(data)), Block(says(number("7"))), Block(says(code("x"))),
                               Block(List{{{data, {}}}}), Block(Callout{"note", {data, {}}}),
                               Block(DefinitionList{{{english.say("T"), {{data, {}}}}}, false}),
                               Block(table), Block(figure), Block(card)}) {
        const auto status = check(with(block));
        REQUIRE(!status);
        CHECK(status.error().code == "D0001");
    }
}

TEST_CASE("data without support is refused in footnotes, declarations and the names of authors") {
    const Inline data = value("guilty");
    Declaration declaration;
    declaration.lines = {data};
    for (const Block& block : {Block(says(note({data, {}}))), Block(Opinion{{data, {}}, {}}),
                               Block(Declaration{"", {}, {{data, {}}}, {}, {}}),
                               Block(Declaration{"", {}, {}, {data, {}}, {}}), Block(declaration)})
        CHECK(check(with(block)).error().code == "D0001");
}

TEST_CASE("an opinion may rest on nothing, its author may not") {
    CHECK(check(with(Opinion{{value("Dr Example"), {entry}}, {{value("I think so."), {}}}})));
}

TEST_CASE("footnotes are numbered through the document, in tables too") {
    Document document = with(says(english.say("a") + note({english.say("first"), {}})));
    Table table;
    table.columns = {english.say("Column")};
    table.rows.push_back(
        {{{english.say("b") + note({english.say("second"), {}}), "", false, false}}, {}, ""});
    document.sections[0].blocks.push_back(std::move(table));
    number_paragraphs(document);
    const auto notes = notes_of(document);
    REQUIRE(notes.size() == 2);
    CHECK(plain(notes[1]->text) == "second");
    const auto& first = std::get<Paragraph>(document.sections[0].blocks[0].content);
    CHECK(first.statement.text.back().text == "1");
    CHECK(plain(first.statement.text) == "a");  // the call of a note is no part of the sentence
}

TEST_CASE("dates are told from other text") {
    CHECK(date("2026-11-22")[0].kind == RunKind::date);
    CHECK(date("2026-11-22 14:00:00 UTC")[0].kind == RunKind::date);
    for (const char* text : {"", "in spring", "2026-13-01", "2026-11-221"})
        CHECK(date(text)[0].kind == RunKind::value);
}

TEST_CASE("data with support, and fixed words without, are accepted") {
    CHECK(check(with(says(value("E1 was served"), {entry}))));
    CHECK(check(with(says(english.say("Fixed words.")))));
}

TEST_CASE("links must lead somewhere, and to one place") {
    CHECK(check(with(says(link_to("nowhere")))).error().code == "D0002");
    CHECK(check(with(says(english.say("x"), {{SupportKind::exhibit, "E1", "E1", "exhibit-E1"}})))
              .error()
              .code == "D0002");
    Document twice = with(says(english.say("a"), {}, "same"));
    twice.sections[0].blocks.push_back(says(english.say("b"), {}, "same"));
    CHECK(check(twice).error().code == "D0002");
    CHECK(check(with(says(link_to("one")))));
}

TEST_CASE("a figure without data is refused, in a card too") {
    Figure figure;
    figure.title = {english.say("empty"), {}};
    CHECK(check(with(figure)).error().code == "D0015");
    Card card;
    card.title = {english.say("a card"), {}};
    card.blocks.push_back(figure);
    CHECK(check(with(card)).error().code == "D0015");
    figure.data.columns.push_back(english.say("one"));
    figure.data.rows.emplace_back();
    figure.description = {english.say("one square in four is filled"), {}};
    CHECK(check(with(figure)).error().code == "D0015");
    figure.plot = IconArray{{{"all", 0.25, "25 in 100"}}, 100, "filled", "empty"};
    CHECK(check(with(figure)));
}

TEST_CASE("a text is strong from end to end, or not") {
    const Inline question = strong(english.say("How often?"));
    CHECK_FALSE(all_strong({}));
    CHECK(all_strong(question));
    CHECK(all_strong(question + note({english.say("Formula."), {}})));
    CHECK_FALSE(all_strong(question + english.say(" Often.")));
}

TEST_CASE("numbers follow sections; links without text take the number of their target") {
    Document document = with(says(english.say("first")));
    document.sections[0].blocks.push_back(says(link_to("target"), {}, "target"));
    Section appendix;
    appendix.anchor = "app";
    appendix.appendix = true;
    appendix.blocks.push_back(says(link_to("target")));
    document.sections.push_back(appendix);
    number_paragraphs(document);
    resolve_links(document);
    CHECK(document.sections[0].number == "1");
    CHECK(document.sections[1].number == "A");
    CHECK(std::get<Paragraph>(document.sections[0].blocks[1].content).number == "1.2");
    CHECK(plain(std::get<Paragraph>(document.sections[1].blocks[0].content).statement.text) ==
          "¶\u00A01.2");
}

TEST_CASE("phrases keep data apart from words, in any order and with braces in the data") {
    const Inline text = english.say("{1} before {0}", {value("{1}"), value("a")});
    REQUIRE(text.size() == 3);
    CHECK(plain(text) == "a before {1}");
    CHECK(text[0].kind == RunKind::value);
    CHECK(text[1].kind == RunKind::words);
    CHECK(plain(english.count(1, "one thing", "{0} things")) == "one thing");
    CHECK(plain(english.count(1200, "one thing", "{0} things")) == "1,200 things");
}
