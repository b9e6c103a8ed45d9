#include "points.hpp"

// The band that the court is shown.
std::string risk_band(int points) {
    if (points >= 7) return "high";
    if (points >= 4) return "medium";
    return "low";
}
