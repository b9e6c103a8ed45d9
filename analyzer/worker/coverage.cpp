#include "analyzer/worker/coverage.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include <fmt/format.h>

namespace isonomia::analyzer {

namespace {

constexpr std::size_t files_max = 200'000;
constexpr std::uintmax_t file_bytes_max = 64ULL << 20U;

struct Ending {
    std::string_view ending;
    std::string_view language;
};
constexpr std::array<Ending, 48> endings{{
    {".c", "C"},
    {".h", "C and C++"},
    {".cc", "C and C++"},
    {".cpp", "C and C++"},
    {".cxx", "C and C++"},
    {".c++", "C and C++"},
    {".hpp", "C and C++"},
    {".hh", "C and C++"},
    {".hxx", "C and C++"},
    {".ipp", "C and C++"},
    {".inl", "C and C++"},
    {".tcc", "C and C++"},
    {".cu", "CUDA"},
    {".cuh", "CUDA"},
    {".py", "Python"},
    {".pyx", "Python"},
    {".cs", "C#"},
    {".java", "Java"},
    {".kt", "Kotlin"},
    {".scala", "Scala"},
    {".m", "MATLAB"},
    {".r", "R"},
    {".R", "R"},
    {".jl", "Julia"},
    {".js", "JavaScript"},
    {".ts", "TypeScript"},
    {".go", "Go"},
    {".rs", "Rust"},
    {".swift", "Swift"},
    {".f", "Fortran"},
    {".f90", "Fortran"},
    {".pas", "Pascal"},
    {".vb", "Visual Basic"},
    {".sql", "SQL"},
    {".pl", "Perl"},
    {".php", "PHP"},
    {".rb", "Ruby"},
    {".lua", "Lua"},
    {".C", "C and C++"},
    {".CPP", "C and C++"},
    {".cp", "C and C++"},
    {".cppm", "C and C++"},
    {".ixx", "C and C++"},
    {".inc", "C and C++"},
    {".H", "C and C++"},
    {".mm", "Objective-C"},
    {".cl", "OpenCL"},
    {".ipynb", "Python"},
}};

std::string_view language_of(const fs::path& path) {
    const std::string ending = path.extension().string();
    const auto found = std::find_if(endings.begin(), endings.end(),
                                    [&](const Ending& e) { return e.ending == ending; });
    if (found == endings.end()) return {};
    return found->ending == ".c" ? std::string_view("C and C++") : found->language;
}

std::uint64_t lines_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::array<char, 1U << 16U> buffer{};
    std::uint64_t lines = 0;
    char last = '\n';
    while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
        const auto end = buffer.begin() + in.gcount();
        lines += static_cast<std::uint64_t>(std::count(buffer.begin(), end, '\n'));
        last = *(end - 1);
    }
    return lines + (last == '\n' ? 0 : 1);
}

}  // namespace

std::vector<LanguageShare> languages(const fs::path& source_folder, const fs::path& build_folder,
                                     const std::set<std::string>& read) {
    std::map<std::string, LanguageShare, std::less<>> shares;
    const auto count = [&](const fs::path& path, bool is_read) {
        std::error_code ignored;
        const std::string_view language = language_of(path);
        if (language.empty() || !fs::is_regular_file(path, ignored) ||
            fs::file_size(path, ignored) > file_bytes_max)
            return;
        LanguageShare& share = shares.try_emplace(std::string(language)).first->second;
        share.language = language;
        const std::uint64_t lines = lines_of(path);
        share.lines += lines;
        ++share.files;
        share.lines_read += is_read ? lines : 0;
        share.files_read += is_read ? 1 : 0;
    };
    std::error_code problem;
    std::size_t seen = 0;
    fs::recursive_directory_iterator at(source_folder,
                                        fs::directory_options::skip_permission_denied, problem);
    for (const fs::recursive_directory_iterator end; !problem && at != end && seen < files_max;
         at.increment(problem), ++seen) {
        const fs::path& path = at->path();
        std::error_code ignored;
        const bool hidden = path.filename().string().starts_with('.');
        if (at->is_directory(ignored) && (hidden || path == build_folder)) {
            at.disable_recursion_pending();
            continue;
        }
        if (at->is_symlink(ignored)) continue;
        count(path, read.contains(path.string()));
    }
    for (const std::string& path : read)  // what only a link in the tree leads to
        if (!fs::weakly_canonical(path, problem).string().starts_with(source_folder.string() + "/"))
            count(path, true);
    std::vector<LanguageShare> list;
    for (auto& [name, share] : shares)
        list.push_back(std::move(share));
    std::stable_sort(list.begin(), list.end(), [](const LanguageShare& a, const LanguageShare& b) {
        return a.lines > b.lines;
    });
    return list;
}

std::string coverage_text(const Coverage& coverage) {
    const double share = coverage.units == 0 ? 0.0
                                             : 100.0 * static_cast<double>(coverage.units_clean) /
                                                   static_cast<double>(coverage.units);
    return fmt::format(
        "{} of {} source units ({:.0f}%) were read without error; {} of {} calls {} "
        "not resolved.",
        coverage.units_clean, coverage.units, share, coverage.calls_unresolved,
        coverage.calls.value_or(0), coverage.calls_unresolved == 1 ? "was" : "were");
}

}  // namespace isonomia::analyzer
