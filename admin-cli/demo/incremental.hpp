// A PDF and the objects to append to it: ISO 32000-2 §7.5.6. Internal: this header names qpdf, only .cpp files include
// it.
//
// libqpdf reads the file but cannot write incremental updates; the appended objects are its unparsed text, and the
// cross-reference section, of the same kind as the file's last one, is written here.
#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace chamber::demo {

using Entries = std::map<std::string, std::string>;

std::string reference(int id);
// The dictionary with some entries set anew; the array with one more item.
std::string with_entries(QPDFObjectHandle dictionary, const Entries& entries);
std::string with_item(QPDFObjectHandle array, const std::string& item);

class Update {
public:
    // Throws QPDFExc. `pdf` must outlive the update.
    explicit Update(std::string_view pdf);

    QPDF& qpdf() { return qpdf_; }
    int take_id() { return next_++; }
    void put(int id, std::string object) { objects_[id] = std::move(object); }

    // The new file: what was, the objects, a cross-reference section. Throws std::runtime_error when the old one is not
    // found.
    std::string written();

private:
    std::size_t last_section() const;
    std::string common_entries(std::size_t previous);
    std::string cross_reference_table(const std::map<int, std::size_t>& offsets, std::size_t previous);
    std::string cross_reference_stream(std::map<int, std::size_t> offsets, std::size_t previous, std::size_t section);

    std::string_view pdf_;
    QPDF qpdf_;
    int next_ = 0;
    std::map<int, std::string> objects_;
};

}  // namespace chamber::demo
