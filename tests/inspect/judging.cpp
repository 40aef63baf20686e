#include "tests/inspect/judging.hpp"

#include "server/inspect/trust_folder.hpp"
#include "tests/inspect/inspecting.hpp"

#include <algorithm>

namespace chamber::inspect {

const std::string& test_trust()
{
    static const std::string trust = [] {
        const TemporaryFolder folder;
        pki().write_trust(folder.path());
        return *read_trust_folder(folder.path());
    }();
    return trust;
}

std::string trust_file(char role, std::string_view bytes)
{
    std::string entries;
    append_trust_file(entries, static_cast<TrustRole>(role), std::string(bytes));
    return entries;
}

SignatureReport judge_with(std::string_view trust, std::string_view pdf)
{
    return judge_signatures(pdf, look_at_structure(pdf), {trust, testing::judging_day_s});
}

SignatureReport judge(std::string_view pdf)
{
    return judge_with(test_trust(), pdf);
}

bool tells(const std::vector<LaterChange>& changes, std::string_view words)
{
    return std::any_of(changes.begin(), changes.end(),
                       [&](const LaterChange& change) { return change.sentence.find(words) != std::string::npos; });
}

bool tells(const std::vector<std::string>& reasons, std::string_view words)
{
    return std::any_of(reasons.begin(), reasons.end(),
                       [&](const std::string& reason) { return reason.find(words) != std::string::npos; });
}

std::string document()
{
    return testing::make_pdf({"Dieu 1. So tien la 100 trieu dong", "Noi nhan"});
}

std::string forge_page(const std::string& pdf)
{
    const std::string content = "BT /F1 14 Tf 72 720 Td (Dieu 1. So tien la 900 trieu dong) Tj ET";
    return testing::append_revision(
        pdf, {{4, "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream"}});
}

std::string add_annotation(const std::string& pdf, const std::string& annotation)
{
    const int added = testing::next_object(pdf);
    std::string page = testing::object_text(pdf, 3);
    const std::string reference = " " + std::to_string(added) + " 0 R ";
    if (const std::size_t list = page.find("/Annots ["); list != std::string::npos)
        page.insert(list + 9, reference);
    else
        page.insert(page.rfind(">>"), "/Annots [" + reference + "] ");
    return testing::append_revision(pdf, {{3, page}, {added, annotation}});
}

}  // namespace chamber::inspect
