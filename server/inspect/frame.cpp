#include "server/inspect/frame.hpp"

#include "server/inspect/opened_pdf.hpp"

namespace chamber::inspect {
namespace {

// Both numbers that are places; the range begins with the file and keeps its length.
void shift(std::vector<std::int64_t>& byte_range, std::int64_t by)
{
    if (byte_range.size() != 4) return;
    byte_range[1] += by;
    byte_range[2] += by;
}

}  // namespace

std::vector<std::string_view> Frame::pieces(const Coverage& coverage) const
{
    return {file.substr(0, origin + coverage.first_length), file.substr(origin + coverage.second_start, coverage.end - coverage.second_start)};
}

void Frame::enter(std::vector<std::int64_t>& byte_range) const
{
    shift(byte_range, -static_cast<std::int64_t>(origin));
}

void Frame::leave(std::vector<std::int64_t>& byte_range) const
{
    shift(byte_range, static_cast<std::int64_t>(origin));
}

Frame frame_of(std::string_view file, const Structure& structure)
{
    constexpr std::string_view mark = "%PDF-1.7";
    Frame frame{file, 0, false, file, nullptr};
    if (!structure.pdf || structure.starts_with_header || structure.foreword != Foreword::none) return frame;
    const std::size_t header = file.find("%PDF-");
    frame.blanks_before = true;
    if (open_pdf(file.substr(header), Repair::refused).state == OpenState::open) {
        frame.bytes = file.substr(header);
        frame.origin = header;
        return frame;
    }
    // Places count from the first byte: the header goes there, and blanks to where it was.
    auto copy = std::make_shared<std::string>(file);
    copy->replace(0, header + mark.size(), std::string(mark) + std::string(header, '\n'));
    frame.bytes = *copy;
    frame.copy = std::move(copy);
    return frame;
}

}  // namespace chamber::inspect
