// What chamber-admin can do to a data directory, whoever holds it.
//
//   lock free                   → Offline: this process opens the store and holds the lock until it ends
//   lock held, socket answers   → Remote: the running server does it, asked through <data>/chamber.sock
//   lock held, no answer        → server_not_running or data_in_use: said plainly, nothing is touched
//
// The lock alone decides, so there are never two writers, and commands never know which of the two they use. Thread:
// one.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "server/workflows/recheck_round.hpp"
#include "server/workflows/sheet_making.hpp"
#include "storage/archive/rules.hpp"
#include "storage/files/data_directory.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

// A PDF on its way in: a new document on an agenda item, or the next revision of `document`.
struct NewFile {
    SessionId session;
    std::optional<AgendaItemId> item;
    std::optional<DocumentId> document;
    std::filesystem::path path;
    std::optional<std::string> reason;
    std::optional<Audience> audience;       // nothing: as the item's sitting is
    std::optional<std::string> not_secret;  // why a marking on it is none
};

using OnProgress = std::function<void(JobStage stage, std::uint64_t done, std::uint64_t total)>;

enum class HeldBy { this_program, server };

struct Health {
    HeldBy held_by = HeldBy::this_program;
    std::string journal_head;  // hexadecimal; empty when the server holds the database
};

class Office {
public:
    virtual ~Office() = default;

    // All entities of a wire type ("document", "draft_document" …) in their newest state, what the caller did included;
    // a running server is asked for these alone.
    virtual Result<std::vector<Entity>> entities(std::string_view type) = 0;

    // Success: durable. Errors: what the command was refused for.
    virtual Result<void> run(const CommandBody& body) = 0;

    // Success: inspected, stored, waiting to be published. Errors: those of inspection and of storage.
    virtual Result<DocumentId> add_file(const NewFile& file, const OnProgress& progress) = 0;

    // Success: sealed (or drawn up as a draft), recorded and lying in the data directory's archives/. `given_up`: asked
    // all the while; true ends it. Errors: not_sealable, cancelled.
    virtual Result<Archive> build_archive(const SessionId& session, storage::ArchiveKind kind,
                                          const OnProgress& progress, const std::function<bool()>& given_up) = 0;

    // Errors: those of check_sheet and of workflow::make_sheet.
    virtual Result<workflow::MadeSheet> make_sheet(const MakeSheet& ask) = 0;

    // What an import would do; nothing is changed.
    virtual Result<ImportPlan> plan_import(const SessionImport& session) = 0;

    // Everything or nothing. `accepted`: the plan's digest, when it overwrites something. Errors: import_faulty,
    // import_overwrites.
    virtual Result<void> import_session(const SessionImport& session, const std::string& accepted) = 0;

    // `hash`: storage's SecretHasher made it. Lifts a lock-out. Errors: person_unknown.
    virtual Result<void> set_secret(const PersonId& person, const std::string& hash) = 0;

    // Notes in the journal how the trust store has changed, then verifies the signatures of all revisions, or of one
    // session's, again. What one document comes to is durable when the next one begins. Errors: inspector_missing,
    // busy.
    virtual Result<workflow::RecheckSum> recheck(const std::optional<SessionId>& session,
                                                 const OnProgress& progress) = 0;

    // Every stored blob read back and compared with its name; what is damaged is marked and never served: the `damage`
    // entities. Progress: in bytes. Errors: busy, io_failed.
    virtual Result<void> scrub(const OnProgress& progress) = 0;

    // The hits behind `after`, which is `next` of the answer before. Errors: missing_field (no word), too_long.
    virtual Result<Found> search(const std::string& query, const std::optional<std::string>& after) = 0;

    // Database, foreign keys and journal chain, where this program may look; a server is asked whether it answers.
    // Errors: database_failed, server_not_running.
    virtual Result<Health> check() = 0;

    // What became of the time-stamp of a sealed archive in archives/; `why` there is none, blank when there is. A
    // running server looks by itself.
    virtual Result<void> note_time_stamp(const std::string& file_name, const std::string& why) = 0;

    // All of one noun, typed.
    template <class Noun>
    Result<std::vector<Noun>> all()
    {
        auto found = entities(Noun::type);
        if (!found) return found.error();
        std::vector<Noun> nouns;
        for (auto& entity : *found) nouns.push_back(std::get<Noun>(std::move(entity)));
        return nouns;
    }
};

// Errors: not_a_data_directory, data_version, data_in_use, server_not_running, database_failed.
Result<std::unique_ptr<Office>> open_office(const std::filesystem::path& data);

// A refusal that came as text, in a receipt, a job or a refusal.
Error refusal(const std::optional<std::string>& code, const std::optional<std::string>& sentence,
              const std::optional<std::string>& where);

}  // namespace chamber::admin
