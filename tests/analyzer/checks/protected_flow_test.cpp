#include "tests/analyzer/review_support.hpp"
#include "tests/analyzer/tree.hpp"

TEST_CASE("protected_flow fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("protected_flow");
}

TEST_CASE("protected_flow finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("protected_flow");
}

TEST_CASE("protected_flow: attributes that the matter names, in any spelling") {
    isonomia::tests::Tree tree;
    tree.add(
        "a.cpp",
        "struct Person { int motherTongue, first_home, tongue; };\n"
        "double score(const Person& p) { return p.motherTongue + p.first_home + p.tongue; }\n");
    tree.database(R"([{"command": "c++ -c a.cpp", "file": "a.cpp"}])");
    auto request = tree.request();
    const auto named = [&](std::vector<std::string> attributes) {
        request.questions.attributes = std::move(attributes);
        std::string names;
        for (const auto& finding : isonomia::tests::Tree::done(request).findings)
            if (finding.check == "protected_flow") names += finding.title + "; ";
        return names;
    };
    CHECK(named({}) == "");
    for (const char* spelling :
         {"mother tongue", " Mother_Tongue ", "MOTHER-TONGUE", "motherTongue"}) {
        INFO(spelling);
        const std::string found = named({spelling});
        CHECK(found.find("motherTongue") != std::string::npos);
        CHECK(found.find("first_home") == std::string::npos);
        CHECK(found.find("'tongue'") == std::string::npos);
    }
}
