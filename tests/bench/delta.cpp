// What a new revision costs a tablet: a signature on a 20 MB scan, and an 11 MB office document exported again with one
// word changed. Beside it, what its parts would cost by fixed blocks of 64 KiB, which need no encoder.
#include "tests/bench/benches.hpp"

#include "tests/bench/large_pdf.hpp"
#include "tests/bench/swarm/swarm.hpp"
#include "tests/support/server_process.hpp"

#include "storage/files/delta.hpp"
#include "storage/files/disk.hpp"
#include "storage/files/hash.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace chamber::bench {
namespace {

std::string deflate(const std::string& text)
{
    std::string packed(compressBound(text.size()), '\0');
    uLongf size = packed.size();
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(),
              6);
    packed.resize(size);
    return packed;
}

std::string noise(std::size_t bytes, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::string made(bytes, '\0');
    for (char& byte : made) byte = static_cast<char>(random());
    return made;
}

// One page of prose as an exporter writes it: words placed one by one, then deflated.
std::string page_stream(int page, const std::string& changed_word)
{
    std::mt19937 random(static_cast<std::uint32_t>(page));
    const std::vector<std::string> words = {"Ủy",  "ban",  "nhân", "dân",   "báo", "cáo",  "kết",
                                            "quả", "thực", "hiện", "nhiệm", "vụ",  "phát", "triển"};
    std::string text = "BT /F1 13 Tf\n";
    for (int i = 0; i < 450; ++i) {
        const std::string& word = i == 225 && !changed_word.empty() ? changed_word : words[random() % words.size()];
        text += "1 0 0 1 " + std::to_string(72 + i % 11 * 41) + "." + std::to_string(random() % 90 + 10) + " " +
                std::to_string(770 - i / 11 * 16) + " Tm (" + word + ") Tj\n";
    }
    return deflate(text + "ET\n");
}

// 34 pages and 12 photographs; everything behind the changed word moves by a few bytes, and so does the table of
// offsets.
std::string office_pdf(const std::string& changed_word, const std::string& exported_at)
{
    std::string pdf = "%PDF-1.7\n";
    std::vector<std::size_t> offsets;
    const auto add = [&](const std::string& body) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    for (int page = 0; page < 34; ++page) {
        const std::string content = page_stream(page, page == 17 ? changed_word : "");
        add("<</Length " + std::to_string(content.size()) + "/Filter/FlateDecode>>\nstream\n" + content +
            "\nendstream");
        add("<</Type/Page/Parent 1 0 R/MediaBox[0 0 595 842]/Contents " + std::to_string(offsets.size()) + " 0 R>>");
        if (page % 3 != 0) continue;
        const std::string photo = noise(900'000, static_cast<std::uint32_t>(1'000 + page));
        add("<</Type/XObject/Subtype/Image/Width 1600/Height 1200/Filter/DCTDecode/Length " +
            std::to_string(photo.size()) + ">>\nstream\n" + photo + "\nendstream");
    }
    add("<</Producer(LibreOffice 7.4)/CreationDate(D:" + exported_at + "+07'00')>>");
    const std::size_t at = pdf.size();
    pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        char row[24];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", offset);
        pdf += row;
    }
    const std::string id = storage::sha256_of(exported_at).hex().substr(0, 32);
    return pdf + "trailer\n<</Size " + std::to_string(offsets.size() + 1) + "/ID[<" + id + "><" + id +
           ">]>>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

// What signing appends: changed objects, a table, and a placeholder of 16 KiB that holds a CMS of 5 KB in hexadecimal.
std::string signed_once(const std::string& pdf)
{
    const std::string cms = noise(5'000, 9);
    std::string hex;
    char pair[3];
    for (const char byte : cms) {
        std::snprintf(pair, sizeof pair, "%02x", static_cast<unsigned char>(byte));
        hex += pair;
    }
    hex.resize(32'768, '0');
    return pdf + "7 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 " +
           std::to_string(pdf.size()) + " " + std::to_string(pdf.size() + 33'000) + " 800]/Contents<" + hex +
           ">/M(D:20241218080000+07'00')>>\nendobj\n8 0 obj\n<</Type/Annot/Subtype/Widget/FT/Sig/V 7 0 R>>\nendobj\n" +
           "xref\n7 2\n0000000000 00000 n \n0000000000 00000 n \ntrailer\n<</Size 9/Root 1 0 R/Prev 9>>\nstartxref\n" +
           std::to_string(pdf.size()) + "\n%%EOF\n";
}

std::size_t by_blocks(const std::string& older, const std::string& newer)
{
    constexpr std::size_t block = 65'536;
    std::set<std::string> known;
    for (std::size_t at = 0; at < older.size(); at += block)
        known.insert(storage::sha256_of(std::string_view(older).substr(at, block)).hex());
    std::size_t missing = 0;
    for (std::size_t at = 0; at < newer.size(); at += block) {
        const std::string_view piece = std::string_view(newer).substr(at, block);
        if (!known.contains(storage::sha256_of(piece).hex())) missing += piece.size();
    }
    return missing;
}

void measure(storage::Blobs& blobs, const char* name, const std::string& older, const std::string& newer)
{
    const auto keep = [&blobs](const std::string& bytes) {
        auto staged = blobs.stage(bytes.size());
        if (!staged || !staged->write(bytes) || !staged->finish()) give_up("staging");
        const Sha256 sha256 = staged->sha256();
        if (!blobs.keep(std::move(*staged))) give_up("keeping");
        return std::move(*blobs.open(sha256));
    };
    const auto older_file = keep(older), newer_file = keep(newer);
    std::vector<double> made_ms, applied_ms;
    std::size_t bytes = 0;
    for (int round = 0; round < 5; ++round) {
        const std::int64_t begin = now_ns();
        const auto made = storage::make_delta(older_file, newer_file);
        if (!made || !*made) give_up("no difference was made");
        const std::int64_t between = now_ns();
        const auto applied = storage::apply_delta(older, **made);
        if (!applied || *applied != newer) give_up("the difference does not give the newer bytes");
        made_ms.push_back(static_cast<double>(between - begin) / 1e6);
        applied_ms.push_back(static_cast<double>(now_ns() - between) / 1e6);
        bytes = (*made)->size();
    }
    std::printf(
        "  {\"revision\": \"%s\", \"whole_bytes\": %zu, \"delta_bytes\": %zu, \"share\": %.5f, \"blocks_64k_bytes\": %zu, \"make_ms\": %.0f, \"apply_ms\": %.0f},\n",
        name, newer.size(), bytes, static_cast<double>(bytes) / static_cast<double>(newer.size()),
        by_blocks(older, newer), median(made_ms), median(applied_ms));
}

}  // namespace

void delta_bench()
{
    const test::Folder folder;
    std::filesystem::create_directory(folder.path() / "blobs");
    std::filesystem::create_directory(folder.path() / "staging");
    storage::Blobs blobs(folder.path() / "blobs", folder.path() / "staging", storage::Disk::real());
    std::printf("{\"bench\": \"delta\", \"rows\": [\n");
    const std::string scan = make_large_pdf(20'000'000);
    measure(blobs, "a signature on a 20 MB scan", scan, signed_once(scan));
    measure(blobs, "a third signature", signed_once(signed_once(scan)), signed_once(signed_once(signed_once(scan))));
    measure(blobs, "one word in an 11 MB office document", office_pdf("", "20241210090000"),
            office_pdf("hoàn", "20241211101500"));
    std::printf("  {}]}\n");
}

}  // namespace chamber::bench
