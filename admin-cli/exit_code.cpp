#include "admin-cli/exit_code.hpp"

namespace chamber::admin {

ExitCode exit_code_of(ErrorCode code)
{
    switch (code) {
    case ErrorCode::not_found:
    case ErrorCode::session_unknown:
    case ErrorCode::sitting_unknown:
    case ErrorCode::item_unknown:
    case ErrorCode::document_unknown:
    case ErrorCode::revision_unknown:
    case ErrorCode::device_unknown:
    case ErrorCode::annotation_unknown:
    case ErrorCode::blob_unknown:
    case ErrorCode::person_unknown:
    case ErrorCode::code_unknown:
    case ErrorCode::trust_unknown:
    case ErrorCode::backup_unknown:
    case ErrorCode::not_a_data_directory: return ExitCode::not_found;
    case ErrorCode::data_in_use:
    case ErrorCode::server_not_running:
    case ErrorCode::busy:
    case ErrorCode::stopping: return ExitCode::unavailable;
    default: return ExitCode::failed;
    }
}

}  // namespace chamber::admin
