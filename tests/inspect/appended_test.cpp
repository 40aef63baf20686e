// What stands behind a signed revision, byte for byte: objects that no section names, numbers that stand there twice,
// tables of odd form. Each of these shows another document to one of the common readers; the file's own view by libqpdf
// shows none.
#include "tests/inspect/judging.hpp"

#include <cstdio>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::next_object;
using testing::object_text;
using testing::sign_pdf;

std::string stream_of(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

const std::string forged = stream_of({}, "BT /F1 14 Tf 72 720 Td (Dieu 1. So tien la 900 trieu dong) Tj ET");

std::string row(std::size_t first, std::size_t second, std::size_t third)
{
    std::string bytes;
    for (const auto& [value, width] : {std::pair(first, 1), std::pair(second, 4), std::pair(third, 2)})
        for (int i = width - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

// Bytes appended to a signed document, piece by piece.
class Appending {
public:
    explicit Appending(const std::string& document_bytes = document())
        : pdf_(sign_pdf(document_bytes, pki().person, {.certification = 2})),
          previous_(last_section()),
          size_(next_object(pdf_) + 20)
    {
    }

    // An object, and where it stands.
    std::size_t add(const std::string& header, const std::string& text)
    {
        const std::size_t at = pdf_.size();
        pdf_ += header + " obj\n" + text + "\nendobj\n";
        return at;
    }

    void add_bytes(const std::string& bytes) { pdf_ += bytes; }

    static std::string line(std::size_t offset, int generation = 0)
    {
        char text[32];
        std::snprintf(text, sizeof text, "%010zu %05d n \n", offset, generation);
        return text;
    }

    Appending& close_with_table(const std::string& subsections, const std::string& trailer = {})
    {
        const std::size_t section = pdf_.size();
        pdf_ += "xref\n" + subsections + "trailer\n<< /Root 1 0 R /Size " + std::to_string(size_) + " /Prev " +
                previous_ + " " + trailer + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
        return *this;
    }

    Appending& close_with_stream(int number, const std::string& index, const std::string& rows)
    {
        const std::size_t section = add(std::to_string(number) + " 0",
                                        stream_of("/Type /XRef /W [1 4 2] /Index [" + index + "] /Root 1 0 R /Size " +
                                                      std::to_string(size_) + " /Prev " + previous_,
                                                  rows));
        pdf_ += "startxref\n" + std::to_string(section) + "\n%%EOF\n";
        return *this;
    }

    const std::string& pdf() const { return pdf_; }
    std::size_t at() const { return pdf_.size(); }
    int fresh(int further = 0) const { return size_ - 10 + further; }
    std::string page(const std::string& content) const
    {
        std::string text = object_text(pdf_, 3);
        return text.replace(text.find("/Contents 4 0 R"), 15, "/Contents " + content + " 0 R");
    }

private:
    std::string last_section() const
    {
        const std::size_t at = pdf_.rfind("startxref") + 10;
        return pdf_.substr(at, pdf_.find('\n', at) - at);
    }

    std::string pdf_, previous_;
    int size_;
};

const char* const differ = "mỗi phần mềm có thể hiển thị một nội dung khác";

void expect_noticed(const Appending& made, const std::string& sentence)
{
    const auto report = judge(made.pdf());
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.changes, sentence)) << ::testing::PrintToString(report.reasons);
    EXPECT_TRUE(tells(report.changes, differ));
}

TEST(Appended, ObjectsInATableAreAllowed)
{
    Appending made;
    const std::string fresh = std::to_string(made.fresh());
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    made.add_bytes("% a remark, as many programs leave it\n");
    const auto report = judge(made.close_with_table(fresh + " 1\n" + Appending::line(at)).pdf());
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
    EXPECT_TRUE(report.changes.empty());
}

TEST(Appended, ObjectsInAStreamAreAllowed)
{
    Appending made;
    const int holder = made.fresh(), first = made.fresh(1), second = made.fresh(2), section = made.fresh(3);
    const std::string header = std::to_string(first) + " 0 " + std::to_string(second) + " 11 ";
    const std::size_t at =
        made.add(std::to_string(holder) + " 0", stream_of("/Type /ObjStm /N 2 /First " + std::to_string(header.size()),
                                                          header + "<< /x 1 >> << /y 2 >>"));
    made.close_with_stream(section, std::to_string(holder) + " 4",
                           row(1, at, 0) + row(2, static_cast<std::size_t>(holder), 0) +
                               row(2, static_cast<std::size_t>(holder), 1) + row(1, made.at(), 0));
    EXPECT_EQ(judge(made.pdf()).verdict, Verdict::valid_with_allowed_changes);
}

TEST(Appended, ObjectsThatNoSectionNamesAreNoticed)
{
    for (const std::string header : {"4 0", "4   0", "4\n0", "04 0"}) {
        Appending made;
        made.add(header, forged);
        const std::string fresh = std::to_string(made.fresh());
        const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
        expect_noticed(made.close_with_table(fresh + " 1\n" + Appending::line(at)), "mà bảng tra không ghi (số 4)");
    }
}

TEST(Appended, ObjectsInARemarkOrInAnotherStreamAreNoticed)
{
    Appending remark, inside;
    remark.add_bytes("% \r4 0 obj << /Length 0 >> stream\n");
    expect_noticed(remark.close_with_table("0 0\n"), "mà bảng tra không ghi (số 4)");
    const std::string fresh = std::to_string(inside.fresh());
    const std::size_t at = inside.add(fresh + " 0", stream_of({}, "endstream endobj\n4 0 obj\n" + forged + "\nendobj"));
    expect_noticed(inside.close_with_table(fresh + " 1\n" + Appending::line(at)), "mà bảng tra không ghi (số 4)");
}

TEST(Appended, BytesThatAreNoObjectAreNoticed)
{
    Appending made;
    const std::string fresh = std::to_string(made.fresh());
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    made.add_bytes("trailer << /Root 1 0 R >>\n");
    expect_noticed(made.close_with_table(fresh + " 1\n" + Appending::line(at)), "dữ liệu thừa");
}

TEST(Appended, TextBehindTheEndOfTheSignedRevisionIsSaidAndAllowed)
{
    Appending made;
    made.add_bytes("Rat tiec, trang ban yeu cau khong ton tai!\n");
    const std::string fresh = std::to_string(made.fresh());
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    const auto report = judge(made.close_with_table(fresh + " 1\n" + Appending::line(at)).pdf());
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
    EXPECT_TRUE(tells(report.changes, "chữ thừa"));
}

TEST(Appended, TextBehindTheEndOfTheFileIsSaidAndAllowed)
{
    const std::string pdf = sign_pdf(document(), pki().person, {.certification = 1});
    for (const std::string& tail :
         {std::string(64, '\0'), std::string("<html>Rat tiec, trang ban yeu cau khong ton tai!</html>\n"),
          std::string(5'000, ' ')}) {
        const auto report = judge(pdf + tail);
        EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
        ASSERT_EQ(report.changes.size(), 1U);
        EXPECT_TRUE(report.changes[0].allowed);
        EXPECT_NE(report.changes[0].sentence.find("byte thừa, không hiện trên trang nào"), std::string::npos);
    }
}

TEST(Appended, TextBehindTheEndOfTheFileThatIsAPieceOfAPdfIsNoticed)
{
    const std::string pdf = sign_pdf(document(), pki().person, {.certification = 2});
    for (const std::string& tail : {"4 0 obj\n" + forged + "\nendobj\n", std::string("startxref\n15\n"),
                                    std::string("trailer << /Root 9 0 R >>")})
        EXPECT_EQ(judge(pdf + tail).verdict, Verdict::suspicious) << tail;
}

// A document with an object that no section names, when it is signed.
std::string document_with_dead_object()
{
    std::string pdf = document();
    const std::size_t section = pdf.rfind("xref\n", pdf.rfind("startxref") - 1);
    const std::string dead = "4 0 obj\n" + forged + "\nendobj\n";
    pdf.insert(section, dead);
    const std::size_t number = pdf.rfind("startxref") + 10;
    pdf.replace(number, pdf.find('\n', number) - number, std::to_string(section + dead.size()));
    return pdf;
}

// So much text hides the closing from readers; they search for objects, and find the one that was dead when it was
// signed.
TEST(Appended, MuchTextThatBringsADeadObjectToLifeIsNoticed)
{
    const std::string done = sign_pdf(document_with_dead_object(), pki().person, {.certification = 2});
    EXPECT_EQ(judge(done).verdict, Verdict::valid);
    EXPECT_EQ(judge(done + std::string(100, ' ')).verdict, Verdict::valid_with_allowed_changes);
    EXPECT_EQ(judge(done + std::string(5'000, ' ')).verdict, Verdict::suspicious);
}

TEST(Appended, NumbersThatATableHasTwiceAreNoticed)
{
    const std::size_t old_at = sign_pdf(document(), pki().person, {.certification = 2}).find("4 0 obj");
    for (const bool old_first : {true, false}) {
        Appending made;
        const std::string fresh = "4 1\n" + Appending::line(made.add("4 0", forged)),
                          old = "4 1\n" + Appending::line(old_at);
        expect_noticed(made.close_with_table(old_first ? old + fresh : fresh + old), "ở hai chỗ (số 4)");
    }
}

TEST(Appended, NumbersThatAStreamHasTwiceAreNoticed)
{
    Appending made;
    const std::size_t old_at = made.pdf().find("4 0 obj"), at = made.add("4 0", forged);
    const int section = made.fresh();
    const std::string rows = row(1, old_at, 0) + row(1, at, 0) + row(1, made.at(), 0);
    expect_noticed(made.close_with_stream(section, "4 1 4 1 " + std::to_string(section) + " 1", rows),
                   "ở hai chỗ (số 4)");
}

TEST(Appended, NumbersThatAHybridFilesTwoPartsPlaceApartAreNoticed)
{
    Appending made;
    const std::size_t old_at = made.pdf().find("4 0 obj"), at = made.add("4 0", forged);
    const std::string number = std::to_string(made.fresh());
    const std::string rows = row(1, at, 0);
    const std::size_t beside = made.add(number + " 0", stream_of("/Type /XRef /W [1 4 2] /Index [4 1] /Size 90", rows));
    expect_noticed(made.close_with_table("4 1\n" + Appending::line(old_at), "/XRefStm " + std::to_string(beside)),
                   "ở hai chỗ (số 4)");
}

// pdf.js and mupdf believe the table: the page is empty, though the stream says that nothing changed.
TEST(Appended, NumbersInUseThatAHybridFilesTableFreesAreNoticed)
{
    for (const bool anew : {false, true}) {
        Appending made;
        const std::size_t at = anew ? made.add("4 0", object_text(made.pdf(), 4)) : made.pdf().find("4 0 obj");
        const std::string number = std::to_string(made.fresh());
        const std::size_t beside =
            made.add(number + " 0", stream_of("/Type /XRef /W [1 4 2] /Index [4 1] /Size 90", row(1, at, 0)));
        expect_noticed(made.close_with_table("4 1\n0000000000 00001 f \n", "/XRefStm " + std::to_string(beside)),
                       "vừa còn vừa bỏ (số 4)");
    }
}

TEST(Appended, NewNumbersThatAHybridFilesTableFreesAreAllowed)
{
    Appending made;
    const std::string number = std::to_string(made.fresh()), fresh = std::to_string(made.fresh(1));
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    const std::size_t beside =
        made.add(number + " 0", stream_of("/Type /XRef /W [1 4 2] /Index [" + fresh + " 1] /Size 90", row(1, at, 0)));
    const std::string lines = number + " 1\n" + Appending::line(beside) + fresh + " 1\n0000000000 00000 f \n";
    EXPECT_NE(judge(made.close_with_table(lines, "/XRefStm " + std::to_string(beside)).pdf()).verdict,
              Verdict::suspicious);
}

// All four common readers take the object by its place in the stream, libqpdf by its number.
TEST(Appended, NumbersThatAnObjectStreamHasTwiceAreNoticed)
{
    for (const std::size_t index : {std::size_t{0}, std::size_t{1}}) {
        Appending made;
        const int content = made.fresh(), holder = made.fresh(1), section = made.fresh(2);
        const std::size_t content_at = made.add(std::to_string(content) + " 0", forged);
        const std::string bad = made.page(std::to_string(content)), good = made.page("4");
        const std::string header = "3 0 3 " + std::to_string(bad.size() + 1) + " ";
        const std::size_t at = made.add(
            std::to_string(holder) + " 0",
            stream_of("/Type /ObjStm /N 2 /First " + std::to_string(header.size()), header + bad + " " + good));
        const std::string rows = row(2, static_cast<std::size_t>(holder), index) + row(1, content_at, 0) +
                                 row(1, at, 0) + row(1, made.at(), 0);
        made.close_with_stream(section, "3 1 " + std::to_string(content) + " 3", rows);
        expect_noticed(made, "trong luồng đối tượng (số 3)");
    }
}

TEST(Appended, ObjectsInAnObjectStreamThatNoSectionNamesAreNoticed)
{
    Appending made;
    const int holder = made.fresh(), held = made.fresh(1), section = made.fresh(2);
    const std::string header = std::to_string(held) + " 0 3 11 ";
    const std::size_t at =
        made.add(std::to_string(holder) + " 0", stream_of("/Type /ObjStm /N 2 /First " + std::to_string(header.size()),
                                                          header + "<< /x 1 >> " + made.page("4")));
    made.close_with_stream(section, std::to_string(holder) + " 3",
                           row(1, at, 0) + row(2, static_cast<std::size_t>(holder), 0) + row(1, made.at(), 0));
    expect_noticed(made, "mà bảng tra không ghi (số 3)");
}

TEST(Appended, ASecondGenerationOfANumberIsNoticed)
{
    Appending made;
    const std::size_t at = made.add("4 1", forged);
    expect_noticed(made.close_with_table("4 1\n" + Appending::line(at, 1)), "hai số đời (số 4)");
}

// "30 1 R" led to nothing when it was signed. pdfium and mupdf do not look at generations.
TEST(Appended, ObjectsOfAnotherGenerationThanTheReferenceAreNoticed)
{
    for (const bool referred_to_later : {true, false}) {
        std::string pdf = document();
        std::string page = object_text(pdf, 3);
        page.replace(page.find("/Contents 4 0 R"), 15,
                     std::string("/Contents [4 0 R 30 ") + (referred_to_later ? "1" : "0") + " R]");
        Appending made(testing::append_revision(pdf, {{3, page}}));
        const std::string generation = referred_to_later ? "0" : "1";
        const std::size_t at = made.add("30 " + generation, forged);
        expect_noticed(made.close_with_table("30 1\n" + Appending::line(at, std::stoi(generation))),
                       "hai số đời (số 30)");
    }
}

TEST(Appended, ObjectsThatAreNotWhereTheSectionSaysAreNoticed)
{
    for (const std::string header : {"5 0", "4 1", "4 0"}) {
        Appending made;
        const std::size_t at = made.add(header, forged);
        expect_noticed(made.close_with_table("4 1\n" + Appending::line(header == "4 0" ? at + 1 : at)),
                       "không nằm ở chỗ bảng tra ghi (số 4)");
    }
}

TEST(Appended, TablesOfOddFormAreNoticed)
{
    const auto with_table = [](const std::string& head, const std::string& tail) {
        Appending made;
        const std::string fresh = std::to_string(made.fresh());
        const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
        std::string line = Appending::line(at);
        return made.close_with_table(fresh + head + line.substr(0, 18) + tail);
    };
    const char* const sentence = "viết không đúng chuẩn";
    EXPECT_EQ(judge(with_table(" 1\n", " \n").pdf()).verdict, Verdict::valid_with_allowed_changes);
    expect_noticed(with_table(" 1\n", "\n"),
                   sentence);  // nineteen bytes: a reader that counts in twenties rebuilds the file
    for (const char* head : {"  1\n", " 1\n "}) expect_noticed(with_table(head, " \n"), sentence);
    for (const char* head : {" 2\n", " 1 % c\n", " 1 ", " -1\n"})
        EXPECT_EQ(judge(with_table(head, " \n").pdf()).verdict, Verdict::suspicious) << head;
}

// Some readers read on, some fall back to the closing before it, some search for objects.
TEST(Appended, ClosingsOfOddFormAreNoticed)
{
    Appending made;
    const std::string fresh = std::to_string(made.fresh());
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    const std::string pdf = made.close_with_table(fresh + " 1\n" + Appending::line(at)).pdf();
    const std::size_t number = pdf.rfind("startxref\n") + 10;
    const std::string digits = pdf.substr(number, pdf.find('\n', number) - number);
    const auto with = [&](const std::string& closing) { return judge(pdf.substr(0, number - 10) + closing).verdict; };
    EXPECT_EQ(with("startxref\r\n" + digits + "\r\n%%EOF"), Verdict::valid_with_allowed_changes);
    for (const std::string& closing : {"startxref" + digits + "\n%%EOF\n", "startxref\n\f" + digits + "\n%%EOF\n",
                                       "startxref\n+" + digits + "\n%%EOF\n", "startxref\n" + digits + "\n",
                                       "startxref\n" + digits + " 0\n%%EOF\n", "%startxref\n" + digits + "\n%%EOF\n"})
        EXPECT_EQ(with(closing), Verdict::suspicious) << closing;
}

// mupdf searches for objects then. Old programs write such a /Size; where the search finds the same document it is
// harmless.
TEST(Appended, ASizeTooSmallIsNoticedWhereADeadObjectWaits)
{
    for (const bool dead : {true, false}) {
        Appending made(dead ? document_with_dead_object() : document());
        std::string pdf = made.close_with_table("0 0\n").pdf();
        const std::size_t size = pdf.rfind("/Size ") + 6;
        pdf.replace(size, pdf.find(' ', size) - size, "1");
        EXPECT_EQ(judge(pdf).verdict, dead ? Verdict::suspicious : Verdict::valid_with_allowed_changes);
    }
}

TEST(Appended, TwoKeysOfOneNameAreNoticed)
{
    for (const std::string second : {"/Contents 4 0 R", "/Con#74ents 4 0 R"}) {
        Appending made;
        const std::string fresh = std::to_string(made.fresh());
        std::string page = made.page(fresh);
        page.insert(page.rfind(">>"), second);
        const std::size_t page_at = made.add("3 0", page), at = made.add(fresh + " 0", forged);
        expect_noticed(made.close_with_table("3 1\n" + Appending::line(page_at) + fresh + " 1\n" + Appending::line(at)),
                       "một mục hai lần (Contents)");
    }
}

// A second signature of one's own makes nothing right.
TEST(Appended, BytesStayNoticedBehindAFurtherSignature)
{
    Appending made;
    made.add("4 0", forged);
    const std::string fresh = std::to_string(made.fresh());
    const std::size_t at = made.add(fresh + " 0", "<< /x 1 >>");
    made.close_with_table(fresh + " 1\n" + Appending::line(at));
    EXPECT_EQ(judge(sign_pdf(made.pdf(), pki().organisation, {.field = "S2"})).verdict, Verdict::suspicious);
}

}  // namespace
}  // namespace chamber::inspect
