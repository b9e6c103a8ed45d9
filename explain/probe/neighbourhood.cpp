#include "explain/probe/neighbourhood.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

Axis axis_of(const Dimension& dimension, const Json& value) {
    Axis axis;
    switch (dimension.kind) {
        case Vary::offset:
        case Vary::image:
            if (!dimension.step) {
                axis.continuous = true;
                axis.low = dimension.from;
                axis.high = dimension.to;
                if (dimension.from <= 0 && dimension.to >= 0) axis.own = 0;
                break;
            }
            axis.count = 1 + static_cast<std::size_t>(std::floor(
                                 (dimension.to - dimension.from) / *dimension.step + 1e-9));
            for (std::size_t i = 0; i < axis.count; ++i)
                if (std::abs(dimension.from + static_cast<double>(i) * *dimension.step) <
                    1e-9 * *dimension.step)
                    axis.own = static_cast<double>(i);
            break;
        case Vary::rounded:
        case Vary::removed:
            axis.count = 2;
            axis.own = 0;
            break;
        case Vary::replaced:
            axis.count = 1 + dimension.values.size();
            axis.own = 0;
            break;
        case Vary::reordered: {
            const std::size_t n = value.array() == nullptr ? 0 : value.array()->size();
            axis.count = n < 2 ? 1 : n == 2 ? 2 : n + 1;  // as it is, turned n - 1 ways, reversed
            axis.own = 0;
            break;
        }
    }
    return axis;
}

// A text of the plan as the query writes such a value: a number where the own value is one.
Json as_the_query_has_it(const std::string& text, const Json& own) {
    if (own.number() != nullptr)
        if (const auto number = parse_number(trim(text))) return Json(*number);
    return Json(text);
}

Json reordered(const Json& list, std::size_t position) {
    Json::Array items = *list.array();
    if (position == items.size() || (items.size() == 2 && position == 1))
        std::reverse(items.begin(), items.end());
    else
        std::rotate(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(position),
                    items.end());
    return items;
}

std::string said(const Json& value) {
    if (value.is_null()) return "left out";
    const std::string text = value.string() != nullptr ? *value.string() : canonical(value);
    return text.size() <= 60 ? text : text.substr(0, 60) + "…";
}

}  // namespace

Neighbourhood::Neighbourhood(const ProbePlan& plan, Json query, ImageChanger changer)
    : plan_(plan), query_(std::move(query)), changer_(std::move(changer)) {
    for (const Dimension& dimension : plan_.neighbourhood) {
        const Json* value = query_.find(dimension.input);
        axes_.push_back(axis_of(dimension, value != nullptr ? *value : Json()));
    }
}

double Neighbourhood::amount(std::size_t d, double position) const {
    const Dimension& dimension = plan_.neighbourhood[d];
    return dimension.step ? dimension.from + position * *dimension.step : position;
}

bool Neighbourhood::moved(std::size_t d, double position) const {
    return !axes_[d].own || position != *axes_[d].own;
}

bool Neighbourhood::counts(std::size_t d, const Coordinates& point) const {
    if (!moved(d, point[d])) return false;
    const Dimension& dimension = plan_.neighbourhood[d];
    if (dimension.kind == Vary::image) return true;
    for (std::size_t e = 0; e < d; ++e)
        if (plan_.neighbourhood[e].input == dimension.input && moved(e, point[e])) return false;
    return true;
}

Coordinates Neighbourhood::one_change_each(Coordinates point) const {
    const Coordinates given = point;
    for (std::size_t d = 0; d < axes_.size(); ++d)
        if (axes_[d].own && !counts(d, given)) point[d] = *axes_[d].own;
    return point;
}

bool Neighbourhood::shares_inputs() const {
    for (std::size_t d = 0; d < axes_.size(); ++d)
        for (std::size_t e = 0; e < d; ++e)
            if (plan_.neighbourhood[e].input == plan_.neighbourhood[d].input) return true;
    return false;
}

Result<Json> Neighbourhood::changed(std::size_t d, double position, const Json& value,
                                    std::uint64_t number) const {
    const Dimension& dimension = plan_.neighbourhood[d];
    switch (dimension.kind) {
        case Vary::offset:
            return Json(value.number() == nullptr ? 0 : *value.number() + amount(d, position));
        case Vary::rounded:
            return Json(value.number() == nullptr
                            ? 0
                            : std::round(*value.number() / dimension.to) * dimension.to);
        case Vary::removed:
            return Json();
        case Vary::replaced:
            return as_the_query_has_it(dimension.values[static_cast<std::size_t>(position) - 1],
                                       value);
        case Vary::reordered:
            return value.array() == nullptr ? value
                                            : reordered(value, static_cast<std::size_t>(position));
        case Vary::image: {
            if (value.string() == nullptr) return value;
            const std::uint64_t drawn = dimension.change == "noise" ? number : 0;
            auto path = changer_(*value.string(), dimension.change, amount(d, position),
                                 plan_.search.seed + drawn);
            if (!path) return fail(path.error());
            return Json(std::move(*path));
        }
    }
    return value;
}

Result<Json> Neighbourhood::at(const Coordinates& point, std::uint64_t number) const {
    Json::Object inputs = query_.object() != nullptr ? *query_.object() : Json::Object{};
    for (std::size_t d = 0; d < axes_.size(); ++d) {
        if (!counts(d, point)) continue;
        Json& value = inputs[plan_.neighbourhood[d].input];
        auto now = changed(d, point[d], value, number);
        if (!now) return fail(now.error());
        value = std::move(*now);
    }
    return Json(std::move(inputs));
}

std::pair<std::size_t, double> Neighbourhood::size(const Coordinates& point) const {
    std::size_t count = 0;
    double sum = 0;
    for (std::size_t d = 0; d < axes_.size(); ++d) {
        if (!counts(d, point)) continue;
        ++count;
        const Dimension& dimension = plan_.neighbourhood[d];
        const bool ranged = dimension.kind == Vary::offset || dimension.kind == Vary::image;
        const double most = std::max(std::abs(dimension.from), std::abs(dimension.to));
        sum += ranged && most > 0 ? std::abs(amount(d, point[d])) / most : 1;
    }
    return {count, sum};
}

std::string Neighbourhood::in_words(const Coordinates& point) const {
    std::vector<std::string> parts;
    for (std::size_t d = 0; d < axes_.size(); ++d) {
        if (!counts(d, point)) continue;
        const Dimension& dimension = plan_.neighbourhood[d];
        if (dimension.kind == Vary::image) {
            parts.push_back(fmt::format("'{}' {} {}", dimension.input, dimension.change,
                                        shortest(amount(d, point[d]))));
            continue;
        }
        const Json* own = query_.find(dimension.input);
        const auto now = changed(d, point[d], own != nullptr ? *own : Json(), 0);
        if (own == nullptr || !now) continue;
        parts.push_back(
            now->is_null() ? fmt::format("'{}' left out", dimension.input)
                           : fmt::format("'{}' {} to {}", dimension.input, said(*own), said(*now)));
    }
    return parts.empty() ? "nothing changed" : join(parts, "; ");
}

Coordinates Neighbourhood::nearest() const {
    Coordinates point;
    for (std::size_t d = 0; d < axes_.size(); ++d) {
        const Axis& axis = axes_[d];
        if (axis.own)
            point.push_back(*axis.own);
        else if (axis.continuous)
            point.push_back(axis.low > 0 ? axis.low : axis.high);
        else
            point.push_back(plan_.neighbourhood[d].from > 0 ? 0
                                                            : static_cast<double>(axis.count - 1));
    }
    return point;
}

}  // namespace isonomia::explain
