#include "provenance/keys/subject_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "provenance/store/left_over.hpp"

namespace isonomia::provenance {

namespace {

// A declaration names everybody in the matter.
constexpr std::uint64_t key_file_bytes_max = std::uint64_t{8} << 20U;

tl::unexpected<Error> not_a_payload_key(const fs::path& path, const std::string& why) {
    return fail(
        integrity_error("P0601", fmt::format("'{}' is not a payload key: {}", path.string(), why))
            .at({path.string(), 0, 0})
            .hinted("restore the folder 'keys' from your copy of it"));
}

std::string to_text(const SubjectKey& key) {
    return canonical(Json::Object{{"key", base64(key.key)}, {"subject", key.subject}, {"v", 1}}) +
           "\n";
}

Result<SubjectKey> parse_key(const std::string& text, const fs::path& path) {
    const auto json = parse_json(text, path.string());
    const auto* encoded = json && json->find("key") ? json->find("key")->string() : nullptr;
    const auto* subject = json && json->find("subject") ? json->find("subject")->string() : nullptr;
    const auto bytes = encoded ? from_base64(*encoded) : std::nullopt;
    if (subject == nullptr || !bytes || bytes->size() != PayloadKey{}.size())
        return not_a_payload_key(path, "it has not the form of a key");
    SubjectKey key{*subject, {}};
    std::copy(bytes->begin(), bytes->end(), key.key.begin());
    if (to_text(key) != text) return not_a_payload_key(path, "it is not in canonical form");
    return key;
}

}  // namespace

Result<SubjectKeys> SubjectKeys::load(const fs::path& folder, Files& files,
                                      const std::set<KeyFileId>& erased) {
    SubjectKeys keys;
    keys.folder_ = folder;
    std::error_code problem;
    if (!fs::exists(folder, problem)) return keys;
    fs::directory_iterator entries(folder, problem);
    for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
        const fs::path path = entries->path();
        const std::string name = path.filename().string();
        if (name.starts_with(unfinished_prefix)) continue;
        const auto id_bytes = from_hex(name);
        if (!id_bytes || id_bytes->size() != KeyFileId{}.size())
            return not_a_payload_key(path, "its name is not 32 hex digits");
        const auto text = files.read(path, key_file_bytes_max);
        if (!text) return fail(text.error());
        auto key = parse_key(*text, path);
        KeyFileId id{};
        std::copy(id_bytes->begin(), id_bytes->end(), id.begin());
        if (erased.contains(id)) {
            keys.remains_.emplace(id, key ? std::optional(std::move(*key)) : std::nullopt);
            continue;
        }
        if (!key) return fail(key.error());
        if (!keys.by_subject_.emplace(key->subject, id).second)
            return not_a_payload_key(path, "another file holds a key of the same subject");
        keys.keys_.emplace(id, std::move(*key));
    }
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    return keys;
}

const SubjectKey* SubjectKeys::find(Bytes id) const {
    KeyFileId key{};
    if (id.size() != key.size()) return nullptr;
    std::copy(id.begin(), id.end(), key.begin());
    const auto it = keys_.find(key);
    return it == keys_.end() ? nullptr : &it->second;
}

std::optional<KeyFileId> SubjectKeys::id_of(const std::string& subject) const {
    const auto it = by_subject_.find(subject);
    return it == by_subject_.end() ? std::nullopt : std::optional(it->second);
}

SubjectKeys SubjectKeys::with_remains(const KeyFileId& id) const {
    SubjectKeys keys = *this;
    const auto it = remains_.find(id);
    if (it != remains_.end() && it->second) keys.keys_.emplace(id, *it->second);
    return keys;
}

void SubjectKeys::forget(const KeyFileId& id) {
    auto key = keys_.extract(id);
    if (key.empty()) return;
    by_subject_.erase(key.mapped().subject);
    remains_.emplace(id, std::move(key.mapped()));
}

Status SubjectKeys::destroy(const KeyFileId& id, Files& files) {
    if (auto gone = files.destroy(folder_ / hex(id)); !gone) return gone;
    remains_.erase(id);
    return {};
}

Result<KeyFileId> SubjectKeys::id_for(const std::string& subject, Files& files,
                                      RandomSource& random) {
    if (const auto it = by_subject_.find(subject); it != by_subject_.end()) return it->second;
    KeyFileId id{};
    SubjectKey key{subject, {}};
    random.fill(id);
    random.fill(key.key);
    const std::string text = to_text(key);
    if (text.size() > key_file_bytes_max)
        return fail(input_error("P0603", fmt::format("the names of the persons whom an entry "
                                                     "concerns take {} bytes, more than {}",
                                                     subject.size(), key_file_bytes_max)));
    if (auto made = files.make_folder(folder_); !made) return fail(made.error());
    std::error_code problem;
    fs::permissions(folder_, fs::perms::owner_all, problem);  // before the key is there
    const fs::path path = folder_ / hex(id);
    if (auto written = files.write(path, text); !written) return fail(written.error());
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, problem);
    if (problem)
        return fail(system_error("F0002", fmt::format("cannot restrict '{}' to its owner: {}",
                                                      path.string(), problem.message())));
    by_subject_.emplace(subject, id);
    keys_.emplace(id, std::move(key));
    return id;
}

}  // namespace isonomia::provenance
