// Writes the TypeScript twin of the wire: one interface per described struct, one union per variant, the limits, the
// error codes, the labels of states, the rules of a session and the legal profiles. Runs at build time, and ends the
// build when a legal profile is wrong: chamber-typescript FILE.
#include "protocol/build_id.hpp"
#include "protocol/error.hpp"
#include "protocol/json_shape.hpp"
#include "protocol/labels.hpp"
#include "protocol/legal_profile_file.hpp"
#include "protocol/limits.hpp"
#include "protocol/message.hpp"
#include "protocol/sealing.hpp"
#include "protocol/sentence.hpp"

#include <cstdio>
#include <fstream>
#include <map>

namespace {

using namespace chamber;
using namespace chamber::json_shape;

// Declarations by name: each is written once, in alphabetical order, so that the file is the same for the same structs.
using Declarations = std::map<std::string, std::string>;

template <class T>
std::string type_name()
{
    std::string_view text = __PRETTY_FUNCTION__;  // "… [with T = chamber::Hello; …"
    text.remove_prefix(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    if (const auto colon = text.rfind("::"); colon != std::string_view::npos) text.remove_prefix(colon + 2);
    return std::string(text);
}

template <class T>
struct TypeScript;

template <class T>
std::string typescript(Declarations& declared)
{
    return TypeScript<T>::write(declared);
}

template <>
struct TypeScript<bool> {
    static std::string write(Declarations&) { return "boolean"; }
};
template <>
struct TypeScript<double> {
    static std::string write(Declarations&) { return "number"; }
};
template <>
struct TypeScript<std::string> {
    static std::string write(Declarations&) { return "string"; }
};
template <class Noun>
struct TypeScript<Id<Noun>> {
    static std::string write(Declarations&) { return "string"; }
};
template <std::integral T>
requires(!std::same_as<T, bool>) struct TypeScript<T> {
    static std::string write(Declarations&) { return "number"; }
};
template <DescribedEnum T>
struct TypeScript<T> {
    static std::string write(Declarations& declared)
    {
        std::string union_text;
        mp11::mp_for_each<describe::describe_enumerators<T>>([&](auto enumerator) {
            union_text += (union_text.empty() ? "\"" : " | \"") + std::string(enumerator.name) + "\"";
        });
        declared[type_name<T>()] = "export type " + type_name<T>() + " = " + union_text + ";\n";
        return type_name<T>();
    }
};
template <class T>
struct TypeScript<std::optional<T>> {
    static std::string write(Declarations& declared) { return typescript<T>(declared) + " | null"; }
};
template <class T>
struct TypeScript<std::vector<T>> {
    static std::string write(Declarations& declared) { return "readonly " + typescript<T>(declared) + "[]"; }
};
template <Described T>
struct TypeScript<T> {
    static std::string write(Declarations& declared)
    {
        std::string text = "export interface " + type_name<T>() + " {\n";
        if constexpr (Tagged<T>) text += "  readonly type: \"" + std::string(T::type) + "\";\n";
        mp11::mp_for_each<Members<T>>([&](auto member) {
            using M = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            text += std::string("  readonly ") + member.name + (is_optional<M> ? "?: " : ": ") +
                    typescript<M>(declared) + ";\n";
        });
        declared[type_name<T>()] = text + "}\n";
        return type_name<T>();
    }
};
template <class... T>
struct TypeScript<std::variant<T...>> {
    static std::string write(Declarations& declared)
    {
        std::string text;
        ((text += (text.empty() ? "" : " | ") + typescript<T>(declared)), ...);
        return text;
    }
};

template <class Variant>
std::string declare_union(const char* name, Declarations& declared)
{
    return std::string("export type ") + name + " = " + typescript<Variant>(declared) + ";\n";
}

std::string limits_text()
{
    std::string text = "export const limits = {\n";
    const auto add = [&](const char* name, std::int64_t value) {
        text += std::string("  ") + name + ": " + std::to_string(value) + ",\n";
    };
    add("protocolVersion", limits::protocol_version);
    add("documentBytesMax", limits::document_bytes_max);
    add("chunkBytes", limits::chunk_bytes);
    add("bulkWindowBytes", limits::bulk_window_bytes);
    add("transfersPerConnectionMax", limits::transfers_per_connection_max);
    add("commandsPerMessageMax", limits::commands_per_message_max);
    add("textFrameBytesMax", limits::text_frame_bytes_max);
    add("pointsPerStrokeMax", limits::points_per_stroke_max);
    add("strokesPerAnnotationMax", limits::strokes_per_annotation_max);
    add("noteBytesMax", limits::note_bytes_max);
    add("pingEveryMs", limits::ping_every_ms);
    add("idleMs", limits::idle_ms);
    add("pinDigits", limits::pin_digits);
    add("passwordCharsMin", limits::password_chars_min);
    add("secretBytesMax", limits::secret_bytes_max);
    add("secretsPerDrawMax", limits::secrets_per_draw_max);
    add("trustMaterialBytesMax", limits::trust_material_bytes_max);
    add("searchQueryBytesMax", limits::search_query_bytes_max);
    add("searchHitsMax", limits::search_hits_max);
    add("desktopLockMs", limits::desktop_lock_ms);
    add("lockAfterMinMax", limits::lock_after_min_max);
    add("leaseHMax", limits::lease_h_max);
    add("checkInBeforeMin", limits::check_in_before_min);
    add("checkInBeforeMinMax", limits::check_in_before_min_max);
    add("keptCommandsMax", limits::kept_commands_max);
    add("keptCommandsBytesMax", limits::kept_commands_bytes_max);
    add("reasonBytesMax", limits::reason_bytes_max);
    add("nameBytesMax", limits::name_bytes_max);
    add("healthEveryMs", limits::health_every_ms);
    add("healthNewsEveryMs", limits::health_news_every_ms);
    add("notebookPagesMax", limits::notebook_pages_max);
    add("notebookNotesMax", limits::notebook_notes_max);
    add("notebookTextBytesMax", limits::notebook_text_bytes_max);
    add("bookmarksMax", limits::bookmarks_max);
    add("preferenceWordsMax", limits::preference_words_max);
    add("readingsPerMessageMax", limits::readings_per_message_max);
    add("keepOwnEveryMs", limits::keep_own_every_ms);
    add("atPageEveryMs", limits::at_page_every_ms);
    add("helpOpenPerPersonMax", limits::help_open_per_person_max);
    add("seatRowsMax", limits::seat_rows_max);
    add("seatsPerRowMax", limits::seats_per_row_max);
    add("publishAheadMsMax", limits::publish_ahead_ms_max);
    add("minutesPartBytesMax", limits::minutes_part_bytes_max);
    return text + "} as const;\n";
}

// A TypeScript string. Sentences quote what people should type.
std::string in_quotes(std::string_view text)
{
    std::string literal = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') literal += '\\';
        literal += c;
    }
    return literal + "\"";
}

std::string error_text()
{
    std::string codes;
    std::string sentences;
    for (const ErrorRow& row : error_rows()) {
        codes += (codes.empty() ? "\"" : " | \"") + std::string(row.name) + "\"";
        sentences += "  " + std::string(row.name) + ": " +
                     in_quotes(sentence_for(chamber::Reader::clerk, fail(row.code))) + ",\n";
    }
    return "export type ErrorCode = " + codes +
           ";\n// What the office reads, by error code, where the browser itself refuses.\nexport const sentences: Readonly<Record<ErrorCode, string>> = {\n" +
           sentences + "};\n";
}

// Labels<Enum> as a record by the enum's names.
template <class Enum>
std::string labels_text(const char* name)
{
    std::string text =
        std::string("export const ") + name + "Labels: Readonly<Record<" + type_name<Enum>() + ", string>> = {\n";
    mp11::mp_for_each<describe::describe_enumerators<Enum>>([&](auto enumerator) {
        text += std::string("  ") + enumerator.name + ": " + in_quotes(label(enumerator.value)) + ",\n";
    });
    return text + "};\n";
}

std::string rules_text()
{
    std::string steps =
        "// Where a session may go next, in the order in which it is offered.\nexport const nextStates: Readonly<Record<SessionState, readonly SessionState[]>> = {\n";
    std::string sealable;
    mp11::mp_for_each<describe::describe_enumerators<SessionState>>([&](auto enumerator) {
        std::string next;
        for (const SessionState each : next_states(enumerator.value))
            next += (next.empty() ? "" : ", ") + in_quotes(describe::enum_to_string(each, ""));
        steps += std::string("  ") + enumerator.name + ": [" + next + "],\n";
        if (may_be_sealed(enumerator.value)) sealable += (sealable.empty() ? "" : ", ") + in_quotes(enumerator.name);
    });
    return steps + "};\nexport const sealableStates: readonly SessionState[] = [" + sealable + "];\n";
}

// JSON is TypeScript. In the order of their ids, so that the oldest and the newest are found by their days alone.
std::string profiles_text(const std::vector<LegalProfile>& profiles)
{
    std::string text = "// Of protocol/law/*.json.\nexport const legalProfiles: readonly LegalProfile[] = [\n";
    for (const LegalProfile& profile : profiles) text += "  " + encode(profile) + ",\n";
    return text + "];\n";
}

std::string labels_text()
{
    return labels_text<SessionState>("sessionState") + labels_text<Role>("role") + labels_text<Audience>("audience") +
           labels_text<Urgency>("urgency") + labels_text<AttendanceStatus>("attendanceStatus") +
           labels_text<Visibility>("visibility") + labels_text<DeviceState>("deviceState") +
           labels_text<HelpKind>("helpKind") + labels_text<MinutesState>("minutesState") +
           labels_text<MachineCheck>("machineCheck") + labels_text<SheetKind>("sheetKind") +
           labels_text<SeatShape>("seatShape") + labels_text<JobStage>("jobStage") +
           labels_text<RevocationState>("revocationState");
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::fputs("usage: chamber-typescript FILE\n", stderr);
        return 2;
    }
    const auto profiles = read_legal_profiles(shipped_legal_texts());
    if (!profiles) {
        std::fprintf(stderr, "protocol/law/%s: %s [%s]\n", profiles.error().where.c_str(),
                     profiles.error().detail.c_str(), std::string(error_name(profiles.error().code)).c_str());
        return 1;
    }
    Declarations declared;
    typescript<LegalProfile>(declared);
    std::string unions =
        declare_union<Entity>("Entity", declared) + declare_union<CommandBody>("CommandBody", declared) +
        declare_union<FromDevice>("FromDevice", declared) + declare_union<ToDevice>("ToDevice", declared);
    std::ofstream file(arguments[1]);
    file << "// Generated from protocol/*.hpp by chamber-typescript; not for editing.\n";
    file << "export const buildId = " << in_quotes(std::string(build_id())) << ";\n";
    for (const auto& [name, text] : declared) file << text;
    file << unions << limits_text() << error_text() << labels_text() << rules_text() << profiles_text(*profiles);
    file.close();
    return file ? 0 : 1;
}
