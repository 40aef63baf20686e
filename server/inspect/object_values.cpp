#include "server/inspect/object_values.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

// By its number.
Object find_same(const std::vector<Object>& list, Object wanted)
{
    for (auto item : list)
        if (item.isIndirect() && wanted.isIndirect() && item.getObjGen() == wanted.getObjGen()) return item;
    return Object();
}

// A direct object has no number to know it by; its text is its identity.
Object find_equal_direct(const std::vector<Object>& list, Object wanted)
{
    for (auto item : list)
        if (!item.isIndirect() && item.unparse() == wanted.unparse()) return item;
    return Object();
}

constexpr std::size_t fields_max = 10'000;

}  // namespace

bool in(const std::string& key, std::initializer_list<const char*> keys)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::set<std::string> keys_of(Object older, Object newer)
{
    std::set<std::string> keys;
    if (older.isDictionary()) keys = older.getKeys();
    if (newer.isDictionary()) keys.merge(newer.getKeys());
    return keys;
}

std::vector<Object> items(Object array)
{
    std::vector<Object> list;
    if (array.isArray())
        for (int i = 0; i < array.getArrayNItems(); ++i) list.push_back(array.getArrayItem(i));
    return list;
}

std::vector<Object> all_fields(Object form)
{
    std::vector<Object> found, lists{form.isDictionary() ? form.getKey("/Fields") : Object::newNull()};
    std::set<QPDFObjGen> seen;
    while (!lists.empty() && found.size() < fields_max) {
        Object list = lists.back();
        lists.pop_back();
        if (list.isIndirect() && !seen.insert(list.getObjGen()).second) continue;
        for (auto field : items(list)) {
            if (!field.isDictionary() || (field.isIndirect() && !seen.insert(field.getObjGen()).second)) continue;
            found.push_back(field);
            if (Object kids = field.getKey("/Kids"); kids.isArray()) lists.push_back(kids);
        }
    }
    return found;
}

std::string name_value(Object object)
{
    return object.isName() ? object.getName() : std::string();
}

bool was_there(const std::vector<Object>& list, Object wanted)
{
    Object found = find_again(list, wanted);
    return found.isInitialized() && found.isDictionary();
}

Object find_again(const std::vector<Object>& list, Object wanted)
{
    return wanted.isIndirect() ? find_same(list, wanted) : find_equal_direct(list, wanted);
}

}  // namespace chamber::inspect
