// The stored tree against the one that the entries make.
#include <fmt/format.h>

#include "provenance/verify/family.hpp"

namespace isonomia::provenance {

namespace {

constexpr const char* tree_implies =
    "the stored tree is not the tree of the entries; proofs made from it would be wrong";

class TreeChecks final : public CheckFamily {
public:
    using CheckFamily::CheckFamily;

    std::vector<Check*> checks() override { return {&tree_}; }

    void visit(const SeenEntry& /*entry*/) override { compare_full(); }

    void finish() override {
        compare_full();
        for (const Tile& tile : inspection_.tree.unfinished())
            if (!tile.hashes.empty()) compare(tile);
        const auto rows = inspection_.store->row_count("tiles");
        if (!rows)
            mark(tree_, rows.error(), tree_implies);
        else if (*rows != tree_.checked)
            mark_failed(tree_, "there are tiles of no entries", tree_implies);
        mark_passed(tree_);
    }

private:
    void compare_full() {
        for (const Tile& tile : inspection_.full)
            compare(tile);
        inspection_.full.clear();
    }

    void compare(const Tile& tile) {
        ++tree_.checked;
        const auto kept = inspection_.store->tile(tile.level, tile.index);
        if (!kept) return mark(tree_, kept.error(), tree_implies);
        if (*kept != tile.hashes)
            mark_failed(tree_,
                        fmt::format("tile {} of level {} is not that of the entries", tile.index,
                                    tile.level),
                        tree_implies);
    }

    Check tree_ = new_check("tree", "The stored tree is the tree of the entries", "tiles");
};

}  // namespace

Family tree_checks(Inspection& inspection) { return std::make_unique<TreeChecks>(inspection); }

}  // namespace isonomia::provenance
