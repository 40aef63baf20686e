#include "server/workflows/trust_listing.hpp"

#include "protocol/text.hpp"
#include "storage/trust/concerns.hpp"

#include <algorithm>

namespace chamber::workflow {

namespace {

enum class Standing { held, offered };

std::string moment_of(UtcMs time)
{
    return time.value == 0 ? std::string() : format_utc(time);
}

TrustKind kind_of(storage::AuthorityKind kind)
{
    switch (kind) {
    case storage::AuthorityKind::root: return TrustKind::root;
    case storage::AuthorityKind::intermediate: return TrustKind::intermediate;
    case storage::AuthorityKind::timestamp_service: return TrustKind::timestamp_service;
    case storage::AuthorityKind::user: return TrustKind::intermediate;  // put there by hand; a remark says so
    }
    return TrustKind::intermediate;
}

// Names are the words of whoever made the certificate.
TrustItem item_of(const storage::TrustCertificate& certificate, storage::TrustRole role, Standing standing, UtcMs now)
{
    TrustItem item;
    item.sha256 = certificate.sha256.hex();
    item.kind = kind_of(certificate.kind);
    item.use = use_of(role);
    item.name = without_controls(certificate.name);
    item.issuer = without_controls(certificate.issuer);
    item.not_before = moment_of(certificate.not_before);
    item.not_after = moment_of(certificate.not_after);
    item.key = certificate.key;
    item.held = standing == Standing::held;
    item.remarks = certificate.weaknesses;
    if (certificate.kind == storage::AuthorityKind::user)
        item.remarks.emplace_back("Đây là chứng thư của người dùng, không phải của cơ quan cấp chứng thư.");
    if (const auto ending = storage::ending_of(certificate, now)) item.remarks.push_back(ending->sentence);
    return item;
}

TrustItem item_of(const storage::RevocationList& list, Standing standing, UtcMs now)
{
    TrustItem item;
    item.sha256 = list.sha256.hex();
    item.kind = TrustKind::revocation_list;
    item.name = without_controls(list.name);
    item.issuer = without_controls(list.issuer);
    item.not_before = moment_of(list.this_update);
    item.not_after = moment_of(list.next_update);
    item.held = standing == Standing::held;
    if (const auto ending = storage::ending_of(list, Reader::clerk, now)) item.remarks.push_back(ending->sentence);
    return item;
}

void sort_by_name(TrustListing& listing)
{
    std::ranges::stable_sort(listing.items, {}, [](const TrustItem& each) {
        return std::pair(each.kind == TrustKind::revocation_list, each.name);
    });
}

}  // namespace

TrustListing listing_of(const storage::TrustContents& contents, UtcMs now)
{
    TrustListing listing;
    for (const storage::TrustedCertificate& each : contents.certificates)
        listing.items.push_back(item_of(each.certificate, each.role, Standing::held, now));
    for (const storage::KeptList& each : contents.lists)
        listing.items.push_back(item_of(each.list, Standing::held, now));
    sort_by_name(listing);
    for (const storage::TrustConcern& each : storage::concerns_about(contents, Reader::clerk, now))
        listing.concerns.push_back(each.sentence);
    return listing;
}

TrustListing offer_of(const TrustIntake& intake, storage::TrustRole role, UtcMs now)
{
    TrustListing listing;
    listing.offered = true;
    for (const auto& each : intake.certificates) listing.items.push_back(item_of(each, role, Standing::offered, now));
    for (const auto& each : intake.held_certificates) listing.items.push_back(item_of(each, role, Standing::held, now));
    for (const auto& each : intake.lists) listing.items.push_back(item_of(each, Standing::offered, now));
    for (const auto& each : intake.held_lists) listing.items.push_back(item_of(each, Standing::held, now));
    sort_by_name(listing);
    return listing;
}

}  // namespace chamber::workflow
