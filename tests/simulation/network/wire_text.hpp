// The messages of the wire as far as the simulator has to look into them, without building every entity: the text of
// each change stays as it came, so that "to the byte" can be asked. What a tablet keeps of a batch the codec reads.
#pragma once

#include "protocol/message.hpp"
#include "server/net/server.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chamber::simulation {

// The fields of a JSON object, one after the other, each value as its text. Shape: what our own codec writes (no white
// space).
void each_field(std::string_view object,
                const std::function<void(std::string_view name, std::string_view value)>& visit);
// The elements of a JSON array.
void each_element(std::string_view array, const std::function<void(std::string_view value)>& visit);
// A field's value; empty when it is not there.
std::string_view field_of(std::string_view object, std::string_view name);
// A JSON string without its quotes. Ids, names and tokens of a simulated council need no escapes.
std::string_view unquoted(std::string_view value);
std::int64_t number_of(std::string_view value);

struct ChangeText {
    std::int64_t seq = 0;
    std::string_view type, id, scope;
    std::string_view text;    // the whole change
    std::string_view entity;  // empty: deleted
};

struct BatchText {
    net::SharedBytes owner;  // what all the views point into
    std::int64_t prev = 0;
    std::int64_t upto = 0;
    bool snapshot = false;
    std::vector<ChangeText> items;
};

using SharedBatch = std::shared_ptr<const BatchText>;

bool is_message(std::string_view text, std::string_view type);
ChangeText read_change(std::string_view text);

// Reads each text once, however many hear it.
class BatchReader {
public:
    SharedBatch read(const net::SharedBytes& text);
    // With its entities, as a device keeps them.
    std::shared_ptr<const Batch> decode(const net::SharedBytes& text);

private:
    struct Decoded {
        net::SharedBytes text;  // as long as it is here, its address is nobody else's
        std::shared_ptr<const Batch> batch;
    };
    std::unordered_map<const std::string*, SharedBatch> known_;
    std::unordered_map<const std::string*, Decoded> decoded_;
};

}  // namespace chamber::simulation
