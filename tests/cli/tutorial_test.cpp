// The tutorial for lawyers, and the example of impact assessments: their commands are run as they
// stand on the page, in a folder that is empty at first, their edits are made, and what the program
// prints is what the page shows.
#include <fstream>
#include <regex>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "tests/catch.hpp"
#include "tests/cli/golden_support.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli::tests {

namespace {

// A paragraph ('' as its language), or the text of a fenced block.
struct Part {
    std::string language;
    std::string text;
};

std::vector<Part> parts_of(const std::string& page) {
    std::vector<Part> parts(1);
    bool fenced = false;
    for (const std::string_view line : split(page, '\n')) {
        if (line.starts_with("```")) {
            fenced = !fenced;
            parts.push_back({fenced ? std::string(line.substr(3)) : "", ""});
        } else if (!fenced && line.empty()) {
            parts.push_back({});
        } else {
            parts.back().text += std::string(line) + "\n";
        }
    }
    return parts;
}

// Whether the observed lines are the expected ones, where a line '…' stands for any.
bool matches(const std::string& expected, const std::string& observed) {
    std::string pattern;
    REQUIRE(expected.ends_with('\n'));
    for (const std::string_view line :
         split(std::string_view(expected).substr(0, expected.size() - 1), '\n'))
        pattern += line == "…"
                       ? "(?:[^\n]*\n)*?"
                       : std::regex_replace(std::string(line), std::regex(R"([.^$|()\[\]{}*+?\\])"),
                                            R"(\$&)") +
                             "\n";
    return std::regex_match(observed, std::regex(pattern));
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

// Whoever follows a page, with an empty folder and an installed program.
class Reader {
public:
    Reader() {
        const fs::path source = isonomia::tests::source_dir();
        const fs::path data = folder_.path() / "data";
        fs::create_directories(here());
        fs::create_directories(data);
        for (const auto& [name, place] : {std::pair{"packs", "rules/packs"},
                                          {"fixtures", "tests/packs"},
                                          {"instruments", "corpus/instruments"},
                                          {"templates", "corpus/templates"},
                                          {"questionnaires", "rules/questionnaires"}})
            fs::create_directory_symlink(source / place, data / name);
    }

    void follow(const Part& part) {
        if (part.language == "sh")
            run(part.text);
        else if (part.language == "text")
            compare(part.text);
        else if (part.language == "xml")
            put(part.text);
        else
            edit(part.text);
    }

    std::size_t commands() const { return commands_; }
    std::size_t edits() const { return edits_; }

private:
    fs::path here() const { return folder_.path() / "matter"; }

    void run(const std::string& lines) {
        shown_.clear();
        for (const std::string_view line : split(trim(lines), '\n')) {
            INFO(line);
            const std::string bin = isonomia::tests::program("isonomia").parent_path().string();
            const auto result = run_process(
                {"/usr/bin/env", "-C", here().string(), "PATH=" + bin + ":/usr/bin:/bin",
                 "ISONOMIA_DATA=" + (folder_.path() / "data").string(),
                 "ISONOMIA_KEYS=" + (folder_.path() / "keys").string(), "/bin/sh", "-c",
                 std::string(line) + " 2>&1"},
                "");
            REQUIRE(result);
            // 2: faults were found, or rules are not established.
            CHECK((result->exit_code == 0 || result->exit_code == 2));
            const bool is_lint = line.find("rules lint") != std::string_view::npos;
            if (is_lint) CHECK(result->exit_code == (result->out.find(" 0 faults") == 7 ? 0 : 2));
            shown_ = result->out;
            ++commands_;
        }
    }

    void compare(const std::string& expected) const {
        INFO("the page says:\n" << expected << "\nthe program:\n" << shown_);
        CHECK(matches(expected, shown_));
    }

    // A block goes into the file that was named last: before the closing tag that its paragraph
    // names, else as the whole file.
    void put(const std::string& block) {
        ++edits_;
        REQUIRE(file_.ends_with(".xml"));
        if (before_.empty()) return write(here() / file_, block);
        replace(here() / file_, before_, block + before_);
    }

    void edit(const std::string& paragraph) {
        const std::string text = std::regex_replace(paragraph, std::regex("\n"), " ");
        if (trim(text).empty()) return;
        before_.clear();
        const std::regex quoted("`([^`]+)`");
        for (std::sregex_iterator at(text.begin(), text.end(), quoted), none; at != none; ++at) {
            if ((*at)[1].str().ends_with(".xml")) file_ = (*at)[1];
            if ((*at)[1].str().starts_with("</")) before_ = (*at)[1];
        }
        std::smatch found;
        if (std::regex_search(text, found,
                              std::regex("[Cc]hange `([^`]+)` to `([^`]+)`( and try)?"))) {
            replace(here() / file_, found[1], found[2]);
            if (found[3].matched) to_mend_ = {found[1], found[2]};
            ++edits_;
        }
        if (text.find("Put it back") != std::string::npos)
            replace(here() / file_, to_mend_.second, to_mend_.first);
    }

    static void replace(const fs::path& path, const std::string& from, const std::string& to) {
        INFO("change " << from << " to " << to << " in " << path);
        const std::string all = content(path);
        const auto at = all.find(from);
        REQUIRE(at != std::string::npos);
        write(path, all.substr(0, at) + to + all.substr(at + from.size()));
    }

    isonomia::tests::ScratchFolder folder_;
    std::string shown_;
    std::string file_;
    std::string before_;
    std::pair<std::string, std::string> to_mend_;
    std::size_t commands_ = 0;
    std::size_t edits_ = 0;
};

}  // namespace

TEST_CASE("what the page leaves out is any lines, and nothing else differs") {
    CHECK(matches("a.b\nc\n", "a.b\nc\n"));
    CHECK_FALSE(matches("a.b\nc\n", "aXb\nc\n"));
    CHECK_FALSE(matches("a\n", "a\nb\n"));
    CHECK(matches("a\n…\nd\n", "a\nb\nc\nd\n"));
    CHECK(matches("…\nd\n…\n", "d\n"));
    CHECK_FALSE(matches("a\n…\nd\n", "a\nb\n"));
}

TEST_CASE("the tutorial's commands print what the page says") {
    Reader reader;
    for (const char* page : {"docs/packs/tutorial.md", "docs/formats/assessment.md"})
        for (const Part& part : parts_of(content(isonomia::tests::source_dir() / page)))
            reader.follow(part);
    CHECK(reader.commands() == 14);
    CHECK(reader.edits() == 11);
}

}  // namespace isonomia::cli::tests
