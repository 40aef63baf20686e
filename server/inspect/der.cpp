#include "server/inspect/der.hpp"

#include <openssl/asn1.h>
#include <openssl/err.h>

namespace chamber::inspect {

std::optional<DerElement> take_element(std::string_view& bytes)
{
    const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
    const unsigned char* at = begin;
    long length = 0;
    DerElement element;
    const int form = ASN1_get_object(&at, &length, &element.tag, &element.tag_class, static_cast<long>(bytes.size()));
    ERR_clear_error();
    const bool indefinite = (form & 1) != 0;
    if ((form & 0x80) != 0 || indefinite || length < 0) return std::nullopt;
    const std::size_t head = static_cast<std::size_t>(at - begin), size = static_cast<std::size_t>(length);
    if (head + size > bytes.size()) return std::nullopt;
    element.content = bytes.substr(head, size);
    element.whole = bytes.substr(0, head + size);
    bytes.remove_prefix(head + size);
    return element;
}

}  // namespace chamber::inspect
