#include "storage/agenda.hpp"

namespace chamber::storage {

Result<Act> put_agenda_item(Work&, const Viewer& viewer, const PutAgendaItem&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

Result<Act> remove_agenda_item(Work&, const Viewer& viewer, const RemoveAgendaItem&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

}  // namespace chamber::storage
