#include "tests/bench/swarm/room.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/auth.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "tests/bench/large_pdf.hpp"
#include "tests/support/council.hpp"

#include <openssl/evp.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace chamber::bench {
namespace {

template <class Value>
Value need(Result<Value> result, const char* what)
{
    if (!result)
        give_up(std::string(what) + ": " + std::string(error_name(result.error().code)) + " " + result.error().detail);
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

PersonId person(int number)
{
    char id[16];
    std::snprintf(id, sizeof id, "DB%02d", number);
    return PersonId(id);
}

// Everybody in one group.
void gather(storage::Store& store, int tablets)
{
    SessionImport gathering;
    gathering.council =
        Council{"HDND", "Hội đồng nhân dân xã Mẫu", "xã", "tỉnh Mẫu", "H99.15", "Khóa XII", tablets, tablets, false};
    gathering.session.id = SessionId("NHOM");
    gathering.session.name = "Họp tổ";
    gathering.session.start_on = gathering.session.end_on = "2030-01-01";  // the newest: its groups are those of today
    gathering.archive_fields = "{}";
    Group group{GroupId("TO1"), GroupKind::delegation, "Tổ đại biểu số 1", std::nullopt, std::nullopt, {},
                std::nullopt};
    for (int i = 1; i <= tablets; ++i) group.members.push_back(person(i));
    gathering.groups = {group};
    const auto plan = need(store.plan_import(gathering), "planning to gather everybody");
    need(store.import_session(gathering, plan.digest), "gathering everybody");
}

std::vector<Seat> enrol(storage::Store& store, int tablets)
{
    std::vector<Seat> seats;
    std::int64_t number = 0;
    for (int i = 1; i <= tablets; ++i) {
        Seat seat;
        seat.device = server::device_of_key(seat.key.point());
        seat.person = person(i);
        const auto met =
            need(store.meet_device(seat.device, seat.key.point(), DeviceKind::tablet, "bench"), "meeting a tablet");
        const Command approve{++number, ApproveDevice{met.code.value_or(""), "MTB-" + seat.person.value}};
        if (!need(store.apply(store.local_viewer(), "bench", {approve}), "approving").outcomes.at(0).done)
            give_up("a tablet was not approved");
        need(store.sign_in(seat.person, seat.device), "signing in");
        seats.push_back(std::move(seat));
    }
    return seats;
}

struct Published {
    DocumentId document;
    std::string sha256;
};

Published publish(storage::Store& store, const std::string& bytes)
{
    auto staged = need(store.blobs().stage(bytes.size()), "staging");
    need(staged.write(bytes), "writing");
    need(staged.finish(), "finishing");
    storage::NewRevision revision;
    revision.fields.session = test::session;
    revision.fields.agenda_item = test::item;
    revision.fields.title = "Báo cáo";
    revision.sha256 = staged.sha256();
    revision.bytes = bytes.size();
    revision.inspection.page_sizes.resize(200, PageSize{595, 842});
    need(store.blobs().keep(std::move(staged)), "keeping");
    const auto added = need(store.add_revision(revision), "adding a revision");
    const Command publishing{1, PublishDocuments{test::session, {added.document}}};
    if (!need(store.apply(store.local_viewer(), "publish", {publishing}), "publishing").outcomes.at(0).done)
        give_up("not published");
    return Published{added.document, revision.sha256.hex()};
}

}  // namespace

Room::Room(int tablets, std::size_t document_bytes)
{
    const auto data = folder_.path() / "data";
    test::make_council(data, tablets);
    const std::string bytes = make_large_pdf(document_bytes);
    document_bytes_ = bytes.size();
    std::ofstream(file(), std::ios::binary) << bytes;
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const auto directory = need(storage::DataDirectory::open(data), "the data directory");
    const auto store = need(storage::Store::open(directory, clock, entropy), "the store");
    need(store->begin_group(), "a group");
    gather(*store, tablets);
    seats_ = enrol(*store, tablets);
    Published published = publish(*store, bytes);
    need(store->commit_group(), "the commit");
    document_ = published.document;
    sha256_ = published.sha256;
}

void Room::start(const std::string& preload)
{
    if (!preload.empty()) ::setenv("LD_PRELOAD", preload.c_str(), 1);
    server_ = std::make_unique<test::ServerProcess>(folder_.path() / "data");
    ::unsetenv("LD_PRELOAD");
    if (!server_->ready()) give_up("the server did not start: " + server_->output());
}

PutAnnotation Room::note(const Seat& seat, std::int64_t number, std::string text) const
{
    Annotation note;
    note.id = AnnotationId(seat.person.value + "." + seat.device.value + "." + std::to_string(number));
    note.author = seat.person;
    note.document = document_;
    note.revision_sha256 = sha256_;
    note.kind = AnnotationKind::text;
    note.visibility = Visibility::group;
    note.group = GroupId("TO1");
    note.rect = {470, 640, 490, 660};
    note.text = std::move(text);
    note.created_at = "2024-12-18T01:00:00Z";
    return PutAnnotation{std::move(note), 0};
}

// ---- Delegate

struct Delegate::Download {
    std::string sha256;
    std::uint64_t bytes = 0;
    std::uint64_t asked = 0;
    std::uint64_t held = 0;
    std::function<void()> done;
    EVP_MD_CTX* hash = EVP_MD_CTX_new();
    ~Download() { EVP_MD_CTX_free(hash); }
};

Delegate::Delegate(Swarm& swarm, const Room& room, const Seat& seat, std::string epoch, std::int64_t cursor,
                   std::string access)
    : room_(room),
      seat_(seat),
      peer_(swarm.connect(room.port())),
      epoch_(std::move(epoch)),
      cursor_(cursor),
      access_(std::move(access))
{
    const std::string host = "localhost:" + std::to_string(room.port());
    frames_.message = [this](std::string_view message) { on_message(message); };
    peer_->received = [this](std::string_view bytes) { frames_.feed(bytes); };
    peer_->send(upgrade_request(host, "/sync", "https://" + host));
}

void Delegate::say(const FromDevice& message)
{
    peer_->send(client_frame(FrameKind::text, encode(message)));
}

void Delegate::on_message(std::string_view message)
{
    if (!message.empty() && message.front() == 1) {  // a chunk
        if (!download_) return;
        const std::string_view bytes = message.substr(16);
        EVP_DigestUpdate(download_->hash, bytes.data(), bytes.size());
        download_->held += bytes.size();
        return;
    }
    const std::string_view head = message.substr(0, 400);
    if (head.starts_with(R"({"type":"welcome")")) {
        Hello hello;
        hello.protocol = limits::protocol_version;
        hello.device_key = encode_base64url(seat_.key.point());
        const auto welcome = need(decode_to_device(message), "welcome");
        hello.signature = encode_base64url(seat_.key.sign(hello_text(std::get<Welcome>(welcome).nonce, seat_.device)));
        hello.incarnation = "i1";
        hello.epoch = epoch_;
        hello.cursor = cursor_;
        hello.access = access_;
        return say(hello);
    }
    if (head.starts_with(R"({"type":"refusal")")) give_up("refused: " + std::string(message));
    if (head.starts_with(R"({"type":"fetch_refused")")) give_up("no bytes: " + std::string(message));
    if (head.starts_with(R"({"type":"batch")")) {
        on_batch(head);
        if (const std::size_t at = message.rfind("\"access\":\""); at != std::string_view::npos)
            if (const std::string_view said = message.substr(at + 10); said.front() != '"')
                access_ = std::string(said.substr(0, said.find('"')));
    } else if (download_ && head.starts_with(R"({"type":"fetch_done")")) {
        if (download_->held < download_->bytes) return ask_window(download_->held);
        unsigned char digest[32];
        unsigned int size = 0;
        EVP_DigestFinal_ex(download_->hash, digest, &size);
        Sha256 made;
        std::copy(digest, digest + 32, made.bytes.begin());
        if (made.hex() != download_->sha256) give_up("the bytes are not the document's");
        const auto done = std::move(download_->done);
        download_.reset();
        return done();
    }
    if (in_sync_ && heard) heard(message);
}

void Delegate::on_batch(std::string_view head)
{
    const auto number = [head](std::string_view key) {
        const std::size_t at = head.find(key);
        return at == std::string_view::npos ? 0 : std::strtoll(head.data() + at + key.size(), nullptr, 10);
    };
    cursor_ = number("\"upto\":");
    if (epoch_.empty()) {
        const std::size_t at = head.find("\"epoch\":\"") + 9;
        epoch_ = std::string(head.substr(at, head.find('"', at) - at));
    }
    if (head.find("\"more\":false") != std::string_view::npos) in_sync_ = true;
}

void Delegate::ask_window(std::uint64_t offset)
{
    const auto left = download_->bytes - offset;
    // The next number: a sink asks a little before the last window's end has left the server.
    transfer_ = transfer_ % 4 + 1;
    download_->asked = offset + std::min<std::uint64_t>(left, limits::bulk_window_bytes);
    say(Fetch{transfer_, download_->sha256, offset, static_cast<std::uint32_t>(download_->asked - offset)});
}

void Delegate::sink_document(std::uint64_t bytes, std::function<void()> done)
{
    download_ = std::make_shared<Download>();
    download_->sha256 = room_.sha256();
    download_->bytes = bytes;
    download_->done = std::move(done);
    peer_->sink();
    peer_->counted = [this](std::uint64_t counted) {
        if (!download_ || counted < download_->asked) return;
        if (download_->asked < download_->bytes) return ask_window(download_->asked);
        const auto finished = std::move(download_->done);
        download_.reset();
        finished();
    };
    ask_window(0);
}

void Delegate::fetch_document(const std::string& sha256, std::uint64_t bytes, std::function<void()> done)
{
    download_ = std::make_shared<Download>();
    download_->sha256 = sha256;
    download_->bytes = bytes;
    download_->done = std::move(done);
    EVP_DigestInit_ex(download_->hash, EVP_sha256(), nullptr);
    ask_window(0);
}

std::vector<std::unique_ptr<Delegate>> seat_all(Swarm& swarm, const Room& room, int count)
{
    std::vector<std::unique_ptr<Delegate>> delegates;
    for (int i = 0; i < count; ++i)
        delegates.push_back(std::make_unique<Delegate>(swarm, room, room.seats().at(static_cast<std::size_t>(i))));
    swarm.run(
        [&] {
            for (const auto& delegate : delegates)
                if (!delegate->in_sync()) return false;
            return true;
        },
        120);
    return delegates;
}

}  // namespace chamber::bench
