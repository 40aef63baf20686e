// Makes the whole set once and looks at it with other people's tools: qpdf, pdftotext, pdfsig's rival openssl.
#include "admin-cli/demo/demo_set.hpp"
#include "protocol/heading.hpp"
#include "protocol/secrecy.hpp"

#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

namespace chamber::demo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct Outcome {
    int status = -1;
    std::string text;
};

// Runs a command, output and complaints together.
Outcome run(const std::string& command)
{
    Outcome outcome;
    FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4'096> part{};
    for (std::size_t n = 0; (n = fread(part.data(), 1, part.size(), pipe)) > 0;) outcome.text.append(part.data(), n);
    outcome.status = pclose(pipe);
    return outcome;
}

std::string read(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Signed for the time of the test: 2026-11-24.
constexpr UtcMs now{1'795'500'000'000};

class DemoSetTest : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        auto text = (fs::temp_directory_path() / "chamber-demo-test-XXXXXX").string();
        folder_ = mkdtemp(text.data());
        auto session = admin::parse_session_file(admin::sample_session_text());
        session_ = new admin::SessionFile(std::move(*session));
        auto made = make_demo_documents(*session_, folder_, now,
                                        [](std::uint32_t, std::uint32_t, const std::string&) { ++told_; });
        ASSERT_TRUE(made.has_value()) << made.error().detail;
        set_ = new DemoSet(std::move(*made));
    }
    static void TearDownTestSuite()
    {
        fs::remove_all(folder_);
        delete session_;
        delete set_;
    }

    static const DemoDocument& document(const std::string& file_name)
    {
        for (const auto& one : set_->documents) {
            if (one.file_name == file_name) return one;
        }
        ADD_FAILURE() << "no " << file_name;
        std::abort();
    }
    static fs::path trial(const std::string& opening)
    {
        for (const auto& one : set_->trials) {
            if (one.path.filename().string().rfind(opening, 0) == 0) return one.path;
        }
        return {};
    }

    static inline fs::path folder_;
    static inline admin::SessionFile* session_ = nullptr;
    static inline DemoSet* set_ = nullptr;
    static inline int told_ = 0;
};

// The signed ranges of the n-th signature and its CMS, cut out by hand; openssl judges them at a time.
struct Cut {
    std::string signed_bytes;
    std::string cms;
};
std::vector<Cut> cuts(const std::string& pdf)
{
    std::vector<Cut> result;
    for (std::size_t at = pdf.find("/ByteRange ["); at != std::string::npos; at = pdf.find("/ByteRange [", at + 1)) {
        unsigned long zero = 1, open = 0, close = 0, rest = 0;
        if (std::sscanf(pdf.c_str() + at, "/ByteRange [%lu %lu %lu %lu", &zero, &open, &close, &rest) != 4 || zero != 0)
            continue;
        Cut cut{pdf.substr(0, open) + pdf.substr(close, rest), {}};
        for (std::size_t i = open + 1; i + 2 < close; i += 2)
            cut.cms += static_cast<char>(std::stoi(pdf.substr(i, 2), nullptr, 16));
        result.push_back(std::move(cut));
    }
    return result;
}

Outcome openssl_verify(const fs::path& folder, const fs::path& trust, const Cut& cut, long at_s)
{
    std::ofstream(folder / "content", std::ios::binary) << cut.signed_bytes;
    std::ofstream(folder / "cms", std::ios::binary) << cut.cms;
    std::ofstream(folder / "chain.pem") << read(trust / "goc.pem") << read(trust / "trung-gian.pem");
    return run("openssl cms -verify -binary -inform DER -purpose any -attime " + std::to_string(at_s) + " -CAfile " +
               (folder / "chain.pem").string() + " -content " + (folder / "content").string() + " -in " +
               (folder / "cms").string() + " -out /dev/null");
}

TEST_F(DemoSetTest, HasEveryRevisionWithItsPages)
{
    EXPECT_EQ(set_->documents.size(), 27U);
    EXPECT_EQ(told_, 27);
    std::int32_t pages = 0;
    for (const auto& one : set_->documents) {
        const auto counted = run("qpdf --show-npages " + one.path.string());
        EXPECT_EQ(std::atoi(counted.text.c_str()), one.revision.pages) << one.file_name;
        if (one.revision.n == one.document.revisions.back().n) pages += std::atoi(counted.text.c_str());
        EXPECT_EQ(one.bytes, fs::file_size(one.path));
        const auto checked = run("qpdf --check " + one.path.string());
        EXPECT_EQ(checked.status, 0) << one.file_name << checked.text;
    }
    EXPECT_EQ(pages, 266);
}

TEST_F(DemoSetTest, PrintsHeadingsThatReadBack)
{
    for (const auto& one : set_->documents) {
        const auto text = run("pdftotext -raw -f 1 -l 1 " + one.path.string() + " -").text;
        const auto& fields = one.document.fields;
        if (fields.scan) {
            EXPECT_EQ(text.find_first_not_of(" \n\f"), std::string::npos) << one.file_name << text;
            continue;
        }
        const Heading heading = parse_heading(text);
        EXPECT_EQ(heading.full_number, fields.full_number) << text;
        EXPECT_EQ(heading.issued_on, fields.issued_on) << text;
        EXPECT_EQ(heading.place, fields.place) << text;
        EXPECT_EQ(heading.type_code, fields.type_code == "ĐA" ? "ĐA" : fields.type_code) << text;
        EXPECT_EQ(heading.type_name, fields.type_name) << text;
        EXPECT_EQ(heading.draft, fields.draft) << text;
        // A title that begins with its type is printed without it, and with a capital.
        const auto tail = heading.subject.substr(heading.subject.empty() ? 0 : 1);
        EXPECT_GT(tail.size(), 10U) << text;
        EXPECT_THAT(fields.title, testing::EndsWith(tail)) << text;
        EXPECT_EQ(secrecy_marking(text), std::nullopt);
    }
}

TEST_F(DemoSetTest, SignsAsTheCasesSay)
{
    std::map<admin::SignatureCase, std::int32_t> wanted = {{admin::SignatureCase::valid_2, 2},
                                                           {admin::SignatureCase::valid_org_only, 1},
                                                           {admin::SignatureCase::valid_expired_cert, 2},
                                                           {admin::SignatureCase::draft_unsigned, 0},
                                                           {admin::SignatureCase::unsigned_scan, 0}};
    std::int32_t signed_documents = 0;
    for (const auto& one : set_->documents) {
        EXPECT_EQ(one.signatures, wanted[one.document.signature]) << one.file_name;
        const std::string pdf = read(one.path);
        const auto found = cuts(pdf);
        ASSERT_EQ(found.size(), static_cast<std::size_t>(one.signatures)) << one.file_name;
        signed_documents += one.revision.n == 1 && !found.empty();
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool expired = one.document.signature == admin::SignatureCase::valid_expired_cert && i == 0;
            const auto then =
                openssl_verify(folder_, set_->trust, found[i], parse_utc("2024-12-12T09:00:00Z").value / 1'000);
            EXPECT_EQ(then.status, 0) << one.file_name << " signature " << i << "\n" << then.text;
            const auto today = openssl_verify(folder_, set_->trust, found[i], now.value / 1'000);
            EXPECT_EQ(today.status == 0, !expired) << one.file_name << " signature " << i << "\n" << today.text;
        }
        EXPECT_EQ(pdf.find("/TransformMethod /DocMDP") != std::string::npos, !found.empty()) << one.file_name;
    }
    EXPECT_EQ(signed_documents, 21);
}

TEST_F(DemoSetTest, CorrectsOnlyTableThree)
{
    const auto text = [&](const std::string& name) {
        return run("pdftotext -layout " + document(name).path.string() + " -").text;
    };
    const std::string first = text("TL08.r1.pdf");
    const std::string second = text("TL08.r2.pdf");
    EXPECT_NE(first, second);
    const auto table = first.find("Biểu số 03");
    const auto next = first.find("Biểu số 04");
    EXPECT_EQ(first.substr(0, table), second.substr(0, table));
    EXPECT_EQ(first.substr(next), second.substr(next));
}

TEST_F(DemoSetTest, MakesTrialFilesThatFailAsPromised)
{
    const auto verified = [&](const fs::path& path, std::size_t which) {
        return openssl_verify(folder_, set_->trust, cuts(read(path)).at(which), now.value / 1'000).status;
    };
    EXPECT_EQ(set_->trials.size(), 8U);
    EXPECT_EQ(verified(trial("01"), 0), 0);
    EXPECT_EQ(verified(trial("01"), 1), 0);
    EXPECT_NE(verified(trial("02"), 0), 0);
    EXPECT_EQ(read(trial("02")).size(), read(trial("01")).size());
    EXPECT_EQ(verified(trial("03"), 1), 0);
    EXPECT_EQ(run("qpdf --show-npages " + trial("03").string()).text, "3\n");
    EXPECT_THAT(run("qpdf --check " + trial("04").string()).text, HasSubstr("invalid password"));
    EXPECT_NE(run("qpdf --check " + trial("05").string()).status, 0);
    EXPECT_EQ(secrecy_marking(run("pdftotext " + trial("06").string() + " -").text), "MẬT");
    EXPECT_THAT(read(trial("07")), Not(HasSubstr("%PDF")));
    EXPECT_EQ(verified(trial("08"), 0), 0);
    const auto list = run("openssl crl -noout -text -in " + (set_->trust / "trung-gian.crl.pem").string());
    EXPECT_THAT(list.text, HasSubstr("Mar  1 00:00:00 2025 GMT"));
}

}  // namespace
}  // namespace chamber::demo
