// A small council in a data directory of its own, for the tests of storage: real SQLite, real files, a clock that
// stands still until it is told, and chance that repeats.
#pragma once

#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"
#include "storage/store.hpp"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage::test {

class StillClock : public Clock {
public:
    UtcMs utc() const override { return now; }
    SteadyMs steady() const override { return SteadyMs{now.value - set}; }
    void advance_ms(std::int64_t ms) { now.value += ms; }
    // Somebody sets the wall clock; the steady one does not notice.
    void set_by_ms(std::int64_t ms)
    {
        now.value += ms;
        set += ms;
    }
    UtcMs now = parse_utc("2024-12-18T00:30:00Z");

private:
    std::int64_t set = 0;
};

class CountingEntropy : public Entropy {
public:
    std::string draw(std::size_t bytes) override;

private:
    std::uint64_t state_ = 1;
};

class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The session "KH13" with one sitting "P1", two agenda items "M1", "M2", and these people:
//   DB01 chair (presiding, group TO1)   DB02 delegate (TO1)   DB03 delegate (TO2)   KM01 guest   VP01 secretary
//   (account "vanphong")
SessionImport small_session();

class CouncilTest : public testing::Test {
protected:
    CouncilTest();

    // What the fixture can do.
    void open();
    void reopen();
    Viewer enrol(const std::string& device, const std::string& person);
    DocumentId upload(const std::string& title, Audience audience = Audience::everyone, const std::string& item = "M1");
    AddedRevision revise(const DocumentId& document, const std::string& bytes);
    Result<AddedRevision> add(NewRevision revision, const std::string& bytes);
    NewRevision new_document(const std::string& title, const std::string& item = "M1");
    // Sends one command with the next number of the viewer's device.
    CommandOutcome send(const Viewer& viewer, CommandBody body);
    void publish_all();
    // Through the last steps of the session: closed, filed, sealed in an archive, archived.
    void seal_session();
    Annotation note(const Viewer& author, const std::string& counter, const DocumentId& document,
                    const std::string& text);
    // The feed's changes a viewer may see, newest state of each, by "type id".
    std::vector<std::string> seen_by(const Viewer& viewer);
    bool sees(const Viewer& viewer, const std::string& type, const std::string& id);
    std::optional<Entity> entity(const std::string& type, const std::string& id);
    std::vector<FeedItem> whole_feed();

    template <class T>
    T held(const std::string& id)
    {
        auto found = entity(T::type, id);
        EXPECT_TRUE(found.has_value()) << T::type << " " << id;
        return found ? std::get<T>(*found) : T{};
    }

    TemporaryDirectory temporary;
    StillClock clock;
    CountingEntropy entropy;
    std::optional<DataDirectory> directory;
    std::unique_ptr<Store> store;
    Disk* disk = &Disk::real();
    Viewer office;  // local

private:
    std::map<std::string, std::int64_t> numbers_;
};

}  // namespace chamber::storage::test
