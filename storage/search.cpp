#include "storage/search.hpp"

#include "protocol/limits.hpp"

namespace chamber::storage {

void index_pages(Database& database, const DocumentId& document, std::int32_t revision,
                 const std::vector<std::string>& page_text)
{
    for (std::size_t index = 0; index < page_text.size(); ++index) {
        if (page_text[index].empty()) continue;
        const std::string_view text = std::string_view(page_text[index]).substr(0, limits::page_text_bytes_max);
        database.run("INSERT INTO page (document, revision, page_index, text) VALUES (?1, ?2, ?3, ?4)", document.value,
                     revision, static_cast<std::int64_t>(index), text);
        database.run("INSERT INTO page_search (rowid, text) SELECT id, text FROM page WHERE id = last_insert_rowid()");
    }
}

void forget_pages_before(Database& database, const DocumentId& document, std::int32_t revision)
{
    database.run(
        "INSERT INTO page_search (page_search, rowid, text) SELECT 'delete', id, text FROM page WHERE document = ?1 AND revision < ?2",
        document.value, revision);
    database.run("DELETE FROM page WHERE document = ?1 AND revision < ?2", document.value, revision);
}

void forget_pages_from(Database& database, const DocumentId& document, std::int32_t revision)
{
    database.run(
        "INSERT INTO page_search (page_search, rowid, text) SELECT 'delete', id, text FROM page WHERE document = ?1 AND revision >= ?2",
        document.value, revision);
    database.run("DELETE FROM page WHERE document = ?1 AND revision >= ?2", document.value, revision);
}

}  // namespace chamber::storage
