#include "server/inspect/content_walk.hpp"

#include <qpdf/Buffer.hh>

namespace chamber::inspect {

std::string read_stream(Object stream)
{
    const auto bytes = stream.getStreamData(qpdf_dl_specialized);
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

std::string read_page_content(Object page)
{
    Object contents = page.getKey("/Contents");
    if (contents.isStream()) return read_stream(contents);
    std::string all;
    for (auto part : items(contents)) {
        if (!part.isStream()) continue;
        all += read_stream(part);
        all += '\n';
    }
    return all;
}

}  // namespace chamber::inspect
