// What somebody was once allowed and what still goes on: a ticket not used yet, a body that comes, a file that goes.
// Each stands on a claim – this person signed in on this device, and what else has to hold – that is asked again when
// it is used and whenever something changed that rights depend on: a device, a person, a session, a document, a damage.
// So revocation, sign-out, another person, a new PIN, the end of the 12 hours and a withdrawal all end it the same way.
// Thread: the meeting thread.
#pragma once

#include "protocol/person.hpp"
#include "server/net/server.hpp"
#include "server/storage_queue.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace chamber::server {

// `viewer` as proven when the claim was made. `still`: asked with the viewer's rights of now; nothing: being signed in
// is enough.
struct Claim {
    Viewer viewer;
    std::function<void(const Viewer& now, std::function<void(Result<void>)> answer)> still;
};

// A transfer under way. Its end cuts the connection (net::Leash) and is told once.
class Permit : public net::Leash {
public:
    explicit Permit(Claim claim) : claim_(std::move(claim)) {}
    const Claim& claim() const { return claim_; }
    const std::optional<Error>& why_ended() const { return why_; }
    void on_end(std::function<void(const Error&)> told) { told_ = std::move(told); }
    void end(const Error& why);

private:
    friend class Permits;
    Claim claim_;
    std::optional<Error> why_;
    std::function<void(const Error&)> told_;
    bool asking_ = false;
    bool again_ = false;
};

class Permits {
public:
    explicit Permits(StorageQueue& storage) : storage_(storage) {}

    // Whether the claim holds now. Errors: those of Store::proven_viewer, and whatever `still` answers.
    void ask(const Claim& claim, std::function<void(Result<void>)> answer);
    // The claim has just been asked; from now on it is watched, for as long as somebody keeps the permit.
    std::shared_ptr<Permit> open(Claim claim);
    // Something changed that rights depend on.
    void ask_again();
    // What could not be asked (a full queue) is asked now.
    void tick();

private:
    void ask_about(const std::shared_ptr<Permit>& permit);

    StorageQueue& storage_;
    std::vector<std::weak_ptr<Permit>> open_;
    bool unasked_ = false;
};

}  // namespace chamber::server
