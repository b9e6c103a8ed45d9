// From a table of areas to measurements.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/dataset.hpp"
#include "core/error.hpp"
#include "fairness/areas/read_areas.hpp"
#include "fairness/measure.hpp"

namespace isonomia::fairness {

// What an average resident of each population meets with: `area_exposure`, and with stops
// `area_hit_rate`; each against the first population as `..._ratio`. Of every area
// `exposure_by_area` and `hit_rate_by_area`. With two periods or more `feedback_correlation`.
// Populations are group values of 'residents'. Areas are the units: intervals resample them (BCa),
// tests permute what was done among them; Holm over the populations compared by one figure.
[[nodiscard]] std::vector<Measurement> measure_area_table(const Dataset& dataset,
                                                          const AreaTable& table);

// Errors: those of area_columns and read_areas.
[[nodiscard]] Result<MeasureResult> measure_areas(const Dataset& dataset,
                                                  const std::filesystem::path& file,
                                                  const std::string& name);

}  // namespace isonomia::fairness
