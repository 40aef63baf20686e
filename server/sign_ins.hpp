// Checks PINs and passwords: the store counts the try and says what to compare with, a worker does the costly hash, the
// store takes note of the outcome. A wrong account and a wrong password look the same, cost the same and wait the same.
// Proofs of keys are auth's. Thread: the meeting thread.
#pragma once

#include "server/identity.hpp"
#include "server/storage_door.hpp"
#include "server/workers.hpp"
#include "storage/keys/secret_hasher.hpp"

#include <functional>
#include <memory>

namespace chamber::server {

class SignIns final : public Identity {
public:
    SignIns(StorageDoor& storage, Workers& secrets, storage::SecretHasher hasher);

    DeviceId device_of_key(std::string_view raw_point) override { return server::device_of_key(raw_point); }
    Proof check_proof(std::string_view raw_point, std::string_view signature, std::string_view signed_text) override
    {
        return server::check_proof(raw_point, signature, signed_text);
    }
    void check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer) override;
    void change(const ChangeOwnSecret& wanted, std::function<void(Proven)> answer) override;
    void prove(const ProveAgain& wanted, std::function<void(Proven)> answer) override;
    void draw(const DrawSecrets& asked, Drawing drawing) override;

private:
    struct Trial;  // own_secrets.cpp
    void compare(const CheckSecret& wanted, const storage::TryOf& of, const storage::SecretTry& made,
                 std::function<void(SecretChecked)> answer);
    void succeed(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer);
    // What is written of a try that was counted; `noted` hears whether it could be.
    using Noted = std::function<void(Result<void>)>;
    void note_miss(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted);
    void take_back(const storage::TryOf& of, const storage::SecretTry& made, const Origin& origin, Noted noted);

    void try_again(const std::shared_ptr<Trial>& trial);
    void compare_again(const std::shared_ptr<Trial>& trial);
    void proven(const std::shared_ptr<Trial>& trial, const std::string& hash);

    struct Round;  // drawn_secrets.cpp
    void draw_next(const std::shared_ptr<Round>& round);
    void keep_round(const std::shared_ptr<Round>& round);

    StorageDoor& storage_;
    Workers& secrets_;
    storage::SecretHasher hasher_;
};

}  // namespace chamber::server
