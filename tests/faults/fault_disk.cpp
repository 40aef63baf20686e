// Put before the C library (LD_PRELOAD) of the real server: its fsync and fdatasync fail or take their time, as the
// file named by CHAMBER_FAULT_DISK says at that moment.
//
//   "eio"       every fsync fails with EIO
//   "slow 20"   every fsync takes 20 ms longer
//   ""          the disk is well
//
// What a real disk does when it dies: the write is accepted, the promise is not kept.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

namespace {

using Sync = int (*)(int);

int faulty(const char* name, int descriptor)
{
    int slow_ms = 0;
    char word[16] = {};
    const char* file = std::getenv("CHAMBER_FAULT_DISK");
    if (std::FILE* orders = file ? std::fopen(file, "re") : nullptr) {
        (void)std::fscanf(orders, "%15s %d", word, &slow_ms);
        std::fclose(orders);
    }
    if (std::strcmp(word, "eio") == 0) {
        errno = EIO;
        return -1;
    }
    if (slow_ms > 0) usleep(static_cast<useconds_t>(slow_ms) * 1'000);
    return reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name))(descriptor);
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
