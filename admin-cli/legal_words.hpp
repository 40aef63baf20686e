// What the terminal says of a legal profile: shares, bases, days and doubts in words.
#pragma once

#include "protocol/legal_profile.hpp"

#include <string>

namespace chamber::admin {

// "quá 1/2", "ít nhất 2/3".
std::string share_words(const LegalShare& share);
// "đại biểu đương nhiệm", "phiếu thu về".
std::string base_words(LegalBase base);
// "5 ngày làm việc", "20 ngày".
std::string day_words(const LegalDays& days);
// "từ 01/03/2025 đến 30/06/2025", "từ 01/07/2025".
std::string period_words(const LegalProfile& profile);

// A figure is sure when its profile holds and somebody read it there.
bool is_confirmed(const LawAtHand& law, const LegalSource& source);
// " (chưa xác nhận: Quy chế làm việc)"; empty when it is sure.
std::string unconfirmed_words(const LawAtHand& law, const LegalSource& source);

}  // namespace chamber::admin
