#include "tests/cli/golden_support.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

#include "core/subprocess.hpp"
#include "core/text.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::cli::tests {

namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

void copy_folder(const fs::path& from, const fs::path& to) {
    if (fs::exists(from))
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

ProcessResult run_program(Words words, const fs::path& folder) {
    const auto name = std::find(words.begin(), words.end(), "isonomia");
    if (name == words.end()) throw std::runtime_error("no such step: " + words.front());
    *name = isonomia::tests::program("isonomia").string();
    Words all{"/usr/bin/env", "-C", (folder / "in").string(),
              "ISONOMIA_KEYS=" + (folder / "keys").string()};
    all.insert(all.end(), words.begin(), words.end());
    const auto result = run_process(all, "");
    if (!result) throw std::runtime_error(result.error().message);
    return *result;
}

// 'folder/*' is the first file of the folder.
fs::path named(const fs::path& in, const std::string& name) {
    if (!name.ends_with("/*")) return in / name;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(in / name.substr(0, name.size() - 2)))
        files.push_back(entry.path());
    return *std::min_element(files.begin(), files.end());
}

void append(const fs::path& file, const std::string& text) {
    std::error_code not_there;
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add, not_there);
    std::ofstream(file, std::ios::app | std::ios::binary) << text;
}

// A step that is not the program; false when it is.
bool prepare(const Words& words, const fs::path& in) {
    const std::string& verb = words.front();
    if (verb == "append")
        append(named(in, words.at(1)), words.at(2));
    else if (verb == "copy")
        fs::copy(in / words.at(1), in / words.at(2), fs::copy_options::overwrite_existing);
    else if (verb == "remove")
        fs::remove_all(in / words.at(1));
    else if (verb == "chmod")
        fs::permissions(in / words.at(2), fs::perms(std::stoul(words.at(1), nullptr, 8)));
    else if (verb == "mkdir")
        fs::create_directories(in / words.at(1));
    else
        return false;
    return true;
}

std::string listing(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory())
            names.push_back(entry.path().lexically_relative(folder).string());
    std::sort(names.begin(), names.end());
    return names.empty() ? "" : join(names, "\n") + "\n";
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    if (!text.empty() && text.back() != '\n') lines.back() += "  (no line break at the end)";
    return lines;
}

}  // namespace

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Words> read_steps(const std::string& cmd) {
    std::vector<Words> steps(1);
    for (const std::string_view line : split(cmd, '\n')) {
        if (line.empty() && !steps.back().empty())
            steps.emplace_back();
        else if (!line.empty())
            steps.back().emplace_back(line == "''" ? "" : line);
    }
    if (steps.back().empty()) steps.pop_back();
    return steps;
}

std::string normalised(std::string text, const std::string& folder) {
    replace_all(text, folder, "FOLDER");
    replace_all(text, isonomia::tests::source_dir().string(), "SOURCE");
    const std::vector<std::pair<std::regex, std::string>> volatile_parts{
        {std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"), "TIME"},
        {std::regex(R"(\+[0-9a-f]{8}\+[A-Za-z0-9+/]{43}[A-Za-z0-9+/=])"), "+KEY"},
        {std::regex(R"(\b[0-9a-f]{64}\b)"), "HASH"},
        {std::regex(R"(\b[0-9a-f]{16,40}\b)"), "HASH"},
        {std::regex(R"([A-Za-z0-9+/]{43}=)"), "HASH"},
    };
    for (const auto& [pattern, word] : volatile_parts)
        text = std::regex_replace(text, pattern, word);
    return text;
}

std::string difference(const std::string& expected, const std::string& observed) {
    if (expected == observed) return "";
    const auto a = lines_of(expected);
    const auto b = lines_of(observed);
    // length[i][j]: the longest common subsequence of a from i and b from j
    std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                                 std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1
                                        : std::max(length[i + 1][j], length[i][j + 1]);
    std::string result;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
            result += "- " + a[i++] + "\n";
        } else {
            result += "+ " + b[j++] + "\n";
        }
    }
    return result;
}

Observed observe(const fs::path& scenario) {
    const isonomia::tests::ScratchFolder folder;
    const fs::path in = folder.path() / "in";
    fs::create_directories(in);
    if (const std::string base(trim(content(scenario / "base"))); !base.empty())
        copy_folder(isonomia::tests::source_dir() / base, in);
    copy_folder(scenario / "in", in);

    const auto steps = read_steps(content(scenario / "cmd"));
    const auto runs = std::count_if(steps.begin(), steps.end(), [](const Words& words) {
        return std::find(words.begin(), words.end(), "isonomia") != words.end();
    });
    Observed observed;
    for (const Words& words : steps) {
        if (prepare(words, in)) continue;
        const ProcessResult result = run_program(words, folder.path());
        // With several steps, each says in both streams what it was.
        const std::string heading = runs > 1 ? "$ " + join(words, " ") + "\n" : "";
        observed.out += heading + result.out;
        observed.err += heading + result.err;
        observed.rc +=
            std::to_string(result.signal == 0 ? result.exit_code : -result.signal) + "\n";
    }
    const std::string path = folder.path().string();
    observed.out = normalised(std::move(observed.out), path);
    observed.err = normalised(std::move(observed.err), path);
    observed.files = normalised(listing(in), path);
    return observed;
}

}  // namespace isonomia::cli::tests
