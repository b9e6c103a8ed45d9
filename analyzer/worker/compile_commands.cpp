#include "analyzer/worker/compile_commands.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/json.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::uint64_t database_bytes_max = 256ULL << 20U;
constexpr std::uint64_t response_bytes_max = 1ULL << 20U;
constexpr std::size_t arguments_max = 20'000;
constexpr std::size_t argument_length_max = 64ULL << 10U;
constexpr std::string_view database_name = "compile_commands.json";

// Flags that shape how the text is read and can do nothing else.
constexpr std::array<std::string_view, 8> with_value{
    "-I", "-D", "-U", "-isystem", "-iquote", "-idirafter", "-imacros", "--sysroot"};
// -O too: it defines __OPTIMIZE__, which sources may ask for.
constexpr std::array<std::string_view, 10> joined{
    "-I",         "-D",    "-U",         "-isystem", "-iquote",
    "-idirafter", "-std=", "--sysroot=", "-O",       "-ftemplate-depth="};
// Languages of text. Anything else, such as 'ast', would let Clang open a binary of somebody's.
constexpr std::array<std::string_view, 5> compiled_languages{"c", "c++", "c-header", "c++-header",
                                                             "cuda"};
constexpr std::array<std::string_view, 21> alone{
    "-fopenmp",      "-fexceptions",    "-fno-exceptions", "-frtti",        "-fno-rtti",
    "-fsigned-char", "-funsigned-char", "-fchar8_t",       "-fno-char8_t",  "-fcoroutines",
    "-fconcepts",    "-fpermissive",    "-fms-extensions", "-pthread",      "-nostdinc",
    "-nostdinc++",   "-ffast-math",     "-fshort-enums",   "-fshort-wchar", "-ansi",
    "-undef"};
constexpr std::array<std::string_view, 8> machine_prefixes{"-m32",    "-m64",  "-mavx",  "-msse",
                                                           "-march=", "-mfma", "-mf16c", "-mbmi"};
// Left out without a word: they do not change what the program computes or belong to the build.
constexpr std::array<std::string_view, 13> silent_prefixes{
    "-g",      "-W",    "-w",    "-c",    "-M",           "-pipe",    "-fdiagnostics",
    "-fcolor", "-fPIC", "-fpic", "-fPIE", "-fvisibility", "-pedantic"};
constexpr std::array<std::string_view, 6> skipped_with_value{"-o",  "-MF", "-MT",
                                                             "-MQ", "-MJ", "-arch"};
// What stands behind these is a flag like any other, for another part of the compiler.
constexpr std::array<std::string_view, 2> passing_on{"-Xclang", "-Xpreprocessor"};
constexpr std::string_view passing_list = "-Wp,";

bool starts_with_any(std::string_view text, const auto& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return text.starts_with(prefix); });
}
bool is_any(std::string_view text, const auto& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_under(const fs::path& path, const fs::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

bool is_source_file(std::string_view argument) {
    constexpr std::array<std::string_view, 8> endings{".c",   ".cc", ".cpp", ".cxx",
                                                      ".c++", ".C",  ".cp",  ".CPP"};
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view end) { return argument.ends_with(end); });
}

class DatabaseReader {
public:
    DatabaseReader(Files& files, fs::path build, fs::path source)
        : files_(files), build_(std::move(build)), source_(std::move(source)) {}

    // Problems of one entry are gaps, not ends.
    void entry(const Json& json) {
        const Json* file = json.find("file");
        const Json* directory = json.find("directory");
        if (file == nullptr || file->string() == nullptr)
            return gap("an entry", "it names no file");
        fs::path folder = build_;
        if (directory != nullptr && directory->string() != nullptr) folder /= *directory->string();
        folder = folder.lexically_normal();
        CompileUnit unit;
        unit.directory = folder.string();
        const fs::path path = (folder / *file->string()).lexically_normal();
        unit.file = path.string();
        if (unit.file.find('\0') != std::string::npos)
            return gap("an entry", "its name holds a zero byte");
        const std::string name = shown(path);
        const auto words = command(json);
        if (!words) return gap(name, "its command cannot be split into arguments");
        std::error_code ignored;
        const fs::path real = fs::weakly_canonical(path, ignored);
        if (!ignored && is_under(real, source_))
            unit.file = real.string();
        else
            return gap(name, "it lies outside the source folder");
        if (!fs::is_regular_file(real, ignored)) return gap(name, "the file does not exist");
        if (const auto refused = vet(*words, unit)) return gap(name, *refused);
        units.insert({unit.file, std::move(unit)});
    }

    std::multimap<std::string, CompileUnit> units;
    std::set<std::string> gaps;
    std::set<std::string> flags_left_out;

private:
    void gap(const std::string& file, std::string_view why) {
        gaps.insert(fmt::format("{}: {}", file, why));
    }

    [[nodiscard]] std::string shown(const fs::path& path) const {
        return is_under(path, source_) ? path.lexically_relative(source_).string() : path.string();
    }

    [[nodiscard]] static std::optional<std::vector<std::string>> command(const Json& json) {
        if (const Json* arguments = json.find("arguments")) {
            if (arguments->array() == nullptr) return std::nullopt;
            std::vector<std::string> words;
            for (const Json& argument : *arguments->array()) {
                if (argument.string() == nullptr) return std::nullopt;
                words.push_back(*argument.string());
            }
            return words;
        }
        const Json* text = json.find("command");
        if (text == nullptr || text->string() == nullptr) return std::nullopt;
        return split_command(*text->string());
    }

    void response_file(const std::string& argument, const CompileUnit& unit,
                       std::vector<std::string>& words) {
        std::error_code problem;
        const fs::path path =
            fs::weakly_canonical(fs::path(unit.directory) / argument.substr(1), problem);
        const auto text = !problem && is_under(path, build_) ? files_.read(path, response_bytes_max)
                                                             : Result<std::string>(fail({}));
        const auto split = text ? split_command(*text) : std::nullopt;
        if (!split) {
            flags_left_out.insert(argument.substr(0, 80));
            return;
        }
        words.insert(words.end(), split->begin(), split->end());
    }

    // All words, those of response files and those meant for parts of the compiler too.
    std::vector<std::string> words_of(const std::vector<std::string>& given,
                                      const CompileUnit& unit) {
        std::vector<std::string> plain;
        for (std::size_t i = 1; i < given.size(); ++i) {  // the first is the compiler
            if (given[i].starts_with('@'))
                response_file(given[i], unit, plain);
            else
                plain.push_back(given[i]);
        }
        std::vector<std::string> words;
        for (const std::string& word : plain) {
            if (word.starts_with(passing_list))
                for (const std::string_view part : split(std::string_view(word).substr(4), ','))
                    words.emplace_back(part);
            else if (!is_any(word, passing_on))
                words.push_back(word);
        }
        return words;
    }

    // The unit's arguments; or why it is not read.
    std::optional<std::string> vet(const std::vector<std::string>& given, CompileUnit& unit) {
        const auto words = words_of(given, unit);
        constexpr const char* too_long = "its command is too long";
        if (words.size() > arguments_max) return too_long;
        bool c_language = unit.file.ends_with(".c");
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string& word = words[i];
            if (word.size() > argument_length_max) return too_long;
            if (word.find('\0') != std::string::npos) continue;
            if (is_any(word, skipped_with_value)) {
                ++i;
            } else if (is_any(word, with_value)) {
                if (i + 1 >= words.size()) break;
                unit.arguments.push_back(word);
                unit.arguments.push_back(words[++i]);
            } else if (word.starts_with("-x")) {
                if (word == "-x" && i + 1 >= words.size()) break;
                const std::string language = word == "-x" ? words[++i] : word.substr(2);
                if (!is_any(language, compiled_languages))
                    return fmt::format("its language '{}' is not read", language.substr(0, 40));
                unit.arguments.push_back("-x" + language);
                c_language = language == "c";
            } else if (word == "-include") {
                // Past the driver, which would look for a precompiled header, a binary that is not
                // read.
                if (i + 1 >= words.size()) break;
                for (const char* part : {"-Xclang", "-include", "-Xclang"})
                    unit.arguments.push_back(part);
                unit.arguments.push_back(words[++i]);
            } else if (starts_with_any(word, joined) || is_any(word, alone) ||
                       starts_with_any(word, machine_prefixes)) {
                unit.arguments.push_back(word);
            } else if (word.starts_with('-')) {
                if (!starts_with_any(word, silent_prefixes))
                    flags_left_out.insert(word.substr(0, 80));
            } else if (!is_source_file(word)) {
                flags_left_out.insert(word.substr(0, 80));
            }
        }
        if (c_language) unit.arguments.insert(unit.arguments.begin(), {"-x", "c"});
        return std::nullopt;
    }

    Files& files_;
    fs::path build_;
    fs::path source_;
};

}  // namespace

std::optional<std::vector<std::string>> split_command(std::string_view command) {
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (quote == 0 && blank) {
            if (in_word) words.push_back(std::exchange(word, {}));
            in_word = false;
            continue;
        }
        in_word = true;
        if (c == quote) {
            quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == '\\' && quote != '\'' && i + 1 < command.size()) {
            word += command[++i];
        } else {
            word += c;
        }
    }
    if (quote != 0) return std::nullopt;
    if (in_word) words.push_back(std::move(word));
    return words;
}

Result<CompileDatabase> read_compile_database(Files& files, const fs::path& build_folder,
                                              const fs::path& source_folder,
                                              std::uint64_t units_max) {
    const fs::path path = build_folder / database_name;
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return fail(
            input_error("C0101", fmt::format("no {} in '{}'", database_name, build_folder.string()))
                .hinted(
                    "let CMake write it with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or run the build "
                    "under 'bear'"));
    const auto text = files.read(path, database_bytes_max);
    if (!text && text.error().code == "F0004")
        return fail(input_error("C0103", "the compile database is larger than 256 MiB")
                        .at({path.string(), 0, 0}));
    if (!text) return fail(text.error());
    const auto json =
        parse_json(*text, path.string(), {.depth_max = 8, .bytes_max = database_bytes_max});
    const auto* entries = json ? json->array() : nullptr;
    if (entries == nullptr) {
        Error error =
            input_error("C0102",
                        json ? "a compile database is a JSON array of objects"
                             : "the compile database cannot be read: " + json.error().message)
                .hinted(
                    "see https://clang.llvm.org/docs/JSONCompilationDatabase.html for its form");
        error.where = json ? Location{path.string(), 1, 1} : json.error().where;
        return fail(std::move(error));
    }
    if (entries->size() > units_max)
        return fail(
            input_error("C0103",
                        fmt::format("the compile database has {} entries, more than the {} allowed",
                                    entries->size(), units_max))
                .at({path.string(), 0, 0})
                .hinted("keep the entries of the programs that matter"));
    DatabaseReader reader(files, build_folder, source_folder);
    for (const Json& entry : *entries)
        reader.entry(entry);
    CompileDatabase database;
    for (auto& [file, unit] : reader.units)
        database.units.push_back(std::move(unit));
    const auto key = [](const CompileUnit& u) {
        return std::tie(u.file, u.directory, u.arguments);
    };
    std::sort(database.units.begin(), database.units.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    database.units.erase(
        std::unique(database.units.begin(), database.units.end(),
                    [&](const auto& a, const auto& b) { return key(a) == key(b); }),
        database.units.end());
    database.not_read.assign(reader.gaps.begin(), reader.gaps.end());
    database.entries = database.units.size() + database.not_read.size();
    if (!reader.flags_left_out.empty())
        database.warnings.push_back(
            fmt::format("flags of the compile database that were left out: {}",
                        join({reader.flags_left_out.begin(), reader.flags_left_out.end()}, " ")));
    if (database.units.empty()) {
        Error error =
            input_error(
                "C0104",
                "the compile database names no file that can be read under the source folder")
                .hinted(
                    "check the source folder, and that the database was written on this machine");
        for (const std::string& gap : database.not_read)
            if (error.notes.size() < 5) error.notes.push_back(gap);
        return fail(std::move(error));
    }
    return database;
}

Status keep_only(CompileDatabase& database, const std::vector<std::string>& only) {
    if (only.empty()) return {};
    std::vector<fs::path> wanted;
    std::error_code ignored;
    for (const std::string& path : only)
        wanted.push_back(fs::weakly_canonical(path, ignored));
    std::erase_if(database.units, [&](const CompileUnit& unit) {
        return std::none_of(wanted.begin(), wanted.end(), [&](const fs::path& path) {
            return path == unit.file || is_under(unit.file, path);
        });
    });
    database.entries = database.units.size() + database.not_read.size();
    if (!database.units.empty()) return {};
    return fail(
        input_error("C0104", "the compile database names none of the files asked for")
            .hinted("give the folder that holds the source code, or one of its .cpp files"));
}

}  // namespace isonomia::analyzer
