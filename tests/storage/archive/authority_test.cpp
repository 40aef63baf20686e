// The keys are judged by the real openssl command, not by the library that made them.
#include "storage/keys/authority.hpp"

#include "tests/storage/archive/fixture.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

namespace chamber::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto host = "hop.huongsen.example";
constexpr auto council = "Hội đồng nhân dân huyện Hương Sen";

class Authority : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(create_authority(directory_, host, council, clock_)); }

    std::string at() const { return std::to_string(clock_.utc().value / 1000); }
    std::string file(const std::string& name) const { return (place_.path / name).string(); }
    std::string key_file(const std::string& name) const { return (directory_.keys / name).string(); }

    Ran openssl(const std::string& arguments) const { return run("openssl " + arguments); }
    Ran show(const std::string& name) const
    {
        return openssl("x509 -noout -text -nameopt utf8,sep_comma_plus -certopt ext_parse -in " + key_file(name));
    }

    // The leaf as a server would send it.
    ServerIdentity serve(const std::string& name = host)
    {
        auto identity = server_identity(directory_, name, clock_).value();
        write_file(file("chain.pem"), identity.certificate_chain_pem);
        return identity;
    }

    StandingClock clock_{"2024-12-01T00:00:00Z"};
    TemporaryDirectory place_;
    DataDirectory directory_ = DataDirectory::create(place_.path / "council").value();
};

TEST_F(Authority, IsConstrainedToItsHostAndCannotMakeAnother)
{
    const auto text = show("ca.pem").output;
    EXPECT_THAT(text, HasSubstr("X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0"));
    EXPECT_THAT(text, HasSubstr("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign"));
    EXPECT_THAT(text, HasSubstr("X509v3 Name Constraints: critical"));
    EXPECT_THAT(text, HasSubstr("DNS:localhost\n                  DNS:hop.huongsen.example"));
    EXPECT_THAT(text, HasSubstr("ASN1 OID: prime256v1"));
    EXPECT_THAT(text, HasSubstr("Not After : Nov 30 00:00:00 2034 GMT"));
    EXPECT_THAT(text, HasSubstr(council));
}

TEST_F(Authority, IssuesALeafThatOpensslAcceptsForItsNames)
{
    serve();
    for (const std::string name :
         {"-verify_hostname hop.huongsen.example", "-verify_hostname localhost", "-verify_ip 127.0.0.1"}) {
        const auto ran = openssl("verify -x509_strict -purpose sslserver -attime " + at() + " " + name + " -CAfile " +
                                 key_file("ca.pem") + " " + file("chain.pem"));
        EXPECT_EQ(ran.exit_code, 0) << name << ": " << ran.output;
    }
    const auto other = openssl("verify -attime " + at() + " -verify_hostname evil.example -CAfile " +
                               key_file("ca.pem") + " " + file("chain.pem"));
    EXPECT_NE(other.exit_code, 0);
}

TEST_F(Authority, FollowsTheRulesOfTabletsForTheLeaf)
{
    const auto identity = serve();
    const auto text = show("server.pem").output;
    EXPECT_THAT(text, HasSubstr("DNS:hop.huongsen.example, DNS:localhost, IP Address:127.0.0.1"));
    EXPECT_THAT(text, HasSubstr("TLS Web Server Authentication"));
    EXPECT_THAT(text, HasSubstr("CA:FALSE"));
    EXPECT_THAT(text, HasSubstr("ecdsa-with-SHA256"));
    EXPECT_EQ((identity.not_after.value - clock_.utc().value) / 86'400'000, 396);  // 397 days, begun yesterday
}

TEST_F(Authority, CannotVouchForAnotherNameOfAnyKind)
{
    for (const std::string name : {"DNS:evil.example", "IP:10.0.0.1", "IP:8.8.8.8", "IP:2001:db8::1", "IP:::1",
                                   "email:a@evil.example", "URI:https://evil.example/"}) {
        write_file(file("evil.cnf"), "[v3]\nsubjectAltName=" + name +
                                         "\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n"
                                         "authorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n");
        const auto made = run(
            "cd " + place_.path.string() +
            " && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout evil.key -subj /O=evil -out evil.csr"
            " && openssl x509 -req -in evil.csr -CA " +
            key_file("ca.pem") + " -CAkey " + key_file("ca.key") +
            " -CAcreateserial -days 100 -extfile evil.cnf -extensions v3 -out evil.pem");
        ASSERT_EQ(made.exit_code, 0) << made.output;
        const auto ran = openssl("verify -no_check_time -CAfile " + key_file("ca.pem") + " " + file("evil.pem"));
        EXPECT_NE(ran.exit_code, 0) << name;
        EXPECT_THAT(ran.output,
                    testing::AnyOf(HasSubstr("permitted subtree violation"), HasSubstr("excluded subtree violation")))
            << name;
    }
}

TEST_F(Authority, RenewsTheLeafWhenFewerThanSixtyDaysRemain)
{
    const auto first = serve();
    clock_.advance_days(336);
    EXPECT_EQ(serve().certificate_chain_pem, first.certificate_chain_pem);
    clock_.advance_days(1);
    const auto second = serve();
    EXPECT_NE(second.certificate_chain_pem, first.certificate_chain_pem);
    EXPECT_NE(second.private_key_pem, first.private_key_pem);
    EXPECT_EQ(openssl("verify -purpose sslserver -attime " + at() + " -verify_hostname " + host + " -CAfile " +
                      key_file("ca.pem") + " " + file("chain.pem"))
                  .exit_code,
              0);
}

TEST_F(Authority, KeepsItsRootForANameWithinItsConstraint)
{
    const auto root = ca_fingerprint(directory_);
    const std::string name = "phong-2.hop.huongsen.example";
    const auto renamed = rename_host(directory_, name, council, Root::kept_if_it_can, clock_).value();
    EXPECT_EQ(renamed.root, Root::kept_if_it_can);
    EXPECT_EQ(renamed.ca_fingerprint, root);
    serve(name);
    const auto ran = openssl("verify -attime " + at() + " -verify_hostname " + name + " -CAfile " + key_file("ca.pem") +
                             " " + file("chain.pem"));
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
}

TEST_F(Authority, MakesANewRootForANameOutsideItAndKeepsTheFormerCertificate)
{
    const auto former = read_file(key_file("ca.pem"));
    const auto renamed = rename_host(directory_, "hop.xa-moi.example", council, Root::kept_if_it_can, clock_).value();
    EXPECT_EQ(renamed.root, Root::made_anew);
    EXPECT_NE(read_file(key_file("ca.pem")), former);
    serve("hop.xa-moi.example");
    EXPECT_EQ(openssl("verify -attime " + at() + " -verify_hostname hop.xa-moi.example -CAfile " + key_file("ca.pem") +
                      " " + file("chain.pem"))
                  .exit_code,
              0);
    EXPECT_TRUE(seal_identity(directory_));
    EXPECT_TRUE(key_faults(directory_).empty());
    EXPECT_EQ(server_identity(directory_, host, clock_).error().code, ErrorCode::certificate_other_host);
    bool kept = false;
    for (const auto& entry : std::filesystem::directory_iterator(directory_.keys))
        kept = kept || (entry.path().filename().string().starts_with("ca-") && read_file(entry.path()) == former);
    EXPECT_TRUE(kept);
}

TEST_F(Authority, MakesANewRootWhenTheOldOneEndsOrIsNotToStay)
{
    clock_.advance_days(3'600);
    EXPECT_EQ(rename_host(directory_, host, council, Root::kept_if_it_can, clock_).value().root, Root::made_anew);
    EXPECT_EQ(rename_host(directory_, host, council, Root::kept_if_it_can, clock_).value().root, Root::kept_if_it_can);
    std::filesystem::remove(directory_.keys / "ca.key");
    EXPECT_EQ(rename_host(directory_, host, council, Root::kept_if_it_can, clock_).error().code,
              ErrorCode::key_missing);
    EXPECT_EQ(rename_host(directory_, host, council, Root::made_anew, clock_).value().root, Root::made_anew);
}

TEST_F(Authority, RefusesAHostNameTheTabletsWouldNotAccept)
{
    const auto before = serve();
    for (const auto* name : {"khac.example", "phong-2.hop.huongsen.example"})
        EXPECT_EQ(server_identity(directory_, name, clock_).error().code, ErrorCode::certificate_other_host) << name;
    EXPECT_EQ(serve().certificate_chain_pem, before.certificate_chain_pem);
    for (const auto* name : {"", "10.0.0.5", "a,DNS:evil.example", "hộp.example", "-a.example", "a..b"}) {
        EXPECT_EQ(server_identity(directory_, name, clock_).error().code, ErrorCode::bad_configuration) << name;
        EXPECT_EQ(rename_host(directory_, name, council, Root::made_anew, clock_).error().code,
                  ErrorCode::bad_configuration)
            << name;
    }
    EXPECT_EQ(serve().certificate_chain_pem, before.certificate_chain_pem);
}

TEST_F(Authority, ServesWithoutItsKeyUntilALeafIsDue)
{
    serve();
    std::filesystem::remove(directory_.keys / "ca.key");
    EXPECT_TRUE(server_identity(directory_, host, clock_));
    clock_.advance_days(390);
    const auto refused = server_identity(directory_, host, clock_);
    EXPECT_EQ(refused.error().code, ErrorCode::key_missing);
    EXPECT_EQ(refused.error().where, key_file("ca.key"));
}

TEST_F(Authority, NamesEachFileThatIsMissingDamagedOrAnothersAndMakesNoneAnew)
{
    TemporaryDirectory elsewhere;
    const auto other = DataDirectory::create(elsewhere.path / "council").value();
    ASSERT_TRUE(create_authority(other, host, council, clock_));
    for (const std::string name : {"ca.pem", "server.pem", "seal.pem"}) {
        const auto whole = read_file(key_file(name));
        for (const std::string& bytes :
             {std::string(), whole.substr(0, whole.size() / 2), read_file(other.keys / name)}) {
            write_file(key_file(name), bytes);
            auto faults = key_faults(directory_);
            ASSERT_FALSE(faults.empty()) << name;
            EXPECT_EQ(faults.front().code, ErrorCode::key_missing);
            const bool refused = !server_identity(directory_, host, clock_) || !seal_identity(directory_);
            EXPECT_TRUE(refused) << name << " of " << bytes.size() << " bytes";
            EXPECT_EQ(read_file(key_file(name)), bytes);
        }
        std::filesystem::remove(key_file(name));
        auto faults = key_faults(directory_);
        ASSERT_FALSE(faults.empty()) << name;
        EXPECT_EQ(faults.front().where, key_file(name));
        EXPECT_FALSE(std::filesystem::exists(key_file(name)));
        write_file(key_file(name), whole);
        EXPECT_TRUE(key_faults(directory_).empty());
    }
    write_file(key_file("ca.key"), read_file(other.keys / "ca.key"));
    EXPECT_EQ(key_faults(directory_).at(0).where, key_file("ca.key"));
}

TEST_F(Authority, KeepsEveryKeyFromOthers)
{
    for (const auto* name : {"ca.key", "ca.pem", "server.pem", "seal.pem"}) {
        struct stat status {};
        ASSERT_EQ(::stat(key_file(name).c_str(), &status), 0) << name;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
    }
}

TEST_F(Authority, IsNeverMadeTwice)
{
    EXPECT_EQ(create_authority(directory_, host, council, clock_).error().code, ErrorCode::already_exists);
}

TEST_F(Authority, MakesASealThatMaySignDocumentsButNotServe)
{
    const auto seal = seal_identity(directory_).value();
    EXPECT_THAT(seal.chain_pem, HasSubstr("BEGIN CERTIFICATE"));
    EXPECT_THAT(seal.private_key_pem, HasSubstr("BEGIN PRIVATE KEY"));
    const auto text = show("seal.pem").output;
    EXPECT_THAT(text, HasSubstr("X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation"));
    EXPECT_THAT(text, HasSubstr(std::string("CN=") + council));
    const auto verify = "verify -x509_strict -attime " + at() + " -CAfile " + key_file("ca.pem") + " ";
    EXPECT_EQ(openssl(verify + key_file("seal.pem")).exit_code, 0);
    EXPECT_NE(openssl(verify + "-purpose sslserver " + key_file("seal.pem")).exit_code, 0);
}

TEST_F(Authority, AcceptsACouncilWithAVeryLongName)
{
    const auto directory = DataDirectory::create(place_.path / "long").value();
    std::string name;
    for (int i = 0; i < 30; ++i) name += "Hội đồng ";
    ASSERT_TRUE(create_authority(directory, "localhost", name, clock_));
    EXPECT_TRUE(server_identity(directory, "LOCALHOST", clock_));
}

TEST_F(Authority, TellsTheFingerprintThatOpensslTells)
{
    EXPECT_THAT(openssl("x509 -noout -fingerprint -sha256 -in " + key_file("ca.pem")).output,
                HasSubstr("=" + ca_fingerprint(directory_)));
    EXPECT_EQ(ca_fingerprint(directory_).size(), 95U);
}

TEST_F(Authority, WritesAProfileWithTheRootAndTheIcon)
{
    const auto profile = mobileconfig(directory_, "HĐND <Hương & Sen>", "https://hop.huongsen.example:8443/tablet/");
    write_file(file("a.mobileconfig"), profile);
    EXPECT_EQ(profile, mobileconfig(directory_, "HĐND <Hương & Sen>", "https://hop.huongsen.example:8443/tablet/"));
    const auto parsed = run(
        "python3 -c \"import plistlib,sys; p=plistlib.load(open('" + file("a.mobileconfig") +
        "','rb')); root,clip=p['PayloadContent'];"
        "open('" +
        file("root.der") +
        "','wb').write(root['PayloadContent']); print(root['PayloadType'],clip['PayloadType'],clip['URL'],clip['FullScreen'],"
        "clip['IsRemovable'],p['PayloadOrganization'],p['PayloadType'],len({root['PayloadUUID'],clip['PayloadUUID'],p['PayloadUUID']}))\"");
    EXPECT_EQ(
        parsed.output,
        "com.apple.security.root com.apple.webClip.managed https://hop.huongsen.example:8443/tablet/ True True HĐND <Hương & Sen> Configuration 3\n");
    EXPECT_THAT(openssl("x509 -inform DER -noout -fingerprint -sha256 -in " + file("root.der")).output,
                HasSubstr(ca_fingerprint(directory_)));
}

}  // namespace
}  // namespace chamber::storage
