#include "storage/keys/private_process.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace chamber::storage {

namespace {

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void* give(std::size_t bytes, const char*, int)
{
    return std::malloc(bytes);
}

void take(void* memory, const char*, int)
{
    if (memory != nullptr) explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}

void* give_again(void* memory, std::size_t bytes, const char* file, int line)
{
    if (memory == nullptr) return give(bytes, file, line);
    void* moved = bytes == 0 ? nullptr : std::malloc(bytes);
    if (moved == nullptr && bytes != 0) return nullptr;
    if (moved != nullptr) std::memcpy(moved, memory, std::min(bytes, malloc_usable_size(memory)));
    take(memory, file, line);
    return moved;
}
#endif

}  // namespace

void begin_private_process()
{
    ::umask(S_IRWXG | S_IRWXO);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    CRYPTO_set_mem_functions(give, give_again, take);
#endif
}

}  // namespace chamber::storage
