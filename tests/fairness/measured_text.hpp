// Rows with an outcome y, a prediction f and a group g, measured from text.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "fairness/measure.hpp"
#include "tests/shared_data.hpp"

namespace isonomia::tests {

inline Dataset rows_dataset(std::vector<Column> more, std::vector<std::string> measures) {
    Dataset dataset;
    dataset.id = "d";
    dataset.columns = {{"y", ColumnRole::outcome, "", {"1"}, {}, ""},
                       {"f", ColumnRole::prediction, "", {"1"}, {}, ""},
                       {"g", ColumnRole::group, "", {}, {}, "a"}};
    dataset.columns.insert(dataset.columns.end(), more.begin(), more.end());
    dataset.measures = std::move(measures);
    return dataset;
}

inline Result<fairness::MeasureResult> measure_text(const Dataset& dataset,
                                                    const std::string& text) {
    ScratchFolder folder;
    const auto path = folder.path() / "rows";
    std::ofstream(path, std::ios::binary) << text;
    return fairness::measure(dataset, path, "rows.csv");
}

inline std::string repeated(const std::string& row, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += row + "\n";
    return text;
}

inline const Column stratum{"s", ColumnRole::stratum, "", {}, {}, ""};
inline const Column person{"id", ColumnRole::person, "", {}, {}, ""};
inline const Column weight{"w", ColumnRole::weight, "", {}, {}, ""};

}  // namespace isonomia::tests
