// Heads of documents as offices set them, and the layouts in which they reach us. Words are invented; arrangements are
// those met.
#pragma once

#include <string>
#include <vector>

namespace chamber::testing {

struct Head {
    std::vector<std::string> parents = {};  // set plain
    std::vector<std::string> organ = {};    // set bold
    std::string number = {};                // "565"; empty: none yet
    std::string symbol = {};                // "/BC-UBND"
    std::string place = {}, day = {}, month = {}, year = {};
    std::string before_number = {};           // "Luật" of "Luật số:"
    std::vector<std::string> reference = {};  // "V/v …"
    std::vector<std::string> type = {};       // "BÁO CÁO THẨM TRA"
    std::vector<std::string> subject = {};
    std::vector<std::string> authority = {};
    std::vector<std::string> body = {};
    bool party = false;

    // What is to be read; the number and the day from the above.
    std::string issuer = {}, code = {}, title = {};
};

std::vector<Head> real_heads();

enum class Layout {
    plain,
    title_first,
    stamped,
    printed_stamps,
    spread,
    marks_apart,
    recognised,
    signed_above,
    narrow,
    gazette
};
inline constexpr Layout layouts[] = {Layout::plain,  Layout::title_first, Layout::stamped,    Layout::printed_stamps,
                                     Layout::spread, Layout::marks_apart, Layout::recognised, Layout::signed_above,
                                     Layout::narrow, Layout::gazette};

// One page.
std::string set_head(const Head& head, Layout layout);
std::string full_number(const Head& head);
std::string issued_on(const Head& head);

}  // namespace chamber::testing
