// Walks a JSON model file: every step checks that what it finds is there and of the right kind, and
// an error names the place as a path, 'learner.objective.name'.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"

namespace isonomia::explain {

class JsonWalk {
public:
    JsonWalk(const Json& value, std::string path, const std::string& file)
        : value_(&value), path_(std::move(path)), file_(&file) {}

    // Errors: E0401 not there, or of another kind.
    [[nodiscard]] Result<JsonWalk> at(std::string_view key) const;
    [[nodiscard]] Result<JsonWalk> at(std::size_t item) const;
    [[nodiscard]] bool has(std::string_view key) const { return value_->find(key) != nullptr; }
    [[nodiscard]] Result<std::string> text() const;
    [[nodiscard]] Result<double> number() const;
    [[nodiscard]] Result<std::size_t> count() const;            // a whole number, also as text
    [[nodiscard]] Result<std::vector<double>> numbers() const;  // true and false are 1 and 0
    [[nodiscard]] Result<std::vector<double>> numbers(std::size_t size) const;  // of that size
    // Whole numbers within [low, high], so many.
    [[nodiscard]] Result<std::vector<std::int32_t>> whole(std::size_t size, double low,
                                                          double high) const;
    [[nodiscard]] Result<std::vector<std::string>> texts() const;
    [[nodiscard]] Result<std::size_t> size() const;  // of an array
    // E0402 with the name of a member that is none of these, separated by spaces: what a reader
    // does not know may change the result.
    [[nodiscard]] Status only(std::string_view known) const;

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] tl::unexpected<Error> wrong(const std::string& text) const;        // E0401
    [[nodiscard]] tl::unexpected<Error> unsupported(const std::string& what) const;  // E0402

private:
    const Json* value_;
    std::string path_;
    const std::string* file_;
};

}  // namespace isonomia::explain
