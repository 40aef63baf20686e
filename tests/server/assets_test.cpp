// The web client over TLS: whoever accepts it is sent the smaller twin of a file, all others the file.
#include "tests/server/meeting.hpp"

#include <zlib.h>

namespace chamber::test {
namespace {

std::string gzip_of(const std::string& bytes)
{
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string header(const net::HttpAnswer& answer, std::string_view name)
{
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

class WebClient : public Meeting {
protected:
    void SetUp() override
    {
        make_council(data());
        std::filesystem::create_directories(web / "assets");
        lay("assets/app.js", script);
        lay("assets/app.js.gz", gzip_of(script));
        lay("assets/app.js.br", "brotli's bytes");  // never opened by the server
        start({"--web", web.string()});
    }
    void lay(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(web / name, std::ios::binary) << bytes;
    }
    net::HttpAnswer asked(const std::string& path, std::vector<std::string> headers = {})
    {
        const auto answer = net::get(server->tls(), path, headers);
        EXPECT_TRUE(answer) << path;
        return answer ? *answer : net::HttpAnswer{};
    }

    const std::filesystem::path web = folder.path() / "web";
    const std::string script = std::string(4'000, 'a') + "\n";
};

TEST_F(WebClient, IsSentAsSmallAsTheBrowserAccepts)
{
    const auto plain = asked("/assets/app.js");
    EXPECT_EQ(plain.body, script);
    EXPECT_EQ(header(plain, "Content-Encoding"), "");
    const auto gzip = asked("/assets/app.js", {"Accept-Encoding: gzip, deflate"});
    EXPECT_EQ(gzip.body, gzip_of(script));
    EXPECT_EQ(header(gzip, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(gzip, "Content-Length"), std::to_string(gzip.body.size()));
    const auto brotli = asked("/assets/app.js", {"Accept-Encoding: gzip, deflate, br, zstd"});
    EXPECT_EQ(brotli.body, "brotli's bytes");
    EXPECT_EQ(header(brotli, "Content-Encoding"), "br");
    for (const auto& answer : {plain, gzip, brotli}) {
        EXPECT_EQ(header(answer, "Vary"), "Accept-Encoding");
        EXPECT_EQ(header(answer, "Content-Type"), "text/javascript; charset=utf-8");
        EXPECT_EQ(header(answer, "Accept-Ranges"), "");
    }
}

TEST_F(WebClient, HasAValidatorForEachWayOfWritingIt)
{
    const std::string accept_gzip = "Accept-Encoding: gzip";
    const std::string plain = header(asked("/assets/app.js"), "ETag");
    const std::string gzip = header(asked("/assets/app.js", {accept_gzip}), "ETag");
    EXPECT_NE(plain, gzip);
    const auto same = asked("/assets/app.js", {accept_gzip, "If-None-Match: " + gzip});
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(header(same, "Vary"), "Accept-Encoding");
    EXPECT_EQ(asked("/assets/app.js", {"If-None-Match: \"x\", " + plain}).status, 304);
    EXPECT_EQ(asked("/assets/app.js", {accept_gzip, "If-None-Match: " + plain}).body, gzip_of(script));
}

TEST_F(WebClient, IgnoresARangeOfWhatIsEncoded)
{
    const auto answer = asked("/assets/app.js", {"Accept-Encoding: gzip", "Range: bytes=0-9"});
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, gzip_of(script));
}

TEST_F(WebClient, LeavesOutTwinsOfAnotherBuild)
{
    ASSERT_EQ(server->stop(), 0);
    lay("assets/app.js", script + "// mended\n");
    lay("index.html", "<title>x</title>");
    lay("index.html.gz", "torn");
    start({"--web", web.string()});
    const std::string accept = "Accept-Encoding: gzip, br";
    EXPECT_EQ(asked("/assets/app.js", {accept}).body, script + "// mended\n");
    EXPECT_EQ(header(asked("/assets/app.js", {accept}), "Vary"), "");
    EXPECT_EQ(asked("/", {accept}).body, "<title>x</title>");
    EXPECT_EQ(asked("/assets/app.js.gz").status, 404);
}

}  // namespace
}  // namespace chamber::test
