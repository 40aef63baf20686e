#include "server/content_encoding.hpp"

#include <gtest/gtest.h>

namespace chamber::server {
namespace {

struct Row {
    std::string_view accept;
    std::vector<ContentEncoding> welcome;
};

TEST(ContentEncoding, GoesByWhatTheBrowserAccepts)
{
    using enum ContentEncoding;
    const Row rows[] = {
        {"", {identity}},
        {"identity", {identity}},
        {"deflate, zstd", {identity}},
        {"gzip", {gzip, identity}},
        {"gzip, deflate, br", {brotli, gzip, identity}},
        {"br,gzip", {brotli, gzip, identity}},
        {"GZIP , BR", {brotli, gzip, identity}},
        {"*", {brotli, gzip, identity}},
        {"*;q=0", {identity}},
        {"br;q=0, *", {gzip, identity}},
        {"br;q=0.5, gzip;q=0.8", {gzip, brotli, identity}},
        {"br ; q=0.80, gzip;q=0.8", {brotli, gzip, identity}},
        {"br;q=0.001,gzip;q=0.000", {brotli, identity}},
        {"br;q=2, gzip;q=1", {brotli, gzip, identity}},
        {"br;q=, gzip;q=x, brx", {identity}},
        {",,;q=1,", {identity}},
    };
    for (const Row& row : rows) EXPECT_EQ(welcome_encodings(row.accept), row.welcome) << row.accept;
}

}  // namespace
}  // namespace chamber::server
