// The ledger as a folder that other programs read: C2SP tlog-tiles (c2sp.org/tlog-tiles), in
// docs/exports/tiles.md. The tree is computed again from the entries, so that no folder is handed
// out whose checkpoint does not fit it.
#include <fmt/format.h>

#include "provenance/export.hpp"
#include "provenance/ledger_head.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::size_t bundled_bytes_max = 65535;  // a length has 16 bits

// 1234067 -> 'x001/x234/067'; with '.p/W' for the first W of 256.
std::string path_of(const std::string& folder, std::uint64_t index, std::size_t width) {
    std::string number = fmt::format("{:03}", index % 1000);
    for (index /= 1000; index > 0; index /= 1000)
        number = fmt::format("x{:03}/", index % 1000) + number;
    const std::string part = width < tile_width ? fmt::format(".p/{}", width) : "";
    return fmt::format("tile/{}/{}{}", folder, number, part);
}

std::string bytes_of(const Tile& tile) {
    std::string bytes;
    for (const Digest& hash : tile.hashes)
        bytes.append(hash.begin(), hash.end());
    return bytes;
}

class TileWriter {
public:
    explicit TileWriter(const ExportSink& sink) : sink_(sink) {}

    Status add(std::string_view leaf) {
        if (leaf.size() > bundled_bytes_max)
            return fail(
                input_error("P1004", fmt::format("entry {} has {} bytes, more than the {} "
                                                 "that tiles allow",
                                                 tree_.size(), leaf.size(), bundled_bytes_max)));
        bundle_ += static_cast<char>(leaf.size() >> 8U);
        bundle_ += static_cast<char>(leaf.size() & 0xFFU);
        bundle_ += leaf;
        std::vector<Tile> full;
        tree_.append(leaf_hash(leaf), full);
        for (const Tile& tile : full)
            if (auto put = write(tile); !put) return put;
        return tree_.size() % tile_width == 0 ? end_bundle() : Status{};
    }

    // What is not full yet.
    Status finish() {
        for (const Tile& tile : tree_.unfinished())
            if (auto put = tile.hashes.empty() ? Status{} : write(tile); !put) return put;
        return bundle_.empty() ? Status{} : end_bundle();
    }

    [[nodiscard]] const TileTree& tree() const { return tree_; }

private:
    Status write(const Tile& tile) {
        return sink_(path_of(std::to_string(tile.level), tile.index, tile.hashes.size()),
                     bytes_of(tile));
    }
    Status end_bundle() {
        const std::uint64_t last = tree_.size() - 1;
        const Status put =
            sink_(path_of("entries", last / tile_width, last % tile_width + 1), bundle_);
        bundle_.clear();
        return put;
    }

    const ExportSink& sink_;
    TileTree tree_;
    std::string bundle_;
};

Status write(const ExportSource& source, const ExportSink& sink) {
    const auto snapshot = Snapshot::open({source.folder});
    if (!snapshot) return fail(snapshot.error());
    const auto head = read_head(snapshot->store());
    if (!head) return fail(head.error());
    TileWriter writer(sink);
    if (auto walked = snapshot->store().for_each_entry(
            [&](const EntryRow& row) { return writer.add(row.leaf); });
        !walked)
        return walked;
    if (auto finished = writer.finish(); !finished) return finished;
    if (writer.tree().size() != head->checkpoint.size ||
        writer.tree().root() != head->checkpoint.root)
        return fail(integrity_error(
            "P0108", "the entries do not give the root that the last checkpoint signs"));
    return sink("checkpoint", head->note);
}

}  // namespace

Export tiles_export() {
    return {"tiles", "the log as C2SP tlog-tiles: commitments, no contents", "", &write};
}

}  // namespace isonomia::provenance
