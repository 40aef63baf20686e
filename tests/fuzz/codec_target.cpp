// The JSON codec: what devices and the server say to each other, and what the store reads back.
//
// Input: a digit for the kind of message, then the text. Oracle: what was read is written and read again as the same.
#include "protocol/codec.hpp"
#include "tests/fuzz/target.hpp"

#include <fstream>

namespace chamber::fuzz {
namespace {

template <class Message>
void read_and_write(std::string_view text, Result<Message> (*decode)(std::string_view))
{
    const Result<Message> read = decode(text);
    if (!read) {
        static_cast<void>(error_name(read.error().code));
        return;
    }
    const std::string written = encode(*read);
    const Result<Message> again = decode(written);
    forbid(!again, "a message that was read cannot be read again when it is written");
    forbid(encode(*again) != written, "a message changes when it is written and read");
}

}  // namespace

void run_codec(std::string_view input)
{
    if (input.empty()) return;
    const std::string_view text = input.substr(1);
    switch (input[0]) {
    case '1': return read_and_write<ToDevice>(text, decode_to_device);
    case '2': return read_and_write<CommandBody>(text, decode_command_body);
    case '3': return read_and_write<Entity>(text, decode_entity);
    case '4': return read_and_write<SignatureReport>(text, decode_signature_report);
    default: return read_and_write<FromDevice>(text, decode_from_device);
    }
}

// The golden messages, one a line: {"kind":"from_device","message":…}.
std::vector<std::string> codec_seeds()
{
    std::vector<std::string> seeds;
    std::ifstream golden(CHAMBER_SOURCE_DIR "/tests/golden/messages.json");
    constexpr std::string_view opening = "\"message\":";
    for (std::string line; std::getline(golden, line);) {
        const std::size_t at = line.find(opening);
        if (at == std::string::npos) continue;
        const std::string text = line.substr(at + opening.size(), line.rfind('}') - at - opening.size());
        seeds.push_back((line.find("\"to_device\"") != std::string::npos ? "1" : "0") + text);
    }
    SignatureReport report;
    report.signatures.emplace_back();
    report.changes.emplace_back();
    seeds.push_back("4" + encode(report));
    seeds.push_back("2" + encode(CommandBody(PutAnnotation{})));
    seeds.push_back("3" + encode(Entity(Document{})));
    return seeds;
}

}  // namespace chamber::fuzz
