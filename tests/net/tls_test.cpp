#include "tests/net/running_server.hpp"
#include "tests/net/tls_probe.hpp"

#include <gmock/gmock.h>

namespace chamber::net {
namespace {

TEST(Tls, IsCheckedAgainstTheAuthority)
{
    RunningServer running;
    const TestAuthority stranger;
    Endpoint endpoint = running.tls();
    endpoint.ca_pem = stranger.certificate_pem();
    Result<std::unique_ptr<Client>> client = Client::connect(endpoint, test_origin);
    ASSERT_FALSE(client.has_value());
    EXPECT_EQ(client.error().code, ErrorCode::certificate_failed);
}

TEST(Tls, IsCheckedAgainstTheName)
{
    RunningServer running;
    Endpoint endpoint = running.tls();
    endpoint.server_name = "other.test";
    Result<std::unique_ptr<Client>> client = Client::connect(endpoint, test_origin);
    ASSERT_FALSE(client.has_value());
    EXPECT_EQ(client.error().code, ErrorCode::certificate_failed);
}

TEST(Tls, ShowsTheRenewedCertificateToNewConnections)
{
    RunningServer running;
    Result<std::unique_ptr<Client>> before = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(before.has_value());
    EXPECT_EQ(probe_tls(running.tls(), {}).serial, 2);
    const Identity renewed = test_authority().issue(test_name, 77);
    Happening replaced;
    running.server().post([&] {
        EXPECT_TRUE(running.server().replace_certificate(renewed.chain_pem, renewed.key_pem).has_value());
        EXPECT_EQ(running.server().replace_certificate("nonsense", renewed.key_pem).error().code,
                  ErrorCode::certificate_failed);
        replaced.happened();
    });
    replaced.wait();
    EXPECT_EQ(probe_tls(running.tls(), {}).serial, 77);
    ASSERT_TRUE((*before)->send_text("still here").has_value());
    EXPECT_EQ((*before)->receive(10'000)->bytes, "still here");
}

TEST(Tls, Speaks13And12AndNothingOlder)
{
    RunningServer running;
    EXPECT_EQ(probe_tls(running.tls(), {}).version, "TLSv1.3");
    EXPECT_EQ(probe_tls(running.tls(), {.version = TlsVersion::tls12}).version, "TLSv1.2");
    EXPECT_FALSE(probe_tls(running.tls(), {.version = TlsVersion::tls11}).connected);
}

TEST(Tls, TakesOnlyEphemeralAeadCiphersUnder12)
{
    RunningServer running;
    EXPECT_TRUE(
        probe_tls(running.tls(), {.version = TlsVersion::tls12, .ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256"}).connected);
    EXPECT_TRUE(
        probe_tls(running.tls(), {.version = TlsVersion::tls12, .ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"}).connected);
    EXPECT_FALSE(
        probe_tls(running.tls(), {.version = TlsVersion::tls12, .ciphers = "ECDHE-ECDSA-AES128-SHA256"}).connected);
}

TEST(Tls, ResumesUnderBothVersions)
{
    RunningServer running;
    EXPECT_TRUE(probe_tls(running.tls(), {.again = Again::yes}).resumed);
    EXPECT_TRUE(probe_tls(running.tls(), {.version = TlsVersion::tls12, .again = Again::yes}).resumed);
}

TEST(Tls, DoesNotRenegotiate)
{
    RunningServer running;
    EXPECT_FALSE(
        probe_tls(running.tls(), {.version = TlsVersion::tls12, .renegotiate = Renegotiate::yes}).renegotiated);
}

TEST(Tls, ChoosesHttp11FromTheOffer)
{
    RunningServer running;
    EXPECT_EQ(probe_tls(running.tls(), {}).protocol, "http/1.1");
}

}  // namespace
}  // namespace chamber::net
