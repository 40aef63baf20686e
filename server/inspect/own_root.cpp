#include "server/inspect/own_root.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr const char* folders[] = {"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/poppler",
                                   "/etc/fonts",       "/usr/share/fontconfig",  "/var/cache/fontconfig"};
constexpr const char* anchor = "/tmp";  // any folder that holds no fonts: the new root is laid over it
constexpr uid_t nobody = 65'534;

bool write_file(const char* path, const std::string& text)
{
    const int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool written = write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    close(descriptor);
    return written;
}

bool become_nobody()
{
    if (geteuid() != 0) return false;
    if (setgroups(0, nullptr) != 0 || setresgid(nobody, nobody, nobody) != 0) return false;
    return setresuid(nobody, nobody, nobody) == 0;
}

// Somebody, so that folders can be made: the same number inside as outside.
bool map_ids(uid_t user, gid_t group)
{
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);  // else /proc/self belongs to root; sandbox.cpp takes it back
    return write_file("/proc/self/setgroups", "deny") &&
           write_file("/proc/self/uid_map", std::to_string(user) + " " + std::to_string(user) + " 1") &&
           write_file("/proc/self/gid_map", std::to_string(group) + " " + std::to_string(group) + " 1");
}

bool bind_fonts(const std::string& root)
{
    std::error_code error;
    for (const char* folder : folders) {
        if (!std::filesystem::is_directory(folder, error)) continue;
        const std::string place = root + folder;
        std::filesystem::create_directories(place, error);
        if (error || mount(folder, place.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0) return false;
    }
    return true;
}

bool change_root()
{
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
    if (mount("chamber", anchor, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=64k,mode=755") != 0) return false;
    if (!bind_fonts(anchor) || chdir(anchor) != 0) return false;
    if (mount(nullptr, anchor, nullptr, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) != 0)
        return false;
    if (syscall(SYS_pivot_root, ".", ".") != 0) return false;
    return umount2(".", MNT_DETACH) == 0 && chdir("/") == 0;
}

}  // namespace

std::span<const char* const> font_folders()
{
    return folders;
}

void leave_for_own_root(Walls& walls)
{
    walls.own_uid = become_nobody();
    const uid_t user = geteuid();
    const gid_t group = getegid();
    walls.own_namespaces = unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0;
    walls.own_root = walls.own_namespaces && map_ids(user, group) && change_root();
    errno = 0;
}

void drop_capabilities()
{
    __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[2]{};
    syscall(SYS_capset, &head, none);
}

}  // namespace chamber::inspect
