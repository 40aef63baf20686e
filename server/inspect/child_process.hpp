// One run of chamber-inspect: spawned, listened to, ended. What its records mean is client.cpp's business.
//
// posix_spawn, never fork: the server has threads. The child gets the document on 0, the record pipe on 1, nothing on 2
// and the trust block on 3; everything else is closed before exec. However it ends, it is reaped before run_child()
// returns.
#pragma once

#include "protocol/error.hpp"
#include "server/inspect/sealed_input.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class ChildEnd { exited, killed_by_signal, out_of_time, out_of_bounds, not_believed };

struct ChildRun {
    ChildEnd end = ChildEnd::exited;
    int status = 0;  // exit code, or the signal
};

struct ChildOrders {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::int64_t wall_ms = 0;
    std::uint64_t output_bytes_max = 0;
    std::function<bool(std::string_view bytes)> hear;  // what it says, as it comes; false: it need not go on
};

// Success: the child ran and is gone, well or badly. Errors: inspector_missing (no such program), io_failed.
// Thread: blocks for at most wall_ms.
Result<ChildRun> run_child(const ChildOrders& orders, const Descriptor& document, const Descriptor& trust);

}  // namespace chamber::inspect
