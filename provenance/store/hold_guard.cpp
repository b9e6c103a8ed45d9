#include "provenance/store/hold_guard.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/preservation_rules.hpp"
#include "core/subjects.hpp"

namespace isonomia::provenance {

namespace {

std::string in_words(const Obstacle& obstacle) {
    std::string text =
        fmt::format("{} '{}' covers {}", to_text(obstacle.kind), obstacle.id, obstacle.covers);
    if (!obstacle.title.empty()) text += ": " + obstacle.title;
    if (!obstacle.until.empty()) text += fmt::format(" (until {})", obstacle.until);
    return text;
}

// What else an entry says must not decide whether a hold is seen; neither is withdrawn.
std::vector<LedgerEntry> preserving(const std::vector<LedgerEntry>& entries) {
    std::vector<LedgerEntry> result;
    for (const LedgerEntry& entry : entries)
        if (entry.type == "hold" || entry.type == "retention") result.push_back(entry);
    return result;
}

}  // namespace

Status check_erasable(const std::vector<LedgerEntry>& entries, std::string_view subject,
                      Instant now) {
    const bool any = std::any_of(entries.begin(), entries.end(), [&](const LedgerEntry& entry) {
        return !entry.erased && concerns(entry.subject, subject);
    });
    if (!any)
        return fail(input_error("P1202", fmt::format("the record holds no data of '{}'", subject))
                        .hinted("'isonomia erase --plan' shows what would go; subjects are agents "
                                "by their id"));
    const auto case_file = replay(with_holds_as_they_bind(preserving(entries)));
    if (!case_file) return fail(case_file.error());
    const auto obstacles =
        obstacles_to_erasure(*case_file, scope_of_erasure(entries, subject, declaration_id), now);
    if (obstacles.empty()) return {};
    Error error = input_error("P1201", fmt::format("the data of '{}' may not be erased now: {}",
                                                   subject, in_words(obstacles.front())));
    for (std::size_t i = 1; i < obstacles.size(); ++i)
        error.notes.push_back(in_words(obstacles[i]));
    return fail(std::move(error).hinted(
        "'isonomia hold release' ends a hold; a retention ends on its day"));
}

}  // namespace isonomia::provenance
