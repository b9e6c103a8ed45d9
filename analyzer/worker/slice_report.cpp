#include "analyzer/worker/slice_report.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

// The best step on one line.
struct Best {
    Index distance = none;
    Index edge = none;  // none: the line handles no value, but a check found something there
    bool thin = false;
    bool compares_literal = false;
    const Lead* found = nullptr;
};
using Lines = std::map<std::pair<Index, Index>, Best>;  // by file and line

constexpr Index literal_bonus = 3;  // steps that a compared literal is moved forward

bool is_constant(const Cell& cell) {
    return cell.kind == CellKind::literal || cell.kind == CellKind::constant_name ||
           (cell.constant && cell.kind == CellKind::global);
}

void offer(Lines& lines, const Flow& flow, Index e, Index distance, bool thin) {
    const Edge& edge = flow.edges[e];
    if (edge.place.file == none) return;
    Best& best = lines[{edge.place.file, edge.place.line}];
    best.thin = best.thin || thin;
    if (edge.kind == EdgeKind::compare && is_constant(flow.cells[edge.from]))
        best.compares_literal = true;
    if (distance >= best.distance) return;
    best.distance = distance;
    best.edge = e;
}

bool is_file(const std::string& file, const Asked& asked) {
    return file == asked.file || (file.size() > asked.file.size() && file.ends_with(asked.file) &&
                                  file[file.size() - asked.file.size() - 1] == '/');
}

bool is_at(const Place& place, const Asked& asked, const Program& program) {
    return place.file != none && place.line == asked.line &&
           is_file(program.files[place.file], asked);
}

bool is_file_read(const Program& program, const Asked& asked) {
    return std::any_of(program.files.begin(), program.files.end(),
                       [&](const std::string& file) { return is_file(file, asked); });
}

const Place& place_of(const Flow& flow, const Best& best) {
    return best.edge == none ? best.found->place : flow.edges[best.edge].place;
}

SliceLine line_of(const Review& review, SourceText& source, const Best& best, bool excerpts) {
    const Place& place = place_of(review.flow, best);
    SliceLine line;
    line.file = review.program.files[place.file];
    line.line = place.line;
    line.distance = best.distance;
    line.thin = best.thin;
    line.what = best.edge == none ? best.found->start
                                  : step_text(review.flow.edges[best.edge], review.flow);
    if (excerpts) line.text = source.line(line.file, place.line, place.column);
    return line;
}

std::vector<SliceLine> ranked(const Review& review, SourceText& source, const Lines& lines,
                              bool excerpts, std::size_t lines_max,
                              const std::function<void(const Best&, SliceLine&)>& finish) {
    using Rank = std::tuple<bool, Index, Index, Place>;
    std::vector<std::pair<Rank, const Best*>> order;
    for (const auto& [place, best] : lines) {
        const Index bonus = best.compares_literal ? literal_bonus : 0;
        const Index key = best.distance > bonus ? best.distance - bonus : 0;
        order.emplace_back(
            Rank{best.found == nullptr, key, best.distance, place_of(review.flow, best)}, &best);
    }
    std::sort(order.begin(), order.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    if (order.size() > lines_max) order.resize(lines_max);
    std::vector<SliceLine> result;
    for (const auto& [rank, best] : order) {
        SliceLine line = line_of(review, source, *best, excerpts);
        line.rank = result.size() + 1;
        finish(*best, line);
        result.push_back(std::move(line));
    }
    return result;
}

Lines lines_of(const Review& review, const FoundLines& found) {
    Lines lines;
    const Slice& slice = review.slice;
    for (Index e = 0; e < review.flow.edges.size(); ++e) {
        const Edge& edge = review.flow.edges[e];
        if (slice.holds(edge.to))
            offer(lines, review.flow, e, slice.distance[edge.to] + weight(edge.kind),
                  slice.thin[edge.to] && carries_value(edge.kind));
    }
    for (const auto& [place, lead] : found) {
        if (!slice.holds(lead.cell) && !lines.contains(place)) continue;  // no way leads on
        Best& best = lines[place];
        best.found = &lead;
        if (best.edge != none) continue;
        best.distance = slice.distance[lead.cell];
        best.thin = slice.thin[lead.cell];
    }
    return lines;
}

}  // namespace

std::optional<Asked> asked_place(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    const auto line = parse_integer(text.substr(colon + 1));
    if (!line || *line < 1 || *line > 100'000'000) return std::nullopt;
    return Asked{text.substr(0, colon), static_cast<Index>(*line)};
}

std::vector<SliceLine> slice_lines(const Review& review, SourceText& source,
                                   const FoundLines& found, bool excerpts, std::size_t lines_max) {
    const auto next = [&](const Best& best, SliceLine& line) {
        const Flow& flow = review.flow;
        const Index from = best.edge == none ? best.found->cell : flow.edges[best.edge].to;
        for (Index e = review.slice.step[from]; e != none;
             e = review.slice.step[flow.edges[e].to]) {
            const Place& place = flow.edges[e].place;
            if (place.file == none) continue;
            if (place.line == line.line && review.program.files[place.file] == line.file) continue;
            line.next_file = review.program.files[place.file];
            line.next_line = place.line;
            return;
        }
    };
    return ranked(review, source, lines_of(review, found), excerpts, lines_max, next);
}

Way way_from(const Review& review, SourceText& source, const Asked& asked, bool excerpts) {
    Way way;
    way.asked = fmt::format("{}:{}", asked.file, asked.line);
    way.entry = review.entry;
    const Flow& flow = review.flow;
    Index best = none;
    Index distance = none;
    bool is_read = false;
    for (Index e = 0; e < flow.edges.size(); ++e) {
        if (!is_at(flow.edges[e].place, asked, review.program)) continue;
        is_read = true;
        const Index to = flow.edges[e].to;
        if (!review.slice.holds(to)) continue;
        const Index here = review.slice.distance[to] + weight(flow.edges[e].kind);
        if (here >= distance) continue;
        distance = here;
        best = e;
    }
    if (best == none && !is_file_read(review.program, asked)) {
        way.said = fmt::format("No file '{}' is in what was read{}.", asked.file,
                               did_you_mean_suffix(asked.file, review.program.files));
        return way;
    }
    if (best == none) {
        way.said = is_read ? fmt::format(
                                 "No path from there to the result of '{}' was found in "
                                 "what was read.",
                                 review.entry)
                           : "No value is handled on that line in what was read.";
        return way;
    }
    way.found = true;
    std::vector<Index> edges{best};
    const auto rest = path_from(flow, review.slice, flow.edges[best].to);
    edges.insert(edges.end(), rest.begin(), rest.end());
    for (const Index e : edges)
        way.path.push_back(code_place(flow.edges[e].place, step_text(flow.edges[e], flow),
                                      review.program, source, excerpts));
    way.said = fmt::format("{} {} lead from there to the result of '{}'.", edges.size(),
                           edges.size() == 1 ? "step" : "steps", review.entry);
    return way;
}

std::vector<Index> cells_named(const Review& review, const std::string& name) {
    std::vector<Index> found;
    const Flow& flow = review.flow;
    if (const auto asked = asked_place(name); asked && !name.ends_with(':')) {
        for (const Edge& edge : flow.edges)
            if (is_at(edge.place, *asked, review.program)) found.push_back(edge.to);
    } else {
        std::vector<std::string> parts;
        for (const std::string_view part : split(name, ':'))
            if (!part.empty()) parts.emplace_back(part);
        for (Index c = 0; c < flow.cells.size() && !parts.empty(); ++c) {
            const Cell& cell = flow.cells[c];
            const bool holds = cell.kind == CellKind::field || cell.kind == CellKind::parameter ||
                               cell.kind == CellKind::local || cell.kind == CellKind::global ||
                               cell.kind == CellKind::constant_name;
            if (!holds || cell.name != parts.back()) continue;
            const bool owned =
                std::all_of(parts.begin(), parts.end() - 1, [&](const std::string& part) {
                    return cell.key.find("@" + part + "@") != std::string::npos ||
                           cell.function.find(part) != std::string::npos;
                });
            if (owned) found.push_back(c);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

Reach reach_of(const Review& review, SourceText& source, const std::string& name, bool excerpts,
               std::size_t lines_max) {
    Reach reach;
    reach.asked = name;
    const auto cells = cells_named(review, name);
    if (cells.empty()) {
        std::vector<std::string> names;
        for (const Cell& cell : review.flow.cells)
            if (cell.kind == CellKind::field || cell.kind == CellKind::parameter)
                names.push_back(cell.name);
        reach.said =
            "Nothing of that name is in what was read" + did_you_mean_suffix(name, names) + ".";
        return reach;
    }
    const Slice forward = forward_slice(review.flow, cells);
    Lines lines;
    for (Index e = 0; e < review.flow.edges.size(); ++e) {
        const Edge& edge = review.flow.edges[e];
        if (forward.holds(edge.from))
            offer(lines, review.flow, e, forward.distance[edge.from] + weight(edge.kind),
                  forward.thin[edge.from] && carries_value(edge.kind));
    }
    reach.lines =
        ranked(review, source, lines, excerpts, lines_max, [](const Best&, SliceLine&) {});
    reach.said = fmt::format("It takes part on {} {} of the source.", lines.size(),
                             lines.size() == 1 ? "line" : "lines");
    return reach;
}

}  // namespace isonomia::analyzer
