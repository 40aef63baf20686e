// Makes a council's data directory: layout, certificate authority and server certificate, pepper, configuration,
// database with the first member of staff. Whole or not at all: what a failed founding made is removed again.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/wiping.hpp"
#include "storage/files/data_directory.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace chamber::admin {

struct Founding {
    std::filesystem::path data;
    std::string host;
    Council council;
    std::string account;
    std::string staff_name;
    std::string password;

    ~Founding() { wipe(password); }
};

// Errors: data_directory_not_empty, bad_configuration (host name), wrong_type (account), secret_too_weak,
// certificate_failed, io_failed, disk_full. `complete`: what belongs to the founding besides; when it fails, everything
// is undone.
using Complete = std::function<Result<void>(const storage::DataDirectory&)>;
Result<storage::DataDirectory> found(const Founding& founding, const Complete& complete);

}  // namespace chamber::admin
