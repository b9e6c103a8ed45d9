#include "provenance/store/case_folder.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace isonomia::provenance {

namespace {

bool has_content(const fs::path& file) {
    std::error_code problem;
    const auto size = fs::file_size(file, problem);
    return !problem && size > 0;
}

Result<Store> open_snapshot(const fs::path& database, Access access) {
    auto store = Store::open(database, access);
    if (!store) return store;
    if (auto begun = store->begin(); !begun) return fail(begun.error());
    return store;
}

// What a crashed founding or intake leaves, before anything was recorded. The name of the first
// other thing in the folder, or "".
Result<std::string> other_file(const CaseFolder& folder) {
    const auto names = names_in(folder.path);
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
        const fs::path path = folder.path / name;
        const bool ours = path == folder.database() || path == folder.journal() ||
                          path == folder.incoming() || path == folder.keys() ||
                          name.starts_with(".incoming-");
        std::error_code problem;
        if (ours ||
            (path == folder.exhibits() && fs::is_directory(path) && fs::is_empty(path, problem)))
            continue;
        return name;
    }
    return std::string();
}

}  // namespace

Result<FolderLock> FolderLock::take(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return fail(system_error("P0101", fmt::format("cannot open the case folder '{}': {}",
                                                      folder.string(), std::strerror(errno))));
    FolderLock lock(handle);
    using namespace std::chrono_literals;
    for (int attempt = 0; attempt < 40; ++attempt) {
        if (::flock(handle, LOCK_EX | LOCK_NB) == 0) return lock;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return fail(system_error("P0101", fmt::format("cannot lock the case folder '{}': {}",
                                                          folder.string(), std::strerror(errno))));
        std::this_thread::sleep_for(50ms);
    }
    return fail(
        system_error("P0102", fmt::format("another program is writing to the ledger of '{}'",
                                          folder.string()))
            .hinted("wait until it has finished, then run the command again"));
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

void Snapshot::RemoveFolder::operator()(const fs::path* folder) const {
    std::error_code ignored;
    fs::remove_all(*folder, ignored);
    delete folder;
}

Result<Snapshot::TemporaryFolder> Snapshot::copy_with_journal(const CaseFolder& folder) {
    std::error_code problem;
    std::string name = (fs::temp_directory_path(problem) / "isonomia-XXXXXX").string();
    if (problem || ::mkdtemp(name.data()) == nullptr)
        return fail(system_error("P0103", "cannot make a temporary folder to read the ledger in"));
    TemporaryFolder copy(new fs::path(name));
    const CaseFolder target{*copy};
    fs::copy_file(folder.database(), target.database(), problem);
    if (!problem) fs::copy_file(folder.journal(), target.journal(), problem);
    if (problem)
        return fail(system_error(
            "P0103", fmt::format("cannot copy the ledger to '{}': {}", name, problem.message())));
    for (const auto& file : {target.database(), target.journal()})
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, problem);
    return copy;
}

Result<Snapshot> Snapshot::open(const CaseFolder& folder) {
    std::error_code problem;
    const auto status = fs::status(folder.database(), problem);
    if (status.type() == fs::file_type::none)
        return fail(cannot_look_at(folder.database(), problem));
    if (!fs::is_regular_file(status))
        return fail(
            integrity_error("P0101", fmt::format("'{}' holds no ledger: ledger.sqlite is missing",
                                                 folder.path.string()))
                .hinted("name the case folder that 'isonomia run -o' made"));
    Snapshot snapshot;
    auto store = open_snapshot(folder.database(), Access::read);
    const bool refused = !store && store.error().code == "P0103";
    if (refused && has_content(folder.journal())) {
        auto copy = copy_with_journal(folder);
        if (!copy) return fail(copy.error());
        snapshot.copy_ = std::move(*copy);
        store = open_snapshot(CaseFolder{*snapshot.copy_}.database(), Access::write);
    } else if (refused) {
        store = open_snapshot(folder.database(), Access::immutable);
    }
    if (!store) return fail(store.error());
    snapshot.store_.emplace(std::move(*store));
    return snapshot;
}

Error cannot_look_at(const fs::path& path, const std::error_code& problem) {
    return system_error("F0001",
                        fmt::format("cannot look at '{}': {}", path.string(), problem.message()));
}

Status check_unfounded(const CaseFolder& folder) {
    std::error_code problem;
    if (fs::exists(folder.checkpoint(), problem))
        return fail(integrity_error("P0107",
                                    "there is a checkpoint but no ledger: the database was "
                                    "removed or emptied")
                        .hinted("restore 'ledger.sqlite' from a copy, or name another folder"));
    const auto other = other_file(folder);
    if (!other) return fail(other.error());
    if (!other->empty())
        return fail(input_error("P0113",
                                fmt::format("the folder '{}' holds other files and no ledger: '{}'",
                                            folder.path.string(), *other))
                        .hinted("name an empty or new folder; if a ledger was here, restore "
                                "'ledger.sqlite' from a copy"));
    return {};
}

Result<std::set<std::string>> names_in(const fs::path& folder) {
    std::set<std::string> names;
    std::error_code problem;
    if (fs::symlink_status(folder, problem).type() == fs::file_type::not_found) return names;
    fs::directory_iterator entries(folder, problem);
    for (; !problem && entries != fs::directory_iterator(); entries.increment(problem))
        names.insert(entries->path().filename().string());
    if (problem)
        return fail(system_error(
            "F0001", fmt::format("cannot read '{}': {}", folder.string(), problem.message())));
    return names;
}

}  // namespace isonomia::provenance
