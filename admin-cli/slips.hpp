// One slip of paper per person: their PIN, or account and password, to be printed, cut and handed over.
//
// One HTML file without a script, ten slips to a page of A4, dashed lines to cut along. It is a secret like the CSV:
// 0600, never written over another file, deleted by whoever has printed it. Thread: any.
#pragma once

#include "admin-cli/secrets.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::admin {

struct SlipHead {
    std::string council;
    std::string session;  // "" for a PIN that is drawn anew
    std::string host;     // where staff sign in
};

// The head with the host name of chamber.toml. Errors: not_a_data_directory, io_failed.
Result<SlipHead> slip_head(const std::filesystem::path& data, std::string council, std::string session);

std::string slips_page(const SlipHead& head, const std::vector<IssuedSecret>& secrets);

// Durable when it returns. Errors: already_exists, io_failed, disk_full.
Result<void> write_slips(const std::filesystem::path& path, const SlipHead& head,
                         const std::vector<IssuedSecret>& secrets);

// "ma-pin.csv" → "ma-pin.html": where the slips to a sheet lie.
std::filesystem::path slips_beside(const std::filesystem::path& sheet);

// The sheet and its slips, in the order of the seats; both or none.
Result<void> write_sheet_and_slips(const std::filesystem::path& sheet, const SlipHead& head,
                                   std::vector<IssuedSecret> secrets);
void remove_sheet_and_slips(const std::filesystem::path& sheet);

// Where they lie and what to do with them, for the terminal.
std::string sheet_words(std::size_t people, const std::filesystem::path& sheet);

}  // namespace chamber::admin
