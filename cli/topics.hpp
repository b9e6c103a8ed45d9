// What `isonomia help` can explain beside commands: pages that the build embeds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.hpp"

namespace isonomia::cli {

// The pages of docs/, embedded by the build.
[[nodiscard]] std::span<const EmbeddedFile> help_pages();

struct Topic {
    std::string kind;   // 'error', 'metric', 'check', 'pack', 'fact', 'format', 'term'
    std::string name;   // 'P0203', 'equal_opportunity', 'matter', 'ground truth'
    std::string title;  // one line, may be the name again
    std::string text;   // Markdown
};

// One topic per page, per section of an errors page, per term of the glossary and per derived fact
// in docs/formats/rule_pack.md, sorted by kind and name.
[[nodiscard]] std::vector<Topic> topics_of(std::span<const EmbeddedFile> pages);

// The sections of guides and of pages about formats that go by that name: 'fixtures', 'profile'.
[[nodiscard]] std::vector<Topic> sections_meant(const std::vector<Topic>& topics,
                                                std::string_view typed);

// Whether a person who types `typed` means `name`: case, blanks, '-' and '_' make no difference.
[[nodiscard]] bool means(std::string_view typed, std::string_view name);

// Whether `part` occurs in `text`, with the same liberties.
[[nodiscard]] bool contains_folded(std::string_view text, std::string_view part);

}  // namespace isonomia::cli
