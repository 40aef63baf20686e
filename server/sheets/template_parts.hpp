// The parts of our own templates, XML each (template/). Internal to templates.cpp.
#pragma once

#include <string_view>

namespace chamber::sheets::parts {

extern const std::string_view content_types;
extern const std::string_view rels;
extern const std::string_view document_rels;
extern const std::string_view settings;
extern const std::string_view styles;
extern const std::string_view footer;
extern const std::string_view minutes;
extern const std::string_view notice;
extern const std::string_view comments;

}  // namespace chamber::sheets::parts
