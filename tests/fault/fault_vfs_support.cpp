#include <new>

#include <sqlite3.h>

#include "tests/fault/fault_vfs.hpp"

namespace isonomia::tests {

namespace {

// The plan of this process; a VFS has no other place for it that a file can reach.
FaultPlan* the_plan = nullptr;

struct FaultFile {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<FaultFile*>(file)->real; }

sqlite3_vfs* system_vfs() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

int code_of(Fault fault, int otherwise) { return fault == Fault::full ? SQLITE_FULL : otherwise; }

int close_file(sqlite3_file* file) {
    const int code = real_of(file)->pMethods->xClose(real_of(file));
    ::operator delete(real_of(file));
    return code;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return real_of(file)->pMethods->xRead(real_of(file), to, size, offset);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    const auto write = real_of(file)->pMethods->xWrite;
    const Fault fault = the_plan->next();
    if (fault == Fault::none) return write(real_of(file), from, size, offset);
    if (fault == Fault::torn_killed) {
        write(real_of(file), from, size / 2, offset);
        ::_exit(FaultPlan::killed_exit);
    }
    if (fault == Fault::full) write(real_of(file), from, size / 3, offset);
    return code_of(fault, SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const Fault fault = the_plan->next();
    if (fault == Fault::none || fault == Fault::full)  // needs no space
        return real_of(file)->pMethods->xTruncate(real_of(file), size);
    if (fault == Fault::torn_killed) ::_exit(FaultPlan::killed_exit);
    return SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int flags) {
    const Fault fault = the_plan->next();
    if (fault == Fault::none) return real_of(file)->pMethods->xSync(real_of(file), flags);
    if (fault == Fault::torn_killed) ::_exit(FaultPlan::killed_exit);
    return code_of(fault, SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xLock(real_of(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
int check_lock(sqlite3_file* file, int* reserved) {
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); }
int characteristics(sqlite3_file* file) {
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

const sqlite3_io_methods methods = {
    1,         close_file,  read_file,  write_file, truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_lock, control,    sector_size,   characteristics, nullptr,
    nullptr,   nullptr,     nullptr,    nullptr,    nullptr};

int open_file(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags,
              int* out_flags) {
    file->pMethods = nullptr;
    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) {  // made anew: a change of the folder
        const Fault fault = the_plan->next();
        if (fault == Fault::torn_killed) ::_exit(FaultPlan::killed_exit);
        if (fault != Fault::none) return SQLITE_CANTOPEN;
    }
    auto* real = static_cast<sqlite3_file*>(
        ::operator new(static_cast<std::size_t>(system_vfs()->szOsFile)));
    const int code = system_vfs()->xOpen(system_vfs(), name, real, flags, out_flags);
    if (code != SQLITE_OK) {
        ::operator delete(real);
        return code;
    }
    reinterpret_cast<FaultFile*>(file)->real = real;
    file->pMethods = &methods;
    return code;
}

int delete_file(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
    const Fault fault = the_plan->next();
    if (fault == Fault::torn_killed) {  // removed, but nobody was told
        system_vfs()->xDelete(system_vfs(), name, 0);
        ::_exit(FaultPlan::killed_exit);
    }
    if (fault != Fault::none && fault != Fault::full) return SQLITE_IOERR_DELETE;
    return system_vfs()->xDelete(system_vfs(), name, sync_folder);
}

}  // namespace

void use_fault_vfs(FaultPlan& plan) {
    the_plan = &plan;
    static sqlite3_vfs vfs = *system_vfs();
    vfs.zName = "fault";
    vfs.szOsFile = static_cast<int>(sizeof(FaultFile));
    vfs.pNext = nullptr;
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    sqlite3_vfs_register(&vfs, 1);
}

}  // namespace isonomia::tests
