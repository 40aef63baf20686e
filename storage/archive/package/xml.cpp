#include "storage/archive/package/xml.hpp"

#include "protocol/limits.hpp"
#include "protocol/text.hpp"

#include <sstream>

namespace chamber::storage {

namespace {

std::string clean(std::string_view text)
{
    return cleaned_text(text, limits::archive_fields_bytes_max);
}

}  // namespace

pugi::xml_node add_element(pugi::xml_node parent, const char* name, const Attributes& attributes)
{
    auto node = parent.append_child(name);
    for (const auto& [key, value] : attributes) node.append_attribute(key).set_value(clean(value).c_str());
    return node;
}

pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text)
{
    auto node = parent.append_child(name);
    if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(clean(text).c_str());
    return node;
}

pugi::xml_node record_head(pugi::xml_document& document, const char* name, const std::string& space,
                           const std::string& schema, const Attributes& more)
{
    Attributes head;
    if (!space.empty()) head.emplace_back("xmlns", space);
    head.emplace_back("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    head.insert(head.end(), more.begin(), more.end());
    if (space.empty())
        head.emplace_back("xsi:noNamespaceSchemaLocation", schema);
    else
        head.emplace_back("xsi:schemaLocation", space + " " + schema);
    return add_element(document, name, head);
}

std::string xml_text(const pugi::xml_document& document)
{
    std::ostringstream out;
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    document.save(out, "  ", pugi::format_indent | pugi::format_no_declaration, pugi::encoding_utf8);
    return out.str();
}

std::string cut_text(std::string_view text, std::size_t letters_max)
{
    const std::string whole = clean(text);
    std::string_view rest = whole;
    char32_t letter = 0;
    std::string cut;
    for (std::size_t i = 0; i < letters_max && !rest.empty() && take_code_point(rest, letter); ++i)
        append_code_point(cut, letter);
    return cut;
}

}  // namespace chamber::storage
