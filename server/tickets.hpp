// One-time passes from the WebSocket, where people are proven, to a plain HTTP upload or download. 128 bits,
// short-lived, single use; they replace cookies, so there is nothing that a foreign page could ride on. Each names who
// asked for it, where and for what (a claim, permits.hpp), which is asked again when it is used: a ticket is no right.
// Thread: the meeting thread.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "protocol/world.hpp"
#include "server/permits.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace chamber::server {

struct UploadPass {
    AskUpload ask;
    DocumentFields fields;  // where the document goes
    Claim claim;
    std::uint64_t connection = 0;  // told how it goes; may be gone by then
    Origin origin{};               // of whoever asked, for the journal
};

struct DownloadPass {
    std::filesystem::path file;
    std::string file_name;  // offered to the person
    std::string content_type;
    Claim claim;
    std::shared_ptr<const std::string> bytes = {};  // made for this ticket alone: instead of the file
};

// A device gives bytes back that the server's disk has lost (repairs).
struct RepairPass {
    Sha256 sha256;
    DeviceId device;
    Claim claim;
};

using Pass = std::variant<UploadPass, DownloadPass, RepairPass>;

class Tickets {
public:
    Tickets(Clock& clock, Entropy& entropy) : clock_(clock), entropy_(entropy) {}

    // Shape: the ticket's text. At most tickets_max live at once; the oldest is dropped.
    std::string issue(Pass pass);
    // The pass, which is used up; nothing for an unknown or expired ticket.
    std::optional<Pass> redeem(std::string_view ticket);
    // The place in its item's reading order that a new document gets, so that files dropped together stand in the order
    // of the drop whichever arrives first, and two clerks' files never stand at the same one. `free`: what the store
    // offers. A file that is sent again has the place that its first ticket gave it. Kept until the server stops; the
    // store looks once more when the file is there.
    std::int32_t reserve_position(const AgendaItemId& item, const AskUpload& ask, std::int32_t free);
    // What it stands on, without using it up; nothing for an unknown or expired ticket.
    std::optional<Claim> claim_of(std::string_view ticket);

private:
    struct Entry {
        Pass pass;
        SteadyMs expires;
    };
    void drop_expired();

    Clock& clock_;
    Entropy& entropy_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::map<AgendaItemId, std::int32_t> reserved_;  // the last place of each item
};

}  // namespace chamber::server
