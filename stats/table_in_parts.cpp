#include "stats/table_in_parts.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "stats/table_reader.hpp"

namespace isonomia::stats {

namespace {

constexpr unsigned threads_max = 16;
constexpr std::size_t blocks_per_thread = 2;  // in memory: one in work, one that waits its turn

class PartsReader {
public:
    PartsReader(BlockCutter& cutter, const std::string& name, const TableOptions& options,
                DividedVisitor& whole, const TableReader& head)
        : cutter_(cutter),
          name_(name),
          options_(options),
          whole_(whole),
          facts_(head.facts()),
          line_(head.line()) {}

    Result<TableFacts> run(unsigned threads) {
        pieces_ = std::vector<Piece>(threads * blocks_per_thread);
        {
            std::vector<std::jthread> others;
            for (unsigned i = 1; i < threads; ++i)
                others.emplace_back([this] { work(); });
            work();
        }
        if (thrown_) std::rethrow_exception(thrown_);
        if (failure_) return fail(*failure_);
        return facts_;
    }

private:
    struct Piece {
        std::vector<char> space;
        TableBlock block;
        std::optional<Error> failure;  // of the source, or of a row
        bool from_source = false;
        std::unique_ptr<DividedVisitor> part;
        TableFacts facts;
        std::size_t lines = 0;
        bool parsed = false;
    };

    void work() {
        try {
            while (Piece* piece = take()) {
                if (!piece->failure) parse(*piece);
                hand_in(*piece);
            }
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            thrown_ = std::current_exception();
            stopped_ = true;
            room_.notify_all();
        }
    }

    // The next block, once a piece is free for it.
    Piece* take() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] { return stopped_ || taken_ < absorbed_ + pieces_.size(); });
        if (stopped_ || cutter_.ended()) return nullptr;
        Piece& piece = pieces_[taken_ % pieces_.size()];
        const auto block = cutter_.next(piece.space);
        piece.block = block.value_or(TableBlock{});
        piece.failure = block ? std::nullopt : std::optional(block.error());
        piece.from_source = !block.has_value();
        ++taken_;
        if (!block) stopped_ = true;
        return &piece;
    }

    void parse(Piece& piece) const {
        piece.part = whole_.part();
        TableReader reader(name_, options_, *piece.part, 1, facts_.columns);
        if (auto status = reader.read(piece.block); !status) piece.failure = status.error();
        piece.facts = reader.facts();
        piece.lines = reader.line() - 1;
    }

    // Whoever hands in the piece whose turn it is absorbs it, and all that wait behind it.
    void hand_in(Piece& handed_in) {
        std::unique_lock lock(mutex_);
        handed_in.parsed = true;
        if (absorbing_) return;
        absorbing_ = true;
        while (!failure_ && absorbed_ < taken_ && pieces_[absorbed_ % pieces_.size()].parsed) {
            Piece& piece = pieces_[absorbed_ % pieces_.size()];
            lock.unlock();
            const Status status = absorb(piece);
            lock.lock();
            piece.parsed = false;
            ++absorbed_;
            if (!status) {
                failure_ = status.error();
                stopped_ = true;
            }
            room_.notify_all();
        }
        absorbing_ = false;
    }

    Status absorb(Piece& piece) {
        if (piece.from_source) return fail(*piece.failure);
        if (!piece.failure && whole_.absorb(*piece.part)) {
            facts_.rows += piece.facts.rows;
            facts_.empty_lines += piece.facts.empty_lines;
            line_ += piece.lines;
            return {};
        }
        TableReader again(name_, options_, whole_, line_, facts_.columns);
        auto status = again.read(piece.block);
        facts_.rows += again.facts().rows;
        facts_.empty_lines += again.facts().empty_lines;
        line_ = again.line();
        return status;
    }

    BlockCutter& cutter_;
    const std::string& name_;
    const TableOptions& options_;
    DividedVisitor& whole_;

    std::mutex mutex_;
    std::condition_variable room_;
    std::vector<Piece> pieces_;  // block i is in piece i modulo their number
    std::size_t taken_ = 0;
    std::size_t absorbed_ = 0;
    bool absorbing_ = false;  // one thread at a time, in the order of the table
    bool stopped_ = false;
    std::optional<Error> failure_;  // the first in the order of the table
    std::exception_ptr thrown_;

    TableFacts facts_;  // of the rows absorbed
    std::size_t line_;  // of the first row that is not
};

}  // namespace

Result<TableFacts> read_table_in_parts(const ByteSource& source, const std::string& name,
                                       const TableOptions& options, DividedVisitor& whole) {
    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    const unsigned threads =
        std::min(options.threads == 0 ? processors : options.threads, threads_max);
    if (threads == 1) return read_table(source, name, options, whole);
    BlockCutter cutter(source, options);
    TableReader head(name, options, whole);
    std::vector<char> space;
    while (!cutter.ended() && !head.header_read()) {
        const auto block = cutter.next(space);
        if (!block) return fail(block.error());
        if (auto status = head.read(*block); !status) return fail(status.error());
    }
    if (auto status = head.close(); !status) return fail(status.error());
    auto facts = head.facts();
    if (!cutter.ended()) {
        auto read = PartsReader(cutter, name, options, whole, head).run(threads);
        if (!read) return read;
        facts = *read;
    }
    facts.bytes = cutter.bytes();
    return facts;
}

}  // namespace isonomia::stats
