// Checkpoints, and who was entitled to sign them: one key founds a ledger, and only the key that
// holds it hands it to the next.
#include <set>

#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* checkpoint_implies =
    "the entries are not those that were signed: at least one up to here was altered, dropped or "
    "put in";
constexpr const char* author_implies =
    "somebody wrote into this ledger who was not entitled to; from this entry on it cannot be "
    "relied on";

class CheckpointChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&checkpoints_, &authors_}; }

    void begin() override {
        auto rows = inspection_.store->checkpoints();
        if (!rows) return mark(checkpoints_, rows.error(), checkpoint_implies);
        rows_.emplace(std::move(*rows));
        read_keys();
        advance();
        if (!current_ || current_->checkpoint.size != 0)
            mark_failed(checkpoints_, "the first checkpoint, of no entries, is missing",
                        checkpoint_implies);
        if (current_) inspection_.origin = current_->checkpoint.origin;
    }

    void visit(const SeenEntry& entry) override {
        if (!rows_) return;
        const Envelope* envelope = entry.leaf != nullptr ? &entry.leaf->envelope : nullptr;
        if (envelope != nullptr && entry.index == 0) author_ = envelope->author;
        const bool here = current_ && current_->checkpoint.size == entry.index;
        if (here) check_current();
        if (envelope != nullptr) {
            check_after(*envelope, entry.index, here);
            check_author(*envelope, entry.index);
        }
        if (here) advance();
    }

    void finish() override {
        if (!rows_) return;
        if (inspection_.tree.size() == 0 && inspection_.public_keys.size() == 1)
            author_ = inspection_.public_keys.begin()->first;
        const std::uint64_t size = inspection_.tree.size();
        if (current_ && current_->checkpoint.size == size) {
            check_current();
            advance();
        } else if (!current_) {
            mark_failed(checkpoints_,
                        fmt::format("no checkpoint covers the entries up to {}", size),
                        "entries were put in after the last signature");
        }
        if (current_)
            mark_failed(checkpoints_,
                        fmt::format("a checkpoint covers {} entries, the ledger holds {}",
                                    current_->checkpoint.size, size),
                        "entries were dropped from the end");
        rows_.reset();  // it would keep the database from writers while files are looked at
        inspection_.report.entries = size;
        inspection_.report.root = hex(inspection_.tree.root());
        inspection_.report.origin = inspection_.origin;
        describe_author();
        mark_passed(checkpoints_);
        mark_passed(authors_);
    }

private:
    struct Current {
        Checkpoint checkpoint;
        Note note;
    };

    void refuse(std::uint64_t size, const std::string& why) {
        mark_failed(checkpoints_, fmt::format("checkpoint {}: {}", size, why), checkpoint_implies);
    }

    void read_keys() {
        const auto status = inspection_.store->for_each_key([&](const KeyRow& row) -> Status {
            const std::string name = hex(row.fingerprint);
            const auto key = find_key(*inspection_.store, name);
            if (!key) return fail(key.error());
            inspection_.public_keys.emplace(name, *key);
            return {};
        });
        if (!status) mark(checkpoints_, status.error(), checkpoint_implies);
    }

    // Reads the next checkpoint that can be read.
    void advance() {
        current_.reset();
        while (!current_) {
            const auto row = rows_->next();
            if (!row) return mark(checkpoints_, row.error(), checkpoint_implies);
            if (!*row) return;
            ++checkpoints_.checked;
            auto parsed = parse_checkpoint((*row)->note);
            if (!parsed) {
                refuse((*row)->size, parsed.error().message);
                continue;
            }
            if (parsed->checkpoint.size != (*row)->size)
                refuse((*row)->size, "it is of another size than it is kept under");
            parsed->checkpoint.size = (*row)->size;
            current_ = Current{std::move(parsed->checkpoint), std::move(parsed->note)};
        }
    }

    // It covers exactly the entries seen so far, and is by the key that held the ledger.
    void check_current() {
        const Checkpoint& checkpoint = current_->checkpoint;
        const std::uint64_t size = checkpoint.size;
        if (checkpoint.origin != inspection_.origin) refuse(size, "it is of another ledger");
        if (!checkpoint.extensions.empty()) refuse(size, "it has lines that do not belong there");
        if (checkpoint.root != inspection_.tree.root())
            mark_failed(
                checkpoints_,
                fmt::format("the checkpoint over {} entries does not have their root", size),
                checkpoint_implies);
        const auto key = inspection_.public_keys.find(author_);
        if (key == inspection_.public_keys.end())
            return refuse(
                size, fmt::format("the key '{}' that should have signed it is not here", author_));
        const auto valid = check_signature(current_->note, {checkpoint.origin, key->second});
        if (valid)
            signed_.insert(author_);
        else
            refuse(size, valid.error().message);
        if (current_->note.signatures.size() != 1)
            refuse(size, "it has signatures that do not belong there");
    }

    // The first entry of a batch names the checkpoint before it: none can be taken out.
    void check_after(const Envelope& envelope, std::uint64_t index, bool here) {
        if (!here && !envelope.after) return;
        if (!here)
            return mark_failed(
                checkpoints_, fmt::format("entry {} follows a checkpoint that is missing", index),
                "a checkpoint was taken out; what was signed at that moment can no longer be "
                "compared");
        if (!envelope.after)
            return refuse(index, fmt::format("entry {} after it does not name it", index));
        if (*envelope.after != sha256(current_->note.text))
            refuse(index, fmt::format("entry {} names another one", index));
    }

    void check_author(const Envelope& envelope, std::uint64_t index) {
        const auto refuse_author = [&](const std::string& why) {
            mark_failed(authors_, fmt::format("entry {}: {}", index, why), author_implies);
        };
        if (index > 0 && next_ && !envelope.after)
            refuse_author("it follows a handing over within the same batch");
        const std::string& expected = next_ ? *next_ : author_;
        if (envelope.author != expected)
            refuse_author(
                fmt::format("it is by the key {}, which did not hold the ledger", envelope.author));
        if (next_) ++authors_.checked;
        author_ = expected;
        next_ = envelope.next;
        if (next_ && !inspection_.public_keys.contains(*next_))
            refuse_author(fmt::format("the key {} that it hands over to is not here", *next_));
    }

    // Who is named as the next holder is no author until a checkpoint bears its signature: anybody
    // can name anybody.
    void describe_author() {
        VerifyReport& report = inspection_.report;
        report.authors.assign(signed_.begin(), signed_.end());
        report.author = author_;
        if (next_ && !signed_.contains(*next_)) {
            report.handed_to = *next_;
            report.notes.push_back(
                fmt::format("the ledger was handed over to the key {}, which has signed nothing "
                            "yet",
                            *next_));
        }
        const auto key = inspection_.public_keys.find(report.author);
        if (key != inspection_.public_keys.end() && valid_key_name(inspection_.origin))
            report.verifier_key = to_vkey({inspection_.origin, key->second});
    }

    Check checkpoints_ = new_check(
        "checkpoints", "Every checkpoint is signed and covers exactly the entries up to it",
        "checkpoints");
    Check authors_ =
        new_check("authors", "Only the key that held the ledger wrote to it or handed it over",
                  "changes of key");
    std::optional<Store::Checkpoints> rows_;
    std::optional<Current> current_;
    std::string author_;  // who holds the ledger
    std::optional<std::string> next_;
    std::set<std::string> signed_;  // keys of checkpoints with a valid signature
};

}  // namespace

Family checkpoint_checks(Inspection& inspection) {
    return std::make_unique<CheckpointChecks>(inspection);
}

}  // namespace isonomia::provenance
