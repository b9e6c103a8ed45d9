#include "explain/read_model.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "explain/table_model.hpp"

namespace isonomia::explain {

namespace {

constexpr std::uint64_t bytes_max = std::uint64_t{1} << 30U;

tl::unexpected<Error> unknown(const std::string& file, const std::string& what) {
    return fail(input_error("E0400", what)
                    .at({file, 1, 1})
                    .note("supported: XGBoost JSON or UBJSON, LightGBM text, PMML 4, ONNX, and a "
                          "points table or linear score as CSV")
                    .hinted("save the model in one of these forms"));
}

bool is_table(const fs::path& path) {
    return path.extension() == ".csv" || path.extension() == ".tsv" || path.extension() == ".tab";
}

}  // namespace

Result<Model> read_model(Files& files, const fs::path& path) {
    const std::string file = path.string();
    const auto bytes = files.read(path, bytes_max);
    if (!bytes) return fail(bytes.error());
    if (bytes->empty()) return unknown(file, "the model file is empty");
    if (is_table(path)) return read_table_model(*bytes, path);
    std::string_view text = *bytes;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = trim(text.substr(0, 4096));
    if (text.starts_with("<")) return read_pmml(*bytes, file);
    if (text.starts_with("tree\n") || text.starts_with("tree\r"))
        return read_lightgbm(*bytes, file);
    if (text.starts_with("{")) return read_xgboost(*bytes, file);
    if (text.starts_with("binf") || text.starts_with("bs64"))
        return fail(input_error("E0402", "XGBoost's old binary form is not supported")
                        .at({file, 1, 1})
                        .hinted("load the model in XGBoost 1.x or 2.x and save it as .json"));
    if (text.starts_with("\x80"))
        return fail(input_error("E0402", "a Python pickle is not supported: opening one runs it")
                        .at({file, 1, 1})
                        .hinted("ask for the model as ONNX or PMML"));
    if (bytes->front() == '\x08' || bytes->front() == '\x3A') return read_onnx(*bytes, file);
    return unknown(file, "the file is not a model of a known kind");
}

}  // namespace isonomia::explain
