// Runs the real chamber-admin as a shell would and keeps what it said; and an office to run it on.
#pragma once

#include "tests/support/server_process.hpp"

#include <boost/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::test {

struct Ran {
    int exit_code = -1;
    std::string out;
    std::string err;

    // stdout as one JSON object per line. Throws when a line is none.
    std::vector<boost::json::object> objects() const;
    // The machine code at the end of the first error line, "not_pdf"; empty without one.
    std::string code() const;
};

Ran run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::string& input = {});
Ran run_admin(const std::vector<std::string>& arguments, const std::string& input = {});

// A data directory after `init`, and a folder for files around it.
class Office {
public:
    Office();

    // chamber-admin --data … arguments.
    Ran run(std::vector<std::string> arguments, const std::string& input = {}) const;
    // With --json; fails the test when the exit code is not 0.
    std::vector<boost::json::object> json(std::vector<std::string> arguments) const;

    // A small session: "K12-KH15" with two sittings, two items, two delegates, one guest, one clerk. Fails the test if
    // refused. `state`: in the words of the session file.
    void import_session(const std::string& state = "đang họp") const;
    std::string write_file(const std::string& name, const std::string& bytes) const;
    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
    std::filesystem::path data() const { return folder_.path() / "data"; }

private:
    Folder folder_;
};

inline const std::string office_password = "mot-mat-khau-dai";

std::string session_json();
std::string read_file(const std::filesystem::path& path);

}  // namespace chamber::test
