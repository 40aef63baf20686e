#include "storage/renaming.hpp"

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include <optional>
#include <type_traits>
#include <vector>

namespace chamber::storage {

namespace {

struct Renaming {
    const std::string& prefix;
    std::string too_long;

    void name(std::string& value)
    {
        if (value.empty()) return;
        value.insert(0, prefix);
        if (!is_id(value)) too_long = value;
    }

    // "PH1/DB01": each id of it.
    void path(std::string& value, std::size_t from = 0)
    {
        for (std::size_t at = from; at < value.size();) {
            const std::size_t end = std::min(value.find('/', at), value.size());
            std::string one = value.substr(at, end - at);
            name(one);
            value.replace(at, end - at, one);
            at += one.size() + 1;
        }
    }

    template <class Noun>
    void walk(Id<Noun>& id)
    {
        name(id.value);
    }
    template <class T>
    void walk(std::optional<T>& value)
    {
        if (value) walk(*value);
    }
    template <class T>
    void walk(std::vector<T>& values)
    {
        if constexpr (!std::is_arithmetic_v<T>)
            for (T& each : values) walk(each);
    }
    template <class T>
    void walk(T& value)
    {
        if constexpr (boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>)
            boost::mp11::mp_for_each<
                boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
                [&](auto member) { walk(value.*member.pointer); });
    }
};

}  // namespace

Result<void> rename_all(SessionFile& file, const std::string& prefix)
{
    Renaming renaming{prefix, {}};
    renaming.walk(file.session);
    renaming.walk(file.sittings);
    renaming.walk(file.agenda);
    for (AgendaItem& item : file.agenda)
        if (item.presenter) renaming.name(*item.presenter);  // a person or a group, as text
    renaming.walk(file.people);
    renaming.walk(file.groups);
    renaming.walk(file.documents);
    for (WithdrawnDocument& one : file.withdrawn) {
        renaming.walk(one.document);
        renaming.walk(one.word);
    }
    for (Report& report : file.reports) {
        renaming.walk(report.document);
        renaming.name(report.id);
    }
    for (EarlierReport& earlier : file.earlier_reports) renaming.walk(earlier.document);
    for (Attendance& attendance : file.attendance) {
        renaming.walk(attendance);
        attendance.id = attendance.sitting.value + "/" + attendance.person.value;
    }
    for (AbsenceReason& reason : file.absence_reasons) renaming.path(reason.id);
    for (AttendanceHistory& history : file.attendance_history) {
        renaming.walk(history.entries);
        renaming.path(history.id);
    }
    for (Amendments& amendments : file.amendments) {
        renaming.walk(amendments.entries);
        renaming.path(amendments.id, amendments.id.find('/') + 1);  // behind the type
    }
    renaming.walk(file.public_annotations);
    if (!renaming.too_long.empty()) return fail(ErrorCode::wrong_type, "an id is too long here", renaming.too_long);
    return {};
}

}  // namespace chamber::storage
