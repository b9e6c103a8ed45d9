// Whose personal data an object holds, so that it is sealed under a key that goes with them.
// The rules in words: docs/formats/custody.md, section 6.
//
// A *subject text* names agents in ascending order, parted by one blank: "" is nobody in
// particular, "accused" one person, "accused witness" what concerns both. Erasing one of them
// destroys every key whose subject text names them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"

namespace isonomia {

// The exhibit that holds the declaration of the whole matter; matters cannot give it to another.
inline constexpr std::string_view declaration_id = "matter";

[[nodiscard]] std::string subject_text(const std::set<std::string>& agents);
[[nodiscard]] std::set<std::string> agents_in(std::string_view subject_text);
[[nodiscard]] bool concerns(std::string_view subject_text, std::string_view agent);

// Records about the record, by which others judge it: holds, retentions, erasures, keys, servings,
// and what witnesses and timestamps show. They are nobody's data, so that no erasure takes them,
// and they are not withdrawn.
[[nodiscard]] bool stays(std::string_view type);

// An object as it is about to be recorded, or as it was.
struct ObjectView {
    std::string_view type;
    std::string_view id;
    const Json* payload = nullptr;
    std::string_view subject;  // subject text that is known already, or ""
};

// The subject text of each object, in their order. `declaration` is the id of the exhibit that
// declares the whole matter and so concerns everybody in it; "" for none. Objects are judged
// together: what quotes or rests on a person's data concerns that person too.
[[nodiscard]] std::vector<std::string> subjects_of(const std::vector<ObjectView>& objects,
                                                   std::string_view declaration = "");

}  // namespace isonomia
