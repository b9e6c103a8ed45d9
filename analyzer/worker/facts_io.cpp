#include "analyzer/worker/facts_io.hpp"

#include <algorithm>
#include <type_traits>

namespace isonomia::analyzer {

namespace {

// One list of members per type serves writing and reading.
template <class V>
void members(V& v, Place& p) {
    v(p.file, p.line, p.column);
}
template <class V>
void members(V& v, Cell& c) {
    v(c.key, c.name, c.kind, c.type, c.constant, c.declared, c.place, c.macro, c.function);
}
template <class V>
void members(V& v, Node& n) {
    v(n.kind, n.place, n.parent, n.children, n.text, n.cell, n.callee, n.block, n.order, n.type,
      n.bits, n.is_signed, n.has_object, n.is_default, n.is_cast, n.lambda, n.condition);
}
template <class V>
void members(V& v, Callee& c) {
    v(c.key, c.name, c.qualified, c.system, c.method, c.constant, c.returns, c.returns_name,
      c.lends, c.calls_back, c.writes);
}
template <class V>
void members(V& v, Block& b) {
    v(b.next, b.condition, b.controlled_by, b.throws_out);
}
template <class V>
void members(V& v, Function& f) {
    v(f.key, f.name, f.qualified, f.signature, f.place, f.end_line, f.initializer, f.exported,
      f.returns, f.parameters, f.result, f.self, f.reached, f.overrides, f.nodes, f.blocks);
}
template <class V>
void members(V& v, Remark& r) {
    v(r.kind, r.place, r.end_line, r.text);
}
template <class V>
void members(V& v, Unit& u) {
    v(u.file, u.read, u.errors, u.first_error, u.files, u.cells, u.callees, u.functions, u.remarks);
}
template <class V>
void members(V& v, ReadUnit& r) {
    v(r.unit, r.files, r.absent);
}

class Writer {
public:
    template <class... T>
    void operator()(T&... values) {
        (write(values), ...);
    }
    std::string bytes;

private:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U)
            bytes += static_cast<char>((value & 0x7FU) | 0x80U);
        bytes += static_cast<char>(value);
    }
    template <class T>
    void write(T& value) {
        if constexpr (std::is_same_v<T, Index>)
            number(value == none ? 0 : std::uint64_t{value} + 1);
        else if constexpr (std::is_enum_v<T>)
            number(static_cast<std::uint64_t>(value));
        else if constexpr (std::is_arithmetic_v<T>)
            number(value);
        else
            members(*this, value);
    }
    void write(std::string& text) {
        number(text.size());
        bytes += text;
    }
    template <class T>
    void write(std::vector<T>& values) {
        number(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if constexpr (std::is_same_v<T, bool>)
                number(values[i] ? 1 : 0);
            else
                write(values[i]);
        }
    }
};

class FactsReader {
public:
    explicit FactsReader(std::string_view bytes) : bytes_(bytes) {}

    template <class... T>
    void operator()(T&... values) {
        (read(values), ...);
    }
    [[nodiscard]] bool complete() const { return !failed_ && at_ == bytes_.size(); }

private:
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (at_ >= bytes_.size()) break;
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) return value;
        }
        failed_ = true;
        at_ = bytes_.size();
        return 0;
    }
    template <class T>
    void read(T& value) {
        if constexpr (std::is_same_v<T, Index>) {
            const std::uint64_t given = number();
            failed_ = failed_ || given > none;
            value = given == 0 ? none : static_cast<Index>(given - 1);
        } else if constexpr (std::is_enum_v<T> || std::is_arithmetic_v<T>) {
            value = static_cast<T>(number());
        } else {
            members(*this, value);
        }
    }
    void read(std::string& text) {
        const std::uint64_t size = number();
        if (size > bytes_.size() - at_) {
            failed_ = true;
            at_ = bytes_.size();
            return;
        }
        text = bytes_.substr(at_, size);
        at_ += size;
    }
    template <class T>
    void read(std::vector<T>& values) {
        const std::uint64_t size = number();
        if (size > bytes_.size() - at_) failed_ = true;  // each takes a byte at least
        if (failed_) return;
        values.reserve(std::min<std::uint64_t>(size, 4096));
        for (std::uint64_t i = 0; i < size && !failed_; ++i) {
            if constexpr (std::is_same_v<T, bool>) {
                values.push_back(number() != 0);
            } else {
                T value{};
                read(value);
                values.push_back(std::move(value));
            }
        }
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

bool within(Index index, std::size_t size) { return index == none || index < size; }

bool is_sound(const Function& function, const Unit& unit) {
    const std::size_t nodes = function.nodes.size();
    const std::size_t cells = unit.cells.size();
    const auto all_within = [](const std::vector<Index>& indices, std::size_t size) {
        return std::all_of(indices.begin(), indices.end(), [&](Index i) { return i < size; });
    };
    for (Index i = 0; i < nodes; ++i) {
        const Node& node = function.nodes[i];
        const bool above = i == 0 ? node.parent == none : node.parent < i;
        if (!above || !within(node.place.file, unit.files.size()) || !within(node.cell, cells) ||
            !within(node.callee, unit.callees.size()) ||
            !within(node.lambda, unit.callees.size()) ||
            !within(node.block, function.blocks.size()) || !within(node.condition, nodes) ||
            node.kind > NodeKind::other_statement || node.type > ValueType::object)
            return false;
        for (const Index child : node.children)
            if (child <= i || child >= nodes) return false;
    }
    for (const Block& block : function.blocks)
        if (!all_within(block.next, function.blocks.size()) || !within(block.condition, nodes) ||
            !all_within(block.controlled_by, function.blocks.size()))
            return false;
    return nodes > 0 && within(function.place.file, unit.files.size()) &&
           all_within(function.parameters, cells) && within(function.result, cells) &&
           within(function.self, cells) && within(function.reached, cells) &&
           function.returns <= ValueType::object;
}

bool is_sound(const Unit& unit) {
    for (const Cell& cell : unit.cells)
        if (!within(cell.place.file, unit.files.size()) || cell.kind > CellKind::condition ||
            cell.type > ValueType::object)
            return false;
    for (const Remark& remark : unit.remarks)
        if (remark.place.file >= unit.files.size() || remark.kind > RemarkKind::dead_assert)
            return false;
    return std::all_of(unit.functions.begin(), unit.functions.end(),
                       [&](const Function& f) { return is_sound(f, unit); });
}

}  // namespace

std::string encode(const ReadUnit& unit) {
    Writer writer;
    writer(const_cast<ReadUnit&>(unit));  // one list of members serves writing and reading
    return std::move(writer.bytes);
}

std::optional<ReadUnit> decode(std::string_view bytes) {
    FactsReader reader(bytes);
    ReadUnit unit;
    reader(unit);
    if (!reader.complete() || !is_sound(unit.unit)) return std::nullopt;
    return unit;
}

}  // namespace isonomia::analyzer
