#include "tests/analyzer/review_support.hpp"
#include "tests/analyzer/tree.hpp"
#include "tests/catch.hpp"

TEST_CASE("ambient_input fires on the faulty twin and is silent on the repaired one") {
    isonomia::tests::check_twins("ambient_input");
}

TEST_CASE("ambient_input finds the lines that are marked, and no other") {
    isonomia::tests::check_annotated("ambient_input");
}

TEST_CASE("ambient_input: the locale counts where somebody may set one, and is one question") {
    const std::string reads =
        "#include <clocale>\n#include <cstdio>\n#include <cstdlib>\n"
        "double scanned(const char* text) {\n    double x = 0;\n"
        "    std::sscanf(text, \"%lf\", &x);\n    return x;\n}\n"
        "double score(const char* text) { return std::atof(text) + scanned(text); }\n";
    const auto found = [&](const std::string& rest) {
        isonomia::tests::Tree tree;
        tree.add("a.cpp", reads + rest);
        tree.database(R"([{"command": "c++ -std=c++20 -c a.cpp", "file": "a.cpp"}])");
        return isonomia::tests::printed(tree.done().findings, "ambient_input");
    };
    const std::string main =
        "int main(int, char** given) {\n    $\n    return score(given[1]) > 1;\n}\n";
    const auto setting = [&](const std::string& call) {
        std::string text = main;
        return text.replace(text.find('$'), 1, call);
    };
    CHECK(found(setting("")) == "");
    CHECK(found(setting("std::setlocale(LC_ALL, \"C\");")) == "");
    CHECK(found(setting("std::setlocale(LC_ALL, nullptr);")) == "");
    for (const std::string& rest : {setting("std::setlocale(LC_ALL, \"\");"),
                                    setting("std::setlocale(LC_ALL, given[2]);"), std::string()}) {
        const std::string one = found(rest);
        CHECK(one.find("a.cpp:9") == 0);
        CHECK(one.find("The same stands at a.cpp:6") != std::string::npos);
        CHECK(one.find("a.cpp", one.find('\n')) == std::string::npos);
    }
}
