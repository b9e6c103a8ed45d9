#include "explain/oracle/oracle.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"

namespace isonomia::explain {

namespace {

constexpr std::size_t excerpt_max = 120;
constexpr std::size_t unproven_max = 20;  // single answers without ids before silence is awaited
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
    if (std::exchange(forget_, false)) known_.clear();
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
    const std::span<Answer> all(answers);
    const std::size_t batch = std::max<std::size_t>(1, limits_.batch);
    const auto ask_doubtful_again = [&](std::size_t before) {
        const std::size_t here = std::min(doubtful_, before);
        unanswered_ += doubtful_ - here;
        forget_ = forget_ || doubtful_ > here;
        doubtful_ = 0;
        put_singly(queries.subspan(before - here, here), all.subspan(before - here, here));
    };
    for (std::size_t from = 0; from < queries.size(); from += batch) {
        const std::size_t count = std::min(batch, queries.size() - from);
        put_batch(queries.subspan(from, count), all.subspan(from, count));
        ask_doubtful_again(from);
    }
    if (unproven_ >= (queries.size() > 1 ? 1 : unproven_max)) settle();
    ask_doubtful_again(queries.size());
    for (const Answer& answer : answers)
        if (!answer.value) ++unanswered_;
    return answers;
}

void Oracle::put_batch(std::span<const Json> queries, std::span<Answer> answers) {
    const std::size_t done = converse(queries, answers, false);
    put_singly(queries.subspan(done), answers.subspan(done));
}

// A query that ends the program twice has no answer.
void Oracle::put_singly(std::span<const Json> queries, std::span<Answer> answers) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
        bool answered = false;
        for (int tries = 0; tries < 2 && !answered && (tries == 0 || given_up_.empty()); ++tries)
            answered = converse(queries.subspan(i, 1), answers.subspan(i, 1), true) == 1;
        if (answered) continue;
        answers[i] = {};
        answers[i].problem = failure_;
        keep(queries[i], answers[i], ++asked_);
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

// Whether no further line comes in so many seconds and `silence`. They are waited for in parts: a
// machine that stands still for a while takes one of them, not all the time that the program has.
bool Oracle::quiet(double seconds) {
    constexpr int parts = 4;
    const auto patience =
        limits_.silence + std::chrono::milliseconds(static_cast<long>(std::ceil(1000 * seconds)));
    const auto part = std::min(limits_.answer, patience) / parts + std::chrono::milliseconds(1);
    for (int i = 0; i < parts; ++i) {
        const Exchange further = dialogue_->ask("", 1, part);
        if (!further.lines.empty()) return false;
        if (further.ending != Ending::timed_out) return further.ending == Ending::ended;
    }
    return true;
}

void Oracle::settle() {
    if (!dialogue_ || quiet(1.5 * mean_seconds_)) {
        unproven_ = 0;
        return;
    }
    doubtful_ = unproven_;
    failure_ = why(Ending::unasked_lines);
    note_fault();
}

// Returns how many of the queries were answered, from the first on. With `wary` it waits for
// further lines before it believes the answer.
std::size_t Oracle::converse(std::span<const Json> queries, std::span<Answer> answers, bool wary) {
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
    Ending ending = exchange.ending;
    if (ending == Ending::unasked_lines && exchange.lines.empty()) doubtful_ = unproven_;
    std::vector<Answer> given;
    std::size_t with_id = 0;  // how many in a row, from the first on
    Echo echo = Echo::none;
    for (std::size_t i = 0; i < exchange.lines.size() && echo != Echo::other_id; ++i) {
        given.push_back(read(exchange.lines[i], first + i, echo));
        given.back().seconds = spent.count() / static_cast<double>(exchange.lines.size());
        if (echo == Echo::same_id && with_id == i) ++with_id;
    }
    mean_seconds_ = spent.count() / static_cast<double>(queries.size());
    if (wary && ending == Ending::complete && with_id < queries.size() && !quiet(2 * mean_seconds_))
        ending = Ending::unasked_lines;
    const bool sound = ending == Ending::complete && echo != Echo::other_id;
    const std::size_t done = sound ? given.size() : with_id;
    for (std::size_t i = 0; i < done; ++i) {
        answers[i] = std::move(given[i]);
        keep(queries[i], answers[i], first + i);
    }
    asked_ += done;
    if (!wary) unproven_ += done - with_id;
    if (sound) return done;
    failure_ = echo == Echo::other_id ? given.back().problem : why(ending);
    note_fault();
    return done;
}

// The program is started anew for the next query.
void Oracle::note_fault() {
    dialogue_.reset();
    unproven_ = 0;
    ++faults_;
    fault_ = failure_;
    if (auto status = record_({{"fault", failure_}}); !status && given_up_.empty())
        given_up_ = "the record cannot be kept: " + status.error().message;
}

std::string Oracle::faults() const {
    if (faults_ == 0) return "";
    return fmt::format("{} {}, the last: {}", faults_, faults_ == 1 ? "fault" : "faults", fault_);
}

Answer Oracle::read(const std::string& line, std::uint64_t id, Echo& echo) {
    echo = Echo::none;
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
    if (const Json* echoed = json->find("id")) {
        echo = *echoed == Json::integer(id) ? Echo::same_id : Echo::other_id;
        if (echo == Echo::other_id) {
            answer.problem =
                fmt::format("an answer to another query than the one asked: {}", quotable(line));
            return answer;
        }
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
            reason = "lines that nobody asked for: answers cannot be told from them";
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
