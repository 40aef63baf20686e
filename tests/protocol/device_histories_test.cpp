// The golden histories, lived through by protocol's ledger of a device: the same file, steps and facts as
// server/web/tests/sync/histories.test.ts.
#include "protocol/codec.hpp"
#include "protocol/device_ledger.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace chamber {
namespace {

namespace json = boost::json;

const json::object& file()
{
    static const json::object read = [] {
        std::ifstream stream(CHAMBER_GOLDEN "/histories.json");
        std::ostringstream text;
        text << stream.rdbuf();
        return json::parse(text.str()).as_object();
    }();
    return read;
}

json::object from(std::string_view name, const json::object& fields)
{
    json::object filled = file().at("templates").at(name).as_object();
    for (const auto& [key, value] : fields) filled[key] = value;
    return filled;
}

json::object paper_of(const json::object& paper)
{
    json::object revision = from("revision", {{"sha256", paper.at("sha256")}});
    if (const json::value* preview = paper.if_contains("preview"))
        revision["preview"] = {{"sha256", *preview}, {"bytes", 1000}, {"ends", json::array{1000}}};
    return from("paper", {{"id", paper.at("id")}, {"title", paper.at("title")}, {"revisions", json::array{revision}}});
}

// The file's short forms, written out.
json::object change_of(const json::object& step)
{
    json::object change{{"seq", step.at("seq")}, {"scope", step.at("scope")}};
    const auto name = [&](const json::value& type, const json::value& id) {
        change["entity_type"] = type;
        change["id"] = id;
    };
    if (const json::value* note = step.if_contains("note")) {
        name("annotation", note->at("id"));
        change["entity"] = from("note", note->as_object());
    } else if (const json::value* gone = step.if_contains("gone")) {
        name(gone->at(0), gone->at(1));
    } else {
        name("document", step.at("paper").at("id"));
        change["entity"] = paper_of(step.at("paper").as_object());
    }
    return change;
}

template <class Message>
Message told(json::object fields, std::string_view type)
{
    fields["type"] = type;
    if (!fields.contains("journal")) fields["journal"] = {{"n", 0}, {"hash", ""}};
    auto message = decode_to_device(json::serialize(fields));
    if (!message) {
        ADD_FAILURE() << json::serialize(fields) << " " << message.error().where;
        return {};
    }
    return std::get<Message>(std::move(*message));
}

Batch batch_of(const json::object& fields)
{
    json::object batch = from("batch", fields);
    json::array items;
    for (const json::value& item : batch.at("items").as_array()) items.push_back(change_of(item.as_object()));
    batch["items"] = items;
    return told<Batch>(batch, "batch");
}

CommandBody command_of(const json::object& step)
{
    if (const json::value* item = step.if_contains("open"))
        return OpenAgendaItem{SessionId("KH15"), AgendaItemId(std::string(item->as_string()))};
    if (const json::value* id = step.if_contains("delete"))
        return DeleteAnnotation{AnnotationId(std::string(id->as_string()))};
    const json::object put{{"type", "put_annotation"},
                           {"annotation", from("note", step.at("put").as_object())},
                           {"base_seq", step.at("base_seq")}};
    auto body = decode_command_body(json::serialize(put));
    EXPECT_TRUE(body) << json::serialize(put);
    return body ? std::move(*body) : CommandBody{};
}

using Lines = std::map<DeviceLedger::Key, std::string>;

Lines seen(const DeviceLedger& ledger)
{
    Lines lines;
    for (const auto& [key, held] : ledger.view()) {
        const auto* note = std::get_if<Annotation>(&*held->entity);
        lines[key] = note ? note->text : std::get<Document>(*held->entity).title;
    }
    return lines;
}

// The view with the unanswered and not yet shown notes over it, as a screen shows it.
Lines shown(const DeviceLedger& ledger)
{
    Lines lines = seen(ledger);
    for (const DeviceLedger::Row& row : ledger.outbox().rows) {
        if (const auto* put = std::get_if<PutAnnotation>(&row.body))
            lines[{Annotation::type, put->annotation.id.value}] = put->annotation.text;
        if (const auto* command = std::get_if<DeleteAnnotation>(&row.body))
            lines.erase({Annotation::type, command->id.value});
    }
    return lines;
}

json::array text_of(const Lines& lines)
{
    std::set<std::string> sorted;
    for (const auto& [key, words] : lines) sorted.insert(key.first + "/" + key.second + ": " + words);
    return json::array(sorted.begin(), sorted.end());
}

std::string verb_of(const DeviceLedger::Row& row)
{
    return std::visit([](const auto& body) { return std::string(body.type); }, row.body);
}

struct Device {
    DeviceLedger ledger{"i1"};
    std::map<std::string, DeviceLedger::HeldBlob> blobs;
    bool took = true;
    bool numbering_ends = false;
    int incarnations = 1;
    const DeviceLedger::NewIncarnation new_incarnation = [this] { return "i" + std::to_string(++incarnations); };

    void sit(const std::optional<PersonId>& person, const DeviceLedger::Leaving& leaving)
    {
        ledger.change_person(person, leaving, new_incarnation);
    }

    void hear_batch(Batch batch)
    {
        std::vector<DeviceLedger::HeldBlob> held;
        for (const auto& [sha256, blob] : blobs) held.push_back(blob);
        const auto taken = ledger.take_batch(std::make_shared<const Batch>(batch), held, new_incarnation);
        took = taken.has_value();
        if (taken)
            for (const std::string& sha256 : taken->dropped) blobs.erase(sha256);
        numbering_ends = ledger.is_astray(batch.last_command);
    }

    void hear(const json::object& message)
    {
        if (const json::value* batch = message.if_contains("batch")) {
            hear_batch(batch_of(batch->as_object()));
        } else if (const json::value* receipts = message.if_contains("receipts")) {
            ledger.take_receipts(told<Receipts>(receipts->as_object(), "receipts"), ledger.place().epoch);
        } else {
            numbering_ends = ledger.is_astray(message.at("gap").at("last_command").as_int64());
        }
    }

    void step(const json::object& step)
    {
        if (const json::value* message = step.if_contains("told")) hear(message->as_object());
        if (const json::value* command = step.if_contains("writes")) ledger.queue(command_of(command->as_object()));
        if (const json::value* blob = step.if_contains("holds")) {
            const std::string sha256(blob->at("sha256").as_string());
            blobs[sha256] = {sha256, !blob->at("preview").as_bool()};
        }
        if (const json::value* anew = step.if_contains("numbers_anew"))
            ledger.number_anew(std::string(anew->as_string()));
        if (const json::value* person = step.if_contains("person"))
            sit(person->is_null() ? std::nullopt : std::optional(PersonId(std::string(person->as_string()))),
                {step.contains("history") ? std::string(step.at("history").as_string()) : ledger.place().epoch,
                 step.contains("signs_out")});
        // "crashes" and "connects" need nothing: the ledger is what a crash leaves.
    }

    json::object facts() const
    {
        const DeviceLedger::Place& place = ledger.place();
        const DeviceLedger::Outbox& outbox = ledger.outbox();
        Hello hello;
        ledger.introduce(hello);
        json::array rows, held, kept, sends;
        for (const DeviceLedger::Row& row : outbox.rows)
            rows.emplace_back(std::to_string(row.number) + " " + verb_of(row) +
                              (row.shown_at ? " shown at " + std::to_string(*row.shown_at) : ""));
        for (const DeviceLedger::Kept& each : ledger.kept())
            kept.emplace_back(each.epoch + " " + std::to_string(each.row.number) + " " + verb_of(each.row));
        for (const auto& [sha256, blob] : blobs) held.emplace_back(sha256);
        for (const Command& command : ledger.next_message()) sends.emplace_back(command.number);
        return {{"took", took},
                {"numbering_ends", numbering_ends},
                {"cursor", place.cursor},
                {"epoch", place.epoch},
                {"access", place.access},
                {"incarnation", outbox.incarnation},
                {"next", outbox.next},
                {"outbox", rows},
                {"unsent", hello.unsent},
                {"view", text_of(seen(ledger))},
                {"shown", text_of(shown(ledger))},
                {"kept", kept},
                {"mark", hello.journal.n},
                {"blobs", held},
                {"sends", sends},
                {"hello",
                 {{"incarnation", hello.incarnation},
                  {"epoch", hello.epoch},
                  {"cursor", hello.cursor},
                  {"access", hello.access}}}};
    }
};

class DeviceHistory : public testing::TestWithParam<std::size_t> {};

TEST_P(DeviceHistory, IsLivedThrough)
{
    const json::object& history = file().at("histories").at(GetParam()).as_object();
    SCOPED_TRACE(std::string(history.at("name").as_string()) + ": " + std::string(history.at("says").as_string()));
    Device device;
    device.sit(PersonId("DB24"), {});
    std::size_t at = 0;
    for (const json::value& step : history.at("steps").as_array()) {
        ++at;
        device.step(step.as_object());
        const json::object facts = device.facts();
        const json::value* then = step.as_object().if_contains("then");
        if (!then) continue;
        for (const auto& [fact, value] : then->as_object())
            EXPECT_EQ(json::serialize(facts.at(fact)), json::serialize(value)) << "step " << at << ", " << fact;
    }
}

INSTANTIATE_TEST_SUITE_P(Golden, DeviceHistory,
                         testing::Range<std::size_t>(0, file().at("histories").as_array().size()),
                         [](const auto& test) {
                             std::string name;
                             for (const char c :
                                  std::string(file().at("histories").at(test.param).at("name").as_string()))
                                 name += c == '-' ? '_' : c;
                             return name;
                         });

}  // namespace
}  // namespace chamber
