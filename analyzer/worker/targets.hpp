// What a write changes: the cells behind its target, and what pointers and iterators point into.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/worker/program.hpp"

namespace isonomia::analyzer {

// Adds the cells that change when `node` is assigned to; the first is the innermost. Of a call that
// lends out what can be written, the result of the function stands for that.
void add_targets(const Program& program, const Function& function, Index node,
                 std::vector<Index>& cells);

// Adds the nodes of the arrays, containers or variables into which the pointer, iterator or other
// view `value` points: `&x`, `v.begin() + 1`, `m.find(k)`, `std::back_inserter(v)`, `std::ref(x)`,
// an array by its name; none for others, and where nothing can be written.
void pointed_into(const Program& program, const Function& function, Index value,
                  std::vector<Index>& nodes);

// The value is a pointer that something else holds too, or one that a function of the source gives.
[[nodiscard]] bool copies_pointer(const Program& program, const Node& value);

// `out << x`, `in >> x` of the library: the left operand is changed, and is the value of the whole.
[[nodiscard]] bool is_stream(const Program& program, const Node& node);

// By cell: standard output and error. What is written there does not come back.
[[nodiscard]] std::vector<bool> written_out(const Program& program);

// `free(p)`, `fclose(f)`: what it may change, nobody sees afterwards.
[[nodiscard]] bool ends_object(const Callee& callee);

// The cells that are written through as a pointer, iterator or reference, or handed to a call that
// may, anywhere in the program.
class WrittenThrough {
public:
    explicit WrittenThrough(const Program& program);

    [[nodiscard]] bool at_all(Index cell) const { return at_all_[cell]; }
    // What is written is all that it points to: `*p = x`, not `p->a = x`.
    [[nodiscard]] bool directly(Index cell) const { return directly_[cell]; }

private:
    void look_at(const Program& program, const Function& function, const Node& at);

    std::vector<bool> at_all_;
    std::vector<bool> directly_;
};

// The name of the function of the library that is called; of its function objects, as
// `std::ranges::sort`, that of the object; "" for others.
[[nodiscard]] std::string_view library_name(const Program& program, const Function& function,
                                            const Node& call);

// A function of the standard library that may write where the iterators that it is given point.
[[nodiscard]] bool may_write_range(const Program& program, const Function& function,
                                   const Node& call);

}  // namespace isonomia::analyzer
