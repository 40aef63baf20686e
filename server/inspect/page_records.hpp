// The part of chamber-inspect that needs poppler, as a module beside the program: forty libraries are loaded when pages
// are wanted and not when only signatures are. The program calls it through two functions found by name.
#pragma once

#include "protocol/error.hpp"
#include "server/inspect/page_geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

inline constexpr const char* page_module_name = "chamber-inspect-pages.so";

enum class PageText { wanted, left_out };
enum class PagePreviews { wanted, left_out };

struct PageTask {
    std::string_view bytes;
    PageText text = PageText::wanted;
    PagePreviews previews = PagePreviews::wanted;
    void (*send)(std::uint32_t record_type, std::string_view body) = nullptr;
    std::vector<PageGeometry> geometry;  // of every page, or empty
    std::vector<Box> signatures;         // signature_areas() of page 1
    std::string (*upright)(std::string_view bytes, const std::vector<PageGeometry>& pages) = nullptr;  // upright_copy()
};

// "chamber_prepare_pages": before the walls go up. "chamber_tell_pages": behind them; an error when the pages cannot be
// read.
using PreparePages = void (*)();
using SendPages = void (*)(const PageTask& task, std::optional<Error>& failure);

}  // namespace chamber::inspect
