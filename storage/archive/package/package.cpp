#include "storage/archive/package/package.hpp"

#include "storage/archive/archive.hpp"
#include "storage/archive/digesting.hpp"
#include "storage/archive/entry_bytes.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/package/ead.hpp"
#include "storage/archive/package/mets.hpp"
#include "storage/archive/package/premis.hpp"
#include "storage/archive/package/schemas.hpp"
#include "storage/archive/package/workplace.hpp"
#include "storage/archive/zip_writer.hpp"
#include "storage/files/disk.hpp"
#include "storage/files/whole_file.hpp"
#include "storage/records/archive_names.hpp"
#include "storage/text/csv.hpp"

#include <map>

namespace chamber::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view crosswalk_path = "documentation/doi-chieu-tep.csv";

// An entry of the sealed zip on its way into another, compared with its digest.
class CopiedBytes : public ZipBytes {
public:
    CopiedBytes(const ZipReader& zip, PackagedFile file, BuildProgress& progress)
        : zip_(zip),
          file_(std::move(file)),
          progress_(progress)
    {
    }

    Result<std::uint64_t> open() override
    {
        auto opened = zip_.open_entry(file_.entry);
        if (!opened) return opened.error();
        entry_ = std::make_unique<OpenedEntry>(std::move(*opened));
        return file_.bytes;
    }
    Result<std::size_t> read(char* into, std::size_t room) override
    {
        auto got = entry_->read(into, room);
        if (!got) return got;
        if (*got > 0) {
            digesting_.take({into, *got});
            taken_ += *got;
            if (auto told = progress_.advance(*got); !told) return told.error();
        }
        if (taken_ == file_.bytes && !compared_) {
            compared_ = true;
            if (digesting_.finish().sha256 != file_.sha256)
                return fail(ErrorCode::archive_damaged, "changed while it was read", file_.bag_path);
        }
        return got;
    }

private:
    const ZipReader& zip_;
    PackagedFile file_;
    BuildProgress& progress_;
    std::unique_ptr<OpenedEntry> entry_;
    Digesting digesting_;
    std::uint64_t taken_ = 0;
    bool compared_ = false;
};

// Everything of the package before it is written: what is copied, and what is text.
struct Contents {
    PackagePlan plan;
    PackageOrigin origin;
    std::map<std::string, std::string> texts;  // by path

    PackagedFile add(const std::string& path, std::string text)
    {
        PackagedFile file{path, mime_of(path), text.size(), digest_text(text).sha256, {}, 0};
        texts.emplace(path, std::move(text));
        return file;
    }
};

// Which file of the package is which of the sealed bag.
std::string crosswalk(const PackagePlan& plan)
{
    Csv csv({"TepTrongGoi", "TepTrongHoSoNiemPhong", "Sha256"});
    for (const auto& one : plan.documents) csv.row({one.data.path, one.data.bag_path, one.data.sha256});
    for (const auto& file : plan.documentation) csv.row({file.path, file.bag_path, file.sha256});
    return csv.text();
}

// From the descriptions up to the METS of the whole, each naming the digests of what is below it.
void write_texts(Contents& contents, const ReadSession& read, const Filing& filing)
{
    auto& plan = contents.plan;
    PackageParts parts;
    parts.preservation = contents.add("metadata/preservation/PREMIS.xml", premis_of(plan, read, filing));
    parts.description = contents.add("metadata/descriptive/EAD.xml", ead_of_file(read, filing));
    plan.documentation.insert(plan.documentation.begin(), contents.add(std::string(crosswalk_path), crosswalk(plan)));
    std::vector<DescribedDocument> described;
    for (const auto& one : plan.documents)
        described.push_back(
            {&one, contents.add("representations/rep1/metadata/descriptive/EAD_DOC_" + one.doc_id + ".xml",
                                ead_of_document(read, filing, one))});
    for (const auto& schema : package_schemas())
        parts.schemas.push_back(contents.add("schemas/" + std::string(schema.name), std::string(schema.text)));
    parts.representation =
        contents.add("representations/rep1/METS.xml", mets_of_representation(plan, contents.origin, described));
    contents.add("METS.xml", mets_of_package(plan, contents.origin, parts));
}

std::vector<ZipEntry> entries_of(const Contents& contents, const ZipReader& zip, DigestTable& digests,
                                 BuildProgress& progress)
{
    std::map<std::string, std::unique_ptr<ZipBytes>> files;
    const auto copy = [&](const PackagedFile& file) {
        if (file.bag_path.empty()) return;
        progress.total += file.bytes;
        files.emplace(file.path, std::make_unique<CopiedBytes>(zip, file, progress));
    };
    for (const auto& one : contents.plan.documents) copy(one.data);
    for (const auto& file : contents.plan.documentation) copy(file);
    for (const auto& [path, text] : contents.texts)
        files.emplace(path, std::make_unique<TextBytes>(path, text, digests));
    std::vector<ZipEntry> entries;
    for (auto& [path, bytes] : files) entries.push_back({contents.plan.objid + "/" + path, std::move(bytes)});
    return entries;
}

Result<void> check_free(const fs::path& directory, const std::string& name)
{
    for (const std::string_view suffix : {std::string_view(), digest_suffix, hand_over_suffix}) {
        const auto path = directory / (name + std::string(suffix));
        std::error_code ignored;
        if (fs::exists(fs::symlink_status(path, ignored)))
            return fail(ErrorCode::already_exists, "nothing is overwritten", path.string());
    }
    return {};
}

PackageFacts facts_of(const Contents& contents, const ReadSession& read, const Filing& filing,
                      const ArchiveVerdict& verdict)
{
    PackageFacts facts;
    facts.organ = contents.origin.organ;
    facts.organ_id = contents.origin.organ_id;
    facts.title = contents.origin.title;
    facts.file_code = contents.origin.file_code;
    facts.maintenance = file_field(read.file, filing, "Maintenance");
    facts.documents = static_cast<std::int32_t>(contents.plan.documents.size());
    facts.pages = file_field(read.file, filing, "PageNumber");
    facts.objid = contents.plan.objid;
    facts.sealed_at = read.made_at;
    facts.sealed_by = verdict.sealed_by;
    facts.seal_fingerprint = verdict.seal_fingerprint;
    return facts;
}

PackageOrigin origin_of(const ReadSession& read, const Filing& filing)
{
    const auto& session = read.file.session;
    return {file_field(read.file, filing, "Title"), file_field(read.file, filing, "FileCode"),
            file_field(read.file, filing, "OrganId"),
            session.council_name.empty() ? read.file.council.name : session.council_name};
}

// Sheet and digest, then all three get their names, the zip last.
Result<BuiltPackage> settle(const PackageOrder& order, const Workplace& workplace, PackageFacts facts)
{
    const auto zip = workplace.path() / facts.package_name;
    auto digest = digest_of_path(zip);
    if (!digest) return digest.error();
    facts.package_sha256 = digest->hex();
    std::error_code failed;
    facts.package_bytes = fs::file_size(zip, failed);
    if (failed) return fail(ErrorCode::io_failed, failed.message(), zip.string());
    auto sheet = order.print_sheet(facts);
    if (!sheet) return sheet.error();
    const auto beside = [&](std::string_view suffix) { return facts.package_name + std::string(suffix); };
    auto& disk = Disk::real();
    if (auto put = write_file(disk, workplace.path() / beside(hand_over_suffix), *sheet); !put) return put.error();
    const auto line = facts.package_sha256 + "  " + facts.package_name + "\n";
    if (auto put = write_file(disk, workplace.path() / beside(digest_suffix), line); !put) return put.error();
    if (auto put = workplace.hand_out({beside(hand_over_suffix), beside(digest_suffix), facts.package_name}); !put)
        return put.error();
    return BuiltPackage{order.directory / facts.package_name, order.directory / beside(digest_suffix),
                        order.directory / beside(hand_over_suffix), std::move(facts)};
}

}  // namespace

Result<BuiltPackage> build_package(const PackageOrder& order,
                                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
{
    const auto verdict = verify_sealed(order.archive, {});
    if (!verdict) return verdict.error();
    const auto zip = ZipReader::open(order.archive);
    if (!zip) return zip.error();
    auto read = read_session(*zip);
    if (!read) return read.error();
    auto filing = file_documents(read->file, ArchiveKind::sealed);
    filing.folder = read->folder;
    filing.made_at = read->made_at;
    auto plan = plan_package(*zip, *read, filing);
    if (!plan) return plan.error();
    Contents contents{std::move(*plan), origin_of(*read, filing), {}};
    auto facts = facts_of(contents, *read, filing, *verdict);
    facts.archive_name = order.archive.filename().string();
    auto archive_digest = digest_of_path(order.archive);
    if (!archive_digest) return archive_digest.error();
    facts.archive_sha256 = archive_digest->hex();
    facts.package_name = std::to_string(order.ordinal) + "_" + contents.plan.objid + ".zip";
    if (auto free = check_free(order.directory, facts.package_name); !free) return free.error();
    write_texts(contents, *read, filing);
    auto workplace = Workplace::make(order.directory);
    if (!workplace) return workplace.error();
    DigestTable digests;
    BuildWatch watch;
    if (progress)
        watch.goes_on = [&progress](BuildStage, std::uint64_t done, std::uint64_t total) {
            return progress(done, total);
        };
    BuildProgress told{watch};
    auto entries = entries_of(contents, *zip, digests, told);
    auto written = write_zip(workplace->path() / facts.package_name, filing.made_on(), std::move(entries));
    if (!written) return written.error();
    return settle(order, *workplace, std::move(facts));
}

}  // namespace chamber::storage
