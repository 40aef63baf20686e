// Who stands at the door: the proof of a device's key, and the secret of a person. A seam: the running server has
// SignIns; the simulator a model without the costly arithmetic. Thread: the meeting thread.
#pragma once

#include "protocol/answers.hpp"
#include "protocol/dialogue.hpp"
#include "server/auth.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace chamber::server {

class Identity {
public:
    virtual ~Identity() = default;

    // As auth's functions of the same names.
    virtual DeviceId device_of_key(std::string_view raw_point) = 0;
    virtual Proof check_proof(std::string_view raw_point, std::string_view signature, std::string_view signed_text) = 0;

    // May answer later.
    virtual void check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer) = 0;

    // Somebody signed in proves again who they are: for a new secret of their own, or for a locked screen. Wrong tries
    // count as at a sign-in. May answer later.
    struct Proven {
        std::optional<Error> error;
        std::int32_t wait_s = 0;
    };
    virtual void change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer) = 0;
    virtual void prove(const ProveAgain& wanted, std::function<void(Proven)> answer) = 0;

    // Draws secrets for other people, one after the other; they are kept when all are made and `wanted` still says that
    // somebody waits for them: nobody's PIN becomes one that nobody was told. May answer later.
    struct Drawing {
        std::function<void(JobExtent)> progress;  // in people
        std::function<bool()> wanted;
        std::function<void(Result<std::vector<DrawnSecret>>)> answer;
    };
    virtual void draw(const DrawSecrets& asked, Drawing drawing) = 0;
};

}  // namespace chamber::server
