// Vietnamese in the letters of fonts from before Unicode: TCVN3 (.VnTime and its kin) and VNI. A PDF made with them
// says Latin-1, and "Uû ban nh©n d©n" or "UÛY BAN NHAÂN DAÂN" is what a reader gets.
//
// Which of them a page speaks is guessed from how many of its words are syllables before and after; one guess for a
// page. In TCVN3 the capitals with tones are a font of their own, which text does not tell: they come out small.
#pragma once

#include "protocol/vietnamese.hpp"

namespace chamber::vietnamese {

enum class Letters { unicode, tcvn3, vni };

// Of the text of a page, composed or not.
Letters letters_of_page(View text);

// Words that cannot be of these letters (they hold what no old font has) stay as they are.
Text from_legacy(View text, Letters letters);

}  // namespace chamber::vietnamese
