// Compares what a run states with what the ledger holds, and drafts the difference: new objects,
// objects that replace earlier ones, and withdrawals of what is no longer stated. Unchanged objects
// add nothing, unless they turn out to be somebody's data whose key does not seal them yet: those
// are recorded anew.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/describe.hpp"
#include "core/ledger_entry.hpp"

namespace isonomia::cli {

class Journal {
public:
    explicit Journal(const std::vector<LedgerEntry>& entries);

    // The object should be as given: drafts an entry unless the current one says the same. The
    // subject is what is known for certain; take_drafts() adds what follows from the other objects.
    void state(const std::string& type, const std::string& id, Json payload,
               const std::string& subject = "");
    template <class T>
    void state(const std::string& type, const T& object, const std::string& subject = "") {
        state(type, object.id, to_json(object), subject);
    }

    // The current entry of 'type/id' stays as it is.
    void keep(const std::string& slot);

    // The payload of the current entry, or nullptr.
    [[nodiscard]] const Json* current(const std::string& type, const std::string& id) const;

    // Calls `visit` for every current object of the type.
    void for_each_current(
        const std::string& type,
        const std::function<void(const std::string& id, const Json& payload)>& visit) const;

    // The payload as stated or kept in this run, or nullptr.
    [[nodiscard]] const Json* stated(const std::string& type, const std::string& id) const;

    // Drafts a withdrawal for every current object that was neither stated nor kept, but for those
    // that `spared` says a later stage will deal with.
    void withdraw_others(
        const std::function<bool(const std::string& type, const std::string& id)>& spared);

    // SHA-256 over everything stated or kept so far: what a later stage depends on.
    [[nodiscard]] std::string digest() const;

    // The drafts so far, each with its subject (core/subjects.hpp); the journal goes on without
    // them.
    [[nodiscard]] std::vector<Draft> take_drafts();

private:
    using Slot = std::pair<std::string, std::string>;  // type, id
    struct Current {
        std::uint64_t index = 0;
        Json payload;
        std::string subject;
    };
    struct Stated {
        Json payload;
        std::string subject;
    };
    struct Pending {
        Draft draft;
        bool unchanged = false;  // to be recorded only when its subject is another
    };
    void draft(const Slot& slot, const Stated& stated);
    [[nodiscard]] std::map<Slot, std::string> subjects() const;

    std::map<Slot, Current> current_;
    std::map<Slot, Stated> stated_;
    std::vector<Pending> pending_;
};

}  // namespace isonomia::cli
