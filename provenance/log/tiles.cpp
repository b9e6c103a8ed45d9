#include "provenance/log/tiles.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr std::size_t tiles_kept_max = 16;  // of 8 KiB: a path crosses two of each level

tl::unexpected<Error> wrong_width(unsigned level, std::uint64_t index) {
    return fail(integrity_error(
        "P0203", fmt::format("tile {} of level {} is not as wide as it should be", index, level)));
}

}  // namespace

Result<TileTree> TileTree::load(std::uint64_t size, const TileSource& tiles) {
    TileTree tree;
    for (unsigned level = 0; (size >> (tile_height * level)) > 0; ++level) {
        const std::uint64_t hashes = size >> (tile_height * level);
        Tile tile{level, hashes / tile_width, {}};
        if (hashes % tile_width != 0) {
            auto kept = tiles(level, tile.index);
            if (!kept) return fail(kept.error());
            if (kept->size() != hashes % tile_width) return wrong_width(level, tile.index);
            tile.hashes = std::move(*kept);
        }
        tree.open_.resize(std::max<std::size_t>(tree.open_.size(), level + 1));
        tree.open_[level] = std::move(tile);
        if (tile_height * (level + 1) >= 64) break;
    }
    for (auto it = tree.open_.rbegin(); it != tree.open_.rend(); ++it)
        for (const Digest& hash : it->hashes)
            tree.range_.append(hash, tile_height * it->level);
    return tree;
}

void TileTree::append(const Digest& leaf, std::vector<Tile>& full) {
    open_.front().hashes.push_back(leaf);
    range_.append(leaf, 0, [&](unsigned height, const Digest& root) {
        if (height % tile_height != 0) return;
        const unsigned level = height / tile_height;  // of the tile in which the root belongs
        Tile next{level - 1, open_[level - 1].index + 1, {}};
        next.hashes.reserve(tile_width);
        full.push_back(std::exchange(open_[level - 1], std::move(next)));
        if (level == open_.size()) open_.push_back(Tile{level, 0, {}});
        open_[level].hashes.push_back(root);
    });
}

// A proof asks for a dozen hashes of the same few tiles.
NodeSource nodes_of(TileSource tiles) {
    using Kept = std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>>;
    return [tiles = std::move(tiles), kept = std::make_shared<Kept>()](
               unsigned level, std::uint64_t index) -> Result<Digest> {
        const unsigned tile_level = level / tile_height;
        const unsigned rest = level % tile_height;  // 2^rest neighbouring hashes of one tile
        const std::uint64_t first = index << rest;
        const std::pair place{tile_level, first / tile_width};
        auto tile = kept->find(place);
        if (tile == kept->end()) {
            auto read = tiles(place.first, place.second);
            if (!read) return fail(read.error());
            if (kept->size() >= tiles_kept_max) kept->clear();
            tile = kept->emplace(place, std::move(*read)).first;
        }
        const std::size_t begin = first % tile_width;
        const std::size_t count = std::size_t{1} << rest;
        if (begin + count > tile->second.size()) return wrong_width(place.first, place.second);
        return subtree_root(std::span(tile->second).subspan(begin, count));
    };
}

}  // namespace isonomia::provenance
