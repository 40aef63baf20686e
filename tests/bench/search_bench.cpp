// What a search costs over twenty sessions of 266 pages in a real database, beside plain LIKE over the same pages.
//
//   search_bench [SESSIONS [REPETITIONS]]      20, 100; prints a line of JSON per query
//
// Each search is Store::search as the server asks it: numbers, titles, notes and pages, ranked, access asked for every
// hit, the first 20 with their snippets. LIKE knows neither marks nor ranks nor rights: it gives the newest 20 pages
// that hold these very letters. The vocabulary is a council's; how often a word comes follows Zipf, so that "ngân sách"
// stands on nearly every page and "cầu Vĩnh Mẫu" on one of each session. Told are the time on the wall and the
// processor's own, which a busy machine does not stretch. Timings never decide a test.
#include "storage/store.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <sqlite3.h>
#include <string>
#include <time.h>
#include <vector>

namespace chamber::storage {

namespace {

constexpr int papers_per_session = 26;
constexpr int pages_per_session = 266;
constexpr int words_per_page = 320;

// The most frequent first.
constexpr const char* vocabulary[] = {"và",
                                      "của",
                                      "ngân sách",
                                      "năm",
                                      "các",
                                      "được",
                                      "huyện",
                                      "thực hiện",
                                      "nghị quyết",
                                      "hội đồng",
                                      "nhân dân",
                                      "kế hoạch",
                                      "đầu tư",
                                      "công",
                                      "triệu đồng",
                                      "báo cáo",
                                      "phát triển",
                                      "kinh tế",
                                      "xã hội",
                                      "dự toán",
                                      "thu",
                                      "chi",
                                      "vốn",
                                      "giải ngân",
                                      "dự án",
                                      "tỷ lệ",
                                      "so với",
                                      "cùng kỳ",
                                      "đạt",
                                      "tăng",
                                      "giảm",
                                      "nhiệm vụ",
                                      "giải pháp",
                                      "tiếp tục",
                                      "đẩy mạnh",
                                      "quản lý",
                                      "đất đai",
                                      "xây dựng",
                                      "nông thôn",
                                      "mới",
                                      "giáo dục",
                                      "y tế",
                                      "văn hóa",
                                      "thể thao",
                                      "du lịch",
                                      "môi trường",
                                      "an ninh",
                                      "trật tự",
                                      "giám sát",
                                      "chất vấn",
                                      "cử tri",
                                      "kiến nghị",
                                      "tiếp công dân",
                                      "thẩm tra",
                                      "quyết toán",
                                      "bổ sung",
                                      "điều chỉnh",
                                      "chuyển đổi số",
                                      "hồ sơ",
                                      "trực tuyến",
                                      "dịch vụ công",
                                      "cải cách",
                                      "hành chính",
                                      "biên chế",
                                      "lúa",
                                      "thủy sản",
                                      "chăn nuôi",
                                      "trồng trọt",
                                      "giống",
                                      "hạn mặn",
                                      "đê bao",
                                      "kênh mương",
                                      "trường học",
                                      "trạm y tế",
                                      "đường liên xã",
                                      "chiếu sáng",
                                      "nước sạch",
                                      "rác thải",
                                      "nghĩa trang",
                                      "chợ",
                                      "hộ nghèo",
                                      "bảo hiểm",
                                      "việc làm",
                                      "thanh niên",
                                      "phụ nữ",
                                      "người cao tuổi",
                                      "trẻ em",
                                      "liệt sĩ"};

class Author {
public:
    std::string page()
    {
        std::string text;
        for (int i = 0; i < words_per_page; ++i) {
            text += (i == 0 ? "" : i % 14 == 0 ? ".\n" : " ");
            text += vocabulary[zipf_(chance_)];
            if (i % 40 == 7) text += ' ' + std::to_string(1'000 + chance_() % 99'000);
        }
        return text;
    }

private:
    static std::vector<double> weights()
    {
        std::vector<double> weights;
        for (std::size_t i = 0; i < std::size(vocabulary); ++i) weights.push_back(1.0 / static_cast<double>(i + 1));
        return weights;
    }
    static inline const std::vector<double> weights_ = weights();
    std::mt19937_64 chance_{20};
    std::discrete_distribution<std::size_t> zipf_{weights_.begin(), weights_.end()};
};

// A council with its sessions, held in a directory that goes with it.
class Council {
public:
    explicit Council(int sessions)
    {
        std::string name = (std::filesystem::temp_directory_path() / "chamber-search-XXXXXX").string();
        root_ = ::mkdtemp(name.data());
        auto directory = DataDirectory::create(root_ / "data");
        MUST(directory.has_value());
        database = directory->database;
        council_.id = "HDND";
        council_.name = "Hội đồng nhân dân huyện Mẫu";
        Person staff;
        staff.id = PersonId("QT01");
        staff.name = "Văn phòng";
        staff.roles = {Role::administrator, Role::secretary, Role::clerk};
        MUST(Store::create(*directory, council_, staff, {staff.id, "quantri", "h"}, clock_, entropy_).has_value());
        auto opened = Store::open(*directory, clock_, entropy_);
        MUST(opened.has_value());
        store = std::move(*opened);
        for (int n = 1; n <= sessions; ++n) hold(n);
        store->tend();
        delegate = Viewer{PersonId("DB01"), DeviceId("d1"), {Role::delegate}, {}, false};
    }
    ~Council()
    {
        store.reset();
        std::filesystem::remove_all(root_);
    }
    Council(const Council&) = delete;
    Council& operator=(const Council&) = delete;

    std::unique_ptr<Store> store;
    Viewer delegate;
    std::filesystem::path database;

private:
    void hold(int n)
    {
        const SessionId session("KH" + std::to_string(n));
        SessionImport imported;
        imported.council = council_;
        imported.session.id = session;
        imported.session.number = n;
        imported.session.name = "Kỳ họp thứ " + std::to_string(n);
        imported.session.state = SessionState::in_session;
        const std::string year = std::to_string(2004 + n);
        imported.session.start_on = imported.session.end_on = year + "-12-18";
        imported.sittings.resize(1);
        imported.sittings[0].id = SittingId("P" + std::to_string(n));
        imported.sittings[0].session = session;
        imported.sittings[0].name = "Phiên khai mạc";
        imported.sittings[0].start_at = year + "-12-18T00:30:00Z";
        imported.sittings[0].end_at = year + "-12-18T04:30:00Z";
        imported.agenda.resize(1);
        imported.agenda[0].id = AgendaItemId("M" + std::to_string(n));
        imported.agenda[0].session = session;
        imported.agenda[0].sitting = imported.sittings[0].id;
        imported.agenda[0].name = "Báo cáo, tờ trình";
        imported.people.resize(1);
        imported.people[0].id = PersonId("DB01");
        imported.people[0].name = "Nguyễn Văn Mẫu";
        imported.people[0].roles = {Role::delegate};
        const auto brought = store->import_session(imported);
        MUST(brought.has_value());
        MUST(store->begin_group().has_value());
        for (int paper = 0; paper < papers_per_session; ++paper) add(session, n, paper);
        const Command publishing{n, PublishDocuments{session, {}}};
        MUST(store->apply(store->local_viewer(), "bench", {publishing})->outcomes.at(0).done);
        MUST(store->commit_group().has_value());
    }

    void add(const SessionId& session, int n, int paper)
    {
        const std::string name = std::to_string(n) + "/" + std::to_string(paper);
        auto staged = store->blobs().stage(100);
        MUST(staged.has_value() && staged->write("%PDF " + name).has_value() && staged->finish().has_value());
        NewRevision revision;
        revision.fields.session = session;
        revision.fields.agenda_item = AgendaItemId("M" + std::to_string(n));
        revision.fields.title = "Về " + std::string(vocabulary[2 + paper % 60]) + " năm " + std::to_string(2004 + n);
        revision.fields.full_number = std::to_string(200 + paper) + "/TTr-UBND";
        revision.fields.file_name = "a.pdf";
        revision.sha256 = staged->sha256();
        revision.bytes = staged->bytes();
        // The rest of the pages are the last paper's.
        constexpr int usual = pages_per_session / papers_per_session;
        const int pages = paper + 1 < papers_per_session ? usual : pages_per_session - usual * (papers_per_session - 1);
        for (int page = 0; page < pages; ++page) {
            revision.inspection.page_text.push_back(author_.page());
            revision.inspection.page_sizes.push_back(PageSize{595, 842});
        }
        if (paper == 7) revision.inspection.page_text[3] += " cầu Vĩnh Mẫu bắc qua sông";
        if (paper == 9 && n == 3) revision.inspection.page_text[5] += " dự án Quýt Hồng";
        MUST(store->blobs().keep(std::move(*staged)).has_value());
        const auto added = store->add_revision(revision);
        MUST(added.has_value());
    }

    chamber::Council council_;
    SystemClock clock_;
    SystemEntropy entropy_;
    Author author_;
    std::filesystem::path root_;
};

// The rival: what somebody writes who has a table of pages and a search box.
class Like {
public:
    explicit Like(const std::filesystem::path& database)
    {
        MUST(sqlite3_open_v2(database.c_str(), &connection_, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
        MUST(
            sqlite3_prepare_v2(connection_,
                               "SELECT document, page_index, substr(text, max(1, instr(text, ?2) - 80), 200) FROM page "
                               "WHERE text LIKE ?1 ORDER BY id DESC LIMIT 20",
                               -1, &statement_, nullptr) == SQLITE_OK);
    }
    ~Like()
    {
        sqlite3_finalize(statement_);
        sqlite3_close(connection_);
    }
    Like(const Like&) = delete;
    Like& operator=(const Like&) = delete;

    std::size_t search(const std::string& words)
    {
        const std::string pattern = "%" + words + "%";
        sqlite3_bind_text(statement_, 1, pattern.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(statement_, 2, words.c_str(), -1, SQLITE_TRANSIENT);
        std::size_t hits = 0;
        while (sqlite3_step(statement_) == SQLITE_ROW) hits += sqlite3_column_bytes(statement_, 2) > 0 ? 1 : 0;
        sqlite3_reset(statement_);
        return hits;
    }

private:
    sqlite3* connection_ = nullptr;
    sqlite3_stmt* statement_ = nullptr;
};

double cpu_ms()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double at(std::vector<double>& times, double share)
{
    std::ranges::sort(times);
    return times.at(std::min(times.size() - 1, static_cast<std::size_t>(static_cast<double>(times.size()) * share)));
}

struct Times {
    std::size_t hits = 0;
    std::vector<double> wall;
    std::vector<double> cpu;

    template <class Search>
    void run(Search search)
    {
        const auto begin = std::chrono::steady_clock::now();
        const double begin_cpu = cpu_ms();
        hits = search();
        cpu.push_back(cpu_ms() - begin_cpu);
        wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::string told(const char* prefix)
    {
        char text[200];
        std::snprintf(text, sizeof text,
                      R"("%shits":%zu,"%smedian_ms":%.2f,"%sp99_ms":%.2f,"%scpu_median_ms":%.2f,"%scpu_p99_ms":%.2f)",
                      prefix, hits, prefix, at(wall, 0.5), prefix, at(wall, 0.99), prefix, at(cpu, 0.5), prefix,
                      at(cpu, 0.99));
        return text;
    }
};

void measure(Council& council, Like& like, const char* kind, const std::string& query, int repetitions)
{
    Times ours;
    Times rival;
    // Interleaved: whatever the machine does meanwhile, it does to both.
    for (int i = 0; i < repetitions; ++i) {
        ours.run([&] {
            const auto found = council.store->search(council.delegate, query);
            MUST(found.has_value());
            return found->size();
        });
        rival.run([&] { return like.search(query); });
    }
    std::printf("{\"bench\":\"search\",\"kind\":\"%s\",\"query\":\"%s\",%s,%s}\n", kind, query.c_str(),
                ours.told("").c_str(), rival.told("like_").c_str());
    std::fflush(stdout);
}

}  // namespace

}  // namespace chamber::storage

int main(int count, char** typed)
{
    using namespace chamber::storage;
    const int sessions = count > 1 ? std::atoi(typed[1]) : 20;
    const int repetitions = count > 2 ? std::atoi(typed[2]) : 100;
    Council council(sessions);
    Like like(council.database);
    measure(council, like, "frequent, with marks", "ngân sách", repetitions);
    measure(council, like, "frequent, without marks", "ngan sach", repetitions);
    measure(council, like, "the most frequent word", "và", repetitions);
    measure(council, like, "four frequent words", "giải ngân vốn đầu tư công", repetitions);
    measure(council, like, "words apart", "chất vấn lúa hạn mặn", repetitions);
    measure(council, like, "beginning of a word", "ngh", repetitions);
    measure(council, like, "one page of each session", "cầu Vĩnh Mẫu", repetitions);
    measure(council, like, "one page of all", "Quýt Hồng", repetitions);
    measure(council, like, "one page of all, without marks", "quyt hong", repetitions);
    measure(council, like, "number", "208/TTr-UBND", repetitions);
    measure(council, like, "nowhere", "không chỗ nào có okapi", repetitions);
    return 0;
}
