// XML by pugixml, written in one way: UTF-8, two spaces, LF, so that the same tree gives the same bytes. Texts are
// cleaned here, in one place: what XML 1.0 cannot hold, or nobody sees, never gets into a tree.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::storage {

using Attributes = std::vector<std::pair<const char*, std::string>>;

pugi::xml_node add_element(pugi::xml_node parent, const char* name, const Attributes& attributes = {});
pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view text);

// The root of a record: its element with the schema it is to be read by, and what else it says of itself.
// `space`: the namespace of the element; blank for none. `schema`: its path from the record.
pugi::xml_node record_head(pugi::xml_document& document, const char* name, const std::string& space,
                           const std::string& schema, const Attributes& more = {});

std::string xml_text(const pugi::xml_document& document);

// At most so many letters, cut at a letter; cleaned.
std::string cut_text(std::string_view text, std::size_t letters_max);

}  // namespace chamber::storage
