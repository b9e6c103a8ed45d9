// The queries near a query, as a plan describes them: a point is one position per dimension.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "explain/probe/plan.hpp"

namespace isonomia::explain {

// Makes the changed copy of an image and returns its path. The same arguments give the same bytes.
using ImageChanger = std::function<Result<std::string>(
    const std::string& path, const std::string& change, double amount, std::uint64_t seed)>;

// Position in a dimension: for a range without steps the amount itself, else the number of the
// step or value; the position that changes nothing is `own`.
struct Axis {
    bool continuous = false;
    double low = 0;  // continuous: the range
    double high = 0;
    std::size_t count = 1;      // discrete: positions 0 … count - 1
    std::optional<double> own;  // nothing where the range does not hold "no change"
};

using Coordinates = std::vector<double>;  // one position per dimension

class Neighbourhood {
public:
    // The plan must have been checked against the query. `changer` may be empty without images.
    Neighbourhood(const ProbePlan& plan, Json query, ImageChanger changer);

    [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }

    // The query at a point; noise of an image is drawn anew for each `number`. Error: that of the
    // image changer.
    [[nodiscard]] Result<Json> at(const Coordinates& point, std::uint64_t number = 0) const;

    // Of several dimensions of one input only the first that changes it counts; the others are put
    // back where they can be. Changes of an image add up.
    [[nodiscard]] Coordinates one_change_each(Coordinates point) const;
    [[nodiscard]] bool shares_inputs() const;  // whether some input has several dimensions

    // How far it is from the query: the dimensions that change something first, then the sum of
    // their shares of the largest change.
    [[nodiscard]] std::pair<std::size_t, double> size(const Coordinates& point) const;

    // "'age' 25 to 24; 'phone' left out"; "nothing changed".
    [[nodiscard]] std::string in_words(const Coordinates& point) const;

    // The point that changes as little as the ranges allow.
    [[nodiscard]] Coordinates nearest() const;

    [[nodiscard]] const Json& query() const { return query_; }

private:
    [[nodiscard]] double amount(std::size_t d, double position) const;
    [[nodiscard]] bool moved(std::size_t d, double position) const;
    [[nodiscard]] bool counts(std::size_t d, const Coordinates& point) const;
    [[nodiscard]] Result<Json> changed(std::size_t d, double position, const Json& value,
                                       std::uint64_t number) const;

    const ProbePlan& plan_;
    Json query_;
    ImageChanger changer_;
    std::vector<Axis> axes_;
};

}  // namespace isonomia::explain
