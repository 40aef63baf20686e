#include "tests/support/test_pdf.hpp"

#include "admin-cli/demo/cms.hpp"
#include "admin-cli/demo/incremental.hpp"

#include <cstdio>
#include <ctime>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <stdexcept>

namespace chamber::testing {
namespace {

using demo::reference;
using demo::with_entries;
using demo::with_item;

constexpr const char* range_hole = "/ByteRange [0 0000000000 0000000000 0000000000]";

void write_table(std::string& out, const std::map<int, std::size_t>& offsets, const std::string& trailer)
{
    const std::size_t section = out.size();
    out += "xref\n";
    for (const auto& [number, offset] : offsets) {
        char line[64];
        std::snprintf(line, sizeof line, "%d 1\n%010zu %05d %c \n", number, offset, number == 0 ? 65'535 : 0,
                      number == 0 ? 'f' : 'n');
        out += line;
    }
    out += "trailer\n<< " + trailer + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
}

std::shared_ptr<QPDF> open(std::string_view pdf)
{
    auto opened = std::make_shared<QPDF>();
    opened->setSuppressWarnings(true);
    opened->processMemoryFile("made", pdf.data(), pdf.size());
    return opened;
}

std::string hex_of(const unsigned char* bytes, std::size_t length)
{
    std::string hex;
    for (std::size_t i = 0; i < length; ++i) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", bytes[i]);
        hex += two;
    }
    return hex;
}

std::string pdf_date(std::int64_t seconds)
{
    const std::time_t time = seconds;
    std::tm broken{};
    gmtime_r(&time, &broken);
    char text[40];
    std::strftime(text, sizeof text, "(D:%Y%m%d%H%M%S+00'00')", &broken);
    return text;
}

demo::Signer borrowed(const Identity& identity)
{
    return {identity.certificate.get(), identity.key.get()};
}

std::string made(Result<std::string> signature)
{
    if (!signature) throw std::runtime_error(signature.error().detail);
    return std::move(*signature);
}

// DER of a detached CMS with only the signer's certificate, as the government's software writes it.
std::string make_cms(const std::string& content, const Identity& signer, const Signing& how)
{
    demo::CmsForm form;
    form.names_certificate = how.sub_filter == "ETSI.CAdES.detached";
    const demo::Signer service = how.time_stamper != nullptr ? borrowed(*how.time_stamper) : demo::Signer{};
    if (how.time_stamper != nullptr) form.tsa = &service;
    form.stamped_at = UtcMs{how.stamped_at_s * 1'000};
    return made(demo::detached_signature(content, borrowed(signer), form));
}

// Fills the hole for /ByteRange and the one for /Contents, both behind `from`.
std::string fill_holes(std::string out, std::size_t from, const Identity& signer, const Signing& how)
{
    const std::size_t open_at = out.find("/Contents <0000", from) + 10, close_at = open_at + 2 + how.reserved_bytes * 2;
    char range[80];
    std::snprintf(range, sizeof range, "/ByteRange [0 %010zu %010zu %010zu]", open_at, close_at, out.size() - close_at);
    out.replace(out.find(range_hole, from), std::string(range_hole).size(), range);
    const std::string content =
        how.sub_filter == "ETSI.RFC3161" ? std::string() : out.substr(0, open_at) + out.substr(close_at);
    std::string der;
    if (how.sub_filter == "ETSI.RFC3161") {
        der = make_token(signer, out.substr(0, open_at) + out.substr(close_at), how.stamped_at_s);
    } else if (how.sub_filter == "adbe.x509.rsa_sha1") {
        der = write_rsa_sha1(content, signer);
    } else if (how.recipe != nullptr) {
        der = write_cms(content, signer, *how.recipe);
    } else {
        der = make_cms(content, signer, how);
    }
    const std::string hex = hex_of(reinterpret_cast<const unsigned char*>(der.data()), der.size());
    if (der.size() > how.reserved_bytes) throw std::runtime_error("reserved too little");
    out.replace(open_at + 1, hex.size(), hex);
    return out;
}

}  // namespace

std::string make_token(const Identity& service, std::string_view stamped, std::int64_t time_s)
{
    return made(demo::time_stamp_token(borrowed(service), stamped, UtcMs{time_s * 1'000}));
}

std::string make_pdf_of(const std::vector<std::string>& objects)
{
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::map<int, std::size_t> offsets{{0, 0}};
    for (std::size_t i = 0; i < objects.size(); ++i) {
        offsets[static_cast<int>(i) + 1] = out.size();
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    write_table(out, offsets, "/Root 1 0 R /Size " + std::to_string(objects.size() + 1));
    return out;
}

std::string make_pdf(const std::vector<std::string>& page_texts)
{
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", {}};
    std::string kids;
    for (const auto& text : page_texts) {
        const int page = static_cast<int>(objects.size()) + 1;
        kids += reference(page) + " ";
        const std::string content = "BT /F1 14 Tf 72 720 Td (" + text + ") Tj ET";
        objects.push_back(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + reference(page + 1) +
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
        objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
    }
    objects[1] = "<< /Type /Pages /Kids [ " + kids + "] /Count " + std::to_string(page_texts.size()) + " >>";
    return make_pdf_of(objects);
}

std::string append_revision(std::string_view pdf, const std::map<int, std::string>& objects)
{
    const std::size_t last = pdf.rfind("startxref");
    const std::string previous = std::to_string(std::stoull(std::string(pdf.substr(last + 10, 20))));
    int size = next_object(pdf);
    std::string out(pdf);
    std::map<int, std::size_t> offsets;
    for (const auto& [number, text] : objects) {
        size = std::max(size, number + 1);
        offsets[number] = out.size();
        out += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
    }
    write_table(out, offsets, "/Root 1 0 R /Prev " + previous + " /Size " + std::to_string(size));
    return out;
}

int next_object(std::string_view pdf)
{
    return open(pdf)->getTrailer().getKey("/Size").getIntValueAsInt();
}

std::string object_text(std::string_view pdf, int number)
{
    return open(pdf)->getObjectByID(number, 0).unparseResolved();
}

std::string sign_pdf(std::string_view pdf, const Identity& signer, const Signing& how)
{
    const auto opened = open(pdf);
    const int signature = next_object(pdf), widget = signature + 1, appearance = signature + 2;
    QPDFObjectHandle
        page =
            QPDFPageDocumentHelper(*opened).getAllPages().at(static_cast<std::size_t>(how.page - 1)).getObjectHandle(),
        form = opened->getRoot().getKey("/AcroForm");
    std::map<int, std::string> objects = how.beside;
    std::string certify;
    if (how.certification > 0)
        certify =
            " /Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P " +
            std::to_string(how.certification) + " >> >> ]";
    const std::string certificate = der_of(signer);
    if (how.sub_filter == "adbe.x509.rsa_sha1")
        certify +=
            " /Cert <" + hex_of(reinterpret_cast<const unsigned char*>(certificate.data()), certificate.size()) + ">";
    const bool stamp = how.sub_filter == "ETSI.RFC3161";
    objects[signature] =
        std::string("<< /Type /") + (stamp ? "DocTimeStamp" : "Sig") + " /Filter /Adobe.PPKLite /SubFilter /" +
        how.sub_filter + " " + range_hole + " /Contents <" + std::string(how.reserved_bytes * 2, '0') + ">" +
        (how.claimed_at_s != 0 ? " /M " + pdf_date(how.claimed_at_s) : std::string()) + certify + how.extra + " >>";
    const std::string drawing = how.appearance.empty() ? "0 0 1 RG 1 1 98 38 re S" : how.appearance;
    objects[appearance] = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 40] /Length " +
                          std::to_string(drawing.size()) +
                          " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> " +
                          how.resources + " >> >>\nstream\n" + drawing + "\nendstream";
    objects[widget] = "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect " + how.rectangle + " /T (" + how.field +
                      ") /P " + page.unparse() + " /AP << /N " + reference(appearance) + " >> /V " +
                      reference(signature) + how.field_extra + " >>";
    if (how.place > 0) {
        objects[how.place] = with_entries(opened->getObjectByID(how.place, 0), {{"/V", reference(signature)}});
        objects[how.place].insert(objects[how.place].rfind(">>"), how.field_extra + " ");
        objects.erase(widget);
        return fill_holes(append_revision(pdf, objects), pdf.size(), signer, how);
    }
    objects[page.getObjectID()] =
        with_entries(page, {{"/Annots", with_item(page.getKey("/Annots"), reference(widget))}});
    const int group = signature + 3, listed = how.grouped ? group : widget;
    if (how.grouped) {
        objects[group] = "<< /T (Nhom) /Kids [" + reference(widget) + "] >>";
        objects[widget].insert(objects[widget].rfind(">>"), "/Parent " + reference(group) + " ");
    }
    const std::string fields =
        with_item(form.isDictionary() ? form.getKey("/Fields") : QPDFObjectHandle::newNull(), reference(listed));
    std::map<std::string, std::string> root;
    if (how.listed)
        root["/AcroForm"] = with_entries(form.isDictionary() ? form : QPDFObjectHandle::newDictionary(),
                                         {{"/SigFlags", "3"}, {"/Fields", fields}});
    if (how.certification > 0) root["/Perms"] = "<< /DocMDP " + reference(signature) + " >>";
    objects[1] = with_entries(opened->getRoot(), root);
    return fill_holes(how.before + append_revision(pdf, objects), pdf.size(), signer, how);
}

std::string pack_pdf(std::string_view pdf)
{
    const auto opened = open(pdf);
    QPDFWriter writer(*opened);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string encrypt_pdf(std::string_view pdf, const std::string& user_password)
{
    const auto opened = open(pdf);
    QPDFWriter writer(*opened);
    writer.setOutputMemory();
    writer.setR6EncryptionParameters(user_password.c_str(), "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                     true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace chamber::testing
