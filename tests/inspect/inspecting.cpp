#include "tests/inspect/inspecting.hpp"

#include "server/inspect/sealed_input.hpp"
#include "tests/support/test_pki.hpp"

#include <cstdlib>
#include <stdexcept>

namespace chamber::inspect {

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "chamber-inspect-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

InspectOptions test_options()
{
    InspectOptions options;
    options.program = CHAMBER_INSPECT_PROGRAM;
    options.now = UtcMs{testing::judging_day_s * 1'000};
    return options;
}

Result<Inspection> inspect_bytes(std::string_view bytes, const InspectOptions& options)
{
    const auto source = seal_bytes(bytes);
    if (!source) return source.error();
    return inspect(source->number(), bytes.size(), options);
}

Result<Inspection> check_bytes(std::string_view bytes, const InspectOptions& options)
{
    const auto source = seal_bytes(bytes);
    if (!source) return source.error();
    return check(source->number(), bytes.size(), options);
}

Result<SignatureReport> verify_bytes(std::string_view bytes, const InspectOptions& options)
{
    Result<Inspection> checked = check_bytes(bytes, options);
    if (!checked) return checked.error();
    return std::move(checked->report);
}

}  // namespace chamber::inspect
