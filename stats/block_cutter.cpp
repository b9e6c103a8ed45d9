#include "stats/block_cutter.hpp"

#include <algorithm>

#include "stats/byte_search.hpp"

namespace isonomia::stats {

namespace {

// Behind the last line end in [from, to) with an even number of quotes before it; nullptr when
// there is none. `odd`: whether there is an odd number of quotes before `to`.
const char* last_row_end(const char* from, const char* to, bool odd) {
    while (to != from) {
        const void* const found = memrchr(from, '\n', static_cast<std::size_t>(to - from));
        if (found == nullptr) return nullptr;
        const char* const line_end = static_cast<const char*>(found);
        odd ^= odd_number_of(line_end, to, '"');
        if (!odd) return line_end + 1;
        to = line_end;
    }
    return nullptr;
}

}  // namespace

Status BlockCutter::fill(std::vector<char>& space, std::size_t& size) {
    const std::size_t wanted = size + options_.chunk_bytes;
    if (space.size() < wanted) space.resize(wanted);
    while (size < wanted) {
        const auto read = source_({space.data() + size, wanted - size});
        if (!read) return fail(read.error());
        if (*read == 0) {
            ended_ = true;
            return {};
        }
        size += *read;
        bytes_ += *read;
    }
    return {};
}

Result<TableBlock> BlockCutter::next(std::vector<char>& space) {
    if (ended_) return TableBlock{};
    std::size_t size = begun_.size();
    if (space.size() < size) space.resize(size);
    std::copy(begun_.begin(), begun_.end(), space.begin());
    std::size_t looked_at = 0;
    bool odd = false;  // number of quotes before looked_at
    while (true) {
        if (auto status = fill(space, size); !status) return tl::unexpected(status.error());
        const char* const begin = space.data();
        if (ended_) return TableBlock{{begin, size}, false};
        odd ^= odd_number_of(begin + looked_at, begin + size, '"');
        if (const char* end = last_row_end(begin + looked_at, begin + size, odd)) {
            begun_.assign(end, begin + size);
            return TableBlock{{begin, end}, false};
        }
        looked_at = size;
        if (size > options_.row_bytes_max) {
            ended_ = true;
            return TableBlock{{begin, size}, true};
        }
    }
}

}  // namespace isonomia::stats
