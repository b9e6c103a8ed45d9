#include "cli/probe/replay.hpp"

#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/probe/image.hpp"

namespace isonomia::cli {

namespace {

constexpr std::uint64_t record_bytes_max = std::uint64_t{4} << 30U;
constexpr std::uint64_t file_bytes_max = std::uint64_t{64} << 20U;

std::string text_of(const Json& line, std::string_view member) {
    const Json* value = line.find(member);
    return value != nullptr && value->string() != nullptr ? *value->string() : "";
}

double number_of(const Json& line, std::string_view member) {
    const Json* value = line.find(member);
    return value != nullptr && value->number() != nullptr ? *value->number() : 0;
}

std::uint64_t seed_of(const Json& line) {  // beyond 2^53 it is a text
    if (const auto large = parse_integer(text_of(line, "seed")))
        return static_cast<std::uint64_t>(*large);
    const double seed = number_of(line, "seed");
    return seed >= 0 && seed <= 0x1p53 ? static_cast<std::uint64_t>(seed) : 0;
}

// The files of a record, where they are now.
class FilesOfRecord {
public:
    FilesOfRecord(Files& files, const std::vector<fs::path>& searched, const ImageFolder& images)
        : files_(files), images_(images) {
        for (const fs::path& place : searched)
            look_through(place);
    }

    void add(const Json& line) {
        const std::string name = text_of(line, "file");
        const auto found = line.find("of") != nullptr ? made(line, name) : given(line);
        if (found)
            here_[name] = found->string();
        else
            lost_[name] = found.error().message;
    }

    // The inputs with the names that the files have here; nothing where one cannot be had.
    std::optional<Json> renamed(const Json& inputs) {
        if (inputs.object() == nullptr) return inputs;
        Json::Object result = *inputs.object();
        for (auto& [name, value] : result) {
            if (value.string() == nullptr) continue;
            if (const auto lost = lost_.find(*value.string()); lost != lost_.end()) {
                if (first_lost_.empty())
                    first_lost_ = fmt::format("'{}': {}", lost->first, lost->second);
                return std::nullopt;
            }
            if (const auto here = here_.find(*value.string()); here != here_.end())
                value = Json(here->second);
        }
        return Json(std::move(result));
    }

    [[nodiscard]] const std::string& first_lost() const { return first_lost_; }

private:
    void look_through(const fs::path& place) {
        std::error_code problem;
        if (fs::is_regular_file(place, problem)) {
            if (const auto facts = files_.facts(place))
                by_digest_.emplace(hex(facts->sha256), place);
            return;
        }
        for (fs::recursive_directory_iterator at(place, problem), end; !problem && at != end;
             at.increment(problem))
            if (at->is_regular_file(problem)) look_through(at->path());
    }

    Result<fs::path> given(const Json& line) const {
        const auto found = by_digest_.find(text_of(line, "sha256"));
        if (found != by_digest_.end()) return found->second;
        return fail(input_error("E0831", fmt::format("no file named by --readable or --input has "
                                                     "the SHA-256 {}",
                                                     text_of(line, "sha256"))));
    }

    Result<fs::path> made(const Json& line, const std::string& name) {
        const std::string source = text_of(line, "of");
        const auto here = here_.find(source);
        if (here == here_.end()) {
            const auto why = lost_.find(source);
            return fail(input_error("E0831",
                                    fmt::format("it is made from '{}', which is not here{}", source,
                                                why != lost_.end() ? ": " + why->second : "")));
        }
        const auto bytes = files_.read(here->second, file_bytes_max);
        if (!bytes) return fail(bytes.error());
        const auto image = explain::change_image(*bytes, name, text_of(line, "change"),
                                                 number_of(line, "amount"), seed_of(line));
        if (!image) return fail(image.error());
        if (hex(sha256(image->bytes)) != text_of(line, "sha256"))
            return fail(input_error("E0831", "made again, it has other bytes than on record"));
        return images_.put(files_, *image);
    }

    Files& files_;
    const ImageFolder& images_;
    std::map<std::string, fs::path> by_digest_;
    std::map<std::string, std::string> here_;
    std::map<std::string, std::string> lost_;
    std::string first_lost_;
};

struct RecordedQuery {
    Json inputs;                    // with the files of here
    std::set<std::string> answers;  // as recorded; "" for none
};

std::string said(const std::string& answer) { return answer.empty() ? "no answer" : answer; }

void compare(const std::vector<RecordedQuery>& recorded, explain::Oracle& oracle,
             Replayed& result) {
    std::vector<Json> queries;
    for (const RecordedQuery& one : recorded)
        queries.push_back(one.inputs);
    const auto answers = oracle.ask(queries);
    for (std::size_t i = 0; i < recorded.size(); ++i) {
        const std::string now = answers[i].value ? canonical(*answers[i].value) : "";
        if (recorded[i].answers.contains(now)) {
            ++result.alike;
            continue;
        }
        ++result.differing;
        if (result.example.empty())
            result.example = fmt::format("{}: {} on record, {} now", canonical(recorded[i].inputs),
                                         said(*recorded[i].answers.begin()), said(now));
    }
}

}  // namespace

Result<Replayed> replay(Files& files, const fs::path& record, const std::vector<fs::path>& searched,
                        const ImageFolder& images, explain::Oracle& oracle) {
    const auto text = files.read(record, record_bytes_max);
    if (!text) return fail(text.error());
    FilesOfRecord known(files, searched, images);
    Replayed result;
    std::map<std::string, std::size_t> places;  // by the inputs as recorded; those lost at -1
    std::vector<RecordedQuery> recorded;
    constexpr auto lost = static_cast<std::size_t>(-1);
    std::istringstream lines(*text);
    std::string one;
    for (std::uint64_t number = 1; std::getline(lines, one); ++number) {
        const auto line = parse_json(one, record.string());
        if (!line || line->object() == nullptr)
            return fail(input_error("E0831", "this is no line of a record of queries")
                            .at({record.string(), number, 1})
                            .hinted("name the file that 'isonomia probe' or 'explain' wrote"));
        if (line->find("file") != nullptr) known.add(*line);
        const Json* inputs = line->find("inputs");
        if (inputs == nullptr) continue;
        const auto [place, fresh] = places.emplace(canonical(*inputs), recorded.size());
        if (fresh) {
            ++result.queries;
            auto here = known.renamed(*inputs);
            if (here)
                recorded.push_back({std::move(*here), {}});
            else
                place->second = lost;
        }
        const Json* answer = line->find("answer");
        if (place->second != lost)
            recorded[place->second].answers.insert(answer != nullptr ? canonical(*answer) : "");
    }
    result.not_asked = result.queries - recorded.size();
    result.lost = known.first_lost();
    compare(recorded, oracle, result);
    return result;
}

}  // namespace isonomia::cli
