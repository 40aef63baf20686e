// What the tests of this room say: "inspect these bytes", with the real program, judged on a fixed day.
#pragma once

#include "server/inspect/client.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::inspect {

// A folder of its own that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

InspectOptions test_options();
Result<Inspection> inspect_bytes(std::string_view bytes, const InspectOptions& options = test_options());
Result<Inspection> check_bytes(std::string_view bytes, const InspectOptions& options = test_options());
Result<SignatureReport> verify_bytes(std::string_view bytes, const InspectOptions& options = test_options());

}  // namespace chamber::inspect
