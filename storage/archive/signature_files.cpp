#include "storage/archive/signature_files.hpp"

#include "protocol/codec.hpp"
#include "storage/archive/text_formats.hpp"

namespace chamber::storage {
namespace {

constexpr std::int64_t gap_bytes_max = 8'388'608;

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Length of the whole DER element at the front; 0 when its header is no SEQUENCE with a definite length.
std::size_t der_length(std::string_view der)
{
    if (der.size() < 2 || der[0] != 0x30) return 0;
    const auto first = static_cast<unsigned char>(der[1]);
    if (first < 0x80) return 2U + first;
    const std::size_t octets = first & 0x7FU;
    if (octets == 0 || octets > 4 || der.size() < 2 + octets) return 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < octets; ++i) length = length << 8U | static_cast<unsigned char>(der[2 + i]);
    return 2 + octets + length;
}

// The four numbers "0 a o l" when they fit the file.
bool range_fits(const std::vector<std::int64_t>& range, std::uint64_t file_bytes)
{
    if (range.size() != 4 || range[0] != 0 || range[1] < 0 || range[2] <= range[1] || range[3] < 0) return false;
    const auto size = static_cast<std::int64_t>(file_bytes);
    return range[2] <= size && range[3] <= size - range[2] && range[2] - range[1] <= gap_bytes_max;
}

Result<void> cut_out(const BlobFile& pdf, const SignatureFinding& finding, const std::string& stem, BagFiles& into)
{
    const auto& range = finding.byte_range;
    if (!range_fits(range, pdf.bytes())) return {};
    auto gap = pdf.read(static_cast<std::uint64_t>(range[1]), static_cast<std::uint32_t>(range[2] - range[1]));
    if (!gap) return gap.error();
    auto cms = cms_in_gap(*gap);
    if (cms.empty()) return {};
    into.push_back({stem + ".p7s", std::move(cms)});
    std::string text;
    for (const auto number : range) text += (text.empty() ? "" : " ") + std::to_string(number);
    into.push_back({stem + ".range.txt", text + "\n"});
    return {};
}

}  // namespace

std::string cms_in_gap(std::string_view gap)
{
    if (gap.size() < 2 || gap.front() != '<' || gap.back() != '>') return {};
    std::string der;
    for (std::size_t i = 1; i + 2 < gap.size(); i += 2) {
        const int high = hex_digit(gap[i]);
        const int low = hex_digit(gap[i + 1]);
        if (high < 0 || low < 0) return {};
        der += static_cast<char>(high << 4 | low);
    }
    const auto length = der_length(der);
    if (length == 0 || length > der.size()) return {};
    der.resize(length);
    return der;
}

Result<BagFiles> signature_files(const Filing& filing, const Blobs& blobs)
{
    BagFiles files;
    for (const auto& filed : filing.revisions) {
        if (filed.report == nullptr) continue;
        const auto folder = "data/10-chu-ky-so/" + filed.tag + "/";
        files.push_back({folder + "ket-qua.json", indent_json(encode(*filed.report))});
        for (const auto* earlier : filed.earlier)
            files.push_back(
                {folder + "ket-qua." + std::to_string(earlier->k) + ".json", indent_json(encode(earlier->report))});
        if (filed.report->signatures.empty()) continue;
        const auto digest = Sha256::parse(filed.revision->sha256);
        if (!digest)
            return fail(ErrorCode::blob_damaged, "digest of a revision is unreadable", filed.document->id.value);
        const auto pdf = blobs.open(*digest);
        if (!pdf) return fail(ErrorCode::blob_damaged, pdf.error().detail, filed.document->id.value);
        std::size_t number = 0;
        for (const auto& finding : filed.report->signatures) {
            const auto cut = cut_out(*pdf, finding, folder + "sig-" + std::to_string(++number), files);
            if (!cut) return fail(cut.error().code, cut.error().detail, filed.document->id.value);
        }
    }
    return files;
}

}  // namespace chamber::storage
