// The form that session export writes, "nghi-truong/session/1": the session as it is on the wire. Internal to the
// reader; exported_session() is declared in session_json.hpp.
#pragma once

#include "admin-cli/import/session_json.hpp"

#include <boost/json/value.hpp>

namespace chamber::admin {

bool is_exported(const boost::json::value& value);
// `value` is_exported.
ReadSession read_exported(const boost::json::value& value, const JsonPlaces& places);

}  // namespace chamber::admin
