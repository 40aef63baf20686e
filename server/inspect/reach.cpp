#include "server/inspect/reach.hpp"

#include <ctime>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <vector>

namespace chamber::inspect {
namespace {

using Object = QPDFObjectHandle;

constexpr double cpu_s_max = 5;
constexpr std::size_t clock_every = 1'024;

double cpu_s()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Only what can hold something, and a reference only once: it is not looked up before its turn.
void push(const Object& value, std::vector<Object>& waiting, std::set<QPDFObjGen>& seen)
{
    Object copy = value;
    if (copy.isIndirect() ? seen.insert(copy.getObjGen()).second : copy.isArray() || copy.isDictionary())
        waiting.push_back(std::move(copy));
}

}  // namespace

Reached reach_all(QPDF& pdf)
{
    Reached reached;
    std::vector<Object> waiting{pdf.getTrailer()};
    const double until = cpu_s() + cpu_s_max;
    for (std::size_t looked_at = 1; !waiting.empty(); ++looked_at) {
        if (looked_at % clock_every == 0 && cpu_s() > until) {
            reached.whole = false;
            return reached;
        }
        Object next = std::move(waiting.back());
        waiting.pop_back();
        if (next.isArray()) {
            for (const Object& element : next.getArrayAsVector()) push(element, waiting, reached.objects);
            continue;
        }
        Object dictionary = next.isStream() ? next.getDict() : next;
        if (!dictionary.isDictionary()) continue;
        for (const auto& [key, value] : dictionary.getDictAsMap()) push(value, waiting, reached.objects);
    }
    return reached;
}

}  // namespace chamber::inspect
