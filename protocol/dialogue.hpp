// One device's conversation as a value: frames and answers in, actions out. No socket, clock or database.
//
//   welcome ──hello──▶ identifying ──▶ standing (pending | approved) ──sign_in──▶ checking ──▶ signed in
//                                 │          ▲                                                    │
//                                 │          └────── sign_out, or the sign-in ended ──────────────┘
//                                 └──revoked──▶ handing in (its person's last notes) ──handed_in, or too long──▶ ended
//
// The owner carries out the actions in order and answers those that ask for something; an answer that comes for a state
// already left is ignored. Every message is checked against the state first, then against access. Thread: the owner's.
#pragma once

#include "protocol/command_pace.hpp"
#include "protocol/door.hpp"
#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/origin.hpp"
#include "protocol/person.hpp"
#include "protocol/secret_rules.hpp"
#include "protocol/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chamber {

// ---- Actions
// -------------------------------------------------------------------------------------------------------------

struct Send {
    ToDevice message;
};
// Name the device by its key (raw point), verify the raw signature over hello_text(nonce, name), look it up. Answer:
// on_identified.
struct Identify {
    DeviceKind kind{};
    std::string key;
    std::string signature;
    std::string nonce;
    std::string model;
    std::int32_t unsent = 0;
};
// Check the secret. Answer: on_signed_in.
// `here`: on the server's own machine.
struct CheckSecret {
    DeviceId device;
    SignIn sign_in;
    bool approve_desktop = false;
    bool here = false;
    Origin origin{};
};
struct ForgetSignIn {
    DeviceId device;
};
// Somebody signed in proves again who they are, for a new secret or for a locked screen. The owner answers with a job
// or secret_refusal().
struct ChangeOwnSecret {
    Viewer viewer;
    ChangeSecret ask;
    Origin origin{};
};
struct ProveAgain {
    Viewer viewer;
    Unlock ask;
    Origin origin{};
};
// A revoked device's last notes.
struct TakeHandIn {
    std::vector<Command> commands;
};
struct EndHandIn {
    std::int32_t left = 0;
};
// Start telling the feed to this viewer.
struct Join {
    Viewer viewer;
    std::string epoch;
    std::int64_t cursor = 0;
    std::string access;
    std::string incarnation;
    JournalMark journal{};
};
// The person's roles or groups are others now.
struct Regrant {
    Viewer viewer;
};
struct Leave {};
struct ApplyCommands {
    std::vector<Command> commands;
};
struct OpenFetch {
    Fetch fetch;
};
struct StopFetch {
    std::uint32_t transfer = 0;
};
struct NoteProgress {
    Progress progress;
};
struct NoteHealth {
    Health health;
};
// What follows the person: kept, then told to all their devices.
struct KeepOwnRecords {
    Viewer viewer;
    KeepOwn ask;
};
struct LeadTo {
    Viewer viewer;
    AtPage place;
};
struct PrepareSheet {
    MakeSheet ask;
};
struct PrepareUpload {
    AskUpload ask;
};
struct PrepareDownload {
    AskDownload ask;
};
struct PrepareArchive {
    BuildArchive ask;
};
struct StopArchive {
    CancelArchive ask;
};
// What the trust store holds, or is to hold. `material` of keep_trust is decoded: the file's own bytes.
struct AskTrust {
    std::variant<ReadTrust, KeepTrust, DropTrust> ask;
};
struct PrepareRecheck {
    Recheck ask;
};
struct PrepareScrub {
    Scrub ask;
};
struct RunImport {
    ImportSession ask;
};
// The server draws and hashes. Answer: the owner's, with secrets_drawn.
struct DrawSecrets {
    Viewer viewer;
    DrawSecret ask;
    Origin origin{};
};
struct RunSearch {
    Search ask;
};
struct ListSecretHolders {
    ReadSecretHolders ask;
};
struct ReadListing {
    ListEntities ask;
};
struct KeepSecret {
    SetSecret ask;
};
struct HangUp {
    ErrorCode code{};
};

using Action =
    std::variant<Send, Identify, CheckSecret, ForgetSignIn, ChangeOwnSecret, ProveAgain, TakeHandIn, EndHandIn, Join,
                 Regrant, Leave, ApplyCommands, OpenFetch, StopFetch, NoteProgress, NoteHealth, KeepOwnRecords, LeadTo,
                 PrepareUpload, PrepareDownload, PrepareArchive, StopArchive, PrepareSheet, AskTrust, ListSecretHolders,
                 PrepareRecheck, PrepareScrub, RunImport, DrawSecrets, RunSearch, ReadListing, KeepSecret, HangUp>;
using Actions = std::vector<Action>;

// ---- Answers
// -------------------------------------------------------------------------------------------------------------

struct Identified {
    Device device;
    std::optional<std::string> code;    // pending
    std::optional<Viewer> viewer;       // somebody is signed in on it
    std::vector<Candidate> candidates;  // approved tablets
    std::string epoch;
    bool hand_in = false;  // revoked, and may bring its person's last notes
};

struct SecretChecked {
    std::optional<Viewer> viewer;
    std::optional<Error> error;
    std::int32_t wait_s = 0;
};

class Dialogue {
public:
    struct Setting {
        Door door = Door::tls;
        std::string nonce;
        std::string build;
        std::string council;
        std::string time;
        bool demo = false;
        Viewer local_viewer;  // local door only
    };

    explicit Dialogue(Setting setting, SteadyMs now);

    Actions start();
    Actions on_text(std::string_view text, SteadyMs now);
    Actions on_binary();
    // Hello must come within limits::hello_ms; commands that wait are carried out when it is their turn; a revoked
    // device that says nothing for hand_in_pause_ms is let go.
    Actions on_tick(SteadyMs now);

    // Also called again when the office approved, revoked or changed the device.
    Actions on_identified(Result<Identified> answer);
    Actions on_signed_in(SecretChecked answer);

    bool signed_in() const;
    bool handing_in() const;
    const Viewer* viewer() const;  // while signed in
    const std::string& incarnation() const { return hello_.incarnation; }
    const DeviceId& device() const { return device_; }  // empty until identified
    DeviceKind device_kind() const { return hello_.device_kind; }
    const std::string& build() const { return hello_.build; }

private:
    struct AwaitingHello {
        SteadyMs since;
    };
    struct Identifying {};
    struct Standing_ {
        Identified identified;
    };
    struct Checking {
        Identified identified;
    };
    struct SignedIn {
        Identified identified;
        Viewer viewer;
    };
    struct HandingIn {
        SteadyMs until;
        Standing standing;
    };
    struct Ended {};

    Actions unparsed(const FromDevice& message, const Error& error);
    Actions on_message(FromDevice& message, std::size_t text_bytes);
    Actions on_hello(Hello& hello);
    Actions on_sign_in(SignIn& sign_in);
    Actions on_signed_in_message(FromDevice& message, std::size_t text_bytes);
    Actions carry_out(SteadyMs now);
    Actions on_revoked(Standing standing);
    Actions on_hand_in_message(FromDevice& message);
    Actions enter(Identified identified, Viewer viewer);
    Actions refuse(ErrorCode code, std::string where);
    Actions end(ErrorCode code);
    bool may_speak(std::string_view text, SteadyMs now);

    Setting setting_;
    std::variant<AwaitingHello, Identifying, Standing_, Checking, SignedIn, HandingIn, Ended> state_;
    Hello hello_;
    DeviceId device_;
    CommandPace pace_;
    bool leaving_ = false;                      // signing out was asked for
    SecretKind secret_kind_ = SecretKind::pin;  // of the sign-in being checked
    double tokens_;
    SteadyMs refilled_;
    SteadyMs now_;  // of the newest call that told it
};

}  // namespace chamber
