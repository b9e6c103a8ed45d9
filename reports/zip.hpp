// Zip archives in memory: the container of DOCX. libzip shows in zip.cpp alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace isonomia::reports {

struct ZipEntry {
    std::string name;  // path inside the archive, '/' between folders
    std::string content;
};

// The entries in the given order, deflated, dated 1980-01-01 like all archives of this program: the
// same entries give the same bytes. Error: D0010.
[[nodiscard]] Result<std::string> zip(const std::vector<ZipEntry>& entries);

struct ZipLimits {
    std::uint64_t entries_max = 4096;
    std::uint64_t bytes_max = std::uint64_t{256} << 20U;  // unpacked, all entries together
};

// Unpacks what somebody sent. Sizes are counted while unpacking, whatever the archive says of
// itself. Errors: D0011 no zip archive, or a damaged one; D0012 larger than the limits.
[[nodiscard]] Result<std::map<std::string, std::string, std::less<>>> unzip(
    std::string_view archive, const std::string& file, ZipLimits limits = {});

}  // namespace isonomia::reports
