// Wraps unicode61 (remove_diacritics 0), which splits and lowers; each of its words then becomes up to three tokens in
// one place: folded, exact, and exact without its tone ("đai" finds "đại" while it is being typed).
#include "storage/database/vietnamese.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"
#include "storage/database/database.hpp"

#include <new>
#include <sqlite3.h>
#include <unordered_map>

namespace chamber::storage {

namespace {

// A Vietnamese letter taken apart: `quality` is â, ê, ơ …, or the plain letter; `tone` is '1' … '5', 0 without.
struct Letter {
    char plain;
    char32_t quality;
    char tone;
};

std::unordered_map<char32_t, Letter> make_letters()
{
    // As they have stood in the index from the first: huyền, sắc, hỏi, ngã, nặng.
    constexpr char tones[] = {0, '1', '2', '4', '3', '5'};
    std::unordered_map<char32_t, Letter> letters;
    for (char32_t c = U'A'; c <= U'ỹ'; ++c) {
        if (!vietnamese::takes_marks(c)) continue;
        const char32_t small = vietnamese::lower(c);
        letters.emplace(c, Letter{static_cast<char>(vietnamese::base_letter(small)), vietnamese::without_tone(small),
                                  tones[vietnamese::tone_of(small)]});
    }
    return letters;
}

// Combining marks as they stand in NFD: 0 when it is no tone.
char combining_tone(char32_t mark)
{
    switch (mark) {
    case 0x300: return '1';
    case 0x301: return '2';
    case 0x309: return '3';
    case 0x303: return '4';
    case 0x323: return '5';
    default: return 0;
    }
}

// The letter that `letter` becomes under a combining circumflex, breve or horn; 0 when `mark` is none of them.
char32_t combined(char32_t letter, char32_t mark)
{
    if (mark == 0x302) return letter == U'a' ? U'â' : letter == U'e' ? U'ê' : letter == U'o' ? U'ô' : letter;
    if (mark == 0x306) return letter == U'a' ? U'ă' : letter;
    if (mark == 0x31b) return letter == U'o' ? U'ơ' : letter == U'u' ? U'ư' : letter;
    return 0;
}

struct Module {
    fts5_tokenizer splitter{};
    void* context = nullptr;
};

struct Tokenizer {
    Module* module;
    Fts5Tokenizer* instance;
};

using OnToken = int (*)(void*, int, const char*, int, int, int);

struct Emission {
    void* receiver;
    OnToken on_token;
    int flags;
};

// Called by unicode61 for each of its words; [start, end) is the word's place in the text.
int emit(void* context, int token_flags, const char* word, int bytes, int start, int end)
{
    const auto& to = *static_cast<Emission*>(context);
    WordKeys keys;
    try {
        keys = word_keys({word, static_cast<std::size_t>(bytes)});
    } catch (const std::bad_alloc&) {
        return SQLITE_NOMEM;
    }
    if (keys.folded.empty()) return SQLITE_OK;
    const auto send = [&](int flags, std::string_view key) {
        return to.on_token(to.receiver, token_flags | flags, key.data(), static_cast<int>(key.size()), start, end);
    };
    const bool marked = keys.folded != keys.exact;
    const std::string_view exact = keys.exact;
    const std::string_view toneless = exact.substr(0, exact.size() - (keys.tone != 0 ? 1 : 0));
    if ((to.flags & FTS5_TOKENIZE_QUERY) != 0) return send(0, marked ? keys.exact : keys.folded);
    int result = send(0, keys.folded);
    if (result == SQLITE_OK && marked) result = send(FTS5_TOKEN_COLOCATED, exact);
    if (result == SQLITE_OK && marked && toneless != exact && toneless != keys.folded)
        result = send(FTS5_TOKEN_COLOCATED, toneless);
    return result;
}

int create_tokenizer(void* context, const char**, int, Fts5Tokenizer** out)
{
    auto* module = static_cast<Module*>(context);
    auto* tokenizer = new (std::nothrow) Tokenizer{module, nullptr};
    if (tokenizer == nullptr) return SQLITE_NOMEM;
    const char* options[] = {"remove_diacritics", "0"};
    const int result = module->splitter.xCreate(module->context, options, 2, &tokenizer->instance);
    if (result != SQLITE_OK)
        delete tokenizer;
    else
        *out = reinterpret_cast<Fts5Tokenizer*>(tokenizer);
    return result;
}

void delete_tokenizer(Fts5Tokenizer* instance)
{
    auto* tokenizer = reinterpret_cast<Tokenizer*>(instance);
    tokenizer->module->splitter.xDelete(tokenizer->instance);
    delete tokenizer;
}

int tokenize(Fts5Tokenizer* instance, void* receiver, int flags, const char* text, int bytes, OnToken on_token)
{
    auto* tokenizer = reinterpret_cast<Tokenizer*>(instance);
    Emission emission{receiver, on_token, flags};
    return tokenizer->module->splitter.xTokenize(tokenizer->instance, &emission, flags, text, bytes, emit);
}

}  // namespace

WordKeys word_keys(std::string_view word)
{
    static const std::unordered_map<char32_t, Letter> letters = make_letters();
    WordKeys keys;
    std::u32string exact;
    char& tone = keys.tone;
    while (!word.empty()) {
        char32_t point = 0;
        if (!take_code_point(word, point)) continue;
        if (const auto found = letters.find(point); found != letters.end()) {
            keys.folded += found->second.plain;
            exact += found->second.quality;
            if (found->second.tone != 0) tone = found->second.tone;
        } else if (combining_tone(point) != 0) {
            tone = combining_tone(point);
        } else if (!exact.empty() && combined(exact.back(), point) != 0) {
            exact.back() = combined(exact.back(), point);
        } else {
            append_code_point(keys.folded, point);
            exact += point;
        }
    }
    for (const char32_t point : exact) append_code_point(keys.exact, point);
    if (tone != 0) keys.exact += tone;
    return keys;
}

void register_vietnamese_tokenizer(Database& database)
{
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    if (api == nullptr || api->iVersion < 2)
        throw StorageFailure(fail(ErrorCode::database_failed, "SQLite without FTS5"));
    auto* module = new Module;
    fts5_tokenizer ours{create_tokenizer, delete_tokenizer, tokenize};
    const bool found = api->xFindTokenizer(api, "unicode61", &module->context, &module->splitter) == SQLITE_OK;
    if (!found) {
        delete module;
        throw StorageFailure(fail(ErrorCode::database_failed, "no unicode61 tokenizer"));
    }
    const auto destroy = [](void* gone) { delete static_cast<Module*>(gone); };
    if (api->xCreateTokenizer(api, "vietnamese", module, &ours, destroy) != SQLITE_OK)
        throw StorageFailure(fail(ErrorCode::database_failed, "the tokenizer cannot be registered"));
}

}  // namespace chamber::storage
