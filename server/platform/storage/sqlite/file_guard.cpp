#include "platform/storage/sqlite/file_guard.h"

#include <fcntl.h>
#include <mntent.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "platform/base/fault.h"

namespace kamino::storage {
namespace {

namespace fs = std::filesystem;

Fault refuse(const char* key, const std::string& path, std::string internal) {
    return {FaultCode::unavailable, key, {{"path", path}}, {}, std::move(internal)};
}

// The type of the mount that holds the folder; "" when the system does not say.
std::string mount_type(const fs::path& folder) {
    FILE* mounts = setmntent("/proc/self/mounts", "r");
    if (!mounts) return "";
    const std::string path = folder.string() + "/";
    std::string result;
    std::size_t longest = 0;
    while (const mntent* mount = getmntent(mounts)) {
        std::string place = mount->mnt_dir;
        if (!place.ends_with('/')) place += '/';
        if (path.starts_with(place) && place.size() >= longest) {
            longest = place.size();
            result = mount->mnt_type;
        }
    }
    endmntent(mounts);
    return result;
}

}  // namespace

bool is_network_file_system(long magic, const std::string& type) {
    constexpr std::array<unsigned long, 9> network{0x6969,     0x517b,     0xff534d42, 0xfe534d42, 0x5346414f,
                                                   0x73757245, 0x00c36400, 0x0bd00bd0, 0x47504653};
    // NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph, Lustre, GPFS
    const auto low = static_cast<unsigned long>(magic) & 0xffffffffUL;
    if (std::find(network.begin(), network.end(), low) != network.end()) return true;
    constexpr unsigned long fuse = 0x65735546;
    if (low != fuse) return false;
    constexpr std::array<std::string_view, 9> remote{"sshfs", "rclone", "s3fs", "gcsfuse",  "glusterfs",
                                                     "ceph",  "davfs",  "smb",  "mount_nfs"};
    return std::any_of(remote.begin(), remote.end(),
                       [&](std::string_view name) { return type.find(name) != std::string::npos; });
}

FileGuard::FileGuard(const std::string& path, bool create) {
    std::error_code ignored;
    const bool exists = fs::exists(path, ignored);
    if (!exists && !create) throw refuse("storage.no_such_file", path, "no such file");
    auto folder = fs::weakly_canonical(fs::absolute(path, ignored).parent_path(), ignored);
    struct statfs facts {};
    if (statfs(folder.c_str(), &facts) != 0) throw refuse("storage.cannot_open", path, std::strerror(errno));
    if (is_network_file_system(facts.f_type, mount_type(folder))) {
        throw refuse("storage.network_file_system", path, "file system type " + std::to_string(facts.f_type));
    }
    const auto lock_path = path + ".lock";
    lock_ = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) throw refuse("storage.cannot_open", path, lock_path + ": " + std::strerror(errno));
    if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        char owner[32] = {};
        const auto n = pread(lock_, owner, sizeof owner - 1, 0);
        ::close(lock_);
        throw refuse("storage.in_use", path,
                     "held by process " + std::string{owner, n > 0 ? std::size_t(n) : 0});
    }
    const auto pid = std::to_string(getpid());
    if (ftruncate(lock_, 0) != 0 || pwrite(lock_, pid.data(), pid.size(), 0) < 0) {
        // The number is a courtesy to whoever is refused; the lock holds without it (a full disk must not
        // stop reads).
    }
    // Made here, before SQLite has it open: closing the file later would drop SQLite's own locks on it.
    if (!exists) {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0) {
            const std::string why = std::strerror(errno);
            ::close(lock_);
            throw refuse("storage.cannot_open", path, why);
        }
        ::close(file);
    }
}

FileGuard::~FileGuard() {
    ::close(lock_);
}

}  // namespace kamino::storage
