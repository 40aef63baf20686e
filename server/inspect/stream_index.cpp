#include "server/inspect/stream_index.hpp"

#include "server/inspect/object_skim.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr std::size_t objects_max = 1'000'000;
constexpr std::size_t skims_max = 4;  // times the stream's length, where a forger lets all its places be one

std::size_t size_of(QPDFObjectHandle object)
{
    return object.isInteger() && object.getIntValue() >= 0 ? static_cast<std::size_t>(object.getIntValue()) : 0;
}

std::optional<std::size_t> next_number(std::string_view header, std::size_t& at)
{
    std::size_t value = 0;
    at = std::min(header.find_first_not_of(pdf_blanks, at), header.size());
    const auto read = std::from_chars(header.data() + at, header.data() + header.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(read.ptr - header.data());
    return value;
}

StreamIndex read_index(QPDFObjectHandle stream)
{
    StreamIndex index;
    if (!stream.isStream()) return index;
    const std::size_t count = size_of(stream.getDict().getKey("/N")),
                      first = size_of(stream.getDict().getKey("/First"));
    const auto decoded = stream.getStreamData(qpdf_dl_generalized);
    const std::string_view data(reinterpret_cast<const char*>(decoded->getBuffer()), decoded->getSize());
    if (first > data.size() || count > objects_max) return index;
    std::size_t at = 0, skimmed = 0;
    std::set<std::size_t> once;
    index.whole = index.regular = true;
    for (std::size_t i = 0; i < count; ++i) {
        const auto number = next_number(data.substr(0, first), at), place = next_number(data.substr(0, first), at);
        if (!number || !place || *place > data.size() - first || !once.insert(*number).second) index.whole = false;
        if (!number || !place) return index;
        index.numbers.push_back(static_cast<int>(std::min<std::size_t>(*number, 2'147'483'647)));
        index.regular &= *place <= data.size() - first && skimmed <= skims_max * data.size();
        if (!index.regular) continue;
        const auto object = skim_value(data, first + *place, data.size());
        skimmed += object ? object->end - first - *place : data.size();
        index.regular &= object && object->regular && object->repeated_key.empty();
        if (object && !object->repeated_key.empty()) index.repeated_key = object->repeated_key;
    }
    return index;
}

}  // namespace

int StreamIndex::number_at(int index) const
{
    return index >= 0 && static_cast<std::size_t>(index) < numbers.size() ? numbers[static_cast<std::size_t>(index)]
                                                                          : 0;
}

std::optional<std::size_t> length_in(QPDF& pdf, int number, int generation)
{
    QPDFObjectHandle length = pdf.getObjectByID(number, generation);
    return length.isInteger() && length.getIntValue() >= 0
               ? std::optional(static_cast<std::size_t>(length.getIntValue()))
               : std::nullopt;
}

bool StreamIndexes::is_object_stream(int number)
{
    QPDFObjectHandle stream = pdf_.getObjectByID(number, 0);
    return stream.isStream() && stream.getDict().getKey("/Type").isName() &&
           stream.getDict().getKey("/Type").getName() == "/ObjStm";
}

const StreamIndex& StreamIndexes::of(int number)
{
    const auto known = known_.find(number);
    if (known != known_.end()) return known->second;
    StreamIndex index;
    try {
        index = read_index(pdf_.getObjectByID(number, 0));
    } catch (const std::exception&) {
        index.whole = false;
    }
    return known_.emplace(number, std::move(index)).first->second;
}

}  // namespace chamber::inspect
