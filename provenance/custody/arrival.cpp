// What arrived, compared with what was offered.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "provenance/custody/receipt.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t files_max = 50'000;

struct Seen {
    fs::path path;
    std::string name;  // relative to the folder
    std::string sha256;
    std::uint64_t size = 0;
    bool used = false;
};

bool is_left_out(const fs::path& path, const std::vector<fs::path>& left_out) {
    std::error_code ignored;
    return std::any_of(left_out.begin(), left_out.end(),
                       [&](const fs::path& other) { return fs::equivalent(path, other, ignored); });
}

Result<std::vector<Seen>> files_in(const fs::path& folder, Files& files,
                                   const std::vector<fs::path>& left_out) {
    std::vector<Seen> seen;
    std::error_code problem;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem)) {
        std::error_code ignored;
        const auto status = it->symlink_status(ignored);
        if (!fs::is_regular_file(status) || is_left_out(it->path(), left_out)) continue;
        if (seen.size() == files_max)
            return fail(input_error("P1110", fmt::format("'{}' holds more than {} files",
                                                         folder.string(), files_max))
                            .hinted("name the folder that holds what arrived and nothing else"));
        const auto facts = files.facts(it->path());
        if (!facts) return fail(facts.error());
        seen.push_back({it->path(), it->path().lexically_relative(folder).generic_string(),
                        hex(facts->sha256), facts->size, false});
    }
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    std::sort(seen.begin(), seen.end(),
              [](const Seen& a, const Seen& b) { return a.name < b.name; });
    return seen;
}

// The file that is this item: its name first among those with its digest.
Seen* file_of(const OfferedItem& item, std::vector<Seen>& seen) {
    Seen* found = nullptr;
    for (Seen& file : seen) {
        if (file.used || file.sha256 != item.sha256 || file.size != item.size) continue;
        if (found == nullptr || file.name == item.file) found = &file;
    }
    return found;
}

// A name may come in bytes that are no UTF-8; receipts are text.
std::string as_text(const std::string& name) {
    if (valid_utf8(name)) return name;
    std::string text;
    for (const char c : name)
        text +=
            static_cast<unsigned char>(c) < 0x80
                ? std::string(1, c)
                : fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace

Arrival unexamined(const Offer& offer) {
    Arrival arrival;
    for (const OfferedItem& item : offer.items)
        arrival.items.push_back({item.exhibit, Found::not_examined, "", 0});
    arrival.paths.resize(offer.items.size());
    return arrival;
}

Result<Arrival> examine(const Offer& offer, const fs::path& folder, Files& files,
                        const std::vector<fs::path>& left_out) {
    auto seen = files_in(folder, files, left_out);
    if (!seen) return fail(seen.error());
    Arrival arrival = unexamined(offer);
    for (std::size_t i = 0; i < offer.items.size(); ++i) {
        ReceiptItem& item = arrival.items[i];
        item.found = Found::missing;
        if (Seen* file = file_of(offer.items[i], *seen)) {
            file->used = true;
            item = {item.exhibit, Found::same, file->sha256, file->size};
            arrival.paths[i] = file->path;
        }
    }
    for (std::size_t i = 0; i < offer.items.size(); ++i) {
        if (arrival.items[i].found != Found::missing) continue;
        for (Seen& file : *seen) {
            if (file.used || file.name != offer.items[i].file) continue;
            file.used = true;
            arrival.items[i] = {arrival.items[i].exhibit, Found::altered, file.sha256, file.size};
        }
    }
    for (const Seen& file : *seen)
        if (!file.used) arrival.additional.push_back({as_text(file.name), file.sha256, file.size});
    return arrival;
}

}  // namespace isonomia::provenance
