// A program under examination, asked as a black box.
//
// It is started once and kept. A query is one line of JSON on its standard input:
//     {"id":17,"inputs":{"age":25,"charge":"felony"}}
// and its answer one line of JSON on its standard output, before the next is read or after; it must
// flush every line. An answer is an object such as {"id":17,"score":0.62,"band":"High"} (the id may
// be left out) or a bare number, text or boolean; {"error":"…"} is an answer that declines. Images
// and sound are given as paths of files.
//
// What goes wrong is kept, not hidden: a line that is no such answer counts as unanswered; a
// program that dies, hangs, prints what nobody asked for or too much is started anew, and the
// queries are asked once more, one by one. One line too many would give each query the answer of
// its neighbour; so of a batch that goes wrong only answers that repeat their id are kept. Where
// ids are left out, the program must be quiet for 10 ms and 1.5 times its mean answer before
// answers count: after every call with several queries, and after 20 single ones. Lines that come
// then put all answers since the last such silence in doubt: they are asked again, or, where they
// were used already, counted as unanswered. The record names every fault. After `restarts_max` the
// program is given up, and all that is left stays unanswered.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>

#include "core/dialogue.hpp"
#include "explain/oracle/respondent.hpp"

namespace isonomia::explain {

struct OracleLimits {
    std::size_t batch = 16;                    // queries written before answers are read
    std::chrono::milliseconds answer{10'000};  // for each answer
    std::chrono::milliseconds silence{10};  // beyond 1.5 answers, before answers without ids count
    std::size_t restarts_max = 10;
    ProcessLimits process{.memory_bytes = 4ULL << 30U, .output_bytes = 1ULL << 20U};
};

// One thing that happened, as the record keeps it: a query with its answer or problem, or a start.
using OracleRecord = std::function<Status(const Json::Object& line)>;

class Oracle final : public Respondent {
public:
    using Starter = std::function<Result<std::unique_ptr<Dialogue>>()>;

    // `record` is called for every query that the program was asked, in order; when it fails, the
    // oracle asks nothing more.
    Oracle(std::string name, Starter start, OracleLimits limits, OracleRecord record);

    // Equal queries are asked once; later ones get the same answer (and are not recorded again).
    [[nodiscard]] std::vector<Answer> ask(std::span<const Json> queries) override;

    // Asked even when the answer is known, and not kept for later.
    [[nodiscard]] std::vector<Answer> ask_anew(std::span<const Json> queries);

    [[nodiscard]] std::string named() const override { return name_; }
    [[nodiscard]] std::uint64_t unanswered() const override { return unanswered_; }
    [[nodiscard]] std::uint64_t asked() const { return asked_; }
    [[nodiscard]] std::uint64_t restarts() const { return starts_ > 0 ? starts_ - 1 : 0; }
    // How often it went wrong, and how at last; "" when it never did.
    [[nodiscard]] std::string faults() const;
    [[nodiscard]] double seconds() const { return seconds_; }  // spent waiting for answers

    // Queries per batch from now on; for the search for differences.
    void set_batch(std::size_t batch) { limits_.batch = batch; }
    [[nodiscard]] std::size_t batch() const { return limits_.batch; }

    // Why nothing more is asked, or "".
    [[nodiscard]] const std::string& given_up() const { return given_up_; }

private:
    std::vector<Answer> put(std::span<const Json> queries);
    void put_batch(std::span<const Json> queries, std::span<Answer> answers);
    void put_singly(std::span<const Json> queries, std::span<Answer> answers);
    std::size_t converse(std::span<const Json> queries, std::span<Answer> answers, bool wary);
    [[nodiscard]] bool quiet(double seconds);
    void settle();
    bool running();
    void keep(const Json& query, const Answer& answer, std::uint64_t id);
    void note_fault();
    enum class Echo { none, same_id, other_id };
    [[nodiscard]] static Answer read(const std::string& line, std::uint64_t id, Echo& echo);
    [[nodiscard]] std::string why(Ending ending);

    std::string name_;
    Starter start_;
    OracleLimits limits_;
    OracleRecord record_;
    std::unique_ptr<Dialogue> dialogue_;
    std::map<std::string, Answer> known_;
    std::uint64_t asked_ = 0;
    std::uint64_t unanswered_ = 0;
    std::uint64_t starts_ = 0;
    bool forget_ = false;  // what is known may be wrong
    std::uint64_t faults_ = 0;
    std::string fault_;  // the last
    double seconds_ = 0;
    std::string failure_;       // of the last exchange
    double mean_seconds_ = 0;   // of an answer, in the last exchange
    std::size_t unproven_ = 0;  // answers without ids since the program was known to be quiet
    std::size_t doubtful_ = 0;  // those of them after which further lines came
    std::string given_up_;
};

}  // namespace isonomia::explain
