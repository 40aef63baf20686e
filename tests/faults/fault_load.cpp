// The load under a fault: makes a council, or runs a crowd of devices on a server and does what it is told on standard
// input, one word a line, each answered by one line of JSON. The fault scripts speak to it; see README.md.
//
//   fault_load council DATA TABLETS
//   fault_load filing DATA PAPER_BYTES
//   fault_load crowd CA_FILE TLS_PORT LOOPBACK_PORT TABLETS NOTEBOOK
#include "tests/faults/crowd.hpp"
#include "tests/support/council.hpp"
#include "tests/support/filing.hpp"

#include <boost/json/serialize.hpp>

#include <csignal>
#include <fstream>
#include <iostream>
#include <sstream>

namespace {

using namespace chamber;
using test::Crowd;

test::ServerAddresses doors_of(const std::string& ca_file, const std::string& tls_port,
                               const std::string& loopback_port)
{
    std::ifstream file(ca_file);
    test::ServerAddresses doors;
    doors.tls.port = static_cast<std::uint16_t>(std::stoul(tls_port));
    doors.tls.ca_pem = std::string(std::istreambuf_iterator<char>(file), {});
    doors.tls.server_name = "localhost";
    doors.tls_origin = "https://localhost:" + tls_port;
    doors.loopback.port = static_cast<std::uint16_t>(std::stoul(loopback_port));
    doors.loopback_origin = "http://localhost:" + loopback_port;
    return doors;
}

boost::json::object obey(Crowd& crowd, const std::string& word, std::uint64_t number)
{
    if (word == "enrol") return crowd.enrol(number);
    if (word == "write") return crowd.write();
    if (word == "rest") return crowd.rest();
    if (word == "settle") return crowd.settle();
    if (word == "reconnect") return crowd.reconnect();
    if (word == "note") return crowd.note();
    if (word == "standing") return crowd.standing();
    if (word == "fetch") return crowd.fetch(number);
    if (word == "listen") return crowd.listen(static_cast<std::int64_t>(number));
    if (word == "damage") return crowd.damage();
    if (word == "upload") return crowd.upload();
    if (word == "archive") return crowd.archive();
    if (word == "pair") return crowd.pair();
    if (word == "approve") return crowd.approve();
    return {{"ok", false}, {"doing", "unknown word " + word}};
}

}  // namespace

int main(int count, char** arguments)
{
    const std::vector<std::string> words(arguments + 1, arguments + count);
    // A server that dies while we write to its socket is what this is about.
    std::signal(SIGPIPE, SIG_IGN);
    if (words.size() == 3 && words[0] == "council") {
        test::make_council(words[1], std::stoi(words[2]));
        return 0;
    }
    if (words.size() == 3 && words[0] == "filing") {
        test::make_session_to_seal(words[1], {3, std::stoull(words[2]) / 3});
        return 0;
    }
    if (words.size() != 6 || words[0] != "crowd") {
        std::cerr
            << "fault_load council DATA TABLETS | filing DATA PAPER_BYTES | crowd CA_FILE TLS_PORT LOOPBACK_PORT TABLETS NOTEBOOK\n";
        return 2;
    }
    const test::Notebook notebook(words[5]);
    Crowd crowd(doors_of(words[1], words[2], words[3]), std::stoi(words[4]), notebook);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream said(line);
        std::string word;
        std::uint64_t number = 1'000;
        said >> word >> number;
        std::cout << boost::json::serialize(obey(crowd, word, number)) << std::endl;
    }
    return 0;
}
