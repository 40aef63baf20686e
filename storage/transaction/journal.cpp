#include "storage/transaction/journal.hpp"

#include "protocol/limits.hpp"
#include "storage/files/hash.hpp"

#include <algorithm>
#include <cstdio>
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
        if (byte >= 0x20)
            line += c;
        else
            line += std::string("\\u00") + digits[byte >> 4] + digits[byte & 15];
    }
    line += '"';
}

std::string hash_text(const std::string& bytes)
{
    return encode_hex(bytes);
}

const char* door_name(std::optional<Door> door)
{
    if (!door) return "machine";
    switch (*door) {
    case Door::local: return "local";
    case Door::loopback: return "loopback";
    case Door::tls: return "tls";
    }
    return "machine";
}

// RFC 3339 with six digits behind the second.
std::string format_us(std::int64_t at_us)
{
    char fraction[16];
    std::snprintf(fraction, sizeof fraction, ".%06dZ", static_cast<int>(at_us % 1'000'000));
    std::string text = format_utc(UtcMs{at_us / 1'000});
    text.pop_back();
    return text + fraction;
}

std::string field_of(const std::string& line, const std::string& name)
{
    const std::string begin = "\"" + name + "\":\"";
    const std::size_t at = line.find(begin);
    if (at == std::string::npos) return {};
    const std::size_t from = at + begin.size();
    return line.substr(from, line.find('"', from) - from);
}

// Entries of earlier versions have whole seconds.
std::int64_t at_us_of(const std::string& line)
{
    const std::string at = field_of(line, "at");
    std::int64_t us = parse_utc(at.substr(0, 19) + "Z").value * 1'000;
    if (at.size() == 27 && at[19] == '.') us += std::stoll("0" + at.substr(20, 6));
    return us;
}

bool is_precise(const std::string& line)
{
    return field_of(line, "at").size() == 27;
}

// What the council's seal stands under.
std::string checkpoint_text(std::int64_t n, const std::string& hash)
{
    return "chamber journal checkpoint\n" + std::to_string(n) + "\n" + hash + "\n";
}

std::string source_hash(const std::string& salt, const std::string& address)
{
    return sha256_of(salt + address).hex().substr(0, 32);
}

Error broken_at(std::int64_t n, const std::string& what)
{
    return fail(ErrorCode::journal_broken, what + " " + std::to_string(n), "journal/" + std::to_string(n));
}

}  // namespace

Journal::Journal(Database& database, Entropy& entropy) : Journal(database)
{
    entropy_ = &entropy;
}

Journal::Journal(Database& database) : database_(database)
{
    last_.hash = no_hash;
    Statement row = database_.query("SELECT n, hash, line FROM journal ORDER BY n DESC LIMIT 1");
    if (row.step()) last_ = Mark{row.integer(0), hash_text(row.bytes(1)), at_us_of(row.text(2)), 0};
    opened_at_ = last_.n;
    has_checkpoints_ = database_.integer("SELECT 1 FROM sqlite_schema WHERE name = 'journal_checkpoint'").has_value();
    if (has_checkpoints_) last_.signed_n = database_.integer("SELECT max(n) FROM journal_checkpoint").value_or(0);
}

// The address itself stands beside the chain with its salt: it can be checked against the line, and forgotten without
// breaking it.
std::optional<std::string> Journal::keep_source(std::int64_t n)
{
    if (origin_.address.empty()) return std::nullopt;
    MUST(entropy_ != nullptr);
    const std::string salt = encode_hex(entropy_->draw(16));
    database_.run("INSERT INTO journal_source (n, address, salt) VALUES (?1, ?2, ?3)", n, origin_.address, salt);
    return source_hash(salt, origin_.address);
}

void Journal::append(const JournalEntry& entry, UtcMs now)
{
    const std::int64_t n = last_.n + 1;
    const std::int64_t at_us = std::max(now.value * 1'000, last_.at_us + 1);
    std::string line = "{";
    append_field(line, "n", std::to_string(n));
    append_field(line, "at", format_us(at_us));
    // The clock was set back: what it says now is told beside.
    if (at_us / 1'000 - now.value >= 1'000) append_field(line, "clock", format_utc(now));
    append_field(line, "verb", entry.verb);
    if (!entry.person.empty()) append_field(line, "person", entry.person.value);
    if (!entry.device.empty()) append_field(line, "device", entry.device.value);
    // Somebody's deed never came from the machine itself: where that was not told, nothing is said.
    if (origin_.door || entry.person.empty()) append_field(line, "door", door_name(origin_.door));
    if (const auto source = keep_source(n)) append_field(line, "source", *source);
    if (!entry.target.empty()) append_field(line, "target", entry.target);
    if (entry.refused) append_field(line, "refused", *entry.refused);
    if (entry.reason) append_field(line, "reason", *entry.reason);
    std::optional<std::string> session;
    if (entry.session) {
        session = entry.session->value;
        append_field(line, "session", *session);
        append_field(line, "session_prev_hash", last_of(*session));
    }
    append_field(line, "prev_hash", last_.hash);
    line += '}';
    const Sha256 hash = sha256_of(line);
    const std::string_view bytes(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size());
    database_.run("INSERT INTO journal (n, session, line, hash) VALUES (?1, ?2, ?3, ?4)", n, session, line,
                  Bytes{bytes});
    last_ = Mark{n, hash.hex(), at_us, last_.signed_n};
    if (session) last_of_[*session] = last_.hash;
    if (last_.n - last_.signed_n >= limits::journal_checkpoint_entries) sign_checkpoint();
}

const std::string& Journal::last_of(const std::string& session)
{
    const auto known = last_of_.find(session);
    if (known != last_of_.end()) return known->second;
    Statement row = database_.query("SELECT hash FROM journal WHERE session = ?1 ORDER BY n DESC LIMIT 1", session);
    return last_of_.emplace(session, row.step() ? hash_text(row.bytes(0)) : no_hash).first->second;
}

void Journal::restore(Mark mark)
{
    if (mark.n != last_.n) last_of_.clear();  // of entries that are undone
    last_ = std::move(mark);
}

// What cannot be signed now is tried again with the next entry: nobody's command waits for a key.
void Journal::sign_checkpoint()
{
    if (!seal_.sign) return;
    const std::string signature = seal_.sign(checkpoint_text(last_.n, last_.hash));
    if (signature.empty()) return;
    database_.run("INSERT INTO journal_checkpoint (n, hash, signature) VALUES (?1, ?2, ?3)", last_.n, last_.hash,
                  Bytes{signature});
    last_.signed_n = last_.n;
}

std::optional<std::string> Journal::hash_of(std::int64_t n)
{
    Statement row = database_.query("SELECT hash FROM journal WHERE n = ?1", n);
    if (!row.step()) return std::nullopt;
    return hash_text(row.bytes(0));
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
    if (auto chain = walk(); !chain) return chain;
    return check_signed();
}

Result<void> Journal::walk()
{
    std::int64_t n = 0;
    std::int64_t at_us = 0;
    std::string before = no_hash;
    std::map<std::string, std::string> before_in_session;
    Statement rows =
        has_checkpoints_
            ? database_.query(
                  "SELECT journal.n, session, line, hash, address, salt FROM journal LEFT JOIN journal_source USING (n) ORDER BY journal.n")
            : database_.query("SELECT n, session, line, hash, NULL, NULL FROM journal ORDER BY n");
    while (rows.step()) {
        const std::string line = rows.text(2);
        const std::string hash = hash_text(rows.bytes(3));
        bool fits = rows.integer(0) == n + 1 && sha256_of(line).hex() == hash &&
                    line.ends_with("\"prev_hash\":\"" + before + "\"}");
        if (const auto session = rows.optional_text(1)) {
            std::string& in_session = before_in_session.try_emplace(*session, no_hash).first->second;
            fits = fits && line.find("\"session\":\"" + *session + "\",\"session_prev_hash\":\"" + in_session + "\"") !=
                               std::string::npos;
            in_session = hash;
        }
        if (const auto address = rows.optional_text(4))
            fits = fits && field_of(line, "source") == source_hash(rows.text(5), *address);
        if (!fits) return broken_at(n + 1, "the journal's chain is broken at entry");
        if (is_precise(line) && at_us_of(line) <= at_us)
            return broken_at(n + 1, "the journal's time goes back at entry");
        at_us = at_us_of(line);
        before = hash;
        ++n;
    }
    if (n != last_.n || before != last_.hash) return broken_at(last_.n, "the journal lost its end behind entry");
    return {};
}

Result<void> Journal::check_signed()
{
    if (!has_checkpoints_) return {};
    Statement rows = database_.query("SELECT n, hash, signature FROM journal_checkpoint ORDER BY n");
    while (rows.step()) {
        const std::int64_t n = rows.integer(0);
        const std::string hash = rows.text(1);
        if (hash_of(n) != hash) return broken_at(n, "the signed checkpoint does not fit entry");
        if (seal_.check && !seal_.check(rows.bytes(2), checkpoint_text(n, hash)))
            return broken_at(n, "the checkpoint is not signed by this council at entry");
    }
    return {};
}

}  // namespace chamber::storage
