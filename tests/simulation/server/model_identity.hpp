// Who stands at the door, without the costly arithmetic: signatures that a hash makes, and secrets that are "pin-" and
// the person's id. The store is asked and told as by SignIns, so that signing in, waiting after a wrong secret and its
// journal are real.
#pragma once

#include "server/identity.hpp"
#include "server/storage_door.hpp"
#include "tests/simulation/bugs.hpp"

namespace chamber::simulation {

class ModelIdentity final : public server::Identity {
public:
    ModelIdentity(server::StorageDoor& storage, Bug bug) : storage_(storage), bug_(bug) {}

    DeviceId device_of_key(std::string_view raw_point) override;
    server::Proof check_proof(std::string_view raw_point, std::string_view signature,
                              std::string_view signed_text) override;
    void check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer) override;
    void change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer) override;
    void prove(const ProveAgain& wanted, std::function<void(Proven)> answer) override;
    void draw(const DrawSecrets& asked, Drawing drawing) override;

private:
    server::StorageDoor& storage_;
    Bug bug_;
};

std::string secret_of(const std::string& person);

}  // namespace chamber::simulation
