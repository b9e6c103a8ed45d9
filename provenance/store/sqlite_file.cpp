#include "provenance/store/sqlite_file.hpp"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

namespace isonomia::provenance {

namespace {

constexpr std::size_t header_size = 100;

std::uint32_t big_endian(Bytes page, std::size_t offset, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8U | page[offset + i];
    return value;
}

// Fields that every ledger has alike; what SQLite changes from write to write is not among them.
Status check_header(Bytes page, std::uint64_t page_size, std::uint64_t file_size) {
    struct Field {
        std::size_t offset;
        std::size_t size;
        std::uint32_t value;
        const char* name;
    };
    static constexpr Field fields[] = {
        {18, 1, 1, "write version"},      {19, 1, 1, "read version"},
        {20, 1, 0, "reserved space"},     {21, 1, 64, "maximal fraction"},
        {22, 1, 32, "minimal fraction"},  {23, 1, 32, "leaf fraction"},
        {44, 4, 4, "schema format"},      {48, 4, 0, "cache size"},
        {52, 4, 0, "automatic vacuum"},   {56, 4, 1, "text encoding"},
        {64, 4, 0, "incremental vacuum"},
    };
    for (const Field& field : fields)
        if (big_endian(page, field.offset, field.size) != field.value)
            return damaged_database(
                fmt::format("the header's field '{}' has another value", field.name));
    if (std::any_of(page.begin() + 72, page.begin() + 92,
                    [](std::uint8_t byte) { return byte != 0; }))
        return damaged_database("the header's reserved bytes are not zero");
    if (big_endian(page, 24, 4) != big_endian(page, 92, 4))
        return damaged_database("the header's two change counters differ");
    if (big_endian(page, 28, 4) * page_size != file_size)
        return damaged_database("the file is longer or shorter than its header says");
    return {};
}

}  // namespace

tl::unexpected<Error> damaged_database(const std::string& why) {
    return fail(integrity_error("P0104", "the ledger's database is damaged: " + why));
}

bool can_be_read(const fs::path& path) {
    std::error_code problem;
    if (!fs::is_regular_file(path, problem)) return true;
    std::ifstream file(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20U);
    while (file.read(block.data(), static_cast<std::streamsize>(block.size()))) {
    }
    return file.eof();
}

std::optional<std::uint32_t> writes_of(const fs::path& path) {
    std::error_code problem;
    if (!fs::is_regular_file(path, problem)) return std::nullopt;  // a pipe would never end
    std::ifstream file(path, std::ios::binary);
    std::vector<std::uint8_t> page(header_size);
    if (!file.read(reinterpret_cast<char*>(page.data()), header_size)) return std::nullopt;
    return big_endian(page, 24, 4);
}

Status check_database_file(const fs::path& path) {
    const auto unreadable = [&] {
        return fail(system_error("F0001", fmt::format("cannot read '{}'", path.string())));
    };
    std::error_code problem;
    const std::uint64_t file_size = fs::file_size(path, problem);
    std::ifstream file(path, std::ios::binary);
    std::vector<std::uint8_t> page(header_size);
    if (problem || !file.read(reinterpret_cast<char*>(page.data()), header_size))
        return unreadable();
    std::uint32_t page_size = big_endian(page, 16, 2);
    if (page_size == 1) page_size = 65536;
    if (page_size < 512 || (page_size & (page_size - 1)) != 0)
        return damaged_database("its page size is none");
    return check_header(page, page_size, file_size);
}

}  // namespace isonomia::provenance
