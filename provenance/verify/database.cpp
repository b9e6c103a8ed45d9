// The file and its tables, before anything in them is read.
#include "provenance/sqlite_file.hpp"
#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* implies =
    "nothing in this folder can be relied on until an intact copy is found";

class DatabaseChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&sound_}; }

    void begin() override {
        const Store& store = *inspection_.store;
        for (const Status& status : {store.check_schema(), store.check_pages()})
            if (!status) return mark(sound_, status.error(), implies);
        const auto pages = store.page_count();
        if (!pages) return mark(sound_, pages.error(), implies);
        sound_.checked = *pages;
        mark_passed(sound_);
    }

private:
    Check sound_ = new_check(
        "database", "The database is sound and holds nothing that is not the ledger's", "pages");
};

}  // namespace

Family database_checks(Inspection& inspection) {
    return std::make_unique<DatabaseChecks>(inspection);
}

}  // namespace isonomia::provenance
