#include "core/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/write_error.hpp"

namespace isonomia {

namespace {

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

tl::unexpected<Error> cannot_read(const fs::path& path, const std::string& why) {
    return fail(system_error("F0001", fmt::format("cannot read '{}': {}", path.string(), why))
                    .at({path.string(), 0, 0}));
}

tl::unexpected<Error> write_failed(const fs::path& path, int number = errno) {
    return fail(cannot_write(path, number));
}

std::string reason() { return std::strerror(errno); }

// Opens a regular file for reading; folders, devices and pipes would hang or never end.
Result<Descriptor> open_regular(const fs::path& path, std::uint64_t* size) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) return cannot_read(path, reason());
    struct stat facts{};
    if (::fstat(file.get(), &facts) != 0) return cannot_read(path, reason());
    if (!S_ISREG(facts.st_mode))
        return fail(input_error("F0003", fmt::format("'{}' is not a regular file", path.string()))
                        .at({path.string(), 0, 0})
                        .hinted("name a file; folders, devices and pipes cannot be taken in"));
    *size = static_cast<std::uint64_t>(facts.st_size);
    return file;
}

// Calls `sink(bytes)` for each block until the end of the file; sink returns false to stop.
template <class Sink>
Status for_each_block(int file, const fs::path& path, Sink&& sink) {
    constexpr std::size_t block_size = std::size_t{1} << 20U;
    std::vector<std::uint8_t> block(block_size);
    while (true) {
        const ssize_t got = ::read(file, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_read(path, reason());
        if (got == 0) return {};
        if (auto status = sink(Bytes(block.data(), static_cast<std::size_t>(got))); !status)
            return status;
    }
}

Status write_all(int file, Bytes bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(file, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return write_failed(path);
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

Status sync_folder(const fs::path& folder) {
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0 || ::fsync(handle.get()) != 0) return write_failed(folder);
    return {};
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

constexpr std::string_view pending_prefix = ".incoming-";

// A file under a temporary name that vanishes unless it is committed to its real one. It is locked
// as long as somebody writes to it, so that the others are known to be left over.
class PendingFile {
public:
    static Result<PendingFile> create(const fs::path& folder) {
        std::string name = (folder / (std::string(pending_prefix) + "XXXXXX")).string();
        Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
        if (file.get() < 0) return write_failed(folder);
        ::flock(file.get(), LOCK_EX | LOCK_NB);  // best effort: some file systems know no locks
        return PendingFile(std::move(file), name);
    }
    ~PendingFile() {
        if (!name_.empty()) ::unlink(name_.c_str());
    }
    PendingFile(PendingFile&& other) noexcept
        : file_(std::move(other.file_)), name_(std::exchange(other.name_, {})) {}
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;
    PendingFile& operator=(PendingFile&&) = delete;

    [[nodiscard]] int file() const { return file_.get(); }

    Status commit(const fs::path& target, mode_t mode) {
        if (::fchmod(file_.get(), mode) != 0 || ::fsync(file_.get()) != 0)
            return write_failed(target);
        if (::rename(name_.c_str(), target.c_str()) != 0) return write_failed(target);
        name_.clear();
        return sync_folder(folder_of(target));
    }

private:
    PendingFile(Descriptor file, std::string name)
        : file_(std::move(file)), name_(std::move(name)) {}
    Descriptor file_;
    std::string name_;
};

}  // namespace

Status Files::move_into(const fs::path& file, const fs::path& folder) {
    const fs::path target = folder / file.filename();
    std::error_code problem;
    if (fs::exists(fs::symlink_status(target, problem)))
        fs::remove(file, problem);
    else
        fs::rename(file, target, problem);
    if (problem) return write_failed(target, problem.value());
    if (auto synced = sync_folder(folder); !synced) return synced;
    return sync_folder(folder_of(file));
}

Status Files::destroy(const fs::path& file) {
    std::error_code problem;
    const auto status = fs::symlink_status(file, problem);
    if (!fs::exists(status)) return {};
    if (fs::is_regular_file(status)) {
        fs::permissions(file, fs::perms::owner_write, fs::perm_options::add, problem);
        const Descriptor handle(::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        if (handle.get() < 0) return write_failed(file);
        const std::vector<std::uint8_t> zeros(std::size_t{1} << 16U);
        for (std::uint64_t left = fs::file_size(file, problem); left > 0 && !problem;) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, zeros.size()));
            if (auto put = write_all(handle.get(), Bytes(zeros).first(size), file); !put)
                return put;
            left -= size;
        }
        if (::fsync(handle.get()) != 0) return write_failed(file);
    }
    fs::remove(file, problem);
    if (problem) return write_failed(file, problem.value());
    return sync_folder(folder_of(file));
}

Result<std::string> DiskFiles::read(const fs::path& path, std::uint64_t bytes_max) {
    std::uint64_t size = 0;
    auto file = open_regular(path, &size);
    if (!file) return fail(file.error());
    std::string content;
    content.reserve(std::min(size, bytes_max));
    const auto status = for_each_block(file->get(), path, [&](Bytes block) -> Status {
        if (content.size() + block.size() > bytes_max)
            return fail(input_error("F0004", fmt::format("'{}' is larger than {} bytes",
                                                         path.string(), bytes_max))
                            .at({path.string(), 0, 0}));
        content.append(reinterpret_cast<const char*>(block.data()), block.size());
        return {};
    });
    if (!status) return fail(status.error());
    return content;
}

Status DiskFiles::write(const fs::path& path, std::string_view content) {
    auto pending = PendingFile::create(folder_of(path));
    if (!pending) return fail(pending.error());
    if (auto status = write_all(pending->file(), as_bytes(content), path); !status) return status;
    return pending->commit(path, 0644);
}

Result<FileFacts> DiskFiles::take_in(const fs::path& source, const fs::path& folder,
                                     const std::function<std::string(const Digest&)>& name_from) {
    std::uint64_t size = 0;
    auto file = open_regular(source, &size);
    if (!file) return fail(file.error());
    auto pending = PendingFile::create(folder);
    if (!pending) return fail(pending.error());

    Sha256 hasher;
    Sha512_256 second;
    FileFacts facts;
    const auto status = for_each_block(file->get(), source, [&](Bytes block) {
        hasher.update(block);
        second.update(block);
        facts.size += block.size();
        return write_all(pending->file(), block, folder);
    });
    if (!status) return fail(status.error());
    facts.sha256 = hasher.finish();
    facts.sha512_256 = second.finish();

    const fs::path target = folder / name_from(facts.sha256);
    if (auto done = pending->commit(target, 0444); !done) return fail(done.error());
    return facts;
}

Result<FileFacts> DiskFiles::facts(const fs::path& path) {
    std::uint64_t size = 0;
    auto file = open_regular(path, &size);
    if (!file) return fail(file.error());
    Sha256 hasher;
    FileFacts facts;
    const auto status = for_each_block(file->get(), path, [&](Bytes block) -> Status {
        hasher.update(block);
        facts.size += block.size();
        return {};
    });
    if (!status) return fail(status.error());
    facts.sha256 = hasher.finish();
    return facts;
}

Status DiskFiles::make_folder(const fs::path& path) {
    std::error_code problem;
    fs::create_directories(path, problem);
    if (problem) return write_failed(path, problem.value());
    return {};
}

}  // namespace isonomia
