// Put before the C library (LD_PRELOAD) of the real programs: fsync and fdatasync fail or take their time, as the file
// named by CHAMBER_FAULT_DISK says at that moment.
//
//   "eio"       every fsync fails with EIO
//   "slow 20"   every fsync takes 20 ms longer
//   "kill 7"    the process is killed before its 7th fsync or rename
//   ""          the disk is well
//
// What a real disk does when it dies: the write is accepted, the promise is not kept.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

namespace {

using Sync = int (*)(int);
using Rename = int (*)(const char*, const char*);

int steps = 0;

// A negative descriptor: a step that is no fsync.
int faulty(const char* name, int descriptor)
{
    int number = 0;
    char word[16] = {};
    const char* file = std::getenv("CHAMBER_FAULT_DISK");
    if (std::FILE* orders = file ? std::fopen(file, "re") : nullptr) {
        (void)std::fscanf(orders, "%15s %d", word, &number);
        std::fclose(orders);
    }
    if (std::strcmp(word, "eio") == 0 && descriptor >= 0) {
        errno = EIO;
        return -1;
    }
    if (std::strcmp(word, "kill") == 0) {
        if (++steps == number) std::raise(SIGKILL);
    } else if (number > 0 && descriptor >= 0) {
        usleep(static_cast<useconds_t>(number) * 1'000);
    }
    return descriptor < 0 ? 0 : reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name))(descriptor);
}

}  // namespace

extern "C" int fsync(int descriptor)
{
    return faulty("fsync", descriptor);
}

extern "C" int fdatasync(int descriptor)
{
    return faulty("fdatasync", descriptor);
}

extern "C" int rename(const char* from, const char* to) noexcept
{
    if (faulty("rename", -1) != 0) return -1;
    return reinterpret_cast<Rename>(dlsym(RTLD_NEXT, "rename"))(from, to);
}
