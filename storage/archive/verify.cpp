// verify_archive: container, manifests, completeness, the journal's chain, seal, root. One pass over the zip; nothing
// is written anywhere.
#include "storage/archive/archive.hpp"

#include "storage/archive/bag_check.hpp"
#include "storage/archive/digesting.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/journal_extract.hpp"
#include "storage/archive/time_stamp.hpp"
#include "storage/archive/zip_reader.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/seal.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::uint64_t journal_bytes_max = 268'435'456;

void add(ArchiveVerdict& verdict, std::string step, const std::string& fault, std::string praise)
{
    verdict.checks.push_back({std::move(step), fault.empty(), fault.empty() ? std::move(praise) : fault});
}

// How much of a file is kept as text; nothing of documents.
std::uint64_t text_bytes_max(const std::string& path)
{
    if (path == journal_extract_path) return journal_bytes_max;
    return path.starts_with("data/") ? 0 : archive_tag_file_bytes_max;
}

// One entry's digests and, of the small ones, its text.
void read_entry(const ZipReader& zip, std::size_t index, const std::string& path, BagContents& contents)
{
    const auto keep_max = text_bytes_max(path);
    const bool keep = keep_max > 0 && zip.entries()[index].bytes <= keep_max;
    Digesting digesting;
    std::string text;
    const auto read = zip.read(index, [&](std::string_view piece) {
        digesting.take(piece);
        if (keep) text += piece;
    });
    // A list that is too long to be one of ours is like one that cannot be read.
    if (!read || (keep_max > 0 && !keep)) {
        contents.unreadable.insert(path);
        return;
    }
    contents.digests[path] = digesting.finish();
    if (keep) contents.texts[path] = std::move(text);
}

// What is wrong with the container and its entries, in words; blank when nothing is.
std::string read_contents(const ZipReader& zip, BagContents& contents)
{
    std::string faults = zip.fault();
    const auto more = [&](const std::string& sentence) { faults += (faults.empty() ? "" : " ") + sentence; };
    std::vector<std::string> broken;
    for (std::size_t i = 0; i < zip.entries().size(); ++i) {
        const auto& entry = zip.entries()[i];
        const auto path = entry.name.substr(entry.name.find('/') + 1);
        if (!entry.fault.empty()) {
            more(entry.fault);
            // Its bytes are not looked at: whoever doubled, packed or disguised it may have changed it.
            if (is_archive_path(path)) contents.unreadable.insert(path);
            continue;
        }
        if (contents.unreadable.contains(path)) continue;
        read_entry(zip, i, path, contents);
        if (contents.unreadable.contains(path)) broken.push_back(path);
    }
    if (!broken.empty()) more("Không đọc được trọn vẹn tệp: " + named_files(broken) + ".");
    return faults;
}

SealFit fit_of(const BagContents& contents, const Result<SealReading>& reading)
{
    if (!contents.has(std::string(seal_path))) return SealFit::none;
    return reading ? SealFit::fits : SealFit::differs;
}

void check_the_journal(const BagContents& contents, ArchiveVerdict& verdict)
{
    std::string fault;
    if (!contents.texts.contains(std::string(journal_extract_path)))
        fault = "Không có nhật ký để kiểm tra chuỗi.";
    else if (const auto broken = find_journal_fault(contents.text(journal_extract_path)))
        fault = broken->sentence;
    add(verdict, "journal", fault, "Chuỗi nhật ký liền mạch: mỗi dòng nối với dòng trước.");
}

void check_the_seal(SealFit fit, const Result<SealReading>& reading, ArchiveVerdict& verdict)
{
    switch (fit) {
    case SealFit::fits: {
        verdict.sealed_by = reading->subject;
        verdict.seal_fingerprint = reading->fingerprint;
        const bool beside = std::ranges::none_of(
            verdict.faults, [](const ArchiveFault& fault) { return fault.path == seal_chain_path; });
        add(verdict, "seal", beside ? "" : "Tệp chứng thư kèm theo thiếu hoặc không phải của chữ ký niêm phong.",
            "Chữ ký niêm phong khớp với danh mục.");
        return;
    }
    case SealFit::none:
        add(verdict, "seal", verdict.draft ? "" : "Hồ sơ chưa được niêm phong.",
            "Bản nháp: không niêm phong, chỉ kiểm tra được là còn nguyên vẹn.");
        return;
    case SealFit::differs: break;
    }
    const bool unreadable = reading.error().code == ErrorCode::archive_unsigned;
    add(verdict, "seal",
        unreadable ? "Chữ ký niêm phong không đọc được." : "Chữ ký niêm phong không khớp với danh mục.", {});
}

// Who vouches is a question about the root that was given, never about the file's bytes.
void check_the_root(const BagContents& contents, const std::string& ca_pem, ArchiveVerdict& verdict)
{
    verdict.vouching = Vouching::nobody;
    if (verdict.sealed_by.empty()) {
        if (verdict.draft) add(verdict, "root", "Bản nháp không do ai bảo đảm.", {});
        return;
    }
    if (ca_pem.empty()) {
        add(verdict, "root", "Chưa đưa chứng thư gốc nên chưa ai bảo đảm người niêm phong là ai.", {});
        return;
    }
    verdict.vouching = Vouching::another;
    const auto root = read_certificate(ca_pem);
    if (!root) {
        add(verdict, "root",
            "Tệp đưa làm chứng thư gốc không phải là chứng thư (PEM). Điều này không nói gì về hồ sơ; hãy đưa đúng chứng thư gốc.",
            {});
        return;
    }
    const auto vouched = check_seal(contents.text(seal_path), contents.text("tagmanifest-sha256.txt"), ca_pem);
    if (vouched)
        verdict.vouching = Vouching::root;
    else if (vouched.error().code == ErrorCode::archive_damaged)
        verdict.checks.back() = {"seal", false, "Chữ ký niêm phong mang theo chứng thư lạ."};
    add(verdict, "root",
        vouched ? ""
                : "Chứng thư gốc đã đưa (" + root->subject +
                      ") không phải của người niêm phong. Hoặc đưa nhầm chứng thư gốc, hoặc hồ sơ đã "
                      "bị người khác niêm phong lại: hãy so dấu vân tay với biên bản bàn giao.",
        "Niêm phong đúng của chứng thư gốc đã đưa.");
}

// What lies beside the zip: since when the seal is there, and who says so. It is no part of the zip, and so never makes
// it less intact.
void check_the_stamp(const std::filesystem::path& path, const BagContents& contents, const std::string& time_roots_pem,
                     ArchiveVerdict& verdict)
{
    if (verdict.sealed_by.empty()) return;
    auto found = stamp_beside(path, contents.text(seal_path), time_roots_pem);
    if (!found) return;
    if (!*found) {
        add(verdict, "time stamp",
            found->error().where == "status"
                ? "Tệp dấu thời gian là một lời từ chối của dịch vụ."
                : "Dấu thời gian kèm theo không đọc được hoặc không phải của dấu niêm phong này.",
            {});
        return;
    }
    const auto& reading = **found;
    const auto since = "niêm phong đã có lúc " + format_vietnam(parse_utc(reading.at)) + " (giờ Việt Nam)";
    add(verdict, "time stamp",
        reading.trust == StampTrust::trusted
            ? ""
            : "Dấu thời gian ghi " + since + ", nhưng chưa biết dịch vụ cấp (" + reading.authority + ") là ai.",
        "Dấu thời gian: " + since + ".");
    verdict.stamp = reading;
}

// Documents in force: "data/03-tai-lieu/003_…", not the superseded "003.r1_…", nor the withdrawn "TH01_…".
std::uint32_t count_documents(const BagContents& contents)
{
    constexpr std::string_view folder = "data/03-tai-lieu/";
    std::uint32_t count = 0;
    for (const auto& [path, digests] : contents.digests) {
        if (!path.starts_with(folder)) continue;
        const auto tag = std::string_view(path).substr(folder.size(), path.find('_', folder.size()) - folder.size());
        if (std::ranges::all_of(tag, [](char c) { return c >= '0' && c <= '9'; })) ++count;
    }
    return count;
}

std::string described(const std::string& bag_info)
{
    constexpr std::string_view label = "External-Description: ";
    const auto from = bag_info.find(label);
    if (from == std::string::npos) return {};
    return bag_info.substr(from + label.size(), bag_info.find('\n', from) - from - label.size());
}

}  // namespace

Result<ArchiveVerdict> verify_archive(const std::filesystem::path& path, const std::string& ca_pem,
                                      const std::string& time_roots_pem)
{
    const auto zip = ZipReader::open(path);
    if (!zip) return zip.error();
    ArchiveVerdict verdict;
    BagContents contents;
    add(verdict, "container", read_contents(*zip, contents), "Tệp zip đọc được trọn vẹn, tên tệp hợp lệ, không trùng.");
    verdict.draft = says_draft(contents.text("bag-info.txt")) && !contents.has(std::string(seal_path));
    const auto reading = check_seal(contents.text(seal_path), contents.text("tagmanifest-sha256.txt"), {});
    const auto fit = fit_of(contents, reading);
    auto faults = find_bag_faults(contents, fit);
    std::ranges::move(bag_checks(contents, faults), std::back_inserter(verdict.checks));
    // The list agrees with every file: then it is the seal that does not fit, or both were made anew.
    if (fit == SealFit::differs && !faults.contains("tagmanifest-sha256.txt"))
        faults.emplace(seal_path, FaultKind::changed);
    if (fit == SealFit::none && !verdict.draft) faults.emplace(seal_path, FaultKind::missing);
    // No list speaks of the certificates beside the seal: the seal itself carries them.
    if (fit == SealFit::fits && !contents.has(std::string(seal_chain_path)))
        faults.emplace(seal_chain_path, FaultKind::missing);
    else if (fit == SealFit::fits && certificate_fingerprints(contents.text(seal_chain_path)) != reading->carried)
        faults.emplace(seal_chain_path, FaultKind::changed);
    for (const auto& [name, kind] : faults) verdict.faults.push_back({name, kind});
    check_the_journal(contents, verdict);
    check_the_seal(fit, reading, verdict);
    check_the_root(contents, ca_pem, verdict);
    verdict.intact = std::ranges::all_of(
        verdict.checks, [](const ArchiveCheck& check) { return check.passed || check.step == "root"; });
    check_the_stamp(path, contents, time_roots_pem, verdict);
    verdict.session_name = described(contents.text("bag-info.txt"));
    verdict.documents = count_documents(contents);
    return verdict;
}

Result<ArchiveVerdict> verify_sealed(const std::filesystem::path& path, const std::string& ca_pem)
{
    auto verdict = verify_archive(path, ca_pem);
    if (!verdict) return verdict;
    const auto name = path.filename().string();
    if (verdict->draft) return fail(ErrorCode::archive_is_draft, {}, name);
    if (verdict->intact) return verdict;
    const auto failed = std::ranges::find_if(
        verdict->checks, [](const ArchiveCheck& check) { return !check.passed && check.step != "root"; });
    return fail(ErrorCode::archive_damaged, failed == verdict->checks.end() ? "not intact" : failed->sentence,
                verdict->faults.empty() ? name : verdict->faults.front().path);
}

}  // namespace chamber::storage
