#include "server/inspect/client.hpp"

#include "protocol/digest.hpp"
#include "server/inspect/child_process.hpp"
#include "server/inspect/engine.hpp"
#include "server/inspect/records.hpp"
#include "server/inspect/sealed_input.hpp"
#include "server/inspect/trust_folder.hpp"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <openssl/sha.h>
#include <optional>

namespace chamber::inspect {
namespace {

enum class Task { everything, signatures_only };

constexpr double page_side_pt_max = 14'400;

std::filesystem::path find_program(const InspectOptions& options)
{
    if (!options.program.empty()) return options.program;
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path("chamber-inspect") : self.parent_path() / "chamber-inspect";
}

std::vector<std::string> arguments(const InspectOptions& options, Task task)
{
    std::vector<std::string> words{"--now=" + std::to_string(options.now.value / 1'000)};
    if (task == Task::signatures_only) words.push_back("--signatures");
    if (!options.text) words.push_back("--no-text");
    if (!options.previews) words.push_back("--no-previews");
    if (options.allow_no_landlock) words.push_back("--allow-no-landlock");
    return words;
}

Error unreadable_output(const char* what)
{
    return fail(ErrorCode::parser_died, std::string("records: ") + what);
}

Error told_failure(std::string_view body)
{
    Failure failure;
    if (!decode_record_body(body, failure)) return unreadable_output("failure");
    for (const ErrorCode code : {ErrorCode::not_pdf, ErrorCode::pdf_encrypted, ErrorCode::pdf_truncated, ErrorCode::pdf_unreadable,
                                 ErrorCode::too_many_pages, ErrorCode::internal})
        if (failure.code == error_name(code)) return fail(code, failure.detail);
    return fail(ErrorCode::parser_died, failure.detail);
}

// What the records have said so far.
struct Heard {
    Inspection inspection;
    bool report = false;
    bool done = false;
    std::optional<Error> failure;
};

bool hear_page(std::string_view body, Heard& heard)
{
    PageSize size;
    if (!decode_record_body(body, size)) return false;
    const auto usable = [](double side) { return std::isfinite(side) && side > 0 && side <= page_side_pt_max; };
    if (!usable(size.width_pt) || !usable(size.height_pt)) return false;
    heard.inspection.page_sizes.push_back(size);
    return heard.inspection.page_sizes.size() <= limits::document_pages_max;
}

bool hear_text(std::string_view body, Heard& heard)
{
    if (body.size() > limits::page_text_bytes_max) return false;
    heard.inspection.page_text.push_back(normalise_vietnamese(body));
    return heard.inspection.page_text.size() <= heard.inspection.page_sizes.size();
}

bool hear_preview(std::string_view body, Heard& heard)
{
    if (!body.starts_with("\xFF\xD8\xFF")) return false;
    heard.inspection.preview += body;
    heard.inspection.preview_ends.push_back(static_cast<std::uint32_t>(heard.inspection.preview.size()));
    return heard.inspection.preview_ends.size() <= std::min<std::size_t>(heard.inspection.page_sizes.size(), limits::preview_pages_max);
}

bool hear(std::uint32_t type, std::string_view body, Heard& heard)
{
    if (heard.done || heard.failure) return false;
    switch (static_cast<RecordType>(type)) {
    case RecordType::page:
        return hear_page(body, heard);
    case RecordType::text:
        return hear_text(body, heard);
    case RecordType::preview:
        return hear_preview(body, heard);
    case RecordType::report:
        if (heard.report) return false;
        heard.report = true;
        return decode_record_body(body, heard.inspection.report);
    case RecordType::failure:
        heard.failure = told_failure(body);
        return true;
    case RecordType::done:
        heard.done = body.empty();
        return heard.done;
    }
    return false;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

Result<Heard> hear_all(std::string_view output)
{
    Heard heard;
    while (!output.empty()) {
        if (output.size() < record_head_bytes) return unreadable_output("cut head");
        const std::uint32_t type = number_at(output, 0), length = number_at(output, 4);
        output.remove_prefix(record_head_bytes);
        if (length > output.size()) return unreadable_output("cut body");
        if (!hear(type, output.substr(0, length), heard)) return unreadable_output("unknown or out of place");
        output.remove_prefix(length);
    }
    return heard;
}

Result<Inspection> judge_run(const ChildRun& run, Task task, UtcMs now)
{
    if (run.end == ChildEnd::out_of_time) return fail(ErrorCode::parser_timeout, "wall clock");
    if (run.end == ChildEnd::out_of_bounds) return fail(ErrorCode::parser_died, "too much output");
    if (run.end == ChildEnd::killed_by_signal) {
        const ErrorCode code = run.status == SIGXCPU ? ErrorCode::parser_timeout : ErrorCode::parser_died;
        return fail(code, "signal " + std::to_string(run.status));
    }
    Result<Heard> heard = hear_all(run.output);
    if (!heard) return heard.error();
    if (heard->failure) return *heard->failure;
    if (!heard->done || !heard->report) return fail(ErrorCode::parser_died, "left with " + std::to_string(run.status));
    Inspection& inspection = heard->inspection;
    if (task == Task::everything && inspection.page_text.size() != inspection.page_sizes.size()) return unreadable_output("missing text");
    inspection.report.checked_at = format_utc(now);
    return std::move(inspection);
}

Result<Inspection> run_task(int descriptor, std::uint64_t bytes, const InspectOptions& options, Task task)
{
    if (bytes == 0) return fail(ErrorCode::empty_file);
    if (bytes > limits::document_bytes_max) return fail(ErrorCode::too_large);
    const Result<Descriptor> document = seal_copy(descriptor, bytes);
    if (!document) return document.error();
    const Result<std::string> block = read_trust_folder(options.trust);
    if (!block) return block.error();
    const Result<Descriptor> trust = seal_bytes(*block);
    if (!trust) return trust.error();
    const ChildOrders orders{find_program(options), arguments(options, task), options.wall_ms, limits::inspect_output_bytes_max};
    const Result<ChildRun> run = run_child(orders, *document, *trust);
    if (!run) return run.error();
    return judge_run(*run, task, options.now);
}

}  // namespace

Result<Inspection> inspect(int descriptor, std::uint64_t bytes, const InspectOptions& options)
{
    return run_task(descriptor, bytes, options, Task::everything);
}

Result<SignatureReport> verify_signatures(int descriptor, std::uint64_t bytes, const InspectOptions& options)
{
    Result<Inspection> inspection = run_task(descriptor, bytes, options, Task::signatures_only);
    if (!inspection) return inspection.error();
    return std::move(inspection->report);
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
