// Whatever answers queries: a program under examination, or a model read from its file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/json.hpp"

namespace isonomia::explain {

// A query is a JSON object: the inputs by name. The answer is a JSON value of any kind.
struct Answer {
    std::optional<Json> value;
    std::string problem;  // why there is none
    double seconds = 0;   // from asking to the answer; shared out evenly within a batch
};

class Respondent {
public:
    virtual ~Respondent() = default;

    // One answer per query, in their order; never fails as a whole.
    [[nodiscard]] virtual std::vector<Answer> ask(std::span<const Json> queries) = 0;

    // What it is, for people: the command line, or the kind of the model.
    [[nodiscard]] virtual std::string named() const = 0;

    // How many answers are missing because it failed; not 0: what rests on the answers is partial.
    [[nodiscard]] virtual std::uint64_t unanswered() const = 0;
};

// The part of an answer that is meant: the member `output` of an object; where the answer is not an
// object, the answer itself. nullptr when there is no such member.
[[nodiscard]] const Json* output_of(const Json& answer, std::string_view output);

}  // namespace isonomia::explain
