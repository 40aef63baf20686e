// What C++ gives back in this program is zeros: the global operator delete wipes before it frees.
//
// A password passes through buffers of ours and of libraries (a frame, a JSON document, a captured lambda) that nobody
// could wipe one by one; whoever gets at a freed page finds none of it. Linked into the programs, not into the
// libraries: tests keep the sanitizers' own.
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

void wipe_and_free(void* memory) noexcept
{
    if (memory == nullptr) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

void operator delete(void* memory) noexcept
{
    wipe_and_free(memory);
}
void operator delete[](void* memory) noexcept
{
    wipe_and_free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    wipe_and_free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept
{
    wipe_and_free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    wipe_and_free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept
{
    wipe_and_free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    wipe_and_free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept
{
    wipe_and_free(memory);
}

#endif
