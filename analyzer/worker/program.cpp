#include "analyzer/worker/program.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyzer/worker/dead_ends.hpp"
#include "analyzer/worker/nodes.hpp"

namespace isonomia::analyzer {

namespace {

std::map<std::string, Index> numbered(const std::set<std::string>& names) {
    std::map<std::string, Index> numbers;
    for (const std::string& name : names)
        numbers.emplace(name, static_cast<Index>(numbers.size()));
    return numbers;
}

// Keyed objects of all units: first come, first kept, then numbered by key.
template <class T>
struct Merged {
    std::vector<T> objects;
    std::map<std::string, Index> numbers;

    explicit Merged(const std::vector<Unit>& units, const std::vector<T> Unit::* member) {
        std::map<std::string, const T*> first;
        for (const Unit& unit : units)
            for (const T& object : unit.*member)
                first.emplace(object.key, &object);
        for (const auto& [key, object] : first) {
            numbers.emplace(key, static_cast<Index>(objects.size()));
            objects.push_back(*object);
        }
    }

    [[nodiscard]] std::vector<Index> from(const std::vector<T>& local) const {
        std::vector<Index> map;
        for (const T& object : local)
            map.push_back(numbers.at(object.key));
        return map;
    }
};

struct Renumbering {
    std::vector<Index> files, cells, callees;

    static void apply(const std::vector<Index>& map, Index& index) {
        if (index != none) index = map[index];
    }
    void apply(Place& place) const {
        if (place.file == none) return;
        place.file = files[place.file];
    }
    void apply(Function& function) const {
        apply(function.place);
        for (Index& parameter : function.parameters)
            apply(cells, parameter);
        apply(cells, function.result);
        apply(cells, function.self);
        apply(cells, function.reached);
        for (Node& node : function.nodes) {
            apply(node.place);
            apply(cells, node.cell);
            apply(callees, node.callee);
            apply(callees, node.lambda);
        }
    }
};

// Whether two functions of one key are the same text, read the same way. What has no linkage, such
// as a constant in a header, has another key in each unit.
struct SameBody {
    const std::vector<Cell>& cells;
    const std::vector<Callee>& callees;

    [[nodiscard]] bool cell(Index a, Index b) const {
        if (a == b || a == none || b == none) return a == b;
        return cells[a].place == cells[b].place && cells[a].name == cells[b].name;
    }
    [[nodiscard]] bool callee(Index a, Index b) const {
        if (a == b || a == none || b == none) return a == b;
        return callees[a].qualified == callees[b].qualified;
    }
    bool operator()(const Function& a, const Function& b) const {
        const auto own = [](const Node& node) {
            return std::tie(node.kind, node.place, node.parent, node.text, node.is_default);
        };
        return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
                          [&](const Node& one, const Node& other) {
                              return own(one) == own(other) && cell(one.cell, other.cell) &&
                                     callee(one.callee, other.callee) &&
                                     callee(one.lambda, other.lambda);
                          });
    }
};

// Sorted. A base may have no body, and a class may be reached on several ways.
std::vector<Index> overriding(const Program& program,
                              const std::map<std::string, std::vector<Index>>& direct,
                              const std::string& key) {
    std::set<Index> all;
    std::vector<const std::string*> open{&key};
    while (!open.empty()) {
        const auto found = direct.find(*open.back());
        open.pop_back();
        if (found == direct.end()) continue;
        for (const Index function : found->second)
            if (all.insert(function).second) open.push_back(&program.functions[function].key);
    }
    return {all.begin(), all.end()};
}

void link(Program& program) {
    std::map<std::string, Index> by_key;
    for (Index i = 0; i < program.functions.size(); ++i)
        by_key.emplace(program.functions[i].key, i);
    for (const Callee& callee : program.callees) {
        const auto found = by_key.find(callee.key);
        program.bodies.push_back(found == by_key.end() ? none : found->second);
    }
    std::map<std::string, std::vector<Index>> direct;
    for (Index i = 0; i < program.functions.size(); ++i)
        for (const std::string& base : program.functions[i].overrides)
            direct[base].push_back(i);
    for (Index c = 0; c < program.callees.size(); ++c)
        for (const std::string& key : program.callees[c].calls_back)
            if (const Index own = callee_named(program, key); own != none)
                program.callbacks[c].push_back(own);
    for (Index c = 0; c < program.callees.size(); ++c)
        if (auto all = overriding(program, direct, program.callees[c].key); !all.empty())
            program.overriders.emplace(c, std::move(all));
}

}  // namespace

std::span<const Index> bodies_called(const Program& program, Index callee) {
    if (callee == none) return {};
    if (program.bodies[callee] != none) return {&program.bodies[callee], 1};
    const auto found = program.overriders.find(callee);
    return found == program.overriders.end() ? std::span<const Index>{} : found->second;
}

bool is_whole(const Program& program) {
    return std::any_of(program.functions.begin(), program.functions.end(),
                       [](const Function& function) { return function.qualified == "main"; });
}

Index callee_named(const Program& program, const std::string& key) {
    const auto found = std::lower_bound(
        program.callees.begin(), program.callees.end(), key,
        [](const Callee& callee, const std::string& wanted) { return callee.key < wanted; });
    return found != program.callees.end() && found->key == key
               ? static_cast<Index>(found - program.callees.begin())
               : none;
}

std::span<const Index> called_back(const Program& program, Index callee) {
    const auto found = program.callbacks.find(callee);
    return found == program.callbacks.end() ? std::span<const Index>{} : found->second;
}

Program merge(std::vector<Unit> units) {
    std::stable_sort(units.begin(), units.end(),
                     [](const Unit& a, const Unit& b) { return a.file < b.file; });
    std::set<std::string> files;
    for (const Unit& unit : units)
        files.insert(unit.files.begin(), unit.files.end());
    const auto file_numbers = numbered(files);
    // Places are renumbered in the units first, so that whichever copy of an object is kept is
    // right.
    std::vector<std::vector<Index>> file_maps;
    for (Unit& unit : units) {
        std::vector<Index> map;
        for (const std::string& file : unit.files)
            map.push_back(file_numbers.at(file));
        for (Cell& cell : unit.cells)
            Renumbering::apply(map, cell.place.file);
        for (Remark& remark : unit.remarks)
            Renumbering::apply(map, remark.place.file);
        file_maps.push_back(std::move(map));
    }
    Program program;
    program.files.assign(files.begin(), files.end());
    Merged<Cell> cells(units, &Unit::cells);
    Merged<Callee> callees(units, &Unit::callees);
    const SameBody same{cells.objects, callees.objects};
    std::map<std::string, std::vector<Function>> functions;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Renumbering renumbering{file_maps[i], cells.from(units[i].cells),
                                      callees.from(units[i].callees)};
        for (Function& function : units[i].functions) {
            renumbering.apply(function);
            list_settings(function);
            auto& known = functions[function.key];
            if (std::none_of(known.begin(), known.end(),
                             [&](const Function& other) { return same(other, function); }))
                known.push_back(std::move(function));
        }
    }
    program.cells = std::move(cells.objects);
    program.callees = std::move(callees.objects);
    for (auto& [key, bodies] : functions)
        std::move(bodies.begin(), bodies.end(), std::back_inserter(program.functions));
    for (Unit& unit : units)
        std::move(unit.remarks.begin(), unit.remarks.end(), std::back_inserter(program.remarks));
    auto& remarks = program.remarks;
    std::sort(remarks.begin(), remarks.end());
    remarks.erase(std::unique(remarks.begin(), remarks.end()), remarks.end());
    link(program);
    end_at_dead_ends(program);
    return program;
}

}  // namespace isonomia::analyzer
