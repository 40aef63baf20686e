#include "server/inspect/raw_dictionary.hpp"

#include <algorithm>
#include <charconv>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDFTokenizer.hh>

namespace chamber::inspect {
namespace {

constexpr std::size_t dictionary_bytes_max = 16'777'216;
constexpr std::size_t open_within = 64;  // how far "<<" may be from where an object begins

// Follows one dictionary: at depth 1 names and values take turns.
class Collector {
public:
    // False: the dictionary is closed, or it is none.
    bool on_token(const QPDFTokenizer::Token& token, std::size_t offset)
    {
        using Type = QPDFTokenizer;
        const auto type = token.getType();
        if (type == Type::tt_eof || type == Type::tt_bad) return false;
        const bool opens = type == Type::tt_dict_open || type == Type::tt_array_open;
        const bool closes = type == Type::tt_dict_close || type == Type::tt_array_close;
        if (depth_ == 1 && !closes) on_top_level(token, offset);
        if (opens) ++depth_;
        if (closes) --depth_;
        if (depth_ == 1 && closes) awaiting_value_ = false;
        started_ |= opens;
        return depth_ > 0;
    }

    bool closed() const { return started_ && depth_ == 0; }
    std::vector<RawEntry> take() { return std::move(entries_); }

private:
    // A reference is three tokens; the two after its number are not names, so they begin nothing.
    void on_top_level(const QPDFTokenizer::Token& token, std::size_t offset)
    {
        const bool name = token.getType() == QPDFTokenizer::tt_name;
        if (name && !awaiting_value_) {
            entries_.push_back({token.getValue(), {}, 0});
            awaiting_value_ = true;
        } else if (awaiting_value_ && !entries_.empty()) {
            entries_.back().first_value = token.getValue();
            entries_.back().value_offset = offset;
            const bool nested =
                token.getType() == QPDFTokenizer::tt_dict_open || token.getType() == QPDFTokenizer::tt_array_open;
            if (!nested) awaiting_value_ = false;
        }
    }

    int depth_ = 0;
    bool started_ = false;
    bool awaiting_value_ = false;
    std::vector<RawEntry> entries_;
};

}  // namespace

std::optional<std::vector<RawEntry>> read_raw_dictionary(std::string_view bytes, std::size_t offset)
{
    const std::size_t open = bytes.substr(0, std::min(bytes.size(), offset + open_within)).find("<<", offset);
    if (open == std::string_view::npos) return std::nullopt;
    const std::string_view part = bytes.substr(open, dictionary_bytes_max);
    try {
        Buffer buffer(reinterpret_cast<unsigned char*>(const_cast<char*>(part.data())), part.size());
        const auto source = std::make_shared<BufferInputSource>("dictionary", &buffer);
        QPDFTokenizer tokenizer;
        tokenizer.allowEOF();
        Collector collector;
        for (;;) {
            const auto token = tokenizer.readToken(source, "dictionary", true);
            if (!collector.on_token(token, open + static_cast<std::size_t>(source->getLastOffset()))) break;
        }
        if (!collector.closed()) return std::nullopt;
        return collector.take();
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::size_t count_key(const std::vector<RawEntry>& entries, std::string_view key)
{
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [&](const RawEntry& entry) { return entry.key == key; }));
}

std::optional<std::int64_t> integer_of(const std::vector<RawEntry>& entries, std::string_view key)
{
    for (const auto& entry : entries) {
        if (entry.key != key) continue;
        std::int64_t value = 0;
        const char* end = entry.first_value.data() + entry.first_value.size();
        const auto read = std::from_chars(entry.first_value.data(), end, value);
        if (read.ec == std::errc() && read.ptr == end) return value;
    }
    return std::nullopt;
}

}  // namespace chamber::inspect
