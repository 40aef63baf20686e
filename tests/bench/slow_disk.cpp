// LD_PRELOAD: every fsync and fdatasync takes CHAMBER_FSYNC_MS (5) longer, as on a slow disk.
#include <dlfcn.h>

#include <cstdlib>
#include <ctime>

namespace {

int slowly(const char* name, int descriptor)
{
    const char* text = std::getenv("CHAMBER_FSYNC_MS");
    const long ms = text != nullptr ? std::atol(text) : 5;
    const timespec time{ms / 1000, (ms % 1000) * 1'000'000};
    nanosleep(&time, nullptr);
    return reinterpret_cast<int (*)(int)>(dlsym(RTLD_NEXT, name))(descriptor);
}

}  // namespace

extern "C" int fsync(int descriptor)
{
    return slowly("fsync", descriptor);
}

extern "C" int fdatasync(int descriptor)
{
    return slowly("fdatasync", descriptor);
}
