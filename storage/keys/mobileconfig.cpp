// The Apple configuration profile: the council's root certificate and a Home Screen icon. Declared in authority.hpp.
//
// Identifiers are hashes of the root certificate, so that installing the profile again replaces it instead of doubling
// it. The profile is not signed: it is handed over by cable or compared by the fingerprint on the enrolment sheet.
#include "storage/keys/authority.hpp"

#include "protocol/digest.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/text/escapes.hpp"

#include <array>
#include <openssl/evp.h>

namespace chamber::storage {
namespace {

std::string base64(std::string_view bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

// A name-based UUID (RFC 9562, version 8) from SHA-256.
std::string uuid(std::string_view der, std::string_view role)
{
    const std::string input = std::string(role) + '\0' + std::string(der);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    MUST(EVP_Digest(input.data(), input.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1);
    digest[6] = static_cast<unsigned char>((digest[6] & 0x0F) | 0x80);
    digest[8] = static_cast<unsigned char>((digest[8] & 0x3F) | 0x80);
    auto hex = encode_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), 16));
    for (auto& c : hex) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20);
}

std::string entry(std::string_view key, std::string_view text)
{
    return "<key>" + std::string(key) + "</key><string>" + escape_markup(text) + "</string>\n";
}

std::string payload(std::string_view type, const std::string& identifier, const std::string& id, std::string_view title)
{
    return entry("PayloadType", type) + "<key>PayloadVersion</key><integer>1</integer>\n" +
           entry("PayloadIdentifier", identifier) + entry("PayloadUUID", id) + entry("PayloadDisplayName", title);
}

}  // namespace

std::string mobileconfig(const DataDirectory& directory, const std::string& council_name, const std::string& tablet_url)
{
    const auto root = read_certificate(ca_certificate_pem(directory));
    if (!root) return {};
    const auto profile_id = uuid(root->der, "profile");
    const auto identifier = "vn.nghi-truong." + profile_id;
    std::string text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
        "<plist version=\"1.0\">\n<dict>\n<key>PayloadContent</key>\n<array>\n<dict>\n";
    text += payload("com.apple.security.root", identifier + ".root", uuid(root->der, "root"), root->common_name);
    text += entry("PayloadCertificateFileName", "nghi-truong-ca.cer");
    text += "<key>PayloadContent</key><data>" + base64(root->der) + "</data>\n</dict>\n<dict>\n";
    text += payload("com.apple.webClip.managed", identifier + ".webclip", uuid(root->der, "webclip"), "Nghị Trường");
    text += entry("Label", "Nghị Trường") + entry("URL", tablet_url);
    text +=
        "<key>FullScreen</key><true/>\n<key>IsRemovable</key><true/>\n<key>Precomposed</key><true/>\n</dict>\n</array>\n";
    text += payload("Configuration", identifier, profile_id, "Họp không giấy – " + council_name);
    text += entry("PayloadOrganization", council_name);
    text +=
        entry("PayloadDescription", "Cài chứng thư gốc của máy chủ họp không giấy và biểu tượng trên Màn hình chính.");
    text += "<key>PayloadRemovalDisallowed</key><false/>\n</dict>\n</plist>\n";
    return text;
}

}  // namespace chamber::storage
