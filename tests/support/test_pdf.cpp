#include "tests/support/test_pdf.hpp"

#include <cstdio>
#include <ctime>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <stdexcept>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace chamber::testing {
namespace {

constexpr const char* range_hole = "/ByteRange [0 0000000000 0000000000 0000000000]";

std::string reference(int number)
{
    return std::to_string(number) + " 0 R";
}

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

std::string list_with(QPDFObjectHandle array, int added)
{
    std::string text = "[";
    if (array.isArray())
        for (const auto& item : array.getArrayAsVector()) text += QPDFObjectHandle(item).unparse() + " ";
    return text + reference(added) + "]";
}

std::string with_entry(QPDFObjectHandle dictionary, const std::map<std::string, std::string>& set)
{
    std::string text = "<<";
    for (const auto& key : dictionary.getKeys())
        if (set.count(key) == 0) text += " " + key + " " + dictionary.getKey(key).unparse();
    for (const auto& [key, value] : set) text += " " + key + " " + value;
    return text + " >>";
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

std::int64_t stamping_time_s = 0;  // the service's callback takes no argument of ours

// DER of a detached CMS with only the signer's certificate, as the government's software writes it.
std::string make_cms(const std::string& content, const Identity& signer, const Signing& how)
{
    unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_PARTIAL | CMS_NOSMIMECAP;
    if (how.sub_filter == "ETSI.CAdES.detached") flags |= CMS_CADES;
    BIO* in = BIO_new_mem_buf(content.data(), static_cast<int>(content.size()));
    CMS_ContentInfo* cms = CMS_sign(nullptr, nullptr, nullptr, nullptr, flags);
    CMS_SignerInfo* info = CMS_add1_signer(cms, signer.certificate.get(), signer.key.get(), EVP_sha256(), flags);
    if (info == nullptr || CMS_final(cms, in, nullptr, flags) != 1) throw std::runtime_error("CMS");
    if (how.time_stamper != nullptr) {
        const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(info);
        const std::string token = make_token(*how.time_stamper,
                                             {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                                              static_cast<std::size_t>(ASN1_STRING_length(value))},
                                             how.stamped_at_s);
        CMS_unsigned_add1_attr_by_NID(info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token.data(),
                                      static_cast<int>(token.size()));
    }
    unsigned char* der = nullptr;
    const int length = i2d_CMS_ContentInfo(cms, &der);
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return bytes;
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
    stamping_time_s = time_s;
    unsigned char hash[32];
    EVP_Digest(stamped.data(), stamped.size(), hash, nullptr, EVP_sha256(), nullptr);
    TS_REQ* request = TS_REQ_new();
    TS_REQ_set_version(request, 1);
    TS_MSG_IMPRINT* imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR* algorithm = X509_ALGOR_new();
    X509_ALGOR_set_md(algorithm, EVP_sha256());
    TS_MSG_IMPRINT_set_algo(imprint, algorithm);
    TS_MSG_IMPRINT_set_msg(imprint, hash, sizeof hash);
    TS_REQ_set_msg_imprint(request, imprint);
    TS_REQ_set_cert_req(request, 1);
    BIO* in = BIO_new(BIO_s_mem());
    i2d_TS_REQ_bio(in, request);
    TS_RESP_CTX* context = TS_RESP_CTX_new();
    TS_RESP_CTX_set_signer_cert(context, service.certificate.get());
    TS_RESP_CTX_set_signer_key(context, service.key.get());
    TS_RESP_CTX_add_md(context, EVP_sha256());
    TS_RESP_CTX_set_signer_digest(context, EVP_sha256());
    TS_RESP_CTX_set_ess_cert_id_digest(context, EVP_sha256());
    ASN1_OBJECT* policy = OBJ_txt2obj("1.2.3.4.1", 1);
    TS_RESP_CTX_set_def_policy(context, policy);
    TS_RESP_CTX_set_serial_cb(
        context,
        [](TS_RESP_CTX*, void*) {
            ASN1_INTEGER* serial = ASN1_INTEGER_new();
            ASN1_INTEGER_set(serial, 7);
            return serial;
        },
        nullptr);
    TS_RESP_CTX_set_time_cb(
        context,
        [](TS_RESP_CTX*, void*, long* seconds, long* micro) {
            *seconds = static_cast<long>(stamping_time_s);
            *micro = 0;
            return 1;
        },
        nullptr);
    TS_RESP* response = TS_RESP_create_response(context, in);
    unsigned char* der = nullptr;
    const int length = response != nullptr ? i2d_PKCS7(TS_RESP_get_token(response), &der) : -1;
    if (length <= 0) throw std::runtime_error("time-stamp");
    std::string token(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    TS_RESP_free(response);
    TS_RESP_CTX_free(context);
    ASN1_OBJECT_free(policy);
    BIO_free(in);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    TS_REQ_free(request);
    return token;
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
        objects[how.place] = with_entry(opened->getObjectByID(how.place, 0), {{"/V", reference(signature)}});
        objects[how.place].insert(objects[how.place].rfind(">>"), how.field_extra + " ");
        objects.erase(widget);
        return fill_holes(append_revision(pdf, objects), pdf.size(), signer, how);
    }
    objects[page.getObjectID()] = with_entry(page, {{"/Annots", list_with(page.getKey("/Annots"), widget)}});
    const int group = signature + 3, listed = how.grouped ? group : widget;
    if (how.grouped) {
        objects[group] = "<< /T (Nhom) /Kids [" + reference(widget) + "] >>";
        objects[widget].insert(objects[widget].rfind(">>"), "/Parent " + reference(group) + " ");
    }
    const std::string fields =
        list_with(form.isDictionary() ? form.getKey("/Fields") : QPDFObjectHandle::newNull(), listed);
    std::map<std::string, std::string> root;
    if (how.listed)
        root["/AcroForm"] = with_entry(form.isDictionary() ? form : QPDFObjectHandle::newDictionary(),
                                       {{"/SigFlags", "3"}, {"/Fields", fields}});
    if (how.certification > 0) root["/Perms"] = "<< /DocMDP " + reference(signature) + " >>";
    objects[1] = with_entry(opened->getRoot(), root);
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
