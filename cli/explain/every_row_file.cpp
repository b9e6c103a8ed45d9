#include "cli/explain/every_row_file.hpp"

#include <cmath>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "cli/case_writer.hpp"
#include "cli/explain/question.hpp"
#include "core/csv.hpp"
#include "core/text.hpp"
#include "explain/every_row.hpp"

namespace isonomia::cli {

namespace {

// Written beside its name, which it gets when it is whole.
class TableOfRows {
public:
    explicit TableOfRows(fs::path path)
        : path_(std::move(path)), part_(path_.string() + ".part"), out_(part_, std::ios::binary) {}
    ~TableOfRows() {
        std::error_code ignored;
        if (!part_.empty()) fs::remove(part_, ignored);
    }
    TableOfRows(const TableOfRows&) = delete;
    TableOfRows& operator=(const TableOfRows&) = delete;

    Status header(const explain::Model& model) {
        std::vector<std::string> names{"row", "result", "margin", "base", "additivity error"};
        for (const explain::ModelInput& input : model.inputs)
            names.push_back("added by " + input.name);
        out_ << csv_line(names);
        return state();
    }

    Status add(std::size_t row, double result, const explain::Attribution& attribution) {
        line_ = fmt::format("{}", row + 1);
        for (const double value :
             {result, attribution.margin, attribution.base, attribution.additivity_error})
            cell(value);
        const bool answered = !std::isnan(attribution.additivity_error);
        for (const double value : attribution.values)
            cell(answered ? value : std::nan(""));
        out_ << line_ << '\n';
        return state();
    }

    Status finish() {
        out_.close();
        if (auto status = state(); !status) return status;
        std::error_code problem;
        fs::rename(part_, path_, problem);
        if (problem) return unwritable(problem.message());
        part_.clear();
        return {};
    }

private:
    void cell(double value) {
        line_ += ',';
        if (!std::isnan(value)) line_ += shortest(value);
    }
    Status unwritable(const std::string& why) const {
        return fail(system_error("F0002", fmt::format("cannot write '{}': {}", path_.string(), why))
                        .hinted("is the folder there, and has it room?"));
    }
    Status state() const {
        return out_ ? Status{} : unwritable(std::generic_category().message(errno));
    }

    fs::path path_, part_;
    std::ofstream out_;
    std::string line_;
};

Status check_about_rows(const Arguments& arguments) {
    for (const char* option :
         {"row", "oracle", "threshold", "frozen", "protected", "also", "truth", "validation"})
        if (arguments.has(option))
            return fail(
                usage_error("U0007", fmt::format("'--{}' does not go with '--every-row'", option))
                    .hinted("one row is examined with '--row', without '--every-row'"));
    return {};
}

}  // namespace

Result<Measurement> write_every_row(const Context& context, const Arguments& arguments,
                                    const explain::Model& model) {
    if (auto status = check_about_rows(arguments); !status) return fail(status.error());
    const auto output = output_of(arguments, model);
    if (!output) return fail(output.error());
    const fs::path path = context.working_folder / arguments.value("every-row");
    if (auto status = check_new(path); !status) return fail(status.error());
    const auto rows = explain::read_rows(model, context.working_folder / arguments.value("data"));
    if (!rows) return fail(rows.error());
    const auto others = comparison_rows(context, arguments, model);
    if (!others) return fail(others.error());
    TableOfRows table(path);
    if (auto status = table.header(model); !status) return fail(status.error());
    const auto measured = explain::attribute_every_row(
        model, *output, *rows, *others, std::max(1U, std::thread::hardware_concurrency()),
        [&](std::size_t row, double result, const explain::Attribution& attribution) {
            return table.add(row, result, attribution);
        });
    if (!measured) return measured;
    if (auto status = table.finish(); !status) return fail(status.error());
    return measured;
}

}  // namespace isonomia::cli
