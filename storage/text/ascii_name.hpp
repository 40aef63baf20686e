// Names for files that any system can keep for decades: ASCII only. The accents live in the metadata.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chamber::storage {

// "Kế hoạch đầu tư công" → "Ke-hoach-dau-tu-cong": letters lose their marks, everything else but ".", digits and
// letters becomes one dash, cut at a dash to at most `chars_max`. Never empty: "khong-ten" when nothing is left.
std::string ascii_name(std::string_view vietnamese, std::size_t chars_max);

std::string lower_ascii(std::string text);

// The number in a term's name: "Khóa XII" → "12". Its ASCII name when there is none.
std::string term_number(std::string_view term_name);

}  // namespace chamber::storage
