// Two threads draw and sign, whoever is free takes the next revision; one of them tells the progress at a time.
#include "admin-cli/demo/demo_set.hpp"

#include "admin-cli/demo/document_pdf.hpp"
#include "admin-cli/demo/offices.hpp"
#include "admin-cli/demo/trials.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace chamber::demo {
namespace {

namespace fs = std::filesystem;

Result<void> write_file(const fs::path& path, const std::string& bytes)
{
    errno = 0;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file)
        return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io_failed, std::strerror(errno), path.string());
    return {};
}

Result<void> make_folder(const fs::path& path)
{
    std::error_code code;
    fs::create_directories(path, code);
    if (code) return fail(ErrorCode::io_failed, code.message(), path.string());
    return {};
}

UtcMs vietnam_time(const std::string& iso_day, const char* clock)
{
    return parse_utc(iso_day + "T" + clock + "+07:00");
}

// The person in the morning of the day of issue, the clerk half an hour later; a replacement just before it was
// published.
void set_times(Signers& signers, const admin::ListedDocument& document, const admin::ListedRevision& revision)
{
    constexpr std::int64_t minute_ms = 60'000;
    if (revision.n > 1) {
        const std::int64_t published = parse_utc(revision.published_at).value;
        signers.person_at = {published - 43 * minute_ms};
        signers.organisation_at = {published - 12 * minute_ms};
        return;
    }
    signers.person_at = vietnam_time(document.fields.issued_on, "08:21:36");
    signers.organisation_at = vietnam_time(document.fields.issued_on, "08:54:07");
}

Signers signers_of(const admin::ListedDocument& document, const admin::ListedRevision& revision, const Offices& offices,
                   const Pki& pki)
{
    const Office office = offices.office_of(document);
    Signers signers;
    switch (document.signature) {
    case admin::SignatureCase::valid_2:
        signers.person = &pki.identities[office.person];
        signers.organisation = &pki.identities[office.organisation];
        break;
    case admin::SignatureCase::valid_org_only: signers.organisation = &pki.identities[office.organisation]; break;
    case admin::SignatureCase::valid_expired_cert:
        signers.person = &pki.identities[offices.expired_person()];
        signers.organisation = &pki.identities[office.organisation];
        break;
    case admin::SignatureCase::draft_unsigned:
    case admin::SignatureCase::unsigned_scan: return signers;
    }
    set_times(signers, document, revision);
    // The longest report carries time-stamps, as the authority wants them on what is kept for ever.
    if (revision.pages >= 30) signers.tsa = &pki.tsa;
    return signers;
}

// Hands out work to two threads and keeps the first failure.
class Workshop {
public:
    Workshop(std::vector<DemoDocument>& documents, const DemoProgress& progress)
        : documents_(documents),
          progress_(progress)
    {
    }

    template <class Make>
    Result<void> run(const Make& make)
    {
        const auto work = [&] {
            for (std::size_t i = next_++; i < documents_.size() && !stopped_; i = next_++)
                finish(documents_[i], make(documents_[i]));
        };
        std::thread second(work);
        work();
        second.join();
        if (failure_) return *failure_;
        return {};
    }

private:
    void finish(const DemoDocument& document, const Result<void>& outcome)
    {
        const std::lock_guard lock(mutex_);
        if (!outcome) {
            if (!failure_) failure_ = outcome.error();
            stopped_ = true;
            return;
        }
        if (progress_) progress_(++done_, static_cast<std::uint32_t>(documents_.size()), document.file_name);
    }

    std::vector<DemoDocument>& documents_;
    const DemoProgress& progress_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;  // guards what follows
    std::uint32_t done_ = 0;
    std::optional<Error> failure_;
};

Result<void> write_trust(const fs::path& folder, const TrustMaterial& trust)
{
    const std::pair<const char*, const std::string&> files[] = {{"goc.pem", trust.root_pem},
                                                                {"trung-gian.pem", trust.intermediate_pem},
                                                                {"tsa.pem", trust.tsa_pem},
                                                                {"goc.crl.pem", trust.root_crl_pem},
                                                                {"trung-gian.crl.pem", trust.intermediate_crl_pem}};
    for (const auto& [name, bytes] : files) {
        if (auto written = write_file(folder / name, bytes); !written) return written.error();
    }
    return {};
}

Result<std::vector<TrialFile>> write_trials(const fs::path& folder, const std::vector<Trial>& trials)
{
    std::vector<TrialFile> files;
    for (const Trial& trial : trials) {
        if (auto written = write_file(folder / trial.file_name, trial.bytes); !written) return written.error();
        files.push_back({folder / trial.file_name, trial.expectation});
    }
    return files;
}

}  // namespace

Result<DemoSet> make_demo_documents(const admin::SessionFile& session, const fs::path& folder, UtcMs now,
                                    const DemoProgress& progress)
{
    for (const fs::path& path : {folder, folder / "tin-cay", folder / "thu-nghiem"}) {
        if (auto made = make_folder(path); !made) return made.error();
    }
    const Offices offices(session.import);
    const auto pki = make_pki(offices.subjects(), now);
    if (!pki) return pki.error();
    const Setting setting = setting_of(session);
    DemoSet set;
    for (const admin::ListedDocument& document : session.documents) {
        for (const admin::ListedRevision& revision : document.revisions) {
            const std::string name = document.id.value + ".r" + std::to_string(revision.n) + ".pdf";
            set.documents.push_back({document, revision, folder / name, name, 0, 0});
        }
    }
    const auto make = [&](DemoDocument& wanted) -> Result<void> {
        const auto drawn =
            draw_document(wanted.document, wanted.revision, offices.office_of(wanted.document).block, setting);
        if (!drawn) return drawn.error();
        const auto done = sign_drawn(*drawn, signers_of(wanted.document, wanted.revision, offices, *pki),
                                     wanted.document.fields.place);
        if (!done) return done.error();
        wanted.bytes = done->pdf.size();
        wanted.signatures = done->signatures;
        return write_file(wanted.path, done->pdf);
    };
    Workshop workshop(set.documents, progress);
    if (auto made = workshop.run(make); !made) return made.error();
    set.trust = folder / "tin-cay";
    if (auto written = write_trust(set.trust, pki->trust); !written) return written.error();
    const auto trials = make_trials(session, offices, *pki, now);
    if (!trials) return trials.error();
    auto files = write_trials(folder / "thu-nghiem", *trials);
    if (!files) return files.error();
    set.trials = std::move(*files);
    return set;
}

}  // namespace chamber::demo
