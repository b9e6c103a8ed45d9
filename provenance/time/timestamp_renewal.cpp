#include "provenance/time/timestamp_renewal.hpp"

#include <algorithm>

#include "core/json.hpp"

namespace isonomia::provenance {

namespace {

Digest512 sha512(std::string_view bytes) {
    const ByteString digest = imprint_of(bytes, ImprintHash::sha512);
    Digest512 result{};
    std::copy(digest.begin(), digest.end(), result.begin());
    return result;
}

Digest512 node(const Digest512& left, const Digest512& right) {
    std::string bytes("\x01");
    bytes.append(left.begin(), left.end()).append(right.begin(), right.end());
    return sha512(bytes);
}

}  // namespace

void Sha512Tree::append(std::string_view leaf) {
    std::string bytes(1, '\0');
    Subtree next{0, sha512(bytes.append(leaf))};
    while (!subtrees_.empty() && subtrees_.back().level == next.level) {
        next = {next.level + 1, node(subtrees_.back().hash, next.hash)};
        subtrees_.pop_back();
    }
    subtrees_.push_back(next);
    ++size_;
}

Digest512 Sha512Tree::root() const {
    if (subtrees_.empty()) return sha512("");
    Digest512 hash = subtrees_.back().hash;
    for (auto it = subtrees_.rbegin() + 1; it != subtrees_.rend(); ++it)
        hash = node(it->hash, hash);
    return hash;
}

std::string renewal_statement(std::string_view checkpoint_text, const Digest512& root,
                              const std::vector<ByteString>& tokens) {
    Json::Array digests;
    for (const ByteString& token : tokens)
        digests.emplace_back(hex(
            sha512(std::string_view(reinterpret_cast<const char*>(token.data()), token.size()))));
    return canonical(Json::Object{{"checkpoint", checkpoint_text},
                                  {"root_sha512", base64(root)},
                                  {"timestamps", std::move(digests)},
                                  {"type", "isonomia/v1/renewal"}});
}

Result<std::map<std::uint64_t, Digest512>> sha512_roots(const Store& store,
                                                        const std::set<std::uint64_t>& sizes) {
    std::map<std::uint64_t, Digest512> roots;
    Sha512Tree tree;
    if (sizes.contains(0)) roots.emplace(0, tree.root());
    const auto walked = store.for_each_entry([&](const EntryRow& row) -> Status {
        tree.append(row.leaf);
        if (sizes.contains(tree.size())) roots.emplace(tree.size(), tree.root());
        return {};
    });
    if (!walked) return fail(walked.error());
    if (roots.size() != sizes.size())
        return fail(integrity_error("P0104", "the ledger has fewer entries than a checkpoint"));
    return roots;
}

}  // namespace isonomia::provenance
