// What tablets sent and what was acknowledged to them, on a file outside the disk that fails: one line each, with the
// steady time.
//
//   184467440737 sent DB07 12 DB07.t.12        184467449911 acknowledged DB07 12 DB07.t.12
//
// Written with one append per line, so that lines of many threads do not mix. Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace chamber::test {

class Notebook {
public:
    explicit Notebook(const std::filesystem::path& file);
    ~Notebook();
    Notebook(const Notebook&) = delete;

    void sent(const std::string& person, std::int64_t number, const std::string& id) const
    {
        note("sent", person, number, id);
    }
    void acknowledged(const std::string& person, std::int64_t number, const std::string& id) const
    {
        note("acknowledged", person, number, id);
    }

private:
    void note(const char* event, const std::string& person, std::int64_t number, const std::string& id) const;

    int descriptor_;
};

}  // namespace chamber::test
