#include "server/inspect/client.hpp"

#include "protocol/digest.hpp"
#include "server/inspect/child_process.hpp"
#include "server/inspect/engine.hpp"
#include "server/inspect/output_reader.hpp"
#include "server/inspect/own_program.hpp"
#include "server/inspect/sealed_input.hpp"
#include "server/inspect/trust_folder.hpp"

#include <csignal>
#include <openssl/sha.h>

namespace chamber::inspect {
namespace {

enum class Task { everything, signatures_only, probe };

std::filesystem::path find_program(const InspectOptions& options)
{
    if (!options.program.empty()) return options.program;
    return beside_this_program("chamber-inspect");
}

std::vector<std::string> arguments(const InspectOptions& options, Task task)
{
    std::vector<std::string> words{"--now=" + std::to_string(options.now.value / 1'000)};
    if (task == Task::signatures_only) words.push_back("--signatures");
    if (task == Task::probe) words.push_back("--probe");
    if (!options.text) words.push_back("--no-text");
    if (!options.previews) words.push_back("--no-previews");
    if (options.allow_no_landlock) words.push_back("--allow-no-landlock");
    return words;
}

// What it said, when it ran and ended as it should.
Result<ChildRecords> judge_run(const ChildRun& run, OutputReader& hearing)
{
    if (run.end == ChildEnd::out_of_time) return fail(ErrorCode::parser_timeout, "wall clock");
    if (run.end == ChildEnd::out_of_bounds) return fail(ErrorCode::parser_died, "too much output");
    if (run.end == ChildEnd::killed_by_signal) {
        const ErrorCode code = run.status == SIGXCPU ? ErrorCode::parser_timeout : ErrorCode::parser_died;
        return fail(code, "signal " + std::to_string(run.status));
    }
    Result<ChildRecords> heard = hearing.end();
    if (!heard) return heard.error();
    if (heard->failure) return *heard->failure;
    if (!heard->done) return fail(ErrorCode::parser_died, "left with " + std::to_string(run.status));
    return heard;
}

Result<ChildRecords> run_task(const Descriptor& document, const Descriptor& trust, const InspectOptions& options,
                              Task task)
{
    OutputReader hearing;
    const ChildOrders orders{find_program(options), arguments(options, task), options.wall_ms,
                             limits::inspect_output_bytes_max,
                             [&hearing](std::string_view bytes) { return hearing.listen(bytes); }};
    const Result<ChildRun> run = run_child(orders, document, trust);
    if (!run) return run.error();
    return judge_run(*run, hearing);
}

Result<Inspection> read_document(int descriptor, std::uint64_t bytes, const InspectOptions& options, Task task)
{
    if (bytes == 0) return fail(ErrorCode::empty_file);
    if (bytes > limits::document_bytes_max) return fail(ErrorCode::too_large);
    const Result<Descriptor> document = seal_copy(descriptor, bytes);
    if (!document) return document.error();
    const Result<std::string> block = read_trust_folder(options.trust);
    if (!block) return block.error();
    const Result<Descriptor> trust = seal_bytes(*block);
    if (!trust) return trust.error();
    Result<ChildRecords> heard = run_task(*document, *trust, options, task);
    if (!heard) return heard.error();
    if (!heard->report) return fail(ErrorCode::parser_died, "records: no report");
    Inspection& inspection = heard->inspection;
    if (task == Task::everything && inspection.page_text.size() != inspection.page_sizes.size())
        return fail(ErrorCode::parser_died, "records: missing text");
    if (task == Task::everything)
        for (const std::string& remark : reading_remarks(inspection)) inspection.remarks.push_back(remark);
    inspection.report.checked_at = format_utc(options.now);
    return std::move(inspection);
}

}  // namespace

Result<Inspection> inspect(int descriptor, std::uint64_t bytes, const InspectOptions& options)
{
    return read_document(descriptor, bytes, options, Task::everything);
}

Result<Inspection> check(int descriptor, std::uint64_t bytes, const InspectOptions& options)
{
    return read_document(descriptor, bytes, options, Task::signatures_only);
}

Result<Walls> probe(const InspectOptions& options)
{
    const Result<Descriptor> nothing = seal_bytes("");
    if (!nothing) return nothing.error();
    const Result<ChildRecords> heard = run_task(*nothing, *nothing, options, Task::probe);
    if (!heard) return heard.error();
    if (!heard->walls) return fail(ErrorCode::parser_died, "records: no walls");
    return *heard->walls;
}

std::string_view engine_version()
{
    return engine_name;
}

Result<std::string> trust_store_sha256(const std::filesystem::path& folder)
{
    const Result<std::string> block = read_trust_folder(folder);
    if (!block) return block.error();
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(block->data()), block->size(), hash);
    return encode_hex({reinterpret_cast<const char*>(hash), sizeof hash});
}

}  // namespace chamber::inspect
