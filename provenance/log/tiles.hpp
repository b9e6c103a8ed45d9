// The tree's hashes kept as C2SP tlog-tiles: tile (level L, index N) holds the roots of the
// complete subtrees of 256^L leaves numbered 256 N to 256 N + 255. A tile that is not full yet is
// replaced when it grows. Storage is the caller's.
#pragma once

#include <functional>
#include <vector>

#include "provenance/log/merkle.hpp"

namespace isonomia::provenance {

inline constexpr unsigned tile_height = 8;
inline constexpr std::size_t tile_width = 256;

struct Tile {
    unsigned level = 0;
    std::uint64_t index = 0;
    std::vector<Digest> hashes;  // 1 to 256
};

// Reads the tile that is kept under (level, index).
using TileSource = std::function<Result<std::vector<Digest>>(unsigned level, std::uint64_t index)>;

class TileTree {
public:
    // The tree of `size` leaves, continued from its unfinished tiles. Error: P0203, a tile is not
    // as wide as the size asks for.
    [[nodiscard]] static Result<TileTree> load(std::uint64_t size, const TileSource& tiles);

    // Appends a leaf hash; tiles that became full are added to `full`.
    void append(const Digest& leaf, std::vector<Tile>& full);

    // The tiles that are begun and not full, lowest level first; some may be empty.
    [[nodiscard]] const std::vector<Tile>& unfinished() const { return open_; }
    [[nodiscard]] std::uint64_t size() const { return range_.size(); }
    [[nodiscard]] Digest root() const { return range_.root(); }

private:
    CompactRange range_;
    std::vector<Tile> open_ = {Tile{}};
};

// Finds any complete subtree's root in the tiles, for proofs. It remembers tiles: make it anew when
// the tree has grown.
[[nodiscard]] NodeSource nodes_of(TileSource tiles);

}  // namespace isonomia::provenance
