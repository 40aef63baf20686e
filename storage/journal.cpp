#include "storage/journal.hpp"

#include "storage/hash.hpp"

#include <map>

namespace chamber::storage {

namespace {

const std::string no_hash(64, '0');

void append_field(std::string& line, std::string_view name, std::string_view value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    line += line.size() > 1 ? ",\"" : "\"";
    line += name;
    line += "\":\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') line += '\\';
        if (byte >= 0x20) line += c;
        else line += std::string("\\u00") + digits[byte >> 4] + digits[byte & 15];
    }
    line += '"';
}

std::string hash_text(const std::string& bytes)
{
    return encode_hex(bytes);
}

}  // namespace

Journal::Journal(Database& database) : database_(database)
{
    last_.hash = no_hash;
    Statement row = database_.query("SELECT n, hash FROM journal ORDER BY n DESC LIMIT 1");
    if (row.step()) last_ = Mark{row.integer(0), hash_text(row.bytes(1))};
}

void Journal::append(const JournalEntry& entry, UtcMs now)
{
    std::string line = "{";
    append_field(line, "n", std::to_string(last_.n + 1));
    append_field(line, "at", format_utc(now));
    append_field(line, "verb", entry.verb);
    if (!entry.person.empty()) append_field(line, "person", entry.person.value);
    if (!entry.device.empty()) append_field(line, "device", entry.device.value);
    if (!entry.target.empty()) append_field(line, "target", entry.target);
    if (entry.refused) append_field(line, "refused", *entry.refused);
    if (entry.reason) append_field(line, "reason", *entry.reason);
    std::optional<std::string> session;
    if (entry.session) {
        session = entry.session->value;
        Statement before = database_.query("SELECT hash FROM journal WHERE session = ?1 ORDER BY n DESC LIMIT 1", *session);
        append_field(line, "session", *session);
        append_field(line, "session_prev_hash", before.step() ? hash_text(before.bytes(0)) : no_hash);
    }
    append_field(line, "prev_hash", last_.hash);
    line += '}';
    const Sha256 hash = sha256_of(line);
    const std::string_view bytes(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size());
    database_.run("INSERT INTO journal (n, session, line, hash) VALUES (?1, ?2, ?3, ?4)", last_.n + 1, session, line, Bytes{bytes});
    last_ = Mark{last_.n + 1, hash.hex()};
}

std::vector<std::string> Journal::lines_of(const SessionId& session)
{
    std::vector<std::string> lines;
    Statement rows = database_.query("SELECT line FROM journal WHERE session = ?1 ORDER BY n", session.value);
    while (rows.step()) lines.push_back(rows.text(0));
    return lines;
}

Result<void> Journal::check()
{
    std::int64_t n = 0;
    std::string before = no_hash;
    std::map<std::string, std::string> before_in_session;
    Statement rows = database_.query("SELECT n, session, line, hash FROM journal ORDER BY n");
    while (rows.step()) {
        const std::string line = rows.text(2);
        const std::string hash = hash_text(rows.bytes(3));
        bool fits = rows.integer(0) == n + 1 && sha256_of(line).hex() == hash && line.ends_with("\"prev_hash\":\"" + before + "\"}");
        if (const auto session = rows.optional_text(1)) {
            std::string& in_session = before_in_session.try_emplace(*session, no_hash).first->second;
            fits = fits && line.find("\"session\":\"" + *session + "\",\"session_prev_hash\":\"" + in_session + "\"") != std::string::npos;
            in_session = hash;
        }
        if (!fits) return fail(ErrorCode::journal_broken, "the journal's chain is broken at entry " + std::to_string(n + 1), "journal/" + std::to_string(n + 1));
        before = hash;
        ++n;
    }
    if (n != last_.n || before != last_.hash) return fail(ErrorCode::journal_broken, "the journal lost its end", "journal/" + std::to_string(last_.n));
    return {};
}

}  // namespace chamber::storage
