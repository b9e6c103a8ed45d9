#include "analyzer/worker/program.hpp"

#include <algorithm>
#include <set>

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

void link(Program& program) {
    std::map<std::string, Index> by_key;
    for (Index i = 0; i < program.functions.size(); ++i)
        by_key.emplace(program.functions[i].key, i);
    for (const Callee& callee : program.callees) {
        const auto found = by_key.find(callee.key);
        program.bodies.push_back(found == by_key.end() ? none : found->second);
    }
    for (Index i = 0; i < program.functions.size(); ++i)
        for (const std::string& base : program.functions[i].overrides) {
            const auto found = by_key.find(base);
            if (found != by_key.end()) program.overriders[found->second].push_back(i);
        }
}

}  // namespace

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
    std::map<std::string, Function> functions;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Renumbering renumbering{file_maps[i], cells.from(units[i].cells),
                                      callees.from(units[i].callees)};
        for (Function& function : units[i].functions) {
            if (functions.count(function.key) != 0) continue;
            renumbering.apply(function);
            functions.emplace(function.key, std::move(function));
        }
    }
    program.cells = std::move(cells.objects);
    program.callees = std::move(callees.objects);
    for (auto& [key, function] : functions)
        program.functions.push_back(std::move(function));
    for (Unit& unit : units)
        std::move(unit.remarks.begin(), unit.remarks.end(), std::back_inserter(program.remarks));
    auto& remarks = program.remarks;
    std::sort(remarks.begin(), remarks.end());
    remarks.erase(std::unique(remarks.begin(), remarks.end()), remarks.end());
    link(program);
    return program;
}

}  // namespace isonomia::analyzer
