// Cuts the power of a mounted ext4 file system: nothing that is not on the disk yet gets there, every later write fails
// with EIO.
//
//   cut_power MOUNT_POINT
//
// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (fs/ext4/ext4.h): the journal is not flushed either, as if the
// plug had been pulled.
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <sys/ioctl.h>

namespace {

constexpr std::uint32_t without_flushing_the_journal = 2;

}  // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::fputs("cut_power MOUNT_POINT\n", stderr);
        return 2;
    }
    const int directory = open(arguments[1], O_RDONLY | O_CLOEXEC);
    std::uint32_t flags = without_flushing_the_journal;
    if (directory < 0 || ioctl(directory, _IOR('X', 125, std::uint32_t), &flags) != 0) {
        std::perror("cut_power");
        return 1;
    }
    return 0;
}
