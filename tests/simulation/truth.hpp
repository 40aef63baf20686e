// What is true in the council: everything the server has committed and published, in its newest state, and what each
// device may see by it.
//
// Kept from the changes as they are published, never from what a device was told. Rights of the last seconds are
// remembered: what was on its way when they changed was told rightly.
#pragma once

#include "protocol/access.hpp"
#include "protocol/message.hpp"
#include "storage/store.hpp"
#include "tests/simulation/network/wire_text.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chamber::simulation {

struct Fact {
    std::int64_t seq = 0;
    std::string type, id;
    Scope scope;
    std::shared_ptr<const std::string> text;  // the whole change
    bool deleted = false;
    std::string token;  // of an annotation
};

class Truth {
public:
    // How long a change of rights may take to reach open connections.
    static constexpr std::int64_t grace_ms = 2'000;

    void begin(std::string epoch, const storage::FeedSlice& whole, std::int64_t now_ms);
    // Returns the annotations whose token is another one now.
    std::vector<Fact> take(const storage::FeedSlice& slice, std::int64_t now_ms);

    // The same things from now on under another name.
    void rename(std::string epoch) { epoch_ = std::move(epoch); }

    const std::string& epoch() const { return epoch_; }
    std::int64_t head() const { return head_; }
    const std::map<std::int64_t, Fact>& by_seq() const { return by_seq_; }
    const Fact* find(std::string_view type, std::string_view id) const;

    // Who the device stands for now; nobody: nothing may be seen.
    Viewer viewer(const std::string& device) const;
    bool revoked(const std::string& device) const;
    // May this have been told to the device, with the rights of now or of a moment ago? Was it allowed all that time?
    bool was_allowed(const std::string& device, const Scope& scope, std::string_view type, std::int64_t now_ms) const;
    bool is_sure(const std::string& device, const Scope& scope, std::string_view type, std::int64_t now_ms) const;
    bool may_have(const std::string& device, const std::string& sha256, std::int64_t now_ms) const;
    // Digests that documents the viewer may see refer to.
    std::set<std::string> papers(const Viewer& viewer) const;

private:
    struct Rights {
        std::int64_t since_ms = 0;
        Viewer viewer;
        bool operator==(const Rights&) const = delete;
    };
    void put(const storage::FeedItem& item, std::vector<Fact>* changed);
    void note_rights(std::int64_t now_ms);
    std::vector<Viewer> rights_since(const std::string& device, std::int64_t since_ms) const;

    std::string epoch_;
    std::int64_t head_ = 0;
    std::map<std::int64_t, Fact> by_seq_;
    std::map<std::pair<std::string, std::string>, std::int64_t, std::less<>> places_;
    std::map<std::string, std::vector<Rights>> rights_;  // by device
    bool rights_changed_ = false;
};

}  // namespace chamber::simulation
