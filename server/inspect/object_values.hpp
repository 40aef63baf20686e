// Small questions to PDF objects that the comparison asks again and again. Internal to it.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <vector>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {

using Object = QPDFObjectHandle;

bool in(const std::string& key, std::initializer_list<const char*> keys);

// The keys of both; a null object has none.
std::set<std::string> keys_of(Object older, Object newer);

std::vector<Object> items(Object array);

// The same object in another revision's list: by number, or for a direct object by its text. Uninitialised when absent.
Object find_again(const std::vector<Object>& list, Object wanted);

// In the list, and more than a number that leads to nothing.
bool was_there(const std::vector<Object>& list, Object wanted);

// The fields and widgets of a form, each once, whatever circles they stand in; at most some ten thousand.
std::vector<Object> all_fields(Object form);

// With its slash; empty when it is no name.
std::string name_value(Object object);

}  // namespace chamber::inspect
