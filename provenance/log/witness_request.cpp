#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"
#include "provenance/log/witness.hpp"

namespace isonomia::provenance {

namespace {

constexpr std::string_view old_word = "old ";
constexpr std::size_t proof_lines_max = 63;

tl::unexpected<Error> not_a_request(const std::string& why) {
    return fail(input_error("P0704", "not a request to a witness: " + why)
                    .hinted("hand over the file that 'isonomia witness request' wrote, or the file "
                            "'checkpoint' of the case folder, unchanged"));
}

}  // namespace

std::string to_text(const WitnessRequest& request) {
    if (!request.old_size) return request.note;
    std::string text = fmt::format("{}{}\n", old_word, *request.old_size);
    for (const Digest& hash : request.proof)
        text += base64(hash) + "\n";
    return text + "\n" + request.note;
}

Result<WitnessRequest> parse_witness_request(std::string_view bytes) {
    WitnessRequest request;
    if (bytes.starts_with(old_word)) {
        const auto parting = bytes.find("\n\n");
        if (parting == std::string_view::npos)
            return not_a_request("it ends before the checkpoint");
        const auto lines = split(bytes.substr(0, parting), '\n');
        request.old_size = parse_tree_size(lines.front().substr(old_word.size()));
        if (!request.old_size) return not_a_request("the first line does not name a size");
        if (lines.size() - 1 > proof_lines_max) return not_a_request("its proof is too long");
        const std::vector<std::string> hashes(lines.begin() + 1, lines.end());
        const auto proof = proof_from_base64(hashes);
        if (!proof) return not_a_request("a line of its proof is not a hash");
        if (*request.old_size == 0 && !proof->empty())
            return not_a_request("there is a proof where nothing is to be proved");
        request.proof = *proof;
        bytes.remove_prefix(parting + 2);
    }
    const auto checkpoint = parse_checkpoint(bytes);
    if (!checkpoint)
        return fail(input_error(checkpoint.error().code, checkpoint.error().message)
                        .hinted("copy the file again as a whole, line ends included"));
    if (request.old_size && *request.old_size > checkpoint->checkpoint.size)
        return not_a_request("its proof begins after the end of the checkpoint");
    request.note = bytes;
    return request;
}

}  // namespace isonomia::provenance
