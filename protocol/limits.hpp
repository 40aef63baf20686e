// Every limit of the system, in one place, with its unit in the name.
//
// A limit that can be reached by an honest user has its own error code (error.hpp) and its own test. The TypeScript
// side reads the same numbers: protocol/typescript writes them into the generated file.
#pragma once

#include <cstdint>

namespace chamber::limits {

// The wire version. A device that speaks another one is told to update and is never fed what it cannot read.
inline constexpr std::int32_t protocol_version = 9;

// Documents.
inline constexpr std::uint64_t document_bytes_max = 200'000'000;
inline constexpr std::uint32_t document_pages_max = 2'000;
inline constexpr std::uint32_t title_bytes_max = 1'000;
inline constexpr std::uint32_t name_bytes_max = 300;      // of people, devices, places, kinds
inline constexpr std::uint32_t reason_bytes_max = 4'000;  // reasons, and names of agenda items
inline constexpr std::uint32_t said_bytes_max = 200;      // what a device says of itself
inline constexpr std::uint32_t word_bytes_max = 400;      // words of machines: digests, hashes, epochs
inline constexpr std::uint32_t access_bytes_max = 16'384;
inline constexpr std::uint32_t archive_fields_bytes_max = 1'048'576;
inline constexpr std::uint32_t preview_width_px = 480;
inline constexpr std::uint32_t preview_pages_max = 400;
inline constexpr std::uint64_t delta_document_bytes_max = 67'108'864;
inline constexpr std::uint64_t page_text_bytes_max = 262'144;

// Signature checks.
inline constexpr std::uint32_t earlier_checks_max = 10;            // told to devices; the store keeps all
inline constexpr std::uint64_t trust_file_bytes_max = 16'777'216;  // larger files are not read by the inspector either
inline constexpr std::uint64_t trust_store_bytes_max = 67'108'864;
inline constexpr std::uint32_t trust_material_bytes_max = 180'000;  // of a file that comes over the wire
inline constexpr std::uint32_t rechecks_waiting_max = 16;

// Stored bytes compared with their names (server/jobs/scrubs), and given back by devices (server/jobs/repairs).
inline constexpr std::uint64_t scrub_bytes_per_second = 67'108'864;
inline constexpr std::int64_t repair_answer_ms = 30'000;  // until a device that was asked begins to send
inline constexpr std::uint32_t scrubs_waiting_max = 16;

// Frames and messages.
inline constexpr std::uint32_t text_frame_bytes_max = 262'144;
inline constexpr std::uint32_t local_frame_bytes_max = 16'777'216;
inline constexpr std::uint32_t json_depth_max = 16;
inline constexpr std::uint32_t chunk_bytes = 65'536;
inline constexpr std::uint32_t transfers_per_connection_max = 4;
inline constexpr std::uint32_t commands_per_message_max = 64;
inline constexpr std::uint32_t changes_per_batch_max = 500;
inline constexpr std::uint32_t batch_bytes_max = 1'048'576;

// Outgoing queue of one connection, by class (outbox.hpp). Control never waits; a full live queue drops the connection,
// which resumes from its cursor; bulk is asked for by the device window by window and so cannot pile up.
inline constexpr std::uint64_t live_queue_bytes_max = 8'388'608;
inline constexpr std::uint32_t bulk_window_bytes = 1'048'576;
inline constexpr std::uint32_t bulk_bytes_per_round = 65'536;

// Annotations.
inline constexpr std::uint32_t points_per_stroke_max = 4'000;
inline constexpr std::uint32_t strokes_per_annotation_max = 200;
inline constexpr std::uint32_t note_bytes_max = 8'000;

// What is a person's own beside notes on papers: their notebook, and what follows them to another tablet.
inline constexpr std::uint32_t notebook_pages_max = 200;
inline constexpr std::uint32_t notebook_notes_max = 10'000;  // of a person in a session
inline constexpr std::uint32_t notebook_text_bytes_max = 40'000;
inline constexpr std::uint32_t bookmarks_max = 2;          // in a document
inline constexpr std::uint32_t preference_words_max = 32;  // pens, guides
inline constexpr std::uint32_t readings_per_message_max = 100;
inline constexpr std::uint32_t readings_per_person_max = 2'000;
inline constexpr std::int64_t keep_own_every_ms = 3'000;
inline constexpr std::uint32_t keep_own_burst = 30;  // messages
inline constexpr std::int64_t at_page_every_ms = 500;

// Minutes, seat maps, calls for help, what a device tells of its machine.
inline constexpr std::uint32_t minutes_part_bytes_max = 40'000;
inline constexpr std::uint32_t seat_rows_max = 40;
inline constexpr std::uint32_t seats_per_row_max = 60;
inline constexpr std::uint32_t help_open_per_person_max = 4;
inline constexpr std::int64_t health_every_ms = 60'000;
inline constexpr std::int64_t health_news_every_ms = 5'000;  // with another result of its checks
inline constexpr std::int64_t publish_late_ms = 120'000;
inline constexpr std::int64_t publish_ahead_ms_max = 31'536'000'000;  // a year

// Liveness and patience, in milliseconds.
inline constexpr std::int64_t hello_ms = 10'000;
inline constexpr std::int64_t ping_every_ms = 10'000;
inline constexpr std::int64_t idle_ms = 30'000;
inline constexpr std::int64_t handshake_ms = 10'000;
inline constexpr std::int64_t http_ms = 30'000;
inline constexpr std::int64_t drain_ms = 5'000;

// Identity.
inline constexpr std::int64_t pairing_code_ms = 600'000;
inline constexpr std::int64_t ticket_ms = 60'000;
inline constexpr std::int64_t desktop_lock_ms = 15 * 60'000;      // an idle desktop asks for the password
inline constexpr std::int64_t enrolment_open_ms = 4 * 3'600'000;  // the switch goes back by itself
inline constexpr std::int64_t hand_in_ms = 2'592'000'000;         // so long a revoked device may bring its last notes
// Delegates check in from so long before a sitting, unless the council says otherwise.
inline constexpr std::int32_t check_in_before_min = 30;
inline constexpr std::int32_t check_in_before_min_max = 720;
inline constexpr std::int32_t lock_after_min_max = 240;
inline constexpr std::int32_t lease_h_max = 24 * 90;
inline constexpr std::int64_t staff_sign_in_ms = 12 * 3'600'000;
inline constexpr std::uint32_t secret_tries_before_lock = 10;
inline constexpr std::uint32_t secret_wait_s_max = 300;
inline constexpr std::uint32_t secret_bytes_max = 200;
inline constexpr std::uint32_t password_chars_min = 12;
inline constexpr std::uint32_t pin_digits = 6;
inline constexpr std::uint32_t secrets_per_draw_max = 300;  // people who are given a new PIN or password at once

// Connections.
inline constexpr std::uint32_t connections_max = 1'200;
inline constexpr std::uint32_t connections_per_address_max = 128;
// That have not proven a device yet; the oldest silent one makes room.
inline constexpr std::uint32_t connections_unproven_max = 300;
inline constexpr std::uint32_t connections_unproven_per_address_max = 32;
inline constexpr std::uint32_t devices_waiting_per_address_max = 3;
inline constexpr std::uint32_t messages_per_second = 40;  // a message of n commands counts as n
inline constexpr std::uint32_t messages_burst = 200;
inline constexpr std::uint32_t refusals_per_minute = 60;                   // refused commands of a device
inline constexpr std::int64_t progress_every_ms = 500;                     // told on, per device and blob
inline constexpr std::uint64_t annotation_bytes_per_day_max = 67'108'864;  // of a person
inline constexpr std::uint32_t http_header_bytes_max = 8'192;

// Search.
inline constexpr std::uint32_t search_query_bytes_max = 500;
inline constexpr std::uint32_t search_hits_max = 20;       // in one answer
inline constexpr std::uint32_t searches_per_minute = 120;  // of a device
inline constexpr std::uint32_t searches_burst = 20;

// The inspector child (server/inspect).
inline constexpr std::int64_t inspect_wall_ms = 60'000;
inline constexpr std::uint32_t inspect_cpu_s = 40;
inline constexpr std::uint64_t inspect_memory_bytes = 1'073'741'824;
inline constexpr std::uint64_t inspect_output_bytes_max = 67'108'864;
// Of all pages together: what comes later is not searched for, and the pages after it have no preview.
inline constexpr std::uint64_t document_text_bytes_max = 16'777'216;
inline constexpr std::uint64_t document_previews_bytes_max = 33'554'432;
inline constexpr std::uint32_t preview_bytes_max = 4'194'304;  // of one page
inline constexpr std::uint32_t report_bytes_max = 4'194'304;   // as a record
inline constexpr std::uint32_t remarks_max = 40;
inline constexpr std::uint32_t remark_bytes_max = 1'000;
inline constexpr std::uint32_t document_workers = 2;

// What a child may say of its failure, and a log line may hold of it.
inline constexpr std::uint32_t failure_detail_bytes_max = 400;

// The journal: a signed checkpoint every so many entries.
inline constexpr std::int64_t journal_checkpoint_entries = 100;

// A device that knows another history than the server's ends it at most so often (server/history_keeper).
inline constexpr std::int64_t new_history_every_ms = 600'000;

// Commands that a device keeps after their receipt until a backup holds them; beyond it the oldest go.
inline constexpr std::uint32_t kept_commands_max = 2'000;
inline constexpr std::uint32_t kept_commands_bytes_max = 4'194'304;

// The data directory.
inline constexpr std::uint64_t ballast_bytes = 67'108'864;
inline constexpr std::uint64_t disk_warning_bytes = 2'147'483'648;

}  // namespace chamber::limits
