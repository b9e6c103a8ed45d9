// A data set measured, whatever its form.
#pragma once

#include "cli/context.hpp"
#include "core/dataset.hpp"
#include "fairness/measure.hpp"

namespace isonomia::cli {

// `path` is read, `name` stands for it in errors; forms that hold their figures themselves read
// nothing. Likelihood ratios are also given in the words of the scales that come with the program.
[[nodiscard]] Result<fairness::MeasureResult> measure_data(const Context& context,
                                                           const Dataset& dataset,
                                                           const fs::path& path,
                                                           const std::string& name);

// Whether the form is measured from a file.
[[nodiscard]] constexpr bool reads_file(DataForm form) {
    return form != DataForm::counts && form != DataForm::rates;
}

// A remark on how data were read.
[[nodiscard]] Error data_remark(const std::string& text, Location place);

}  // namespace isonomia::cli
