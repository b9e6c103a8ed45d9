#include "reports/zip.hpp"

#include <array>
#include <memory>

#include <zip.h>

namespace isonomia::reports {

namespace {

constexpr zip_uint16_t first_dos_date = (1U << 5U) | 1U;  // 1980-01-01

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

Error not_written(const char* why) {
    return system_error("D0010", std::string("the document could not be packed: ") + why);
}

Status add(zip_t* archive, const ZipEntry& entry) {
    // The archive reads the entry when it is closed; the caller keeps it until then.
    Source content(zip_source_buffer(archive, entry.content.data(), entry.content.size(), 0));
    if (!content) return fail(not_written(zip_strerror(archive)));
    const zip_int64_t index =
        zip_file_add(archive, entry.name.c_str(), content.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) return fail(not_written(zip_strerror(archive)));
    static_cast<void>(content.release());  // now the archive's
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(archive, at, 0, first_dos_date, 0) != 0 ||
        zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6) != 0)
        return fail(not_written(zip_strerror(archive)));
    return {};
}

Result<std::string> bytes_of(zip_source_t* buffer) {
    zip_stat_t facts;
    if (zip_source_stat(buffer, &facts) != 0 || zip_source_open(buffer) != 0)
        return fail(not_written(zip_error_strerror(zip_source_error(buffer))));
    std::string bytes(facts.size, '\0');
    const zip_int64_t read = zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    if (read < 0 || static_cast<zip_uint64_t>(read) != bytes.size())
        return fail(not_written("the buffer was cut short"));
    return bytes;
}

}  // namespace

Result<std::string> zip(const std::vector<ZipEntry>& entries) {
    zip_error_t error;
    zip_error_init(&error);
    Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!buffer) return fail(not_written(zip_error_strerror(&error)));
    zip_source_keep(buffer.get());  // read after the archive has let go of it
    Archive archive(zip_open_from_source(buffer.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_source_free(buffer.get());
        return fail(not_written(zip_error_strerror(&error)));
    }
    for (const ZipEntry& entry : entries)
        if (auto status = add(archive.get(), entry); !status) return fail(status.error());
    if (zip_close(archive.get()) != 0) return fail(not_written(zip_strerror(archive.get())));
    static_cast<void>(archive.release());  // closed
    return bytes_of(buffer.get());
}

namespace {

Error damaged(const std::string& file, const char* why) {
    return input_error("D0011", "'" + file + "' is no whole DOCX file: " + why)
        .at({file, 0, 0})
        .hinted("save it again as DOCX with the program in which it was edited");
}

Error too_large(const std::string& file) {
    return input_error("D0012", "'" + file + "' unpacks to more than a report can hold");
}

Result<std::string> unpack(zip_t* archive, zip_uint64_t index, std::uint64_t bytes_max,
                           const std::string& file) {
    const std::unique_ptr<zip_file_t, Discard> entry(zip_fopen_index(archive, index, 0));
    if (!entry) return fail(damaged(file, zip_strerror(archive)));
    std::string content;
    std::array<char, 65536> block{};
    while (true) {
        const zip_int64_t read = zip_fread(entry.get(), block.data(), block.size());
        if (read < 0) return fail(damaged(file, "an entry is damaged"));
        if (read == 0) return content;
        content.append(block.data(), static_cast<std::size_t>(read));
        if (content.size() > bytes_max) return fail(too_large(file));
    }
}

}  // namespace

Result<std::map<std::string, std::string, std::less<>>> unzip(std::string_view bytes,
                                                              const std::string& file,
                                                              ZipLimits limits) {
    constexpr std::size_t shortest_archive = 22;  // libzip takes an empty file for an empty archive
    if (bytes.size() < shortest_archive) return fail(damaged(file, "it is too short"));
    zip_error_t error;
    zip_error_init(&error);
    Source buffer(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error));
    if (!buffer) return fail(damaged(file, zip_error_strerror(&error)));
    const Archive archive(zip_open_from_source(buffer.get(), ZIP_RDONLY, &error));
    if (!archive) return fail(damaged(file, zip_error_strerror(&error)));
    static_cast<void>(buffer.release());  // now the archive's
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count < 0) return fail(damaged(file, "it has no entries"));
    if (static_cast<std::uint64_t>(count) > limits.entries_max) return fail(too_large(file));
    std::map<std::string, std::string, std::less<>> entries;
    std::uint64_t left = limits.bytes_max;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        const char* name = zip_get_name(archive.get(), i, 0);
        if (name == nullptr) return fail(damaged(file, "an entry has no name"));
        auto content = unpack(archive.get(), i, left, file);
        if (!content) return fail(content.error());
        left -= content->size();
        if (!entries.emplace(name, std::move(*content)).second)
            return fail(damaged(file, "two entries have one name"));
    }
    return entries;
}

}  // namespace isonomia::reports
