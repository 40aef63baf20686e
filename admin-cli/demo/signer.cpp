// One appended revision per signature: signature dictionary, widget with its picture, page, form and catalogue.
// Source: ISO 32000-2 §12.7.5.5, §12.8.
#include "admin-cli/demo/signer.hpp"

#include "admin-cli/demo/cms.hpp"
#include "admin-cli/demo/incremental.hpp"
#include "protocol/digest.hpp"

#include <qpdf/Pl_Buffer.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iterator>
#include <utility>

namespace chamber::demo {
namespace {

// As the government's plug-in reserves: 8192 bytes, 4192 more for a time-stamp.
constexpr std::size_t contents_bytes = 8'192;
constexpr std::size_t stamp_bytes = 4'192;
constexpr std::string_view range_hole = "/ByteRange [0 0000000000 0000000000 0000000000]";

std::string text_string(const std::string& text)
{
    return QPDFObjectHandle::newUnicodeString(text).unparse();
}

std::string deflated(const std::string& content)
{
    Pl_Buffer buffer("content");
    Pl_Flate flate("flate", &buffer, Pl_Flate::a_deflate);
    flate.write(reinterpret_cast<const unsigned char*>(content.data()), content.size());
    flate.finish();
    const auto bytes = buffer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

std::string form_object(const typeset::Box& box, const std::string& resources, const std::string& content)
{
    char bounds[80];
    std::snprintf(bounds, sizeof bounds, "[0 0 %.2f %.2f]", box.width, box.height);
    const std::string bytes = deflated(content);
    return "<< /Type /XObject /Subtype /Form /BBox " + std::string(bounds) + " /Resources " + resources +
           " /Filter /FlateDecode /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

// "D:20241204154210+07'00'": Vietnamese time, as the clerk's machine writes it.
std::string pdf_date(UtcMs at)
{
    const std::string local = format_utc(UtcMs{at.value + 7 * 3'600'000});
    std::string digits;
    std::copy_if(local.begin(), local.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return "(D:" + digits + "+07'00')";
}

std::string signature_dictionary(const SigningIdentity& signer, const SigningAct& act, std::size_t reserved,
                                 bool certifies)
{
    std::string result = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached " +
                         std::string(range_hole) + " /Contents <" + std::string(reserved * 2, '0') + "> /Name " +
                         text_string(signer.name) + " /Reason " + text_string(act.reason) + " /Location " +
                         text_string(act.place) + " /M " + pdf_date(act.at);
    if (certifies) {
        result +=
            " /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 2 /V /1.2 >> >>]";
    }
    return result + " >>";
}

// Appearance → n0 (empty, by custom) and n2 (the picture).
int put_appearance(Update& update, const VisibleMark& mark)
{
    const int background = update.take_id();
    const int picture = update.take_id();
    const int appearance = update.take_id();
    update.put(background, form_object(mark.box, "<< >>", "% DSBlank\n"));
    update.put(picture, form_object(mark.box, "<< >>", mark.content));
    update.put(appearance,
               form_object(mark.box,
                           "<< /XObject << /n0 " + reference(background) + " /n2 " + reference(picture) + " >> >>",
                           "q 1 0 0 1 0 0 cm /n0 Do Q q 1 0 0 1 0 0 cm /n2 Do Q\n"));
    return appearance;
}

std::string widget(const SigningAct& act, const std::string& field, const std::string& page,
                   std::pair<int, int> signature_and_appearance)
{
    const typeset::Box& box = act.mark.box;
    char rectangle[96];
    std::snprintf(rectangle, sizeof rectangle, "[%.2f %.2f %.2f %.2f]", box.left, box.bottom, box.left + box.width,
                  box.bottom + box.height);
    return "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect " + std::string(rectangle) + " /T " +
           text_string(field) + " /P " + page + " /V " + reference(signature_and_appearance.first) + " /AP << /N " +
           reference(signature_and_appearance.second) + " >> >>";
}

// Puts the new field into page, form and catalogue.
void put_field(Update& update, QPDFObjectHandle page, int field, int signature, bool certifies)
{
    auto root = update.qpdf().getRoot();
    auto form = root.getKey("/AcroForm");
    auto annotations = page.getKey("/Annots");
    if (annotations.isIndirect() && annotations.isArray()) {
        update.put(annotations.getObjectID(), with_item(annotations, reference(field)));
    } else {
        update.put(page.getObjectID(), with_entries(page, {{"/Annots", with_item(annotations, reference(field))}}));
    }
    auto fields = form.isDictionary() ? form.getKey("/Fields") : QPDFObjectHandle::newNull();
    const Entries form_entries = {{"/Fields", with_item(fields, reference(field))}, {"/SigFlags", "3"}};
    Entries root_entries;
    if (form.isIndirect() && form.isDictionary()) {
        update.put(form.getObjectID(), with_entries(form, form_entries));
    } else {
        const int id = update.take_id();
        update.put(id, with_entries(form, form_entries));
        root_entries["/AcroForm"] = reference(id);
    }
    if (certifies) root_entries["/Perms"] = "<< /DocMDP " + reference(signature) + " >>";
    if (!root_entries.empty()) update.put(root.getObjectID(), with_entries(root, root_entries));
}

// Fills the two holes of the appended signature dictionary.
Result<std::string> signed_file(std::string file, std::size_t appended_at, std::size_t reserved,
                                const SigningIdentity& signer, const SigningAct& act)
{
    const std::size_t open = file.find("/Contents <0000", appended_at) + 10;
    const std::size_t close = open + 2 + reserved * 2;
    std::string range = "/ByteRange [0 " + std::to_string(open) + " " + std::to_string(close) + " " +
                        std::to_string(file.size() - close) + "]";
    MUST(range.size() <= range_hole.size());
    range.resize(range_hole.size(), ' ');
    file.replace(file.find(range_hole, appended_at), range.size(), range);
    const std::string covered = file.substr(0, open) + file.substr(close);
    const auto cms = detached_signature(covered, signer, act.at, act.tsa);
    if (!cms) return cms.error();
    if (cms->size() > reserved) return fail(ErrorCode::internal, "the signature does not fit its hole");
    const std::string hex = encode_hex(*cms);
    file.replace(open + 1, hex.size(), hex);
    return file;
}

}  // namespace

Result<std::string> append_signature(std::string_view pdf, const SigningIdentity& signer, const SigningAct& act)
{
    try {
        Update update(pdf);
        const auto& pages = update.qpdf().getAllPages();
        const auto page_index = static_cast<std::size_t>(act.mark.page_index);
        if (page_index >= pages.size()) return fail(ErrorCode::internal, "no such page to sign on");
        QPDFObjectHandle page = pages[page_index];
        auto form = update.qpdf().getRoot().getKey("/AcroForm");
        const int held =
            form.isDictionary() && form.getKey("/Fields").isArray() ? form.getKey("/Fields").getArrayNItems() : 0;
        const bool certifies = held == 0;
        const std::size_t reserved = contents_bytes + (act.tsa ? stamp_bytes : 0);
        const int signature = update.take_id();
        const int field = update.take_id();
        update.put(signature, signature_dictionary(signer, act, reserved, certifies));
        const int appearance = put_appearance(update, act.mark);
        update.put(field, widget(act, "Signature" + std::to_string(held + 1), page.unparse(), {signature, appearance}));
        put_field(update, page, field, signature, certifies);
        return signed_file(update.written(), pdf.size(), reserved, signer, act);
    } catch (const QPDFExc& problem) {
        const auto code =
            problem.getErrorCode() == qpdf_e_password ? ErrorCode::pdf_encrypted : ErrorCode::pdf_unreadable;
        return fail(code, problem.what());
    } catch (const std::exception& problem) {
        return fail(ErrorCode::pdf_unreadable, problem.what());
    }
}

}  // namespace chamber::demo
