#include "server/inspect/validation_data.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr int members_max = 512;

std::vector<std::string> read_streams(QPDFObjectHandle array)
{
    std::vector<std::string> found;
    if (!array.isArray()) return found;
    for (int i = 0; i < array.getArrayNItems() && i < members_max; ++i) {
        QPDFObjectHandle stream = array.getArrayItem(i);
        if (!stream.isStream()) continue;
        try {
            const auto bytes = stream.getStreamData(qpdf_dl_generalized);
            found.emplace_back(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
        } catch (const std::exception&) {
            continue;
        }
    }
    return found;
}

}  // namespace

void add_validation_data(QPDF& pdf, ValidationData& found)
{
    QPDFObjectHandle store = pdf.getRoot().getKey("/DSS");
    if (!store.isDictionary()) return;
    for (const auto& der : read_streams(store.getKey("/Certs")))
        if (auto certificate = parse_certificate(der)) found.certificates.push_back(std::move(certificate));
    for (const auto& der : read_streams(store.getKey("/CRLs")))
        if (auto list = parse_revocation_list(der)) found.revocation.lists.push_back(std::move(list));
    for (auto& der : read_streams(store.getKey("/OCSPs"))) found.revocation.ocsp.push_back(std::move(der));
}

}  // namespace chamber::inspect
