// ONNX files of a few bytes, written as the wire format has them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace isonomia::tests {

// A message of the wire format.
inline std::string varint(std::uint64_t n) {
    std::string out;
    for (; n > 127; n >>= 7U)
        out += static_cast<char>((n & 127U) | 128U);
    return out + static_cast<char>(n);
}
inline std::string field(unsigned number, const std::string& bytes) {
    return varint(number << 3U | 2U) + varint(bytes.size()) + bytes;
}
inline std::string whole(unsigned number, std::uint64_t n) {
    return varint(number << 3U) + varint(n);
}
inline std::string floats(const std::string& name, const std::vector<float>& values) {
    std::string packed(reinterpret_cast<const char*>(values.data()), values.size() * 4);
    return field(5, field(1, name) + field(7, packed));
}
inline std::string integers(const std::string& name, const std::vector<std::uint64_t>& values) {
    std::string list;
    for (const auto value : values)
        list += whole(8, value);
    return field(5, field(1, name) + list);
}
inline std::string texts(const std::string& name, const std::vector<std::string>& values) {
    std::string list;
    for (const auto& value : values)
        list += field(9, value);
    return field(5, field(1, name) + list);
}
inline std::string word(const std::string& name, const std::string& value) {
    return field(5, field(1, name) + field(4, value));
}
// A graph with one input 'X', two wide, of the given element type (1: floats).
inline std::string onnx_file(const std::vector<std::string>& nodes, std::uint64_t element = 1) {
    const std::string shape = field(2, field(1, "") + field(1, whole(1, 2)));
    const std::string input = field(1, "X") + field(2, field(1, whole(1, element) + shape));
    std::string graph;
    for (const std::string& node : nodes)
        graph += field(1, node);
    return whole(1, 8) + field(2, "test") + field(7, graph + field(11, input));
}
inline std::string onnx_node(const std::string& op, const std::string& from, const std::string& to,
                             const std::string& attributes) {
    return field(1, from) + field(2, to) + field(4, op) + attributes;
}
inline std::string onnx_stump(const std::string& mode, std::uint64_t child) {
    return field(1, "X") + field(2, "Y") + field(4, "TreeEnsembleRegressor") +
           integers("nodes_treeids", {0, 0, 0}) + integers("nodes_nodeids", {0, 1, 2}) +
           integers("nodes_featureids", {1, 0, 0}) + floats("nodes_values", {.5F, 0, 0}) +
           texts("nodes_modes", {mode, "LEAF", "LEAF"}) + integers("nodes_truenodeids", {1, 0, 0}) +
           integers("nodes_falsenodeids", {child, 0, 0}) + integers("target_treeids", {0, 0}) +
           integers("target_nodeids", {1, 2}) + integers("target_ids", {0, 0}) +
           floats("target_weights", {10, 20});
}

}  // namespace isonomia::tests
