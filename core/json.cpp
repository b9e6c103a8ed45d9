#include "core/json.hpp"

#include <cmath>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/ensure.hpp"
#include "core/text.hpp"

namespace isonomia {

Json::Json(double value) : value_(value) { ensure(std::isfinite(value), "a finite JSON number"); }

namespace {

constexpr std::int64_t integer_max = std::int64_t{1} << 53U;

}  // namespace

Json Json::integer(std::int64_t value) {
    if (value > integer_max || value < -integer_max) return Json(std::to_string(value));
    return Json(static_cast<double>(value));
}

Json Json::integer(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(integer_max)) return Json(std::to_string(value));
    return Json(static_cast<double>(value));
}

const Json* Json::find(std::string_view key) const {
    const Object* members = object();
    if (members == nullptr) return nullptr;
    const auto it = members->find(key);
    return it == members->end() ? nullptr : &it->second;
}

namespace {

// nlohmann's SAX events become our value; duplicate members and excess depth stop the parse.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(std::size_t depth_max) : depth_max_(depth_max) {}

    bool null() override { return add(Json()); }
    bool boolean(bool value) override { return add(Json(value)); }
    bool number_integer(number_integer_t value) override {
        return add(Json(static_cast<double>(value)));
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add(Json(static_cast<double>(value)));
    }
    bool number_float(number_float_t value, const string_t& text) override {
        if (!std::isfinite(value)) return stop("number " + text + " is too large");
        return add(Json(value));
    }
    bool string(string_t& value) override { return add(Json(std::move(value))); }
    bool binary(binary_t&) override { return stop("binary values are not JSON"); }

    bool start_object(std::size_t) override { return open(Json(Json::Object{})); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json(Json::Array{})); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        keys_.back() = name;
        if (open_.back().find(name) != nullptr) return stop("member '" + name + "' occurs twice");
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::json::exception& problem) override {
        position_ = position;
        std::string text = problem.what();
        // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …"
        const auto detail = text.find(": ");
        if (detail != std::string::npos) text.erase(0, detail + 2);
        problem_ = text;
        (void)token;
        return false;
    }

    [[nodiscard]] std::size_t position() const { return position_; }
    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] Json take() { return std::move(result_); }

private:
    bool stop(std::string problem) {
        problem_ = std::move(problem);
        return false;
    }
    bool add(Json value) {
        if (open_.empty()) {
            result_ = std::move(value);
        } else if (auto* array = open_.back().array()) {
            array->push_back(std::move(value));
        } else {
            open_.back().object()->emplace(std::move(keys_.back()), std::move(value));
        }
        return true;
    }
    bool open(Json container) {
        if (open_.size() >= depth_max_)
            return stop(fmt::format("nested deeper than {} levels", depth_max_));
        open_.push_back(std::move(container));
        keys_.emplace_back();
        return true;
    }
    bool close() {
        Json done = std::move(open_.back());
        open_.pop_back();
        keys_.pop_back();
        return add(std::move(done));
    }

    std::size_t depth_max_;
    std::size_t position_ = 0;
    std::string problem_;
    std::vector<Json> open_;
    std::vector<std::string> keys_;
    Json result_;
};

// An iterator that counts, so that problems found in SAX events have a place too.
struct CountingIterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at;
    std::size_t* consumed;

    reference operator*() const { return *at; }
    CountingIterator& operator++() {
        ++at;
        ++*consumed;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator& other) const { return at == other.at; }
    bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

Location place_of(std::string_view text, std::size_t offset, const std::string& file) {
    Location place{file, 1, 1};
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        ++place.column;
        if (text[i] == '\n') {
            ++place.line;
            place.column = 1;
        }
    }
    return place;
}

}  // namespace

Result<Json> parse_json(std::string_view text, const std::string& file, JsonLimits limits) {
    if (text.size() > limits.bytes_max)
        return fail(
            input_error("J0001", fmt::format("JSON of {} bytes is larger than the limit of {}",
                                             text.size(), limits.bytes_max))
                .at({file, 0, 0}));
    Builder builder(limits.depth_max);
    std::size_t consumed = 0;
    try {
        const CountingIterator begin{text.data(), &consumed};
        const CountingIterator end{text.data() + text.size(), &consumed};
        if (nlohmann::json::sax_parse(begin, end, &builder)) return builder.take();
    } catch (const std::exception& problem) {
        return fail(input_error("J0001", fmt::format("not valid JSON: {}", problem.what()))
                        .at(place_of(text, consumed, file)));
    }
    const std::size_t offset = builder.position() > 0 ? builder.position() - 1 : consumed;
    return fail(input_error("J0001", "not valid JSON: " + builder.problem())
                    .at(place_of(text, offset, file)));
}

}  // namespace isonomia
