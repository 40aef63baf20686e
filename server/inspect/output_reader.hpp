// What the child said, record by record, as far as it can be believed. The child may be in a forger's hands: every
// length, number and name is checked here, and one that is wrong ends the hearing. How the child ran and how it ended
// is client.cpp's business.
//
// Records are read while they arrive and only what they mean is kept, so that a child that shouts costs less than 100
// MB here.
#pragma once

#include "protocol/error.hpp"
#include "protocol/inspection.hpp"
#include "server/inspect/walls.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chamber::inspect {

struct ChildRecords {
    Inspection inspection;
    bool report = false;
    bool done = false;
    bool words = false;
    bool looks = false;
    std::optional<Walls> walls;
    std::optional<Error> failure;
};

// One child's words. Thread: the one that listens to the child.
class OutputReader {
public:
    // False: something that no child may say; nothing more need be listened to.
    bool listen(std::string_view bytes);

    // Everything was said. Errors: parser_died when any of it is not what a child may say.
    Result<ChildRecords> end();

private:
    bool take_record(std::uint32_t type, std::string_view body);
    bool take_page(std::string_view body);
    bool take_text(std::string_view body);
    bool take_preview(std::string_view body);
    bool take_report(std::string_view body);
    bool take_walls(std::string_view body);
    bool take_remark(std::string_view body);
    bool take_words(std::string_view body);
    bool take_looks(std::string_view body);

    ChildRecords records_;
    std::string begun_;  // the record that is still arriving
    std::uint64_t text_bytes_ = 0;
    const char* wrong_ = nullptr;
};

// All the output of one run at once.
Result<ChildRecords> read_records(std::string_view output);

}  // namespace chamber::inspect
