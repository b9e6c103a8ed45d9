#include "cli/measured_data.hpp"

#include <algorithm>

#include "cli/data_folder.hpp"
#include "fairness/asked.hpp"
#include "fairness/likelihood_ratio/measure_likelihood_ratios.hpp"

namespace isonomia::cli {

namespace {

Result<std::vector<fairness::VerbalScale>> verbal_scales(const Context& context) {
    const auto data = data_folders(context);
    if (!data) return fail(data.error());
    std::vector<fs::path> paths;
    std::error_code problem;
    for (fs::directory_iterator it(data->instruments.parent_path() / "scales", problem), end;
         !problem && it != end; it.increment(problem))
        if (it->path().extension() == ".xml") paths.push_back(it->path());
    std::sort(paths.begin(), paths.end());
    std::vector<fairness::VerbalScale> scales;
    for (const fs::path& path : paths) {
        const auto text = context.files.read(path, std::size_t{1} << 20U);
        if (!text) return fail(text.error());
        auto scale = fairness::read_verbal_scale(*text, path.string());
        if (!scale) return fail(scale.error());
        scales.push_back(std::move(*scale));
    }
    return scales;
}

}  // namespace

Result<fairness::MeasureResult> measure_data(const Context& context, const Dataset& dataset,
                                             const fs::path& path, const std::string& name) {
    if (dataset.form != DataForm::likelihood_ratios) return fairness::measure(dataset, path, name);
    const auto scales = verbal_scales(context);
    if (!scales) return fail(scales.error());
    auto result = fairness::measure_likelihood_ratios(dataset, path, name, *scales);
    if (!result) return result;
    if (auto status = fairness::keep_asked(dataset, result->measurements); !status)
        return fail(status.error());
    return result;
}

Error data_remark(const std::string& text, Location place) {
    return input_error("T0100", text).at(std::move(place));
}

}  // namespace isonomia::cli
