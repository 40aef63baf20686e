// What libFuzzer calls. One program per target, told apart by CHAMBER_FUZZ_TARGET.
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t bytes_max);

namespace {

const chamber::fuzz::Target& target()
{
    static const chamber::fuzz::Target& chosen = chamber::fuzz::target_named(CHAMBER_FUZZ_TARGET);
    return chosen;
}

std::string mutate_raw(std::string bytes, std::size_t bytes_max)
{
    const std::size_t size = std::min(bytes.size(), bytes_max);
    bytes.resize(std::max<std::size_t>(bytes_max, 1));
    bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), size, bytes.size()));
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    target().run({reinterpret_cast<const char*>(data), size});
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t bytes_max,
                                               unsigned seed)
{
    if (target().mutate == nullptr) return LLVMFuzzerMutate(data, size, bytes_max);
    const std::string mutated =
        target().mutate({reinterpret_cast<const char*>(data), size}, {mutate_raw, bytes_max, seed});
    if (mutated.empty() || mutated.size() > bytes_max) return LLVMFuzzerMutate(data, size, bytes_max);
    std::memcpy(data, mutated.data(), mutated.size());
    return mutated.size();
}
