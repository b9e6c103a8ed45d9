// An act of this program within a run: done when its key is new, kept with all it produced when
// not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/run/journal.hpp"
#include "core/act_key.hpp"
#include "core/activity.hpp"
#include "core/version.hpp"

namespace isonomia::cli {

// The software agent that acts of the program are recorded under; matters must not declare this id,
// nor activities that begin with it.
constexpr const char* program_agent = "isonomia";

// The exhibit that holds matter.xml itself; reserved too.
constexpr const char* declaration_exhibit = "matter";

// What doing an act came to: the objects it produced and its result in words.
class Product {
public:
    template <class T>
    void add(const std::string& type, const T& object, const std::string& subject = "") {
        objects.push_back({type, object.id, to_json(object), subject, std::nullopt});
    }
    std::vector<Draft> objects;
    std::string result;
};

// `act` has id, kind, title and `used` filled in; `key` decides whether it has been done already.
// Returns whether it was done now.
[[nodiscard]] Result<bool> perform(Journal& journal, Activity act, const ActInputs& key,
                                   const std::function<Result<Product>()>& do_it);

}  // namespace isonomia::cli
