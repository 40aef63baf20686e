#include "server/workflows/trust_keeping.hpp"

#include <algorithm>
#include <optional>

namespace chamber::workflow {

namespace {

using storage::KeptList;
using storage::RevocationList;
using storage::TrustCertificate;
using storage::TrustContents;
using storage::TrustedCertificate;
using storage::TrustRole;
using storage::TrustStore;

template <class Item>
bool has(const std::vector<Item>& items, const Sha256& sha256)
{
    return std::ranges::find(items, sha256, &Item::sha256) != items.end();
}

// New ones and held ones apart. Errors: what must not enter.
class Sorting {
public:
    Sorting(TrustRole role, const TrustContents& contents, UtcMs now) : role_(role), contents_(contents), now_(now) {}

    Result<void> take(const TrustCertificate& certificate)
    {
        if (has(intake_.certificates, certificate.sha256)) return {};
        return sorted(TrustStore::check_new(certificate, role_, contents_, now_), certificate, intake_.certificates,
                      intake_.held_certificates);
    }
    // When all certificates are taken: they may have signed it.
    Result<void> take(const RevocationList& list)
    {
        if (has(intake_.lists, list.sha256)) return {};
        TrustContents with = contents_;
        for (const TrustCertificate& each : intake_.certificates) with.certificates.push_back({each, role_, {}});
        return sorted(TrustStore::check_list(list, with), list, intake_.lists, intake_.held_lists);
    }
    Result<TrustIntake> taken()
    {
        if (intake_.certificates.empty() && intake_.lists.empty() && duplicate_) return *duplicate_;
        auto& lists = intake_.lists;
        std::ranges::sort(lists, std::ranges::greater(), &RevocationList::this_update);
        std::vector<RevocationList> newest;
        for (RevocationList& list : lists)
            if (std::ranges::none_of(newest, [&](const auto& each) { return storage::same_issuer(each, list); }))
                newest.push_back(std::move(list));
        lists = std::move(newest);
        return std::move(intake_);
    }

private:
    template <class Item>
    Result<void> sorted(Result<void> checked, const Item& item, std::vector<Item>& fresh, std::vector<Item>& held)
    {
        if (checked) {
            fresh.push_back(item);
            return {};
        }
        if (checked.error().code != ErrorCode::trust_duplicate) return checked;
        if (!duplicate_) duplicate_ = checked.error();
        if (!has(held, item.sha256)) held.push_back(item);
        return {};
    }

    TrustRole role_;
    const TrustContents& contents_;
    UtcMs now_;
    TrustIntake intake_;
    std::optional<Error> duplicate_;
};

// The first error is the one worth telling.
void take_back(TrustStore& store, const TrustKept& kept)
{
    for (const TrustedCertificate& each : kept.certificates) (void)store.remove(each).has_value();
    for (const KeptList& each : kept.lists) (void)store.remove(each).has_value();
}

}  // namespace

Result<TrustIntake> judge(const std::vector<storage::TrustFile>& files, TrustRole role, const TrustContents& contents,
                          UtcMs now)
{
    Sorting sorting(role, contents, now);
    for (const storage::TrustFile& file : files)
        for (const TrustCertificate& each : file.certificates)
            if (const Result<void> taken = sorting.take(each); !taken) return taken.error();
    for (const storage::TrustFile& file : files)
        for (const RevocationList& each : file.lists)
            if (const Result<void> taken = sorting.take(each); !taken) return taken.error();
    return sorting.taken();
}

bool is_compared(const TrustIntake& intake, const std::vector<std::string>& confirmed)
{
    return std::ranges::all_of(intake.certificates, [&](const TrustCertificate& each) {
        return std::ranges::find(confirmed, each.sha256.hex()) != confirmed.end();
    });
}

Result<TrustKept> keep(TrustStore& store, const TrustIntake& intake, TrustRole role, const TrustContents& contents)
{
    TrustKept kept;
    for (const TrustCertificate& each : intake.certificates) {
        auto file = store.add(each, role);
        if (!file) {
            take_back(store, kept);
            return file.error();
        }
        kept.certificates.push_back({each, role, std::move(*file)});
    }
    for (const RevocationList& each : intake.lists) {
        auto file = store.add(each);
        if (!file) {
            take_back(store, kept);
            return file.error();
        }
        kept.lists.push_back({each, std::move(*file)});
    }
    for (const KeptList& each : kept.lists) (void)store.remove_older(each.list, contents).has_value();
    return kept;
}

Result<storage::TrustFound> find(const TrustContents& contents, const std::string& sha256, TrustRole role)
{
    storage::TrustFound found;
    for (const TrustedCertificate& each : contents.certificates)
        if (each.role == role && each.certificate.sha256.hex() == sha256) found.certificates.push_back(each);
    for (const KeptList& each : contents.lists)
        if (each.list.sha256.hex() == sha256) found.lists.push_back(each);
    if (found.certificates.empty() && found.lists.empty()) return fail(ErrorCode::trust_unknown, {}, sha256);
    return found;
}

Result<void> drop(TrustStore& store, const storage::TrustFound& found)
{
    std::vector<TrustedCertificate> gone;
    const auto put_back = [&] {
        for (const TrustedCertificate& each : gone) (void)store.add(each.certificate, each.role).has_value();
    };
    for (const TrustedCertificate& each : found.certificates) {
        if (Result<void> removed = store.remove(each); !removed) {
            put_back();
            return removed;
        }
        gone.push_back(each);
    }
    std::vector<KeptList> lists_gone;
    for (const KeptList& each : found.lists) {
        if (Result<void> removed = store.remove(each); !removed) {
            put_back();
            for (const KeptList& list : lists_gone) (void)store.add(list.list).has_value();
            return removed;
        }
        lists_gone.push_back(each);
    }
    return {};
}

TrustRole role_of(TrustUse use)
{
    switch (use) {
    case TrustUse::everything: return TrustRole::all;
    case TrustUse::signing: return TrustRole::signing;
    case TrustUse::timestamp: return TrustRole::timestamp;
    }
    return TrustRole::all;
}

TrustUse use_of(TrustRole role)
{
    switch (role) {
    case TrustRole::all: return TrustUse::everything;
    case TrustRole::signing: return TrustUse::signing;
    case TrustRole::timestamp: return TrustUse::timestamp;
    }
    return TrustUse::everything;
}

}  // namespace chamber::workflow
