#include "explain/probe/search.hpp"

#include <algorithm>
#include <cmath>

namespace isonomia::explain {

double draw_position(const Axis& axis, stats::RandomStream& random) {
    const double u = random.uniform();
    if (axis.continuous) return axis.low + u * (axis.high - axis.low);
    return std::min(std::floor(u * static_cast<double>(axis.count)),
                    static_cast<double>(axis.count - 1));
}

Coordinates draw_point(const std::vector<Axis>& axes, stats::RandomStream& random) {
    Coordinates point;
    for (const Axis& axis : axes)
        point.push_back(draw_position(axis, random));
    return point;
}

namespace {

std::vector<double> spread(const Axis& axis, std::size_t levels) {
    std::vector<double> positions;
    const double low = axis.continuous ? axis.low : 0;
    const double high = axis.continuous ? axis.high : static_cast<double>(axis.count - 1);
    for (std::size_t i = 0; i < levels; ++i) {
        const double share =
            levels == 1 ? 0 : static_cast<double>(i) / static_cast<double>(levels - 1);
        const double at = low + share * (high - low);
        positions.push_back(axis.continuous ? at : std::round(at));
    }
    if (axis.own) positions.push_back(*axis.own);
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

std::uint64_t combinations(const std::vector<std::vector<double>>& positions) {
    std::uint64_t product = 1;
    for (const auto& axis : positions) {
        if (product > (std::uint64_t{1} << 40U)) return product;
        product *= axis.size();
    }
    return product;
}

std::vector<std::vector<double>> positions_at(const std::vector<Axis>& axes, std::size_t levels) {
    std::vector<std::vector<double>> positions;
    for (const Axis& axis : axes)
        positions.push_back(spread(axis, axis.continuous ? levels : std::min(levels, axis.count)));
    return positions;
}

// Points with few axes moved, fewest first; at most `tries`.
class FewMoved {
public:
    FewMoved(const std::vector<Axis>& axes, std::uint64_t tries) : tries_(tries) {
        const auto positions = positions_at(axes, 2);
        for (std::size_t d = 0; d < axes.size(); ++d) {
            home_.push_back(axes[d].own.value_or(positions[d].front()));
            others_.push_back(positions[d]);
            std::erase(others_.back(), home_.back());
        }
    }

    std::vector<Coordinates> run() {
        for (std::size_t moved = 0; moved <= home_.size() && points_.size() < tries_; ++moved) {
            Coordinates point = home_;
            add(point, 0, moved);
        }
        return std::move(points_);
    }

private:
    void add(Coordinates& point, std::size_t from, std::size_t moved) {
        if (points_.size() >= tries_) return;
        if (moved == 0) {
            points_.push_back(point);
            return;
        }
        for (std::size_t d = from; d + moved <= home_.size(); ++d) {
            for (const double position : others_[d]) {
                point[d] = position;
                add(point, d + 1, moved - 1);
            }
            point[d] = home_[d];
        }
    }

    std::uint64_t tries_;
    Coordinates home_;
    std::vector<std::vector<double>> others_;
    std::vector<Coordinates> points_;
};

}  // namespace

Grid grid_of(const std::vector<Axis>& axes, std::uint64_t tries) {
    Grid grid;
    // The most levels that fit, by doubling and then halving the distance.
    std::size_t low = 1;
    std::size_t high = 2;
    const auto fits = [&](std::size_t levels) {
        return combinations(positions_at(axes, levels)) <= tries;
    };
    if (!fits(2)) return {FewMoved(axes, tries).run(), false};
    const std::size_t most = static_cast<std::size_t>(std::min<std::uint64_t>(tries, 1U << 20U));
    while (high < most && fits(high)) {
        low = high;
        high *= 2;
    }
    high = std::min(high, most + 1);
    while (low + 1 < high) {
        const std::size_t middle = low + (high - low) / 2;
        (fits(middle) ? low : high) = middle;
    }
    const auto positions = positions_at(axes, low);
    grid.whole = true;
    for (std::size_t d = 0; d < axes.size(); ++d)
        grid.whole = grid.whole && !axes[d].continuous && positions[d].size() == axes[d].count;
    std::vector<std::size_t> at(axes.size(), 0);
    while (grid.points.size() < tries) {
        Coordinates point;
        for (std::size_t d = 0; d < axes.size(); ++d)
            point.push_back(positions[d][at[d]]);
        grid.points.push_back(std::move(point));
        std::size_t d = 0;
        while (d < axes.size() && ++at[d] == positions[d].size())
            at[d++] = 0;
        if (d == axes.size()) break;
    }
    return grid;
}

Coordinates step_from(const Coordinates& point, const std::vector<Axis>& axes, double reach,
                      stats::RandomStream& random) {
    Coordinates next = point;
    for (std::size_t d = 0; d < axes.size(); ++d) {
        const bool moves = axes.size() == 1 || random.uniform() < 0.5;
        const double sway = 2 * random.uniform() - 1;
        const double fresh = draw_position(axes[d], random);
        if (!moves) continue;
        const Axis& axis = axes[d];
        if (axis.continuous) {
            const double width = axis.high - axis.low;
            next[d] = std::clamp(point[d] + sway * reach * width, axis.low, axis.high);
        } else if (axis.count <= 8) {
            next[d] = fresh;
        } else {
            const double far = std::max(1.0, reach * static_cast<double>(axis.count));
            next[d] = std::clamp(std::round(point[d] + sway * far), 0.0,
                                 static_cast<double>(axis.count - 1));
        }
    }
    return next;
}

}  // namespace isonomia::explain
