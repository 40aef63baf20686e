#include "storage/guests.hpp"

namespace chamber::storage {

Result<Act> put_guest(Work&, const Viewer& viewer, const PutGuest&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

Result<Act> remove_guest(Work&, const Viewer& viewer, const RemoveGuest&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

}  // namespace chamber::storage
