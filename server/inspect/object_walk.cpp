#include "server/inspect/object_walk.hpp"

#include "server/inspect/object_values.hpp"

#include <qpdf/Buffer.hh>

namespace chamber::inspect {
namespace {

bool same_entry(const QPDFXRefEntry& left, const QPDFXRefEntry& right)
{
    if (left.getType() != right.getType()) return false;
    if (left.getType() == 1) return left.getOffset() == right.getOffset();
    if (left.getType() == 2)
        return left.getObjStreamNumber() == right.getObjStreamNumber() &&
               left.getObjStreamIndex() == right.getObjStreamIndex();
    return true;
}

// How a value below is compared.
WalkMode value_mode(WalkMode mode, const std::string& key)
{
    if (mode == WalkMode::resources) return WalkMode::resource_kind;
    if (mode == WalkMode::drawn) return mode;
    if (mode != WalkMode::tree) return WalkMode::strict;
    if (key == "/Limits") return WalkMode::bounds;
    return in(key, {"/K", "/Kids", "/Nums", "/Names"}) ? WalkMode::tree : WalkMode::strict;
}

WalkMode element_mode(WalkMode mode, int index)
{
    if (mode == WalkMode::bounds) return index == 1 ? WalkMode::counter : WalkMode::strict;
    return mode == WalkMode::drawn || mode == WalkMode::tree ? mode : WalkMode::strict;
}

// What an element of the structure tree stands for has rules of its own where it is shown.
bool names_same_content(const std::string& key, QPDFObjectHandle older, QPDFObjectHandle newer)
{
    return key == "/Obj" && older.isIndirect() && newer.isIndirect() && older.getObjGen() == newer.getObjGen();
}

std::string raw_bytes(QPDFObjectHandle stream)
{
    const auto bytes = stream.getRawStreamData();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

ObjectWalk::ObjectWalk(QPDF& older, QPDF& newer)
    : older_table_(older.getXRefTable()),
      newer_table_(newer.getXRefTable())
{
}

void ObjectWalk::add_landmark(QPDFObjectHandle object, Landmark kind)
{
    if (!object.isIndirect()) return;
    const auto [known, fresh] = landmarks_.emplace(object.getObjGen(), kind);
    if (!fresh && kind != Landmark::page) known->second = kind;
}

bool ObjectWalk::is_landmark(QPDFObjectHandle object) const
{
    return object.isIndirect() && landmarks_.count(object.getObjGen()) > 0;
}

bool ObjectWalk::untouched(QPDFObjGen object) const
{
    const auto older = older_table_.find(object), newer = newer_table_.find(object);
    if (older == older_table_.end() || newer == newer_table_.end() || !same_entry(older->second, newer->second))
        return false;
    if (older->second.getType() != 2) return true;
    const QPDFObjGen container(older->second.getObjStreamNumber(), 0);
    return container != object && untouched(container);
}

bool ObjectWalk::same(QPDFObjectHandle older, QPDFObjectHandle newer, WalkMode mode)
{
    Visited visited;
    std::vector<Pair> waiting{{older, newer, mode}};
    while (!waiting.empty()) {
        const Pair pair = waiting.back();
        waiting.pop_back();
        if (!same_here(pair, waiting, visited)) return false;
    }
    equal_.merge(visited);
    return true;
}

bool ObjectWalk::same_here(const Pair& pair, std::vector<Pair>& waiting, Visited& visited)
{
    QPDFObjectHandle older = pair.older, newer = pair.newer;
    for (const auto& object : {older, newer})
        if (object.isIndirect() && object.getObjGen().getGen() != 0) later_generations_.insert(object.getObjGen());
    if (older.isIndirect() && newer.isIndirect()) {
        if (const auto known = landmarks_.find(newer.getObjGen());
            known != landmarks_.end() && older.getObjGen() == newer.getObjGen() &&
            (pair.mode != WalkMode::drawn || known->second == Landmark::page))
            return true;
        if (is_landmark(newer) != is_landmark(older)) return false;
        const Visited::value_type key{{older.getObjGen(), newer.getObjGen()}, pair.mode};
        if (equal_.count(key) > 0 || !visited.insert(key).second) return true;
    }
    if (pair.mode == WalkMode::tree && newer.isArray() &&
        (older.isInteger() || (older.isIndirect() && !older.isArray()))) {
        // A single child becomes a list of children, itself among them.
        for (int i = 0; i < newer.getArrayNItems(); ++i) {
            QPDFObjectHandle item = newer.getArrayItem(i);
            const bool itself = older.isIndirect() ? item.isIndirect() && item.getObjGen() == older.getObjGen()
                                                   : item.isInteger() && item.getIntValue() == older.getIntValue();
            if (!itself) continue;
            waiting.push_back({older, item, pair.mode});
            return true;
        }
    }
    if (older.isNumber() && newer.isNumber()) {
        const double before = older.getNumericValue(), after = newer.getNumericValue();
        return before == after || (pair.mode == WalkMode::counter && after > before);
    }
    if (older.getTypeCode() != newer.getTypeCode()) return false;
    if (older.isArray()) return same_array(pair, waiting);
    if (older.isStream()) return same_stream(pair, waiting);
    if (older.isDictionary()) return same_dictionary(pair, waiting);
    if (older.isString()) return older.getStringValue() == newer.getStringValue();
    return older.unparseResolved() == newer.unparseResolved();
}

bool ObjectWalk::same_array(const Pair& pair, std::vector<Pair>& waiting)
{
    QPDFObjectHandle older = pair.older, newer = pair.newer;
    const int old_count = older.getArrayNItems(), new_count = newer.getArrayNItems();
    if (pair.mode == WalkMode::tree ? old_count > new_count : old_count != new_count) return false;
    for (int i = 0; i < old_count; ++i)
        waiting.push_back({older.getArrayItem(i), newer.getArrayItem(i), element_mode(pair.mode, i)});
    return true;
}

bool ObjectWalk::same_dictionary(const Pair& pair, std::vector<Pair>& waiting)
{
    QPDFObjectHandle older = pair.older, newer = pair.newer;
    for (const auto& key : older.getKeys()) {
        if (!newer.hasKey(key)) return false;
        if (pair.mode == WalkMode::tree && names_same_content(key, older.getKey(key), newer.getKey(key))) continue;
        waiting.push_back({older.getKey(key), newer.getKey(key), value_mode(pair.mode, key)});
    }
    if (pair.mode == WalkMode::resources || pair.mode == WalkMode::resource_kind) return true;
    for (const auto& key : newer.getKeys())
        if (!older.hasKey(key)) return false;
    return true;
}

bool ObjectWalk::same_stream(const Pair& pair, std::vector<Pair>& waiting)
{
    QPDFObjectHandle older = pair.older, newer = pair.newer;
    waiting.push_back(
        {older.getDict(), newer.getDict(), pair.mode == WalkMode::drawn ? WalkMode::drawn : WalkMode::strict});
    if (older.getObjGen() == newer.getObjGen() && untouched(older.getObjGen())) return true;
    return raw_bytes(older) == raw_bytes(newer);
}

}  // namespace chamber::inspect
