#include "explain/oracle/oracle.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t excerpt_max = 120;
constexpr JsonLimits answer_limits{.depth_max = 16, .bytes_max = std::size_t{1} << 20U};

std::string excerpt(const std::string& text) {
    return text.size() <= excerpt_max ? text : text.substr(0, excerpt_max) + "…";
}

// Bytes that are no UTF-8 cannot be quoted in a record.
std::string quotable(const std::string& line) {
    const auto plain =
        std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return plain ? excerpt(line) : fmt::format("{} bytes that are not plain text", line.size());
}

}  // namespace

const Json* output_of(const Json& answer, std::string_view output) {
    if (answer.object() == nullptr) return &answer;
    return answer.find(output);
}

Oracle::Oracle(std::string name, Starter start, OracleLimits limits, OracleRecord record)
    : name_(std::move(name)),
      start_(std::move(start)),
      limits_(limits),
      record_(std::move(record)) {}

std::vector<Answer> Oracle::ask(std::span<const Json> queries) {
    std::vector<std::string> keys;
    std::vector<Json> fresh;
    std::map<std::string, std::size_t> places;
    for (const Json& query : queries) {
        keys.push_back(canonical(query));
        if (known_.contains(keys.back()) || !places.emplace(keys.back(), fresh.size()).second)
            continue;
        fresh.push_back(query);
    }
    auto answers = put(fresh);
    for (const auto& [key, place] : places)
        known_.emplace(key, std::move(answers[place]));
    std::vector<Answer> result;
    for (const std::string& key : keys)
        result.push_back(known_.at(key));
    return result;
}

std::vector<Answer> Oracle::ask_anew(std::span<const Json> queries) { return put(queries); }

std::vector<Answer> Oracle::put(std::span<const Json> queries) {
    std::vector<Answer> answers(queries.size());
    const std::size_t batch = std::max<std::size_t>(1, limits_.batch);
    for (std::size_t from = 0; from < queries.size(); from += batch) {
        const std::size_t count = std::min(batch, queries.size() - from);
        put_batch(queries.subspan(from, count), std::span(answers).subspan(from, count));
    }
    for (const Answer& answer : answers)
        if (!answer.value) ++unanswered_;
    return answers;
}

// A batch that breaks off is finished one by one; a query that ends the program twice has no
// answer.
void Oracle::put_batch(std::span<const Json> queries, std::span<Answer> answers) {
    std::size_t done = converse(queries, answers);
    std::size_t tries = 1;
    while (done < queries.size()) {
        const std::size_t one = converse(queries.subspan(done, 1), answers.subspan(done, 1));
        if (one == 1) {
            ++done;
            tries = 0;
            continue;
        }
        if (++tries < 2 && given_up_.empty()) continue;
        answers[done].problem = failure_;
        keep(queries[done], answers[done], ++asked_);
        ++done;
        tries = 0;
    }
}

bool Oracle::running() {
    if (!given_up_.empty()) {
        failure_ = given_up_;
        return false;
    }
    if (dialogue_) return true;
    if (starts_ > limits_.restarts_max) {
        given_up_ = fmt::format("given up after {} restarts: {}", limits_.restarts_max, failure_);
        failure_ = given_up_;
        return false;
    }
    auto started = start_();
    ++starts_;
    if (!started) {
        failure_ = given_up_ = started.error().message;
        return false;
    }
    dialogue_ = std::move(*started);
    if (auto status = record_({{"start", Json::integer(starts_)}, {"command", name_}}); !status)
        given_up_ = "the record cannot be kept: " + status.error().message;
    return given_up_.empty();
}

std::size_t Oracle::converse(std::span<const Json> queries, std::span<Answer> answers) {
    if (!running()) return 0;
    std::string text;
    const std::uint64_t first = asked_ + 1;
    for (std::size_t i = 0; i < queries.size(); ++i)
        text += canonical(Json::Object{{"id", Json::integer(first + i)}, {"inputs", queries[i]}}) +
                "\n";
    const auto begun = std::chrono::steady_clock::now();
    const Exchange exchange = dialogue_->ask(text, queries.size(), limits_.answer);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
    seconds_ += spent.count();
    bool in_step = true;
    std::size_t done = 0;
    for (; done < exchange.lines.size() && in_step; ++done) {
        Answer answer = read(exchange.lines[done], first + done, in_step);
        if (!in_step) {
            failure_ = answer.problem;
            break;
        }
        answer.seconds = spent.count() / static_cast<double>(exchange.lines.size());
        answers[done] = std::move(answer);
        keep(queries[done], answers[done], first + done);
    }
    asked_ += done;
    if (in_step && exchange.ending == Ending::complete) return done;
    if (in_step) failure_ = why(exchange.ending);
    dialogue_.reset();
    return done;
}

Answer Oracle::read(const std::string& line, std::uint64_t id, bool& in_step) {
    Answer answer;
    const auto json = parse_json(line, "answer", answer_limits);
    if (!json) {
        answer.problem = "not an answer in JSON: " + quotable(line);
        return answer;
    }
    if (json->array() != nullptr || json->is_null()) {
        answer.problem = "neither an object nor a single value: " + quotable(line);
        return answer;
    }
    if (const Json* echoed = json->find("id"); echoed != nullptr && *echoed != Json::integer(id)) {
        in_step = false;
        answer.problem =
            fmt::format("an answer to another query than the one asked: {}", quotable(line));
        return answer;
    }
    if (const Json* declined = json->find("error")) {
        answer.problem = "declined: " + quotable(canonical(*declined));
        return answer;
    }
    answer.value = *json;
    if (Json::Object* members = answer.value->object()) members->erase("id");
    return answer;
}

std::string Oracle::why(Ending ending) {
    std::string reason;
    switch (ending) {
        case Ending::timed_out:
            reason = fmt::format("no answer within {} ms", limits_.answer.count());
            break;
        case Ending::too_much:
            reason =
                fmt::format("more than {} bytes without an answer", limits_.process.output_bytes);
            break;
        case Ending::unasked_lines:
            reason = "lines that nobody asked for";
            break;
        case Ending::ended:
        case Ending::complete:
            reason = "the program " + dialogue_->fate();
            break;
    }
    const std::string complaints = dialogue_->complaints();
    if (complaints.empty()) return reason;
    const std::size_t end = complaints.find_last_not_of('\n');
    const std::size_t line = complaints.rfind('\n', end);
    const std::size_t from = line == std::string::npos ? 0 : line + 1;
    return reason + "; its last words: " +
           quotable(complaints.substr(from, end == std::string::npos ? 0 : end - from + 1));
}

void Oracle::keep(const Json& query, const Answer& answer, std::uint64_t id) {
    Json::Object line{{"query", Json::integer(id)}, {"inputs", query}};
    if (answer.value)
        line.emplace("answer", *answer.value);
    else
        line.emplace("problem", answer.problem);
    if (answer.seconds > 0) line.emplace("seconds", answer.seconds);
    if (auto status = record_(line); !status && given_up_.empty())
        given_up_ = "the record cannot be kept: " + status.error().message;
}

}  // namespace isonomia::explain
