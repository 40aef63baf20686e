// Checks PINs and passwords: the store says what to compare with and how long to wait, a worker does the costly hash, the store takes
// note of the outcome. A wrong account and a wrong password look the same. Thread: the meeting thread.
#pragma once

#include "protocol/dialogue.hpp"
#include "server/workers.hpp"
#include "storage/secret.hpp"

#include <functional>

namespace chamber::server {

class SignIns {
public:
    SignIns(StorageThread& storage, Workers& secrets, Post post, storage::SecretHasher hasher);

    void check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer);

private:
    void compare(const CheckSecret& wanted, const storage::SecretRecord& record, std::function<void(SecretChecked)> answer);
    void succeed(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer);
    void miss(const CheckSecret& wanted, const PersonId& person, std::function<void(SecretChecked)> answer);

    StorageThread& storage_;
    Workers& secrets_;
    Post post_;
    storage::SecretHasher hasher_;
};

}  // namespace chamber::server
