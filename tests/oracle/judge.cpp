// oracle_judge [TRUST]: reads paths, one a line, and writes one line of JSON for each: what the engine says of that
// file.
//
//   {"file":"a.pdf","report":{…SignatureReport…}}
//
// In this process and without the sandbox: hundreds of files that a test made, and no server.
#include "protocol/codec.hpp"
#include "server/inspect/signatures.hpp"
#include "server/inspect/trust_folder.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

constexpr std::int64_t judging_day_s = 1'795'392'000;  // 2026-11-23, as the corpus test judges

std::string json_text(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

}  // namespace

int main(int argc, char** argv)
{
    std::string trust;
    if (argc > 1) {
        const auto block = chamber::inspect::read_trust_folder(argv[1]);
        if (!block) {
            std::cerr << "oracle_judge: cannot read the trust folder\n";
            return 2;
        }
        trust = *block;
    }
    for (std::string path; std::getline(std::cin, path);) {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        const auto report = chamber::inspect::judge_signatures(bytes, chamber::inspect::look_at_structure(bytes),
                                                               {trust, judging_day_s});
        std::cout << "{\"file\":" << json_text(path) << ",\"report\":" << chamber::encode(report) << "}" << std::endl;
    }
    return 0;
}
