// What the office does besides sitting at its desktop (a ModelTablet with the secretary's rights): it hands in
// documents, changes who may see what, and looks after the machine.
#pragma once

#include "tests/simulation/invariants.hpp"
#include "tests/simulation/office/local_connection.hpp"
#include "tests/simulation/server/virtual_server.hpp"
#include "tests/simulation/tablet/model_tablet.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::simulation {

class ModelOffice {
public:
    ModelOffice(Events& events, Machine& machine, VirtualServer& server, Invariants& invariants, ModelTablet& desktop)
        : events_(events),
          machine_(machine),
          server_(server),
          invariants_(invariants),
          desktop_(desktop)
    {
    }

    void publish() { desktop_.command(PublishDocuments{SessionId("KH01"), {}}); }
    void withdraw(Chance& chance);
    void edit_document(Chance& chance);
    void upload(Chance& chance);
    void revise(Chance& chance);
    void record_attendance(Chance& chance);
    void acknowledge(Chance& chance);
    void open_item(Chance& chance);
    void revoke(const std::string& device) { desktop_.command(RevokeDevice{DeviceId(device), "mất"}); }
    // On the server itself while nobody of the office sits at the desktop: it may be a newcomer, too.
    void open_enrolment();
    void approve(const std::string& code) { desktop_.command(ApproveDevice{code, "MTB"}); }
    // Somebody gets another role or another delegation, or another chair presides: by importing the next session.
    void change_rights(Chance& chance);

    void back_up();
    // restored: as chamber-admin does it, with a new history. copied: with `cp`.
    enum class Way { restored, copied };
    void put_back(Way way);
    void damage(Chance& chance);

private:
    // A document the desktop sees; nothing when there is none.
    std::optional<std::string> any(std::string_view type, Chance& chance) const;
    void add(storage::NewRevision revision);
    std::string paper(Chance& chance);

    Events& events_;
    Machine& machine_;
    VirtualServer& server_;
    Invariants& invariants_;
    ModelTablet& desktop_;
    std::optional<Backup> backup_;
    std::uint64_t papers_made_ = 0;
    std::vector<std::unique_ptr<LocalConnection>> doors_;
};

}  // namespace chamber::simulation
