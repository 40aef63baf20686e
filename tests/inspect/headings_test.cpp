// Heads of real layouts through the whole inspector: PDF in, suggested fields out.
#include "tests/inspect/inspecting.hpp"
#include "tests/inspect/real_heads.hpp"
#include "tests/support/sheet_pdf.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace chamber::inspect {
namespace {

using testing::Head;
using testing::Layout;
using testing::Sheet;

DocumentFields fields_of(const std::string& pdf)
{
    InspectOptions options = test_options();
    options.previews = false;
    const Result<Inspection> inspection = inspect_bytes(pdf, options);
    if (!inspection) return {};
    const Result<Heading> heading = accept_inspection(*inspection);
    DocumentFields fields;
    fields.file_name = "tep.pdf";
    return heading ? suggested_fields(fields, *heading, *inspection) : DocumentFields{};
}

// How many of the five are right; what is wrong goes to `wrong`.
int right_fields(const Head& head, const DocumentFields& read, std::string& wrong)
{
    int right = 0;
    const auto same = [&](const char* name, const std::string& found, const std::string& expected) {
        if (found == expected)
            ++right;
        else
            wrong += std::string(" ") + name + " \"" + found + "\" for \"" + expected + "\"";
    };
    same("N", read.full_number, full_number(head));
    same("D", read.issued_on, issued_on(head));
    same("I", read.issuer, head.issuer);
    same("T", read.type_code, head.code);
    same("S", read.title, head.title.empty() ? "tep" : head.title);
    return right;
}

TEST(Heads, AreReadInEveryLayout)
{
    std::size_t pages = 0, whole = 0;
    int fields = 0;
    for (const Layout layout : testing::layouts) {
        std::size_t of_layout = 0, read = 0;
        for (const Head& head : testing::real_heads()) {
            std::string wrong;
            const int right = right_fields(head, fields_of(set_head(head, layout)), wrong);
            if (right < 5)
                std::cout << "layout " << static_cast<int>(layout) << ", " << full_number(head) << head.issuer << ":" << wrong << "\n";
            fields += right;
            ++pages;
            ++of_layout;
            read += right == 5 ? 1 : 0;
        }
        whole += read;
        EXPECT_GE(read * 100, of_layout * 85) << "layout " << static_cast<int>(layout);
    }
    std::cout << whole << " of " << pages << " first pages right in all five, " << fields << " of " << 5 * pages << " fields\n";
    EXPECT_GE(whole * 100, pages * 95);
}

}  // namespace
}  // namespace chamber::inspect
