// The file and its tables, before anything in them is read.
#include <future>

#include "provenance/store/sqlite_file.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* soundness_implies =
    "nothing in this folder can be relied on until an intact copy is found";

class DatabaseChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&sound_}; }

    // Looking at every page takes long, so it goes beside the walk over the entries.
    void begin() override {
        const Store& store = *inspection_.store;
        if (auto ours = store.check_schema(); !ours)
            return mark(sound_, ours.error(), soundness_implies);
        pages_ = std::async(std::launch::async, [folder = inspection_.folder] {
            const auto second = Snapshot::open(folder);
            return second ? std::optional(second->store().check_pages()) : std::nullopt;
        });
    }

    void finish() override {
        if (!pages_.valid()) return;
        const Store& store = *inspection_.store;
        const auto beside = pages_.get();  // nothing when a writer waits for this snapshot to end
        const Status sound = beside ? *beside : store.check_pages();
        if (!sound) return mark(sound_, sound.error(), soundness_implies);
        const auto pages = store.page_count();
        if (!pages) return mark(sound_, pages.error(), soundness_implies);
        sound_.checked = *pages;
        mark_passed(sound_);
    }

private:
    std::future<std::optional<Status>> pages_;
    Check sound_ = new_check(
        "database", "The database is sound and holds nothing that is not the ledger's", "pages");
};

}  // namespace

Family database_checks(Inspection& inspection) {
    return std::make_unique<DatabaseChecks>(inspection);
}

}  // namespace isonomia::provenance
