// Facts of one translation unit, free of Clang: every function of the reviewed source as a tree of
// nodes with the blocks of its control-flow graph. All later work (merging, slicing, checks) reads
// only these.
//
// Indices are positions in the vectors of the same Unit or Program; `none` means absent.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace isonomia::analyzer {

using Index = std::uint32_t;
constexpr Index none = std::numeric_limits<Index>::max();

struct Place {
    Index file = none;
    Index line = 0;    // from 1
    Index column = 0;  // from 1, in bytes

    auto operator<=>(const Place&) const = default;
};

enum class ValueType : std::uint8_t {
    other,
    nothing,
    boolean,
    integer,
    floating,
    text,
    pointer,
    object
};
[[nodiscard]] constexpr bool is_number(ValueType type) {
    return type == ValueType::boolean || type == ValueType::integer || type == ValueType::floating;
}

enum class CellKind : std::uint8_t {
    local,
    parameter,
    field,
    global,
    constant_name,  // an enumerator
    result,         // what a function returns
    self,           // the object that a member function works on
    reached,        // whether a function is called at all
    literal,
    condition,  // the outcome of a branch
};

// Something that holds or is a value.
struct Cell {
    std::string key;   // the same in every translation unit
    std::string name;  // as written
    CellKind kind = CellKind::local;
    ValueType type = ValueType::other;
    bool constant = false;  // const or constexpr
    std::string declared;   // its type: 'unsigned int', 'std::unordered_map'; of references and
                            // pointers the type behind them; of literals the template parameter
    Place place;            // where it is declared; for literals, where they are written
    std::string macro;      // literals: the macro whose text holds them
    std::string function;   // qualified name of the function in which it stands
};

enum class NodeKind : std::uint8_t {
    literal,
    reference,
    self,
    member,
    subscript,
    call,
    construct,
    assign,
    unary,
    binary,
    conditional,
    narrowing,
    lambda,
    list,
    other_expression,
    declaration,
    returns,
    branch,
    loop,
    choice,
    label,
    breaks,
    continues,
    tries,
    catches,
    throws,
    block,
    other_statement,
};

// Children by kind:
//   member        object                       subscript  base, index
//   call          [object], arguments          construct  arguments
//   assign        target, value (text '=', '+=', …); of a reference that is bound here the target
//                 has the text '&'
//   unary         operand ('++', '--', '*', '-', '!', …)
//   binary        left, right                  conditional  condition, then, else
//   declaration   [initial value]; cell is what is declared; text of references '&' or 'const&'
//   returns       [value]; text '&' where what is returned is a reference to what is not const
//   branch        condition, then, [else]      choice  [declaration], condition, body (switch)
//   loop          [parts …]; `condition` absent for ranges  label  text 'case': value, 'case...': 2
//   catches       body; text is the type that is caught, or '...'
//   narrowing     the value; text says from and to: 'double>float', 'unsigned long>int'
//                 `bits` of the node are what is left, those of the operand what there was
struct Node {
    NodeKind kind = NodeKind::other_statement;
    Place place;  // where it takes effect; inside a macro, where the macro is used
    Index parent = none;
    std::vector<Index> children;
    std::string text;     // literal as written, operator, or name of what is called
    Index cell = none;    // reference, member, declaration, literal, self
    Index callee = none;  // call, construct, and operators that are functions of the library
    Index block = none;   // of the control-flow graph
    Index order = 0;      // within its block: what is evaluated earlier has a smaller one
    ValueType type = ValueType::other;
    std::uint16_t bits = 0;  // of a number; 0 for other values
    bool is_signed = false;
    bool has_object = false;  // with a callee: children[0] is the object or what is called
    bool is_default = false;  // default argument or default member initialiser
    bool is_cast = false;     // narrowing: asked for by a cast
    Index lambda = none;      // lambda: position in Unit::callees of its body
    Index condition = none;   // branch, loop, choice: the node of its condition
};

struct Callee {
    std::string key;
    std::string name;       // unqualified
    std::string qualified;  // 'score::Table::points'
    bool system = false;    // declared in a system header: the standard library
    bool method = false;    // of an object
    bool constant = false;  // const member function
    ValueType returns = ValueType::nothing;
    std::string returns_name;  // the type, as in Cell::declared
    // What it returns or makes can be written through: a reference or pointer to what is not const,
    // or an object that holds one and owns nothing.
    bool lends = false;
    // Keys of the functions of the source that its body, a template of the library, may call.
    std::vector<std::string> calls_back;
    std::vector<bool>
        writes;  // by parameter: may change the argument (non-const reference or pointer)
};

struct Block {
    std::vector<Index> next;
    Index condition = none;            // node
    std::vector<Index> controlled_by;  // blocks, the nearest of those that decide (control.hpp)
    bool throws_out = false;           // ends the program, or throws what no handler here takes
};

// A declaration or an assignment, and the cell at the core of what it sets.
struct Setting {
    Index cell = none;
    Index node = none;

    auto operator<=>(const Setting&) const = default;
};

struct Function {
    std::string key;
    std::string name;
    std::string qualified;
    std::string signature;  // with parameter types, for people
    Place place;
    Index end_line = 0;  // of its body
    bool initializer =
        false;              // not a function: the initial value of a global, static or enumerator
    bool exported = false;  // external linkage
    ValueType returns = ValueType::nothing;
    std::vector<Index> parameters;       // cells
    Index result = none;                 // cell
    Index self = none;                   // cell, member functions
    Index reached = none;                // cell
    std::vector<std::string> overrides;  // keys
    std::vector<Node> nodes;             // [0] is the body
    std::vector<Block> blocks;           // the first is where it is left, the last where entered
    std::vector<Setting> settings;       // sorted; of a Program only (nodes.hpp)
};

// What the compiler proper never sees.
enum class RemarkKind : std::uint8_t {
    comment,
    left_out,     // lines that a preprocessor condition excludes; text is the condition as written
    dead_assert,  // an assert() that this build turns into nothing
};

struct Remark {
    RemarkKind kind = RemarkKind::comment;
    Place place;
    Index end_line = 0;
    std::string text;  // cut at 200 bytes

    auto operator<=>(const Remark&) const = default;
};

struct Unit {
    std::string file;  // main file, relative to the source folder
    bool read = false;
    std::uint64_t errors = 0;
    std::string first_error;
    std::vector<std::string> files;  // relative to the source folder; index of Place::file
    std::vector<Cell> cells;
    std::vector<Callee> callees;
    std::vector<Function> functions;
    std::vector<Remark> remarks;
};

}  // namespace isonomia::analyzer
