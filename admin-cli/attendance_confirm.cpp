// attendance confirm: the office's word about those who checked in by themselves, where the council asks for it.
#include "admin-cli/attendance_entry.hpp"
#include "admin-cli/attendance_roll.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/words.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Everybody who waits in the sitting, by seat.
std::vector<Person> waiting_in(const Roll& roll, const SittingId& sitting)
{
    std::vector<Person> people;
    for (const Person& person : roll.people)
        if (roll.attendance_of(sitting, person.id).waiting_since) people.push_back(person);
    return people;
}

// Who is meant, each once. Errors: person_unknown, missing_field (neither named nor --all).
Result<std::vector<Person>> meant(const Invocation& invocation, const Roll& roll, const SittingId& sitting)
{
    const auto typed = invocation.all("PERSON");
    if (invocation.given("--all")) {
        if (!typed.empty()) return fail(ErrorCode::out_of_range, "hoặc tên từng người, hoặc --all", "--all");
        return waiting_in(roll, sitting);
    }
    if (typed.empty()) {
        std::string waiting;
        for (const Person& person : waiting_in(roll, sitting))
            waiting += (waiting.empty() ? "" : ", ") + person.id.value + " " + person.name;
        return fail(ErrorCode::missing_field,
                    waiting.empty() ? "phiên này không có ai chờ xác nhận"
                                    : "ghi mã người hoặc --all; đang chờ: " + waiting,
                    "PERSON");
    }
    std::vector<Person> people;
    for (const std::string& one : typed) {
        auto person = person_of(roll, one);
        if (!person) return person.error();
        if (std::ranges::find(people, person->id, &Person::id) == people.end()) people.push_back(std::move(*person));
    }
    return people;
}

}  // namespace

Result<ExitCode> confirm_waiting(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    const auto roll = read_roll(**office, invocation.one("SESSION"));
    if (!roll) return roll.error();
    const auto sitting = sitting_of(*roll, invocation.maybe("--sitting"));
    if (!sitting) return sitting.error();
    const auto people = meant(invocation, *roll, sitting->id);
    if (!people) return people.error();
    if (people->empty()) {
        if (!invocation.json()) invocation.terminal->note("Không có ai chờ xác nhận ở " + sitting->name + ".");
        return ExitCode::done;
    }
    ConfirmCheckIns command;
    command.sitting = sitting->id;
    command.present = !invocation.given("--not-seen");
    for (const Person& person : *people) command.people.push_back(person.id);
    if (auto ran = (*office)->run(command); !ran) return ran.error();
    const auto now = read_roll(**office, roll->session.id.value);
    if (!now) return now.error();
    for (const Person& person : *people) {
        const auto attendance = now->attendance_of(sitting->id, person.id);
        const auto words = state_words(attendance);
        if (invocation.json())
            invocation.terminal->answer(JsonObject{}
                                            .add("sitting", sitting->id.value)
                                            .add("person", person.id.value)
                                            .add("status", wire_name(attendance.status))
                                            .add("words", words)
                                            .text());
        else
            invocation.terminal->answer(fmt::format("{}, {}: {}{}.", person.name, sitting->name,
                                                    command.present ? "" : "không thấy có mặt, ", words));
    }
    return ExitCode::done;
}

}  // namespace chamber::admin
