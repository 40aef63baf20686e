// The built web client on disk: which file answers a path, with its type and validator. Read once at start; hashed
// names are cached for ever by the browser, the pages never. Beside a file the build may have laid the same bytes
// smaller (`x.js.gz`, `x.js.br`): who accepts them is sent those. Thread: the meeting thread.
#pragma once

#include "server/content_encoding.hpp"
#include "server/net/server.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace chamber::server {

class Assets {
public:
    // A missing folder gives no assets; every page then answers with the reason. A twin whose gzip trailer does not
    // tell the checksum and length of its file is of another build and left out, with its brotli sister.
    explicit Assets(const std::filesystem::path& root);

    std::optional<net::HttpResponse> find(const std::string& path, const net::HttpRequest& request) const;
    bool empty() const { return files_.empty(); }

private:
    struct File {
        std::filesystem::path path;
        std::string content_type;
        std::string etag;  // without quotes; a twin's has its encoding's name behind it
        bool immutable = false;
        std::map<ContentEncoding, std::filesystem::path> twins;
    };

    std::map<std::string, File> files_;
};

}  // namespace chamber::server
