#include "admin-cli/legal_words.hpp"

#include "protocol/calendar.hpp"

#include <fmt/format.h>

namespace chamber::admin {

std::string share_words(const LegalShare& share)
{
    return fmt::format("{} {}/{}", share.strict ? "quá" : "ít nhất", share.num, share.den);
}

std::string base_words(LegalBase base)
{
    switch (base) {
    case LegalBase::in_office: return "đại biểu đương nhiệm";
    case LegalBase::seats_by_law: return "đại biểu được bầu";
    case LegalBase::present: return "đại biểu có mặt";
    case LegalBase::ballots_issued: return "phiếu phát ra";
    case LegalBase::ballots_collected: return "phiếu thu về";
    case LegalBase::ballots_valid: return "phiếu hợp lệ";
    }
    return "";
}

std::string day_words(const LegalDays& days)
{
    return fmt::format("{} {}", days.n, days.kind == DayKind::working ? "ngày làm việc" : "ngày");
}

std::string period_words(const LegalProfile& profile)
{
    const std::string from = "từ " + spoken_day(profile.from);
    return profile.to ? from + " đến " + spoken_day(*profile.to) : from;
}

bool is_confirmed(const LawAtHand& law, const LegalSource& source)
{
    return law.fit == ProfileFit::holds && source.confirmed;
}

std::string unconfirmed_words(const LawAtHand& law, const LegalSource& source)
{
    return is_confirmed(law, source) ? "" : " (chưa xác nhận: " + source.cite + ")";
}

}  // namespace chamber::admin
