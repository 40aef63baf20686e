#include "storage/editing.hpp"

#include "protocol/office_remark.hpp"
#include "storage/amendments.hpp"
#include "storage/documents.hpp"
#include "storage/numbers.hpp"
#include "storage/publishing.hpp"
#include "storage/reading_order.hpp"
#include "storage/sessions.hpp"

#include <boost/mp11/algorithm.hpp>

#include <string_view>
#include <type_traits>

namespace chamber::storage {

namespace {

constexpr std::string_view confirmed_field = "confirmed";

// A field's value as it stands in a history.
template <class Value>
std::string word_of(const Value& value)
{
    if constexpr (std::is_same_v<Value, std::string>)
        return value;
    else if constexpr (std::is_same_v<Value, bool>)
        return value ? "true" : "false";
    else if constexpr (std::is_enum_v<Value>)
        return name_of(value);
    else if constexpr (std::is_integral_v<Value>)
        return std::to_string(value);
    else
        return value.value;  // an id
}

void note_amendments(UnitOfWork& work, const Viewer& viewer, const DocumentId& id, const DocumentFields& before,
                     const DocumentFields& after)
{
    boost::mp11::mp_for_each<boost::describe::describe_members<DocumentFields, boost::describe::mod_public>>(
        [&](auto member) {
            add_amendment(work, Document::type, id.value,
                          Amendment{{},
                                    viewer.person,
                                    member.name,
                                    word_of(before.*member.pointer),
                                    word_of(after.*member.pointer),
                                    {}});
        });
}

std::string confirmed_word(Database& database, const DocumentId& id)
{
    std::string word = word_of(false);
    for (const Amendment& each : amendments_of(database, Document::type, id.value))
        if (each.field == confirmed_field) word = each.after;
    return word;
}

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

// True when the field `name` was not looked at (`seen` is empty) or still says that.
template <class Value>
bool still_says(const DocumentFields& now, std::string_view name, const std::optional<Value>& seen)
{
    bool still = !seen.has_value();
    boost::mp11::mp_for_each<Members<DocumentFields>>([&](auto member) {
        using Known = std::remove_cvref_t<decltype(now.*member.pointer)>;
        if constexpr (std::is_same_v<Known, Value>)
            if (name == member.name) still = still || now.*member.pointer == *seen;
    });
    return still;
}

// Whatever the clerk looked at must still say that, the fields that the edit leaves alone as well: a place of an item
// means nothing once the paper is another item's.
Result<void> check_former(UnitOfWork& work, const DraftDocument& document, const FormerDocument& former)
{
    DocumentFields now = document;
    if (former.position) now.position = place_of(work.database, document);  // on the wire a place has no gaps
    std::string turned;
    boost::mp11::mp_for_each<Members<FormerDocument>>([&](auto member) {
        if (turned.empty() && !still_says(now, member.name, former.*member.pointer)) turned = member.name;
    });
    if (turned.empty()) return {};
    return fail(ErrorCode::changed_meanwhile, document.id.value, "/" + turned);
}

Result<void> check_edit(UnitOfWork& work, const DocumentRow& row, const EditDocument& command)
{
    if (auto session = open_session(work.database, row.document.session); !session) return session.error();
    if (command.former)
        if (auto same = check_former(work, row.document, *command.former); !same) return same.error();
    if (command.audience && *command.audience != row.document.audience && row.state == DocumentState::published)
        return fail(ErrorCode::already_published, "the audience of a published document is fixed", "/audience");
    if (command.position && *command.position < 1)
        return fail(ErrorCode::out_of_range, std::to_string(*command.position), "/position");
    if (!command.agenda_item) return {};
    const auto item = find_item(work.database, *command.agenda_item);
    if (!item || item->session != row.document.session)
        return fail(ErrorCode::item_unknown, command.agenda_item->value, "/agenda_item");
    return {};
}

template <class Value>
void take(Value& field, const std::optional<Value>& corrected)
{
    if (corrected) field = *corrected;
}

// Whatever is moved to a closed sitting is for delegates, unless the clerk says otherwise or guests have it already.
void move_to_item(UnitOfWork& work, DocumentRow& row, const EditDocument& command)
{
    DraftDocument& document = row.document;
    if (!command.agenda_item || *command.agenda_item == document.agenda_item) return;
    leave_item(work, document.agenda_item, document.id);
    document.agenda_item = *command.agenda_item;
    document.position = position_for(work.database, document.agenda_item, std::nullopt);
    if (row.state == DocumentState::draft && !command.audience &&
        usual_audience(work.database, document.agenda_item) == Audience::delegates_only)
        document.audience = Audience::delegates_only;
}

// Whoever corrects the number or the type has seen what the replacement says; whether the new number is another paper's
// is looked up again.
void take_back_remarks(DraftDocument& document, const DocumentFields& before)
{
    if (before.full_number == document.full_number && before.type_name == document.type_name) return;
    for (Revision& revision : document.revisions) {
        if (revision.published_at) continue;
        take_out(revision.remarks, OfficeRemark::other_document);
        take_out(revision.remarks, OfficeRemark::same_number);
    }
}

}  // namespace

Result<CommandEffect> edit_document(UnitOfWork& work, const Viewer& viewer, const EditDocument& command)
{
    auto row = find_document(work.database, command.document);
    if (!row || row->state == DocumentState::withdrawn)
        return fail(ErrorCode::document_unknown, command.document.value, "/document");
    if (auto allowed = check_edit(work, *row, command); !allowed) return allowed.error();
    DraftDocument& document = row->document;
    const DocumentFields before = document;
    move_to_item(work, *row, command);
    take(document.title, command.title);
    take(document.full_number, command.full_number);
    take(document.issued_on, command.issued_on);
    take(document.audience, command.audience);
    take(document.type_code, command.type_code);
    take(document.type_name, command.type_name);
    take(document.issuer, command.issuer);
    take(document.place, command.place);
    take(document.urgency, command.urgency);
    take(document.draft, command.draft);
    take(document.scan, command.scan);
    take(document.signer, command.signer);
    take(document.term, command.term);
    take(document.session_number, command.session_number);
    take(document.normative, command.normative);
    take_back_remarks(document, before);
    put_document_row(work.database, *row);
    if (command.position) move_to_place(work, *row, *command.position);
    if (row->state == DocumentState::published && before.agenda_item != document.agenda_item)
        enter_items(work, document);
    announce_document(work, *row);
    note_amendments(work, viewer, document.id, before, document);
    if (command.confirmed)
        add_amendment(work, Document::type, document.id.value,
                      Amendment{{},
                                viewer.person,
                                std::string(confirmed_field),
                                confirmed_word(work.database, document.id),
                                word_of(*command.confirmed),
                                {}});
    remark_numbers(work, document.session, {before.full_number, document.full_number});
    return CommandEffect{document.id.value, document.session};
}

}  // namespace chamber::storage
