// The cells whose values make up the value of an expression.
#pragma once

#include <vector>

#include "analyzer/worker/definitions.hpp"
#include "analyzer/worker/flow.hpp"

namespace isonomia::analyzer {

struct Use {
    Index cell;
    EdgeKind kind;
};
using Uses = std::vector<Use>;

// Of one function; what it is given must outlive it.
class Values {
public:
    Values(const Program& program, const Function& function, const Definitions& definitions)
        : program_(program), function_(function), definitions_(definitions) {}

    // Adds the cells of `node`, each at least as `as`.
    void of(Index node, EdgeKind as, Uses& uses) const;

private:
    [[nodiscard]] EdgeKind deciding(Index condition) const;
    bool result_of(Index callee, EdgeKind as, Uses& uses) const;
    void call(const Node& at, EdgeKind as, Uses& uses) const;
    void operation(const Node& at, EdgeKind as, Uses& uses) const;

    const Program& program_;
    const Function& function_;
    const Definitions& definitions_;
};

}  // namespace isonomia::analyzer
