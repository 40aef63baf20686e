// The built web client on disk: which file answers a path, with its type and validator. Read once at start; hashed
// names are cached for ever by the browser, the pages never. Thread: the meeting thread.
#pragma once

#include "server/net/server.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace chamber::server {

class Assets {
public:
    // A missing folder gives no assets; every page then answers with the reason.
    explicit Assets(const std::filesystem::path& root);

    std::optional<net::HttpResponse> find(const std::string& path, const std::string& if_none_match) const;
    bool empty() const { return files_.empty(); }

private:
    struct File {
        std::filesystem::path path;
        std::string content_type;
        std::string etag;
        bool immutable = false;
    };
    std::map<std::string, File> files_;
};

}  // namespace chamber::server
