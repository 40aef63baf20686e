// A council with keys, papers and notes, and a folder for its backups.
#pragma once

#include "storage/backup/backup.hpp"
#include "storage/keys/authority.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>
#include <sstream>

namespace chamber::storage::test {

inline const std::string passphrase = "mot mat khau sao luu dai";

inline std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

class BackupTest : public CouncilTest {
protected:
    BackupTest() : folder(temporary.path() / "backups")
    {
        EXPECT_TRUE(create_authority(*directory, "hoidong.local", "Hội đồng nhân dân xã Sen Hồng", clock).has_value());
        put_bytes(directory->keys / "pepper", "the pepper nobody may read");
        delegate = enrol("d1", "DB02");
        document = upload("Báo cáo");
        upload("Tờ trình");
        publish_all();
        write_note("1");
        EXPECT_TRUE(set_backup_passphrase(*directory, passphrase, clock, Disk::real()).has_value());
    }

    void write_note(const std::string& counter)
    {
        EXPECT_TRUE(send(delegate, PutAnnotation{note(delegate, counter, document, "Ghi chú " + counter), 0}).done);
    }

    Result<BackupReading> make(Disk& with = Disk::real())
    {
        clock.advance_ms(60'000);
        return make_backup(*directory, {folder, "0.9", {}}, clock, with);
    }
    BackupReading made()
    {
        auto reading = make();
        EXPECT_TRUE(reading.has_value()) << reading.error().detail << " " << reading.error().where;
        return reading ? *reading : BackupReading{};
    }
    Result<BackupReading> verified(const std::filesystem::path& backup)
    {
        return verify_backup(backup, ca_certificate_pem(*directory), {});
    }

    Result<RestoredBackup> restore(const std::filesystem::path& backup, const std::string& words = passphrase,
                                   Disk& with = Disk::real())
    {
        RestoreOrder order;
        order.backup = backup;
        order.target = directory->root;
        order.unlock.passphrase = words;
        return restore_backup(order, clock, entropy, with);
    }
    std::size_t notes() { return store->entities("annotation")->size(); }
    std::vector<std::string> names()
    {
        std::vector<std::string> found;
        const auto listed = list_backups(folder);
        if (listed)
            for (const ListedBackup& backup : *listed) found.push_back(backup.name);
        return found;
    }
    // The files of the one fault there must be.
    std::string fault_in(const std::filesystem::path& backup)
    {
        const auto reading = verified(backup);
        if (!reading) return std::string(error_name(reading.error().code));
        return reading->sound() ? "sound" : reading->faults.front().where;
    }

    std::filesystem::path folder;
    Viewer delegate;
    DocumentId document;
};

}  // namespace chamber::storage::test
