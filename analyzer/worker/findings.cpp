#include "analyzer/worker/findings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/digest.hpp"
#include "core/text.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::size_t excerpt_max = 240;
constexpr std::uint64_t quoted_bytes_max = 64ULL << 20U;
constexpr std::size_t path_max = 64;
constexpr std::size_t others_named_max = 12;

std::string readable(std::string_view text) {
    const bool controls = std::any_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!controls && valid_utf8(text)) return std::string(text);
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t length = std::min<std::size_t>(4, text.size() - i);
        while (length > 1 &&
               (!valid_utf8(text.substr(i, length)) || utf8_length(text.substr(i, length)) != 1))
            --length;
        const std::string_view part = text.substr(i, length);
        const bool control = length == 1 && static_cast<unsigned char>(part[0]) < 0x20;
        if (control)
            result += ' ';
        else if (valid_utf8(part))
            result += part;
        else
            result += "\xEF\xBF\xBD";  // replacement character
        i += length;
    }
    return result;
}

std::string named(const Cell& cell) {
    switch (cell.kind) {
        case CellKind::result:
            return fmt::format("the result of '{}'", cell.name);
        case CellKind::self:
            return fmt::format("the object of '{}'", cell.name);
        case CellKind::reached:
            return fmt::format("whether '{}' is called", cell.name);
        case CellKind::condition:
            return "the condition";
        case CellKind::literal:
            return cell.name;
        default:
            return cell.name.empty() ? "a value without a name" : fmt::format("'{}'", cell.name);
    }
}

std::vector<CodePlace> path_of(const Lead& lead, const Review& review, SourceText& source,
                               bool excerpts) {
    std::vector<CodePlace> path{
        code_place(lead.place, lead.start, review.program, source, excerpts)};
    if (!review.slice.holds(lead.cell)) return path;
    for (const Index e : path_from(review.flow, review.slice, lead.cell)) {
        if (path.size() >= path_max) break;
        const Edge& edge = review.flow.edges[e];
        path.push_back(
            code_place(edge.place, step_text(edge, review.flow), review.program, source, excerpts));
    }
    return path;
}

// Every weaker link leaves room for another reading of the code.
std::string confidence_of(const Lead& lead, const Review& review) {
    if (!review.slice.holds(lead.cell)) return "low";
    for (const Index e : path_from(review.flow, review.slice, lead.cell))
        if (review.flow.edges[e].kind == EdgeKind::passed_on) return "low";
    return lead.certain && review.slice.thin[lead.cell] ? "high" : "medium";
}

// Adds to the claim of `kept[at]` where else it stands; what is not named there follows with that
// as its doubt.
void name_others(std::vector<Lead>& kept, std::size_t at, std::vector<Lead> others,
                 const Program& program) {
    std::sort(others.begin(), others.end(),
              [](const Lead& a, const Lead& b) { return a.place < b.place; });
    const auto place = [&](const Place& p) {
        return fmt::format("{}:{}", program.files[p.file], p.line);
    };
    std::vector<std::string> named;
    for (Lead& lead : others) {
        if (lead.place.file == none) continue;
        if (named.size() < others_named_max) {
            named.push_back(place(lead.place));
            continue;
        }
        lead.doubt = kept[at].place.file == none
                         ? "one question with another finding"
                         : "one question with the finding at " + place(kept[at].place);
        kept.push_back(std::move(lead));
    }
    kept[at].claim += fmt::format(" The same stands at {}", join(named, ", "));
    kept[at].claim += others.size() > named.size()
                          ? fmt::format(" and {} more.", others.size() - named.size())
                          : ".";
}

}  // namespace

std::string step_text(const Edge& edge, const Flow& flow) {
    const Cell& to = flow.cells[edge.to];
    const std::string name = named(to);
    switch (edge.kind) {
        case EdgeKind::copy:
            return fmt::format("goes into {}", name);
        case EdgeKind::argument:
            return fmt::format("is passed to '{}' as {}", to.function, name);
        case EdgeKind::returned:
            return to.kind == CellKind::result
                       ? fmt::format("is returned by '{}'", to.function)
                       : fmt::format("the result of the call goes into {}", name);
        case EdgeKind::arithmetic:
            return fmt::format("takes part in computing {}", name);
        case EdgeKind::changed:
            return fmt::format("the call changes {}", name);
        case EdgeKind::passed_on:
            return fmt::format("passes through a call into {}", name);
        case EdgeKind::compare:
            return to.kind == CellKind::condition
                       ? "is compared here"
                       : fmt::format("is compared; the answer goes into {}", name);
        case EdgeKind::control:
            if (to.kind == CellKind::condition) return "decides whether this condition is reached";
            if (to.kind == CellKind::result)
                return fmt::format("decides what '{}' returns", to.function);
            return fmt::format("decides about {}", name);
        case EdgeKind::index:
            return fmt::format("picks the element that goes into {}", name);
        case EdgeKind::part:
            return fmt::format("is part of what makes up {}", name);
    }
    return {};
}

CodePlace code_place(const Place& place, std::string what, const Program& program,
                     SourceText& source, bool excerpts) {
    CodePlace result;
    result.what = std::move(what);
    if (place.file == none) return result;
    result.file = program.files[place.file];
    result.line = place.line;
    result.column = place.column;
    if (excerpts) result.text = source.line(result.file, place.line, place.column);
    return result;
}

const SourceText::Text& SourceText::text(const std::string& file) {
    const auto [at, fresh] = texts_.try_emplace(file);
    if (!fresh) return at->second;
    auto content = files_.read(folder_ / file, quoted_bytes_max);
    if (!content) return at->second;
    Text& text = at->second;
    text.content = std::move(*content);
    text.digest = hex(isonomia::sha256(text.content));
    text.starts.push_back(0);
    for (std::size_t i = 0; i < text.content.size(); ++i)
        if (text.content[i] == '\n') text.starts.push_back(i + 1);
    return text;
}

std::string SourceText::line(const std::string& file, Index line, Index column) {
    const Text& all = text(file);
    if (line == 0 || line > all.starts.size()) return {};
    const std::size_t start = all.starts[line - 1];
    const std::size_t end = line < all.starts.size() ? all.starts[line] : all.content.size();
    std::string_view whole = std::string_view(all.content).substr(start, end - start);
    if (whole.size() > excerpt_max) {
        const std::size_t at = std::min<std::size_t>(column, whole.size());
        const std::size_t first = at > excerpt_max / 2 ? at - excerpt_max / 2 : 0;
        const bool cut_before = first > 0;
        const bool cut_after = first + excerpt_max < whole.size();
        const std::string middle = readable(trim(whole.substr(first, excerpt_max)));
        return fmt::format("{}{}{}", cut_before ? "… " : "", middle, cut_after ? " …" : "");
    }
    return readable(trim(whole));
}

std::string SourceText::sha256(const std::string& file) { return text(file).digest; }

std::vector<Lead> gathered(std::vector<Lead> leads, const Program& program) {
    std::set<std::pair<Place, std::string>> seen;
    std::map<std::string, std::size_t> kept_at;
    std::map<std::size_t, std::vector<Lead>> others;
    std::vector<Lead> kept;
    for (Lead& lead : leads) {
        if (!seen.emplace(lead.place, lead.title).second) continue;
        if (!lead.doubt.empty()) {  // speaks for itself, not for its family
            kept.push_back(std::move(lead));
            continue;
        }
        const auto at = lead.family.empty() ? kept_at.end() : kept_at.find(lead.family);
        if (at != kept_at.end()) {
            others[at->second].push_back(std::move(lead));
            continue;
        }
        if (!lead.family.empty()) kept_at.emplace(lead.family, kept.size());
        kept.push_back(std::move(lead));
    }
    for (auto& [at, more] : others)
        name_others(kept, at, std::move(more), program);
    return kept;
}

std::vector<Found> findings_of(const Check& check, const std::vector<Lead>& leads,
                               const Review& review, SourceText& source, bool excerpts) {
    std::vector<Found> all;
    for (const Lead& lead : leads) {
        Finding finding;
        finding.check = check.id;
        finding.entry = review.entry;
        finding.title = lead.title;
        finding.claim = lead.claim;
        finding.why = check.why;
        finding.to_show = check.to_show;
        finding.function = lead.function;
        finding.value = lead.value;
        finding.confidence = confidence_of(lead, review);
        if (excerpts) finding.witness = lead.witness;
        finding.place = code_place(lead.place, lead.start, review.program, source, excerpts);
        finding.path = path_of(lead, review, source, excerpts);
        finding.file_sha256 = source.sha256(finding.place.file);
        all.push_back({std::move(finding), join(words(lead.text), " "), lead.family});
    }
    return all;
}

void join_findings(std::vector<Found>& all, std::vector<Found> more) {
    const auto key = [](const Found& found) {
        const Finding& f = found.finding;
        return std::tie(f.check, f.place.file, f.place.line, f.place.column, f.title);
    };
    using Key = std::tuple<std::string, std::string, std::uint64_t, std::uint64_t, std::string>;
    std::map<Key, std::size_t> known;
    std::map<std::pair<std::string, std::string>, std::size_t> families;  // by check
    for (std::size_t i = 0; i < all.size(); ++i) {
        known.emplace(key(all[i]), i);
        if (!all[i].family.empty())
            families.emplace(std::pair{all[i].finding.check, all[i].family}, i);
    }
    for (Found& found : more) {
        const auto at = known.find(key(found));
        const auto family = families.find({found.finding.check, found.family});
        if (at == known.end() && family == families.end()) {
            all.push_back(std::move(found));
            continue;
        }
        Finding& same = all[at != known.end() ? at->second : family->second].finding;
        same.entry += ", " + found.finding.entry;
        same.claim += fmt::format(" So it is for the result of '{}'.", found.finding.entry);
    }
}

std::vector<Finding> with_ids(std::vector<Found> all) {
    // Equals are numbered in the order of the text, not in that of their importance.
    std::vector<Found*> order;
    for (Found& found : all)
        order.push_back(&found);
    std::stable_sort(order.begin(), order.end(), [](const Found* a, const Found* b) {
        const CodePlace& left = a->finding.place;
        const CodePlace& right = b->finding.place;
        return std::tie(left.file, left.line, left.column) <
               std::tie(right.file, right.line, right.column);
    });
    std::map<std::string, std::size_t> seen;
    for (Found* found : order) {
        Finding& finding = found->finding;
        const std::string same =
            fmt::format("{}\n{}\n{}", finding.check, finding.function, found->text);
        const std::string text = fmt::format("{}\n{}", same, seen[same]++);
        finding.id = fmt::format("{}-{}", finding.check, hex(isonomia::sha256(text)).substr(0, 12));
    }
    std::vector<Finding> findings;
    findings.reserve(all.size());
    for (Found& found : all)
        findings.push_back(std::move(found.finding));
    return findings;
}

}  // namespace isonomia::analyzer
