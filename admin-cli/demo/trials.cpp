// Every wrong file starts as the good one, so that only the fault differs.
#include "admin-cli/demo/trials.hpp"

#include "admin-cli/demo/appearance.hpp"
#include "admin-cli/demo/incremental.hpp"
#include "admin-cli/demo/prose.hpp"
#include "admin-cli/demo/signer.hpp"

#include <qpdf/QPDFWriter.hh>

#include <exception>
#include <utility>

namespace chamber::demo {
namespace {

constexpr std::int64_t minute_ms = 60'000;

std::string iso_day(UtcMs now)
{
    return format_utc(UtcMs{now.value + 7 * 3'600'000}).substr(0, 10);
}

// A small notice of today.
admin::ListedDocument notice(const admin::SessionFile& session, UtcMs now)
{
    admin::ListedDocument document;
    document.id = DocumentId("THU01");
    document.fields.session = session.import.session.id;
    document.fields.type_code = "TB";
    document.fields.type_name = "Thông báo";
    document.fields.full_number = "99/TB-HĐND";
    document.fields.issued_on = iso_day(now);
    document.fields.place = "Hương Sen";
    document.fields.issuer = "Thường trực HĐND huyện";
    document.fields.title = "Điều chỉnh nhóm vấn đề chất vấn tại kỳ họp";
    document.notation = "TB-HĐND";
    document.revisions = {{1, format_utc(now), 2, {}}};
    return document;
}

// One digit of the creation date: inside the signed bytes, invisible on the page.
std::string with_one_byte_changed(std::string pdf)
{
    const auto at = pdf.find("/CreationDate (2");
    MUST(at != std::string::npos);
    char& digit = pdf[at + 15 + 3];  // the last digit of the year
    digit = digit == '9' ? '8' : static_cast<char>(digit + 1);
    return pdf;
}

// What somebody does who wants the seal on more than was sealed: a second copy of page 1 as the last page.
std::string with_page_appended(const std::string& pdf)
{
    Update update(pdf);
    auto pages = update.qpdf().getRoot().getKey("/Pages");
    auto first = update.qpdf().getAllPages().at(0);
    const int page = update.take_id();
    update.put(page, with_entries(first, {{"/Annots", "[]"}}));
    update.put(pages.getObjectID(),
               with_entries(pages, {{"/Kids", with_item(pages.getKey("/Kids"), reference(page))},
                                    {"/Count", std::to_string(pages.getKey("/Count").getIntValue() + 1)}}));
    return update.written();
}

std::string encrypted(const std::string& pdf)
{
    QPDF qpdf;
    qpdf.setSuppressWarnings(true);
    qpdf.processMemoryFile("document", pdf.data(), pdf.size());
    QPDFWriter writer(qpdf);
    writer.setOutputMemory();
    writer.setR6EncryptionParameters("mat-khau", "chu-so-huu", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

// A page with the marking of a state secret on a line of its own.
Result<std::string> marked_secret(const std::string& day)
{
    typeset::OfficialDocument official;
    official.imprint = {"Báo cáo dùng thử", day + "T01:00:00Z", demo_creator};
    typeset::Section& section = official.sections.emplace_back();
    section.blocks.emplace_back(Paragraph{.runs = {{"MẬT"}}, .weight = Weight::bold, .align = Align::left});
    section.blocks.emplace_back(
        Paragraph{.runs = {{"BÁO CÁO DÙNG THỬ"}}, .weight = Weight::bold, .align = Align::centre});
    section.blocks.emplace_back(
        Paragraph{.runs = {{"Trang này chỉ để thử cửa nhận tài liệu: dòng đầu mang dấu chỉ độ mật, vì vậy hệ thống "
                            "phải từ chối. Nội dung không có thông tin nào thuộc bí mật nhà nước."}}});
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    auto printed = typesetter->print(official);
    if (!printed) return printed.error();
    return std::move(printed->pdf);
}

}  // namespace

Result<SignedDocument> sign_drawn(const DrawnDocument& drawn, const Signers& signers, const std::string& place)
{
    SignedDocument result{drawn.pdf, 0};
    if (signers.person) {
        const VisibleMark mark{drawn.signature_page_index, drawn.person_box,
                               pdf_content(handwriting(signers.person->name, drawn.person_box))};
        auto with =
            append_signature(result.pdf, *signers.person, {"Ký ban hành", place, signers.person_at, mark, signers.tsa});
        if (!with) return with.error();
        result = {std::move(*with), result.signatures + 1};
    }
    if (signers.organisation) {
        const SigningIdentity& organisation = *signers.organisation;
        const std::string local = format_utc(UtcMs{signers.organisation_at.value + 7 * 3'600'000});
        const std::vector<std::string> lines = {"Cơ quan: " + organisation.name,
                                                "Thời gian ký: " + local.substr(0, local.size() - 1) + "+07:00"};
        const VisibleMark mark{drawn.signature_page_index, drawn.seal_box,
                               pdf_content(seal(capitals(organisation.name), lines, drawn.seal_box))};
        auto with = append_signature(result.pdf, organisation,
                                     {"Phát hành văn bản", place, signers.organisation_at, mark, signers.tsa});
        if (!with) return with.error();
        result = {std::move(*with), result.signatures + 1};
    }
    return result;
}

Result<std::vector<Trial>> make_trials(const admin::SessionFile& session, const Offices& offices, const Pki& pki,
                                       UtcMs now)
{
    const admin::ListedDocument document = notice(session, now);
    const Office office = offices.office_of(document);
    const auto drawn = draw_document(document, document.revisions[0], office.block, setting_of(session));
    if (!drawn) return drawn.error();
    Signers signers{&pki.identities[office.person],
                    &pki.identities[office.organisation],
                    {now.value - 10 * minute_ms},
                    {now.value - 4 * minute_ms},
                    nullptr};
    const auto good = sign_drawn(*drawn, signers, document.fields.place);
    if (!good) return good.error();
    signers.person = &pki.identities[offices.revoked_person()];
    const auto revoked = sign_drawn(*drawn, signers, document.fields.place);
    if (!revoked) return revoked.error();
    const auto secret = marked_secret(document.fields.issued_on);
    if (!secret) return secret.error();
    try {
        return std::vector<Trial>{
            {"01-hop-le-moi-ky.pdf", "Nhận: hai chữ ký hợp lệ, vừa ký hôm nay.", good->pdf},
            {"02-bi-sua-mot-byte.pdf", "Không hợp lệ: nội dung đã bị thay đổi sau khi ký.",
             with_one_byte_changed(good->pdf)},
            {"03-them-trang-sau-khi-ky.pdf", "Nghi vấn: có trang được thêm sau khi ký.", with_page_appended(good->pdf)},
            {"04-dat-mat-khau.pdf", "Từ chối: tệp có mật khẩu.", encrypted(drawn->pdf)},
            {"05-bi-cat-cut.pdf", "Từ chối: tệp bị thiếu phần cuối.", good->pdf.substr(0, good->pdf.size() * 3 / 5)},
            {"06-co-dau-mat.pdf", "Từ chối: có dấu chỉ độ mật trên trang 1.", *secret},
            {"07-khong-phai-pdf.pdf", "Từ chối: không phải tệp PDF.",
             "Đây là tệp văn bản mang tên .pdf, dùng để thử cửa nhận tài liệu.\n"},
            {"08-chung-thu-bi-thu-hoi.pdf", "Cảnh báo: chứng thư số của người ký đã bị thu hồi trước khi ký.",
             revoked->pdf},
        };
    } catch (const std::exception& problem) {
        return fail(ErrorCode::internal, problem.what());
    }
}

}  // namespace chamber::demo
