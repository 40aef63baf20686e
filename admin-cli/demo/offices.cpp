// The table of offices. A signer is found by position, so that another session file brings its own people.
#include "admin-cli/demo/offices.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace chamber::demo {
namespace {

// Signatures of 2024 must hold in 2026 too: nothing proves their time.
constexpr const char* life_start = "2023-03-01T00:00:00Z";
constexpr const char* life_end = "2028-03-01T00:00:00Z";

struct Line {
    std::string_view issuer;
    std::string_view position;
    std::string_view authority;
    std::string_view title;
    std::string_view organisation;  // without the locality
};

constexpr std::array<Line, 7> lines = {
    {{"Ban Pháp chế", "Trưởng Ban Pháp chế", "TM. BAN PHÁP CHẾ", "TRƯỞNG BAN", "Hội đồng nhân dân"},
     {"Ban Kinh tế", "Trưởng Ban Kinh tế", "TM. BAN KINH TẾ - XÃ HỘI", "TRƯỞNG BAN", "Hội đồng nhân dân"},
     {"UBMTTQ", "Chủ tịch UBMTTQ Việt Nam huyện", "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH",
      "Ủy ban Mặt trận Tổ quốc Việt Nam"},
     {"Tòa án", "Chánh án", "", "CHÁNH ÁN", "Tòa án nhân dân"},
     {"Viện kiểm sát", "Viện trưởng", "", "VIỆN TRƯỞNG", "Viện kiểm sát nhân dân"},
     {"Ủy ban nhân dân", "Chủ tịch UBND huyện", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Ủy ban nhân dân"},
     // The last one takes whatever the others leave: the council itself.
     {"", "Chủ tịch HĐND huyện", "TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH", "Hội đồng nhân dân"}}};

std::string locality(const Council& council)
{
    const auto at = council.name.find(council.level);
    return at == std::string::npos ? council.name : council.name.substr(at);
}

}  // namespace

Offices::Offices(const SessionImport& session)
{
    const std::string here = locality(session.council);
    const auto index_of = [&](Subject subject) {
        const auto same = [&](const Subject& held) { return held.name == subject.name && held.kind == subject.kind; };
        const auto found = std::find_if(subjects_.begin(), subjects_.end(), same);
        if (found != subjects_.end()) return static_cast<std::size_t>(found - subjects_.begin());
        subjects_.push_back(std::move(subject));
        return subjects_.size() - 1;
    };
    for (const Line& line : lines) {
        const auto holds = [&](const Person& person) { return person.position.rfind(line.position, 0) == 0; };
        const auto person = std::find_if(session.people.begin(), session.people.end(), holds);
        const std::string name = person != session.people.end() ? person->name : "Người Ký Dùng Thử";
        const std::string position = person != session.people.end() ? person->position : std::string(line.title);
        const std::string organisation = std::string(line.organisation) + " " + here;
        Office office;
        office.block = {std::string(line.authority), std::string(line.title), name, organisation};
        office.person = index_of({SubjectKind::person, name, organisation, position, {life_start, life_end}, ""});
        office.organisation = index_of(
            {SubjectKind::organisation, organisation, session.council.province, "", {life_start, life_end}, ""});
        entries_.push_back({std::string(line.issuer), office});
    }
    const Subject& prosecutor = subjects_[entries_[4].office.person];
    Subject expired{SubjectKind::person,
                    prosecutor.name,
                    prosecutor.organisation,
                    prosecutor.title,
                    {"2022-06-15T00:00:00Z", "2025-06-15T00:00:00Z"},
                    ""};
    expired_ = subjects_.size();
    subjects_.push_back(std::move(expired));
    revoked_ = subjects_.size();
    subjects_.push_back({SubjectKind::person,
                         "Người Mất Thẻ Dùng Thử",
                         "Ủy ban nhân dân " + here,
                         "Chuyên viên",
                         {life_start, life_end},
                         "2025-03-01T00:00:00Z"});
}

Office Offices::office_of(const admin::ListedDocument& document) const
{
    const auto tells = [&](const Entry& entry) {
        return document.fields.issuer.find(entry.issuer) != std::string::npos;
    };
    Office office = std::find_if(entries_.begin(), entries_.end(), tells)->office;
    // Resolutions are certified by the chair alone, not on behalf of the standing body.
    if (document.fields.type_code == "NQ") office.block.authority.clear();
    return office;
}

Setting setting_of(const admin::SessionFile& session)
{
    const SessionImport& import = session.import;
    Setting setting;
    setting.level = import.council.level;
    const std::string here = locality(import.council);
    setting.district = here.size() > setting.level.size() ? here.substr(setting.level.size() + 1) : here;
    setting.province = import.council.province;
    // "Khóa XII, nhiệm kỳ …" and "Kỳ họp thứ Mười lăm (…)".
    const std::string& term = import.council.term_name;
    const auto roman = term.find_first_of("IVXLC");
    setting.term =
        roman == std::string::npos ? term : term.substr(roman, term.find_first_not_of("IVXLC", roman) - roman);
    constexpr std::string_view opening = "Kỳ họp thứ ";
    const std::string& name = import.session.name;
    setting.session_words = name.rfind(opening, 0) == 0 ? name.substr(opening.size(), name.find(" (") - opening.size())
                                                        : std::to_string(import.session.number);
    setting.communes = session.communes;
    if (setting.communes.empty()) setting.communes = {"xã Dùng Thử"};
    setting.agenda = import.agenda;
    setting.sittings = import.sittings;
    return setting;
}

}  // namespace chamber::demo
