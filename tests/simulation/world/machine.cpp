#include "tests/simulation/world/machine.hpp"

#include "tests/simulation/world/memory_vfs.hpp"

#include "protocol/codec.hpp"
#include "storage/files/hash.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace chamber::simulation {
namespace fs = std::filesystem;
namespace {

// One directory per process, in memory where the system offers it.
class Site {
public:
    Site()
    {
        const fs::path shared = "/dev/shm";
        std::error_code failed;
        const fs::path under = fs::is_directory(shared, failed) && ::access(shared.c_str(), W_OK) == 0
                                   ? shared
                                   : fs::temp_directory_path();
        root = under / ("chamber-simulation-" + std::to_string(::getpid()));
        for (const char* folder : {"blobs", "staging", "archives", "keys", "trust", "ballast"})
            fs::create_directories(root / folder);
        std::ofstream(root / "VERSION") << "chamber-data 1\n";
    }
    ~Site()
    {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    fs::path root;
};

const fs::path& site()
{
    static const Site only;
    return only.root;
}

void put_blob(const fs::path& blobs, const std::string& sha256, const std::string& bytes)
{
    fs::create_directories(blobs / sha256.substr(0, 2));
    std::ofstream(blobs / sha256.substr(0, 2) / sha256, std::ios::binary) << bytes;
}

void clear_blobs(const storage::DataDirectory& directory)
{
    for (const fs::path& folder : {directory.blobs, directory.staging})
        for (const auto& entry : fs::directory_iterator(folder)) fs::remove_all(entry.path());
}

Person person(const std::string& id, std::vector<Role> roles, const std::string& group)
{
    Person made;
    made.id = PersonId(id);
    made.name = "Người " + id;
    made.sort_name = id;
    made.position = "Đại biểu";
    made.roles = std::move(roles);
    if (!group.empty()) made.group = GroupId(group);
    return made;
}

SessionImport first_session()
{
    SessionImport imported;
    imported.council.id = "HDND";
    imported.council.name = "Hội đồng";
    imported.council.in_office = 3;
    imported.session.id = SessionId("KH01");
    imported.session.number = 1;
    imported.session.name = "Kỳ họp";
    imported.session.start_on = "2024-12-18";
    imported.session.end_on = "2024-12-19";
    imported.session.state = SessionState::in_session;
    imported.session.presiding = {PersonId("DB01")};
    Sitting sitting;
    sitting.id = SittingId("P1");
    sitting.session = imported.session.id;
    sitting.name = "Phiên";
    sitting.start_at = "2024-12-18T00:30:00Z";
    sitting.end_at = "2024-12-18T04:30:00Z";
    imported.sittings = {sitting};
    AgendaItem item;
    item.id = AgendaItemId("M1");
    item.session = imported.session.id;
    item.sitting = sitting.id;
    item.number = "1";
    item.position = 1;
    item.name = "Nội dung";
    item.item_type = "báo cáo";
    imported.agenda = {item};
    imported.people = {person("DB01", {Role::delegate}, "TO1"), person("DB02", {Role::delegate}, "TO1"),
                       person("DB03", {Role::delegate}, "TO2"), person("KM01", {Role::guest}, ""),
                       person("VP01", {Role::secretary, Role::clerk}, "")};
    for (const char* id : {"TO1", "TO2"}) {
        Group group;
        group.id = GroupId(id);
        group.name = id;
        imported.groups.push_back(group);
    }
    for (const Person& each : imported.people) {
        const bool staff = each.id.value == "VP01";
        imported.secrets.push_back(
            ImportedSecret{each.id, staff ? std::optional<std::string>("vanphong") : std::nullopt, "model"});
    }
    return imported;
}

void add_paper(storage::Store& store, Papers& papers, const std::string& id, Audience audience,
               const std::string& bytes)
{
    Result<storage::NewRevision> revision = keep_paper(store.blobs(), papers, bytes);
    MUST(revision.has_value());
    revision->new_id = DocumentId(id);
    revision->fields.session = SessionId("KH01");
    revision->fields.agenda_item = AgendaItemId("M1");
    revision->fields.title = id;
    revision->fields.file_name = id + ".pdf";
    revision->fields.audience = audience;
    MUST(store.add_revision(*revision).has_value());
}

struct Founded {
    std::string database;
    Papers papers;
};

Founded found_council(const storage::DataDirectory& directory)
{
    SimulatedDisk disk(Bug::none);
    SeededEntropy entropy(1);
    struct Noon final : Clock {
        UtcMs utc() const override { return parse_utc("2024-12-18T00:00:00Z"); }
        SteadyMs steady() const override { return {}; }
    } clock;
    clear_blobs(directory);
    Founded founded;
    Council council;
    council.id = "HDND";
    const Person office = person("QT01", {Role::administrator, Role::secretary, Role::clerk}, "");
    MUST(storage::Store::create(directory, council, office, ImportedSecret{office.id, "quantri", "model"}, clock,
                                entropy, disk)
             .has_value());
    {
        auto store = storage::Store::open(directory, clock, entropy, disk);
        MUST(store.has_value());
        MUST((*store)->import_session(first_session()).has_value());
        const Viewer viewer = (*store)->local_viewer();
        std::int64_t number = 0;
        for (std::size_t i = 0; i < 7; ++i) {
            const DeviceKind kind = i == 4 ? DeviceKind::desktop : DeviceKind::tablet;
            const auto met = (*store)->meet_device(device_id(i), device_key(i), kind, "mô hình");
            MUST(met.has_value());
            const auto approved = (*store)->apply(
                viewer, "i0", {Command{++number, ApproveDevice{met->code.value_or(""), "MTB-" + std::to_string(i)}}});
            MUST(approved.has_value() && approved->outcomes.front().done);
        }
        add_paper(**store, founded.papers, "TL01", Audience::everyone, std::string(900, 'a') + "một");
        add_paper(**store, founded.papers, "TL02", Audience::delegates_only, std::string(5'000, 'b') + "hai");
        const auto published =
            (*store)->apply(viewer, "i0", {Command{++number, PublishDocuments{SessionId("KH01"), {}}}});
        MUST(published.has_value() && published->outcomes.front().done);
        add_paper(**store, founded.papers, "TL03", Audience::everyone, std::string(700, 'c') + "ba");
    }
    founded.database = disk.files.at(directory.database.string()).bytes();
    return founded;
}

const Founded& founded(const storage::DataDirectory& directory)
{
    static const Founded once = found_council(directory);
    return once;
}

storage::DataDirectory open_directory()
{
    auto opened = storage::DataDirectory::open(site());
    MUST(opened.has_value());
    // Founding attaches a disk of its own: it has to be over before ours is attached.
    founded(*opened);
    return std::move(*opened);
}

std::uint64_t mixed(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

}  // namespace

std::string device_key(std::size_t device)
{
    std::string key = "\x04";
    key += "device-" + std::to_string(device);
    key.resize(65, '.');
    return key;
}

DeviceId device_id(std::size_t device)
{
    return DeviceId(encode_hex(device_key(device).substr(1, 16)));
}

std::string model_signature(std::string_view key, std::string_view text)
{
    std::string signature = std::to_string(mixed(text)) + std::to_string(mixed(key));
    signature.resize(64, '.');
    return signature;
}

Result<storage::NewRevision> keep_paper(storage::Blobs& blobs, Papers& papers, const std::string& bytes)
{
    Result<storage::Staged> staged = blobs.stage(10'000'000);
    if (!staged) return staged.error();
    if (auto written = staged->write(bytes); !written) return written.error();
    if (auto finished = staged->finish(); !finished) return finished.error();
    storage::NewRevision revision;
    revision.sha256 = staged->sha256();
    revision.bytes = staged->bytes();
    papers[revision.sha256.hex()] = bytes;
    if (auto kept = blobs.keep(std::move(*staged)); !kept) return kept.error();
    revision.inspection.page_sizes = {{595, 842}, {595, 842}};
    revision.inspection.page_text = {"", ""};
    revision.by = PersonId("VP01");
    return revision;
}

Machine::Machine(Bug bug) : disk_(bug), directory_(open_directory())
{
    attach_memory_vfs(&disk_);
    const Founded& council = founded(directory_);
    disk_.files.emplace(directory_.database.string(), MemoryFile(council.database));
    papers_ = council.papers;
    clear_blobs(directory_);
    for (const auto& [sha256, bytes] : papers_) put_blob(directory_.blobs, sha256, bytes);
}

Result<std::unique_ptr<storage::Store>> Machine::open(Clock& clock, Entropy& entropy)
{
    return storage::Store::open(directory_, clock, entropy, disk_);
}

Backup Machine::back_up() const
{
    Backup backup;
    for (const auto& [name, file] : disk_.files) backup.files[name] = file.bytes();
    backup.blobs = blobs();
    return backup;
}

void Machine::put_back(const Backup& backup)
{
    disk_.files.clear();
    for (const auto& [name, bytes] : backup.files) disk_.files.emplace(name, MemoryFile(bytes));
    clear_blobs(directory_);
    for (const std::string& sha256 : backup.blobs) put_blob(directory_.blobs, sha256, papers_.at(sha256));
}

void Machine::damage(const std::string& sha256, Chance& chance)
{
    const fs::path path = directory_.blobs / sha256.substr(0, 2) / sha256;
    std::error_code failed;
    const auto bytes = fs::file_size(path, failed);
    if (failed || bytes == 0) return;
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(chance.below(bytes)));
    file.put('#');
}

std::set<std::string> Machine::blobs() const
{
    std::set<std::string> found;
    for (const auto& folder : fs::directory_iterator(directory_.blobs))
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            const std::string name = entry.path().filename().string();
            if (papers_.contains(name)) found.insert(name);
        }
    return found;
}

}  // namespace chamber::simulation
