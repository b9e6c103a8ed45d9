// A figure of every kind of plot, made up but plausible, and a document around figures.
#pragma once

#include <vector>

#include "reports/document.hpp"

namespace isonomia::tests {

[[nodiscard]] std::vector<reports::Figure> every_plot();

// Title, description and table as a document must have them.
[[nodiscard]] reports::Figure figure_of(std::string title, reports::Plot plot);
[[nodiscard]] reports::Document document_of(const std::vector<reports::Figure>& figures);

}  // namespace isonomia::tests
