// Time-stamps of seals, from a real authority on loopback: OpenSSL behind a few lines of HTTP.
#include "storage/archive/time_stamp.hpp"

#include "server/net/time_authority.hpp"
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// time_authority.py in a process of its own; it ends with our end of the pipe.
class Authority {
public:
    explicit Authority(const fs::path& folder)
    {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        MUST(::pipe(in.data()) == 0 && ::pipe(out.data()) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(in[0], 0);
            ::dup2(out[1], 1);
            for (const int one : {in[0], in[1], out[0], out[1]}) ::close(one);
            ::execlp("python3", "python3", TIME_AUTHORITY, folder.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        to_ = in[1];
        std::string line;
        char c = 0;
        while (::read(out[0], &c, 1) == 1 && c != '\n') line += c;
        ::close(out[0]);
        port_ = static_cast<std::uint16_t>(std::atoi(line.c_str()));
    }
    Authority(const Authority&) = delete;
    Authority& operator=(const Authority&) = delete;
    ~Authority()
    {
        ::close(to_);
        int status = 0;
        ::waitpid(process_, &status, 0);
    }
    std::uint16_t port() const { return port_; }

private:
    pid_t process_ = -1;
    int to_ = -1;
    std::uint16_t port_ = 0;
};

class TimeStampTest : public testing::Test {
protected:
    TimeStampTest()
    {
        fs::create_directory(folder);
        authority.emplace(folder);
        sealed = world.build().path;
        roots = read_file(folder / "goc.pem");
    }

    AskAuthority at(const std::string& path)
    {
        return [this, path](const std::string& request) {
            return net::ask_time_authority("127.0.0.1", authority->port(), path, request);
        };
    }
    fs::path stamp_path() const { return sealed.string() + ".tsr"; }
    std::string word_of(const ArchiveVerdict& verdict) const
    {
        for (const auto& check : verdict.checks)
            if (check.step == "time stamp") return (check.passed ? "+ " : "- ") + check.sentence;
        return "";
    }

    ArchiveWorld world;
    fs::path folder = world.place.path / "tsa";
    std::optional<Authority> authority;
    fs::path sealed;
    std::string roots;
};

TEST_F(TimeStampTest, SaysSinceWhenASealIsThere)
{
    const auto before = read_file(sealed);
    const auto stamped = stamp_archive(sealed, roots, at("/tsr"));
    ASSERT_TRUE(stamped) << stamped.error().detail << " " << stamped.error().where;
    EXPECT_FALSE(stamped->was_there);
    EXPECT_EQ(stamped->reading.trust, StampTrust::trusted);
    EXPECT_THAT(stamped->reading.authority, HasSubstr("TSA Test"));
    EXPECT_EQ(stamped->path, stamp_path());
    EXPECT_EQ(read_file(sealed), before) << "the zip keeps its bytes";
    const auto verdict = verify_archive(sealed, world.root_pem(), roots);
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->intact);
    EXPECT_THAT(word_of(*verdict), HasSubstr("+ Dấu thời gian: niêm phong đã có lúc"));
    ASSERT_TRUE(verdict->stamp);
    EXPECT_EQ(verdict->stamp->at, stamped->reading.at);
    const auto unknown = verify_archive(sealed, world.root_pem(), {});
    ASSERT_TRUE(unknown);
    EXPECT_TRUE(unknown->intact);
    EXPECT_THAT(word_of(*unknown), HasSubstr("chưa biết dịch vụ cấp"));
}

TEST_F(TimeStampTest, AnyoneChecksItWithOpensslAndTheScript)
{
    ASSERT_TRUE(stamp_archive(sealed, roots, at("/chunked")));
    const auto zip = "'" + sealed.string() + "'";
    const auto unpack = "cd '" + world.place.path.string() + "' && unzip -q " + zip + " && cd HS_* && ";
    const auto bare = run(unpack + "openssl ts -verify -data signatures/tagmanifest-sha256.txt.p7s -in " + zip +
                          ".tsr -CAfile '" + (folder / "goc.pem").string() + "' -no_check_time");
    EXPECT_EQ(bare.exit_code, 0) << bare.output;
    const auto script = "cd '" + world.place.path.string() + "'/HS_* && sh KIEM-TRA.sh " + zip + " '" +
                        world.root_file().string() + "'";
    const auto known = run(script + " --thoi-gian='" + (folder / "goc.pem").string() + "'");
    EXPECT_EQ(known.exit_code, 0) << known.output;
    EXPECT_THAT(known.output, HasSubstr("ĐẠT   niêm phong đã có lúc"));
    const auto unknown = run(script);
    EXPECT_EQ(unknown.exit_code, 0) << unknown.output;
    EXPECT_THAT(unknown.output, HasSubstr("CHƯA RÕ  dấu thời gian ghi"));
    const auto wrong = run(script + " --thoi-gian='" + world.root_file().string() + "'");
    EXPECT_EQ(wrong.exit_code, 0) << wrong.output;
    EXPECT_THAT(wrong.output, HasSubstr("không thuộc chứng thư gốc đã đưa cho dịch vụ"));
}

TEST_F(TimeStampTest, AskedTwiceIsAskedOnce)
{
    ASSERT_TRUE(stamp_archive(sealed, roots, at("/tsr")));
    const auto first = read_file(stamp_path());
    const auto again = stamp_archive(sealed, roots, [](const std::string&) -> Result<std::string> {
        ADD_FAILURE() << "nobody is asked";
        return fail(ErrorCode::internal);
    });
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->was_there);
    EXPECT_EQ(read_file(stamp_path()), first);
}

TEST_F(TimeStampTest, WhatIsWorthNothingIsNotKept)
{
    struct Case {
        const char* path;
        const char* where;
    };
    for (const auto& [path, where] : {Case{"/busy", "network"}, Case{"/refuse", "status"}}) {
        const auto stamped = stamp_archive(sealed, roots, at(path));
        ASSERT_FALSE(stamped) << path;
        EXPECT_EQ(stamped.error().code, ErrorCode::timestamp_failed) << path;
        EXPECT_EQ(stamped.error().where, where) << path;
    }
    const auto other = stamp_archive(sealed, roots, at("/other"));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::timestamp_failed);
    const auto stranger = stamp_archive(sealed, world.root_pem(), at("/tsr"));
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().where, "trust");
    EXPECT_FALSE(fs::exists(stamp_path()));
}

TEST_F(TimeStampTest, AnAnswerToAnEarlierQuestionIsNone)
{
    std::string earlier;
    ASSERT_TRUE(stamp_archive(sealed, roots, [&](const std::string& request) {
        auto answer = at("/tsr")(request);
        earlier = *answer;
        return answer;
    }));
    fs::remove(stamp_path());
    // Over the same bytes, but with the nonce of another time.
    const auto replayed =
        stamp_archive(sealed, roots, [&](const std::string&) -> Result<std::string> { return earlier; });
    ASSERT_FALSE(replayed);
    EXPECT_EQ(replayed.error().where, "nonce");
}

TEST_F(TimeStampTest, OneOfAnotherSealIsToldAndNotOverwritten)
{
    ASSERT_TRUE(stamp_archive(sealed, roots, at("/tsr")));
    world.withdraw(false);
    const auto second = world.build().path;
    fs::copy_file(stamp_path(), second.string() + ".tsr");
    const auto verdict = verify_archive(second, world.root_pem(), roots);
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->intact) << "what lies beside says nothing of the zip";
    EXPECT_FALSE(verdict->stamp);
    EXPECT_THAT(word_of(*verdict), HasSubstr("- Dấu thời gian kèm theo không đọc được hoặc không phải"));
    EXPECT_EQ(stamp_archive(second, roots, at("/tsr")).error().code, ErrorCode::already_exists);
}

TEST_F(TimeStampTest, NobodyListensAndTheSealStands)
{
    authority.reset();
    const auto stamped = stamp_archive(sealed, roots, [](const std::string& request) {
        return net::ask_time_authority("127.0.0.1", 1, "/", request);
    });
    ASSERT_FALSE(stamped);
    EXPECT_EQ(stamped.error().where, "network");
    EXPECT_EQ(verify_archive(sealed, world.root_pem())->vouching, Vouching::root);
}

TEST_F(TimeStampTest, DraftsAreNotStamped)
{
    EXPECT_EQ(stamp_archive(world.build(ArchiveKind::draft).path, roots, at("/tsr")).error().code,
              ErrorCode::archive_is_draft);
}

TEST(TimeAuthority, IsAnAddressInTheConfiguration)
{
    const auto parsed = parse_time_authority("http://tsa.example.vn:8080/tsr?x=1");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->host, "tsa.example.vn");
    EXPECT_EQ(parsed->port, 8080);
    EXPECT_EQ(parsed->path, "/tsr?x=1");
    EXPECT_EQ(parse_time_authority("http://tsa.vn")->path, "/");
    for (const auto* wrong : {"https://tsa.vn/", "tsa.vn", "http://", "http://a@b/", "http://a:0/", "http://a:x/",
                              "http://a/ b", "http://a\r\nX: y/"})
        EXPECT_EQ(parse_time_authority(wrong).error().code, ErrorCode::bad_configuration) << wrong;
}

TEST(TimeAuthority, IsReadFromTheFile)
{
    const TemporaryDirectory place;
    const auto file = place.path / "chamber.toml";
    EXPECT_FALSE(read_time_authority(file)->has_value());
    write_file(file, "host_name = \"a\"\n[archive]\ntsa = \"http://tsa.vn/\"\n");
    EXPECT_EQ((*read_time_authority(file))->host, "tsa.vn");
    write_file(file, "[archive]\ntsaa = \"http://tsa.vn/\"\n");
    EXPECT_EQ(read_time_authority(file).error().where, "archive.tsaa");
    write_file(file, "[archive]\ntsa = 5\n");
    EXPECT_EQ(read_time_authority(file).error().where, "archive.tsa");
}

}  // namespace
}  // namespace chamber::storage
