// Protected flow: an attribute that the law protects, or one that often stands for it, takes part
// in the result: as a value, or only by deciding what is done.
#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "analyzer/worker/nodes.hpp"
#include "analyzer/worker/patterns.hpp"
#include "analyzer/worker/shapes.hpp"

namespace isonomia::analyzer {

namespace {

constexpr std::array<std::string_view, 27> attributes{
    "race",     "races",      "ethnicity",   "ethnic",      "sex",           "gender",
    "age",      "religion",   "nationality", "citizenship", "disability",    "zip",
    "zipcode",  "postcode",   "postal",      "district",    "neighbourhood", "neighborhood",
    "precinct", "birthplace", "birth",       "skin",        "complexion",    "marital",
    "caste",    "pregnant",   "income"};

// Beside these it is no person's: a birth rate, the age of a node.
constexpr std::array<std::string_view, 11> of_things{
    "rate", "rates", "death", "node", "cache", "entry", "frame", "move", "fixed", "hit", "tophit"};

bool is_attribute(const Review& review, const Cell& cell) {
    if (cell.kind != CellKind::field && cell.kind != CellKind::parameter &&
        cell.kind != CellKind::local && cell.kind != CellKind::global)
        return false;
    const auto words = name_words(cell.name);
    if (is_word_of(cell.name, attributes) && !is_word_of(cell.name, of_things)) return true;
    return std::any_of(review.attributes.begin(), review.attributes.end(), [&](const auto& named) {
        const auto wanted = name_words(named);  // by the matter
        return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
    });
}

constexpr std::array<std::string_view, 9> clocks{"time",  "epoch", "now",   "tick",     "ticks",
                                                 "clock", "stamp", "frame", "timestamp"};

// By cell: an age that is computed from moments of the program itself, as of an entry in a store.
std::vector<bool> durations(const Review& review) {
    const Flow& flow = review.flow;
    std::vector<bool> result(flow.cells.size(), false);
    constexpr int handed_on_max = 3;
    for (int round = 0; round < handed_on_max; ++round)
        for (const Edge& edge : flow.edges) {
            const Index from = flow.base[edge.from];
            const Index to = flow.base[edge.to];
            const auto words = name_words(flow.cells[to].name);
            const bool age = words.size() == 1 && words[0] == "age";
            if (age && edge.kind <= EdgeKind::arithmetic &&
                (result[from] || is_word_of(flow.cells[from].name, clocks)))
                result[to] = true;
        }
    return result;
}

// By cell: it only takes over what another attribute of the list holds.
std::vector<bool> passed_on(const Review& review) {
    const Flow& flow = review.flow;
    std::vector<bool> result(flow.cells.size(), false);
    for (const Edge& edge : flow.edges) {
        const Index to = flow.base[edge.to];
        if (edge.kind <= EdgeKind::returned && flow.base[edge.from] != to &&
            review.slice.holds(edge.from) && is_attribute(review, flow.cells[to]) &&
            is_attribute(review, flow.cells[edge.from]))
            result[to] = true;
    }
    return result;
}

std::vector<Lead> run(const Review& review) {
    std::vector<std::pair<std::tuple<bool, Index, Place>, Lead>> ranked;
    const auto only_passed_on = passed_on(review);
    const auto of_entries = durations(review);
    for (Index c = 0; c < review.flow.cells.size(); ++c) {
        const Cell& cell = review.flow.cells[c];
        if (review.flow.base[c] != c || !review.slice.holds(c) || cell.constant ||
            cell.place.file == none || !is_attribute(review, cell) || only_passed_on[c] ||
            of_entries[c])
            continue;
        const bool as_value = review.slice.thin[c];
        Lead lead;
        lead.place = cell.place;
        lead.cell = c;
        lead.function = cell.function;
        lead.text = cell.name;
        if (cell.kind == CellKind::local || cell.kind == CellKind::parameter)
            lead.family = cell.name;  // handed on under one name
        lead.title = fmt::format("'{}' takes part in the result", cell.name);
        lead.claim = fmt::format(
            "'{}' {} the result of '{}'.", cell.name,
            as_value ? "takes part in computing" : "helps to decide what is done on the way to",
            review.entry);
        lead.start = fmt::format("'{}' is declared here", cell.name);
        ranked.emplace_back(std::tuple{!as_value, review.slice.distance[c], cell.place},
                            std::move(lead));
    }
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Lead> leads;
    for (auto& [rank, lead] : ranked)
        leads.push_back(std::move(lead));
    return leads;
}

}  // namespace

Check protected_flow_check() {
    return {"protected_flow",
            "Whether such an attribute may be used is a question of law; that it is used must be "
            "known first. It can "
            "act through a condition alone, without any arithmetic on it.",
            "Change only this attribute in the input and compare the results, for this person and "
            "over the data.",
            false, run};
}

}  // namespace isonomia::analyzer
