#include "analyzer/worker/facts_cache.hpp"

#include <fmt/format.h>

#include "core/json.hpp"

namespace isonomia::analyzer {

namespace {

// Raised whenever facts change in form or meaning.
constexpr std::string_view form = "isonomia facts 6 clang 19\n";
constexpr std::uint64_t entry_bytes_max = std::uint64_t{512} << 20U;
constexpr std::size_t digest_length = 64;

}  // namespace

const std::string& FactsCache::digest(const std::string& file) {
    const auto [at, fresh] = digests_.try_emplace(file);
    if (fresh)
        if (const auto facts = files_.facts(file)) at->second = hex(facts->sha256);
    return at->second;
}

bool FactsCache::is_absent(const std::string& file) {
    const auto [at, fresh] = absent_.try_emplace(file);
    std::error_code ignored;
    if (fresh) at->second = !fs::exists(file, ignored);
    return at->second;
}

fs::path FactsCache::path_of(const ParseJob& job) const {
    Json::Array parts{job.file, job.directory, job.source_folder};
    for (const std::string& argument : job.arguments)
        parts.emplace_back(argument);
    return folder_ / (hex(sha256(canonical(Json(std::move(parts))))) + ".facts");
}

// form, digest of what follows, then per file that was read 64 digits in the order of the unit's
// list, then the unit.
std::optional<ReadUnit> FactsCache::find(const ParseJob& job) {
    const auto bytes = files_.read(path_of(job), entry_bytes_max);
    if (!bytes) return std::nullopt;
    std::string_view rest = *bytes;
    if (!rest.starts_with(form) || rest.size() < form.size() + digest_length) return std::nullopt;
    rest.remove_prefix(form.size());
    const std::string_view seal = rest.substr(0, digest_length);
    rest.remove_prefix(digest_length);
    if (hex(sha256(rest)) != seal) return std::nullopt;
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view digests = rest.substr(0, end);
    auto unit = decode(rest.substr(end + 1));
    if (!unit || digests.size() != unit->files.size() * digest_length) return std::nullopt;
    for (std::size_t i = 0; i < unit->files.size(); ++i)
        if (digest(unit->files[i]) != digests.substr(i * digest_length, digest_length))
            return std::nullopt;
    for (const std::string& file : unit->absent)
        if (!is_absent(file)) return std::nullopt;
    return unit;
}

void FactsCache::keep(const ParseJob& job, const ReadUnit& unit) {
    std::string text;
    for (const std::string& file : unit.files) {
        const std::string& known = digest(file);
        if (known.size() != digest_length) return;  // it went away meanwhile
        text += known;
    }
    text += '\n';
    text += encode(unit);
    // What cannot be kept is read again the next time.
    [[maybe_unused]] const bool kept =
        files_.make_folder(folder_) &&
        files_.write(path_of(job), fmt::format("{}{}{}", form, hex(sha256(text)), text));
}

}  // namespace isonomia::analyzer
