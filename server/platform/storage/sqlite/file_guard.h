// What must hold of a database file before SQLite touches it: a local file system, and no other process at
// it. Holds the lock file `<path>.lock` from construction to the end of its life.
#pragma once
#include <string>

namespace kamino::storage {

class FileGuard {
  public:
    // Faults, unavailable: "storage.no_such_file" (and `create` is false), "storage.network_file_system",
    // "storage.in_use", "storage.cannot_open". A new database file is made readable by its owner alone.
    FileGuard(const std::string& path, bool create);
    FileGuard(const FileGuard&) = delete;
    FileGuard& operator=(const FileGuard&) = delete;
    ~FileGuard();

  private:
    int lock_ = -1;
};

// True for the types of file system whose locks or shared memory SQLite's WAL cannot trust. `magic` is
// statfs.f_type, `mount_type` the name in /proc/self/mounts.
bool is_network_file_system(long magic, const std::string& mount_type);

}  // namespace kamino::storage
