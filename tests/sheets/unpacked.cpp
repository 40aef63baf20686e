#include "tests/sheets/unpacked.hpp"

#include <gtest/gtest.h>
#include <zip.h>

namespace chamber::sheets::test {

std::map<std::string, std::string> unpacked(const std::string& zip)
{
    std::map<std::string, std::string> entries;
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(zip.data(), zip.size(), 0, &error);
    zip_t* opened = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    EXPECT_NE(opened, nullptr) << zip_error_strerror(&error);
    if (opened == nullptr) return entries;
    for (zip_int64_t i = 0; i < zip_get_num_entries(opened, 0); ++i) {
        zip_stat_t stat;
        zip_stat_index(opened, static_cast<zip_uint64_t>(i), 0, &stat);
        std::string bytes(stat.size, '\0');
        zip_file_t* file = zip_fopen_index(opened, static_cast<zip_uint64_t>(i), 0);
        EXPECT_EQ(zip_fread(file, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size())) << stat.name;
        char more = 0;
        EXPECT_EQ(zip_fread(file, &more, 1), 0) << stat.name;  // the checksum
        EXPECT_EQ(zip_fclose(file), 0) << stat.name;
        EXPECT_TRUE(entries.emplace(stat.name, bytes).second) << stat.name << " twice";
    }
    zip_discard(opened);
    return entries;
}

std::string repacked(const std::map<std::string, std::string>& entries)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto& [name, bytes] : entries)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    EXPECT_EQ(zip_close(zip), 0);
    zip_source_open(target);
    std::string made;
    char piece[4096];
    for (zip_int64_t got; (got = zip_source_read(target, piece, sizeof piece)) > 0;)
        made.append(piece, static_cast<std::size_t>(got));
    zip_source_close(target);
    zip_source_free(target);
    return made;
}

}  // namespace chamber::sheets::test
