// Errors and results: one table of everything that can go wrong and that somebody expects.
//
// `code` is for machines and picks the sentence a person reads; `detail` is for the diagnostics log and never crosses
// the wire; `where` names the place in the input ("/items/3/page_index"). The table in error.cpp gives each code its
// HTTP status, WebSocket close code, Vietnamese sentence and whether trying again can help. Our own broken promises are
// MUST(), not errors.
#pragma once

#include <boost/system/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace chamber {

enum class ErrorCode {
    // A message that cannot be read.
    not_json,
    too_deep,
    unknown_field,
    missing_field,
    wrong_type,
    out_of_range,
    unknown_value,
    unknown_type,
    too_long,
    frame_too_large,
    text_expected,
    protocol_version,
    out_of_order,
    rate_limited,
    foreign_origin,
    misdirected,
    not_http,
    unclean_text,
    bad_day,
    bad_time,
    bad_clock,
    // Identity.
    device_pending,
    device_revoked,
    proof_failed,
    device_cloned,
    code_unknown,
    sign_in_required,
    sign_in_ended,
    wrong_secret,
    locked_out,
    secret_too_weak,
    person_unknown,
    not_allowed,
    enrolment_closed,
    // Things that are not there, or not in that state.
    not_found,
    session_unknown,
    sitting_unknown,
    item_unknown,
    document_unknown,
    revision_unknown,
    device_unknown,
    annotation_unknown,
    blob_unknown,
    range_outside,
    already_exists,
    same_bytes,
    already_published,
    nothing_to_publish,
    reason_required,
    sitting_closed,
    session_sealed,
    ticket_invalid,
    upload_incomplete,
    outside_sitting,
    check_in_early,
    check_in_over,
    changed_meanwhile,
    correction_needed,
    interval_closed,
    nobody_waits,
    label_taken,
    published_meanwhile,
    nothing_waiting,
    import_faulty,
    import_overwrites,
    person_busy,
    item_in_use,
    session_not_planned,
    session_has_papers,
    session_has_attendance,
    session_has_archive,
    sitting_has_items,
    sitting_has_attendance,
    last_sitting,
    not_sealable,
    minutes_frozen,
    minutes_not_frozen,
    document_unsigned,
    template_unreadable,
    template_incomplete,
    publish_time_past,
    seat_twice,
    seat_map_too_large,
    help_calls_open,
    notebook_full,
    archive_known,
    archive_collides,
    archive_is_draft,
    timestamp_failed,
    // Documents that are refused.
    empty_file,
    too_large,
    not_pdf,
    pdf_encrypted,
    pdf_truncated,
    pdf_unreadable,
    too_many_pages,
    parser_timeout,
    parser_died,
    state_secret,
    inspector_missing,
    zip_not_pdf,
    rights_password,
    // The machine.
    disk_full,
    io_failed,
    blob_damaged,
    database_failed,
    not_a_data_directory,
    data_directory_not_empty,
    data_version,
    data_in_use,
    port_in_use,
    certificate_failed,
    certificate_other_host,
    key_missing,
    database_damaged,
    journal_broken,
    history_changed,
    folder_open,
    sandbox_missing,
    bad_configuration,
    busy,
    cancelled,
    stopping,
    server_not_running,
    internal,
    // The trust store.
    trust_unreadable,
    trust_private_key,
    trust_not_authority,
    trust_expired,
    trust_duplicate,
    trust_too_large,
    trust_unconfirmed,
    trust_fingerprint_differs,
    trust_unknown,
    trust_ambiguous,
    list_issuer_unknown,
    list_signature_wrong,
    list_older,
    time_unreadable,
    // Backups.
    backup_unknown,
    backup_damaged,
    backup_locked,
    backup_failed,
    backup_target_full,
    // Archives.
    archive_damaged,
    archive_incomplete,
    archive_unsigned,
    archive_foreign_seal,
};
enum class Retry { never, later, corrected };

// One row of the error table.
struct ErrorRow {
    ErrorCode code;
    std::string_view name;  // as on the wire and in --json output
    int http_status;
    int close_code;  // RFC 6455 §7.4; 0: the connection stays open
    Retry retry;
    std::string_view sentence;  // Vietnamese, says what to do
};

const ErrorRow& error_row(ErrorCode code);
std::span<const ErrorRow> error_rows();

// The code's name as it stands on the wire and in --json output.
std::string_view error_name(ErrorCode code);

// The Vietnamese sentence.
std::string_view error_sentence(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string detail;
    std::string where;
};

[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

// A value, or the reason why there is none. Never ignored.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
public:
    using boost::system::result<T, Error>::result;
};

inline Error fail(ErrorCode code, std::string detail = {}, std::string where = {})
{
    return Error{code, std::move(detail), std::move(where)};
}

[[noreturn]] void must_failed(const char* condition, const char* file, int line);

}  // namespace chamber

// Our own promise. On in every build; never used on input.
#define MUST(condition) ((condition) ? static_cast<void>(0) : ::chamber::must_failed(#condition, __FILE__, __LINE__))
