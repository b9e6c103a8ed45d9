#include "provenance/log/merkle.hpp"

#include <bit>
#include <map>

#include "core/files.hpp"
#include "core/json.hpp"
#include "core/subprocess.hpp"
#include "provenance/log/tiles.hpp"
#include "tests/catch.hpp"
#include "tests/shared_data.hpp"

using namespace isonomia;
using namespace isonomia::provenance;

namespace {

std::vector<Digest> leaves(std::size_t count) {
    std::vector<Digest> hashes;
    for (std::size_t i = 0; i < count; ++i)
        hashes.push_back(leaf_hash("entry " + std::to_string(i)));
    return hashes;
}

// The definition of RFC 9162 §2.1.1, word for word: the oracle.
Digest root_by_definition(std::span<const Digest> hashes) {
    if (hashes.empty()) return sha256(std::string_view());
    if (hashes.size() == 1) return hashes.front();
    const std::size_t k = std::bit_floor(hashes.size() - 1);
    std::string node = "\x01";
    for (const Digest& side :
         {root_by_definition(hashes.first(k)), root_by_definition(hashes.subspan(k))})
        node.append(side.begin(), side.end());
    return sha256(node);
}

NodeSource nodes_over(const std::vector<Digest>& hashes) {
    return [&](unsigned level, std::uint64_t index) -> Result<Digest> {
        const std::size_t width = std::size_t{1} << level;
        return root_by_definition(std::span(hashes).subspan(index * width, width));
    };
}

Digest digest_of(const Json& test, const char* name) {
    const auto digest = digest_from_base64(*test.find(name)->string());
    // Vectors with a root that is no hash at all must be refused: any digest does.
    return digest ? *digest : Digest{};
}

std::uint64_t number_of(const Json& test, const char* name) {
    const double value = *test.find(name)->number();
    return value >= 0x1p64 ? ~0ULL : static_cast<std::uint64_t>(value);  // 2^64 - 1 as a double
}

// [start, end) is a node of some tree, whole or at its right edge:
// draft-ietf-plants-merkle-tree-certs calls nothing else a subtree. This log proves only subtrees
// that begin with its first entry.
bool is_subtree(std::uint64_t start, std::uint64_t end) {
    return start < end && (start == 0 || start % std::bit_ceil(end - start) == 0);
}

bool accepts_inclusion(const Json& test, std::span<const Digest> proof) {
    const bool of_subtree = test.find("start") != nullptr;
    const std::uint64_t start = of_subtree ? number_of(test, "start") : 0;
    const std::uint64_t end = number_of(test, of_subtree ? "end" : "treeSize");
    const std::uint64_t leaf = number_of(test, "leafIdx");
    if (of_subtree && (!is_subtree(start, end) || leaf < start)) return false;
    return digest_from_base64(*test.find("leafHash")->string()) &&
           digest_from_base64(*test.find("root")->string()) &&
           verify_inclusion(digest_of(test, "leafHash"), leaf - start, end - start, proof,
                            digest_of(test, "root"));
}

bool accepts_consistency(const Json& test, std::span<const Digest> proof) {
    const bool of_subtree = test.find("start") != nullptr;
    if (of_subtree && number_of(test, "start") != 0) {
        // None asks for more; one that did would need another verifier than this log has.
        CHECK_FALSE(is_subtree(number_of(test, "start"), number_of(test, "end")));
        return false;
    }
    return digest_from_base64(*test.find("root1")->string()) &&
           digest_from_base64(*test.find("root2")->string()) &&
           verify_consistency(number_of(test, of_subtree ? "end" : "size1"),
                              number_of(test, of_subtree ? "size" : "size2"),
                              digest_of(test, "root1"), digest_of(test, "root2"), proof);
}

// Whether our verifier accepts the vector.
bool accepted(const std::string& kind, const Json& test) {
    std::vector<std::string> lines;
    if (const auto* proof = test.find("proof")->array())
        for (const Json& hash : *proof)
            lines.push_back(*hash.string());
    const auto proof = proof_from_base64(lines);
    if (!proof) return false;
    return kind.ends_with("inclusion") ? accepts_inclusion(test, *proof)
                                       : accepts_consistency(test, *proof);
}

// Vectors take two things for valid that prove nothing here: a root that is no digest of 32 bytes,
// and an empty subtree.
bool is_laxer_than_we(const std::string& kind, const Json& test) {
    return kind.ends_with("consistency") &&
           (!digest_from_base64(*test.find("root1")->string()) ||
            (test.find("start") != nullptr && number_of(test, "start") == number_of(test, "end")));
}

}  // namespace

TEST_CASE("proofs of nothing and for nothing are refused") {
    const auto hashes = leaves(3);
    const NodeSource nodes = nodes_over(hashes);
    const Digest root = root_by_definition(hashes);
    CHECK_FALSE(inclusion_proof(3, 3, nodes));
    CHECK_FALSE(inclusion_proof(0, 0, nodes));
    CHECK_FALSE(consistency_proof(0, 3, nodes));
    CHECK_FALSE(consistency_proof(4, 3, nodes));
    CHECK_FALSE(verify_inclusion(hashes[0], 0, 0, {}, root));
    CHECK_FALSE(verify_inclusion(hashes[0], ~0ULL, ~0ULL, {}, root));
    CHECK_FALSE(verify_consistency(0, 3, empty_root(), root, {}));
    CHECK_FALSE(verify_consistency(0, 0, empty_root(), empty_root(), {}));
    CHECK_FALSE(digest_from_base64("AAAA"));
    CHECK_FALSE(digest_from_base64(""));
}

TEST_CASE("a node cannot pass as an entry (second preimage)") {
    const auto hashes = leaves(2);
    std::string node;
    for (const Digest& hash : hashes)
        node.append(hash.begin(), hash.end());
    CHECK(leaf_hash(node) != root_by_definition(hashes));
    CHECK(leaf_hash("\x01" + node) != root_by_definition(hashes));
}

TEST_CASE("roots and proofs of every small tree agree with the definition") {
    const auto all = leaves(40);
    CompactRange range;
    CHECK(range.root() == empty_root());
    for (std::size_t size = 1; size <= all.size(); ++size) {
        const std::vector<Digest> hashes(all.begin(),
                                         all.begin() + static_cast<std::ptrdiff_t>(size));
        range.append(hashes.back());
        const Digest root = root_by_definition(hashes);
        REQUIRE(range.root() == root);
        const NodeSource nodes = nodes_over(hashes);
        for (std::size_t i = 0; i < size; ++i) {
            const auto proof = inclusion_proof(i, size, nodes);
            REQUIRE(proof);
            REQUIRE(verify_inclusion(hashes[i], i, size, *proof, root));
            if (size > 1) REQUIRE_FALSE(verify_inclusion(hashes[i], i ^ 1U, size, *proof, root));
            const Digest earlier = root_by_definition(std::span(hashes).first(i + 1));
            const auto consistency = consistency_proof(i + 1, size, nodes);
            REQUIRE(consistency);
            REQUIRE(verify_consistency(i + 1, size, earlier, root, *consistency));
            if (i + 1 < size)
                REQUIRE_FALSE(verify_consistency(i + 1, size, root, root, *consistency));
        }
    }
}

TEST_CASE("tiles give the same tree, also when continued from storage") {
    const auto hashes = leaves(256 * 3 + 5);
    std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>> kept;
    const TileSource source = [&](unsigned level,
                                  std::uint64_t index) -> Result<std::vector<Digest>> {
        return kept[{level, index}];
    };
    TileTree tree;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        std::vector<Tile> full;
        tree.append(hashes[i], full);
        for (const Tile& tile : full)
            kept[{tile.level, tile.index}] = tile.hashes;
        for (const Tile& tile : tree.unfinished())
            kept[{tile.level, tile.index}] = tile.hashes;
        if (i % 83 != 0 && i + 1 != hashes.size()) continue;
        const Digest root = root_by_definition(std::span(hashes).first(i + 1));
        REQUIRE(tree.root() == root);
        auto loaded = TileTree::load(i + 1, source);
        REQUIRE(loaded);
        REQUIRE(loaded->root() == root);
        REQUIRE(*root_at(i + 1, nodes_of(source)) == root);
        const auto proof = inclusion_proof(i / 2, i + 1, nodes_of(source));
        REQUIRE(proof);
        REQUIRE(verify_inclusion(hashes[i / 2], i / 2, i + 1, *proof, root));
        tree = std::move(*loaded);
    }
    CHECK_FALSE(TileTree::load(hashes.size() + 1, source));
}

TEST_CASE("every public vector of inclusion and consistency is judged rightly") {
    const auto archive = tests::shared_data("vectors/merkle.tar.gz");
    if (!archive) {
        WARN("not run: vectors/merkle.tar.gz is absent");
        return;
    }
    const tests::ScratchFolder scratch;
    const auto unpacked =
        run_process({"/usr/bin/tar", "-xzf", archive->string(), "-C", scratch.path().string()}, "");
    REQUIRE(unpacked);
    REQUIRE(unpacked->exit_code == 0);
    DiskFiles files;
    std::map<std::string, int> judged;
    for (const auto& file : fs::recursive_directory_iterator(scratch.path())) {
        if (!file.is_regular_file()) continue;
        const auto test = parse_json(*files.read(file.path(), 1 << 20), file.path().string());
        REQUIRE(test);
        INFO(file.path().string());
        const std::string kind = *file.path().lexically_relative(scratch.path()).begin();
        const bool valid = !*test->find("wantErr")->boolean();
        const bool laxer = valid && is_laxer_than_we(kind, *test);
        CHECK(accepted(kind, *test) == (valid && !laxer));
        ++judged[kind];
        if (valid) ++judged[laxer ? "refused all the same" : "accepted"];
    }
    CHECK(judged == std::map<std::string, int>{{"inclusion", 98},
                                               {"consistency", 98},
                                               {"subtreeinclusion", 204},
                                               {"subtreeconsistency", 118},
                                               {"accepted", 28},
                                               {"refused all the same", 8}});
}
