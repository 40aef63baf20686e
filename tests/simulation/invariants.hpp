// What must hold in every world, whatever happens in it. Nothing else decides whether a seed failed.
//
//   acknowledged_is_stored   a command that was answered is in the store, after every start and at the end
//   one_effect               a command has one effect: never two, never one that no outbox holds, exactly one when it
//   was done; and none is
//                            forgotten
//   converged                at the end every device holds what access allows it, to the byte, and nothing waits in its
//   outbox told_only_allowed        nobody is told, or given the bytes of, what they may not see purged what a device
//   may not see any more, bytes included, is not on it cursor_never_skips       a batch continues the device's place,
//   and holds every change in between that the device may see done_stays_done          what was answered as done and
//   still concerns somebody is done at the end, whatever was put back in between nothing_vanishes         what a person
//   wrote is in their view or in their outbox, never in neither queues_are_bounded       no queue grows over its limit
//   digests_match            bytes that count as whole have their digest; so have the stored ones
//   lives                    when all is well again, the server runs and everybody is on a fresh connection
//
// The first violation is kept; what follows it would only confuse.
#pragma once

#include "tests/simulation/server/virtual_server.hpp"
#include "tests/simulation/tablet/model_tablet.hpp"
#include "tests/simulation/tablet/watch.hpp"
#include "tests/simulation/truth.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace chamber::simulation {

struct Violation {
    std::string invariant;
    std::string what;
    std::int64_t at_ms = 0;
};

class Invariants final : public ServerWatch, public TabletWatch {
public:
    Invariants(const Events& events, BatchReader& reader, const Papers& papers);

    const std::optional<Violation>& violation() const { return violation_; }
    const Truth& truth() const { return truth_; }
    // Every word of what happened, for the history.
    std::function<void(const std::string& who, const std::string& what)> on_note;

    // A backup was made, and put back: what was answered in between is owed by nobody but the devices.
    void backed_up();
    void put_back(bool named_anew);
    // A blob in the store was damaged by us: what devices cannot fetch then is not their fault.
    void damaged(const std::string& sha256) { damaged_.insert(sha256); }

    // All is well, and quiet.
    void finish(VirtualServer& server, const std::vector<std::unique_ptr<ModelTablet>>& tablets,
                const Machine& machine);

    void started(storage::Store& store) override;
    void published(const storage::FeedSlice& slice) override;
    void stopped() override {}
    void storage_waits(std::size_t jobs) override;
    void told(const std::string& device, const net::SharedBytes& text) override;
    void queued(const std::string& device, std::uint64_t live_bytes, std::uint64_t bulk_bytes) override;

    void kept(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row) override;
    void sent(const std::string& device, std::size_t commands, std::size_t bytes) override;
    void answered(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row, bool done,
                  const std::string& code) override;
    void shown(const std::string& device, const DeviceLedger::Row& row, const Flash& flash) override;
    void taken(const std::string& device, const DeviceLedger::Place& before, const Batch& batch,
               const std::vector<AnnotationId>& lost) override;
    void signed_out(const std::string& device, const std::string& person) override;
    void given(const std::string& device, const std::string& sha256) override;
    void blob_kept(const std::string& device, const std::string& sha256, const std::string& bytes) override;
    void fetching(const std::string& device, std::size_t transfers) override;
    void note(const std::string& device, const std::string& what) override;

private:
    struct Answer {
        bool done = false;
        std::string code;
    };
    // What was promised to somebody.
    struct Promises {
        std::map<std::pair<std::string, std::string>, std::map<std::int64_t, Answer>>
            answers;  // by device and incarnation
        std::set<std::string> done_tokens;
    };
    // What was answered as done must come back after every backup, from whoever did it.
    struct Done {
        std::set<std::string> revoked;                             // devices, by the office
        std::set<std::pair<std::string, std::string>> checked_in;  // device, person
        bool recorded = false;                                     // the office changed attendance as well
    };

    void fail(std::string invariant, std::string what);
    void note_done(const std::string& device, const CommandBody& body, bool done);
    void check_promises(storage::Store& store);
    void check_effects();
    void check_done(const std::vector<std::unique_ptr<ModelTablet>>& tablets);
    void check_tablet(const ModelTablet& tablet);
    void check_unanswered(const std::vector<std::unique_ptr<ModelTablet>>& tablets);
    void check_blobs(const ModelTablet& tablet);

    const Events& events_;
    BatchReader& reader_;
    const Papers& papers_;
    Truth truth_;
    std::optional<Violation> violation_;
    Promises promises_;
    std::optional<Promises> at_backup_;
    Done done_;
    std::string ended_epoch_;   // a backup was put back over it
    bool copied_back_ = false;  // under its old name: whoever knows more may end that history
    std::set<std::string> kept_tokens_;
    std::map<std::string, std::string> unanswered_;  // tokens that no answer came for: token → device
    std::map<std::string, int> effects_;             // by token
    std::map<std::string, int> touched_;             // by note: how many commands concern it
    std::map<std::string, std::string> owed_;        // notes a device holds and a restored server lacks: id → device
    std::set<std::string> refused_targets_;
    std::set<std::string> damaged_;
};

}  // namespace chamber::simulation
