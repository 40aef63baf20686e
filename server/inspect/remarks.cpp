#include "server/inspect/remarks.hpp"

#include "protocol/text.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <set>
#include <string_view>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

using Object = QPDFObjectHandle;

// Seconds: a file of 200 MB that is all small objects would take twenty; the pages must be read, too.
constexpr double cpu_s_max = 5;
constexpr std::size_t clock_every = 1'024;
constexpr std::size_t names_told_max = 8;
constexpr std::size_t name_bytes_max = 80;

// A kind of thing: how many there are, and the first names of them.
struct Found {
    std::size_t count = 0;
    std::vector<std::string> names;

    void add(const std::string& name)
    {
        ++count;
        std::string cleaned = cleaned_text(name, name_bytes_max);
        if (!cleaned.empty() && names.size() < names_told_max && std::ranges::find(names, cleaned) == names.end())
            names.push_back(std::move(cleaned));
    }

    // "Tệp có 2 …: a, b và 3 tên khác"
    std::string sentence(std::string_view what) const
    {
        std::string text = "Tệp có " + std::to_string(count) + " " + std::string(what);
        for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? ": " : ", ") + names[i];
        if (!names.empty() && count > names.size()) text += " và " + std::to_string(count - names.size()) + " nơi khác";
        return text;
    }
};

double cpu_s()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

bool is_name(Object value, std::string_view name)
{
    return value.isName() && value.getName() == name;
}

std::string text_of(Object value)
{
    if (value.isString()) return value.getUTF8Value();
    return {};
}

// Of a file specification, which may be a plain string.
std::string file_name(Object specification)
{
    if (!specification.isDictionary()) return text_of(specification);
    for (const char* key : {"/UF", "/F", "/Unix", "/DOS", "/Mac", "/Desc"})
        if (std::string name = text_of(specification.getKey(key)); !name.empty()) return name;
    return {};
}

std::string launched(Object action)
{
    if (std::string name = file_name(action.getKey("/F")); !name.empty()) return name;
    for (const char* system : {"/Win", "/Unix", "/Mac"})
        if (Object parameters = action.getKey(system); parameters.isDictionary())
            if (std::string name = file_name(parameters.getKey("/F")); !name.empty()) return name;
    return {};
}

class Search {
public:
    void walk(Object from)
    {
        waiting_.push_back(std::move(from));
        const double until = cpu_s() + cpu_s_max;
        while (!waiting_.empty() && (looked_at_ % clock_every != 0 || cpu_s() < until)) {
            Object next = std::move(waiting_.back());
            waiting_.pop_back();
            try {
                look_at(next);
            } catch (const std::exception&) {
                continue;  // damaged there; the rest is looked at
            }
        }
        whole_ = waiting_.empty();
    }

    std::vector<std::string> remarks() const
    {
        std::vector<std::string> told;
        if (portfolio_)
            told.emplace_back(
                "Tệp là bộ hồ sơ nhiều tệp (portfolio): đại biểu chỉ thấy trang bìa, không thấy các tệp bên trong");
        if (files_.count > 0) told.push_back(files_.sentence("tệp đính kèm mà đại biểu không thấy"));
        if (xfa_) told.emplace_back("Tệp là biểu mẫu XFA: nội dung đại biểu thấy có thể khác trong phần mềm của Adobe");
        if (media_.count > 0)
            told.push_back(media_.sentence("phần hình động, âm thanh hoặc mô hình 3D mà đại biểu không xem được"));
        if (scripts_.count > 0)
            told.push_back(scripts_.sentence("đoạn mã JavaScript") +
                           "; ở đây không chạy, nhưng có thể chạy khi mở tệp gốc bằng phần mềm khác");
        if (launches_.count > 0) told.push_back(launches_.sentence("lệnh mở chương trình hoặc tệp ngoài"));
        if (embedded_goals_.count > 0) told.push_back(embedded_goals_.sentence("lệnh mở tệp nằm bên trong"));
        if (submissions_.count > 0) told.push_back(submissions_.sentence("lệnh gửi dữ liệu ra ngoài"));
        if (imports_.count > 0) told.push_back(imports_.sentence("lệnh nạp dữ liệu từ tệp khác"));
        if (!whole_)
            told.emplace_back("Tệp có quá nhiều thành phần, chưa xem được hết những phần không hiện trên trang");
        return told;
    }

private:
    void look_at(Object& object)
    {
        if (object.isIndirect() && !seen_.insert(object.getObjGen()).second) return;
        if (object.isArray()) {
            ++looked_at_;
            for (const Object& element : object.getArrayAsVector()) push(element);
            return;
        }
        const Object dictionary = object.isStream() ? object.getDict() : object;
        if (!Object(dictionary).isDictionary()) return;
        ++looked_at_;
        judge(dictionary);
        for (auto& [key, value] : Object(dictionary).getDictAsMap()) push(value);
    }

    // Only what can hold something; a reference is not resolved before its turn.
    void push(const Object& value)
    {
        Object copy = value;
        if (copy.isIndirect() ? !seen_.contains(copy.getObjGen())
                              : copy.isArray() || copy.isDictionary() || copy.isStream())
            waiting_.push_back(std::move(copy));
    }

    void judge(Object dictionary)
    {
        if (Object kind = dictionary.getKey("/S"); kind.isName()) judge_action(dictionary, kind.getName());
        if (Object kind = dictionary.getKey("/Subtype"); kind.isName()) judge_annotation(dictionary, kind.getName());
        if (Object held = dictionary.getKey("/EF"); held.isDictionary()) judge_file(dictionary, held);
        if (Object form = dictionary.getKey("/XFA"); form.isArray() || form.isStream()) xfa_ = true;
        if (dictionary.getKey("/Collection").isDictionary() && is_name(dictionary.getKey("/Type"), "/Catalog"))
            portfolio_ = true;
    }

    void judge_action(Object action, const std::string& kind)
    {
        if (kind == "/JavaScript" || (kind == "/Rendition" && action.hasKey("/JS"))) scripts_.add({});
        if (kind == "/Launch") launches_.add(launched(action));
        if (kind == "/GoToE") embedded_goals_.add(file_name(action.getKey("/F")));
        if (kind == "/SubmitForm") submissions_.add(file_name(action.getKey("/F")));
        if (kind == "/ImportData") imports_.add(file_name(action.getKey("/F")));
    }

    void judge_annotation(Object annotation, const std::string& kind)
    {
        constexpr std::array moving{"/RichMedia", "/3D", "/Sound", "/Movie", "/Screen"};
        if (std::ranges::find(moving, kind) == moving.end() || !annotation.getKey("/Rect").isArray()) return;
        media_.add(text_of(annotation.getKey("/T")));
    }

    // Two specifications of one stream, one in the name tree and one at an annotation, are one file.
    void judge_file(Object specification, Object held)
    {
        bool fresh = false, any = false;
        for (auto& [key, stream] : held.getDictAsMap()) {
            any = true;
            if (Object(stream).isIndirect() && streams_.insert(Object(stream).getObjGen()).second) fresh = true;
        }
        if (any && fresh) files_.add(file_name(specification));
    }

    std::vector<Object> waiting_;
    std::set<QPDFObjGen> seen_, streams_;
    std::size_t looked_at_ = 0;
    bool whole_ = true, portfolio_ = false, xfa_ = false;
    Found files_, media_, scripts_, launches_, embedded_goals_, submissions_, imports_;
};

}  // namespace

std::vector<std::string> find_remarks(QPDF& pdf)
{
    Search search;
    search.walk(pdf.getTrailer());
    return search.remarks();
}

}  // namespace chamber::inspect
