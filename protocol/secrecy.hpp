// Is there a stamp of state secrecy on a page: MẬT, TỐI MẬT or TUYỆT MẬT alone on a line.
//
// A stamp is told from words that only end up alone: "BẢO / MẬT" or "MẬT / KHẨU" broken over two lines of a narrow
// column, and lists of the stamps (a form, a register, an instruction), which name several of them or one again and
// again. In the head of a page a marking is always a stamp. What is still taken for one by mistake a clerk overrules
// with a reason (inspection.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chamber {

// The marking found ("TỐI MẬT"), or nothing.
std::optional<std::string> secrecy_marking(std::string_view page_text);

}  // namespace chamber
