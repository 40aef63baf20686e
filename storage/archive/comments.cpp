#include "storage/archive/comments.hpp"

#include "protocol/codec.hpp"
#include "protocol/sealing.hpp"
#include "storage/archive/text_formats.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace chamber::storage {
namespace {

using Comments = std::vector<const Annotation*>;
using PeopleNames = std::map<PersonId, std::string>;

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;
    bool empty = true;

    void hold(double x, double y)
    {
        left = empty ? x : std::min(left, x);
        right = empty ? x : std::max(right, x);
        bottom = empty ? y : std::min(bottom, y);
        top = empty ? y : std::max(top, y);
        empty = false;
    }
    std::string text() const
    {
        return exact_number(left) + "," + exact_number(bottom) + "," + exact_number(right) + "," + exact_number(top);
    }
};

Box box_of(const Annotation& annotation)
{
    Box box;
    for (const auto& stroke : annotation.strokes) {
        for (std::size_t i = 0; i + 1 < stroke.points.size(); i += 3) box.hold(stroke.points[i], stroke.points[i + 1]);
    }
    for (std::size_t i = 0; i + 1 < annotation.quads.size(); i += 2)
        box.hold(annotation.quads[i], annotation.quads[i + 1]);
    for (std::size_t i = 0; i + 1 < annotation.rect.size(); i += 2)
        box.hold(annotation.rect[i], annotation.rect[i + 1]);
    return box;
}

// ISO 32000-2 §7.9.4, Vietnamese time: "D:20241218155500+07'00'".
std::string pdf_date(const std::string& rfc3339)
{
    const auto time = parse_utc(rfc3339);
    if (time.value == 0) return {};
    std::string digits;
    for (const char c : format_utc(UtcMs{time.value + 7 * 3'600'000})) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return "D:" + digits + "+07'00'";
}

// Nothing for an empty value.
Markup attribute(Literal name, std::string_view value)
{
    return value.empty() ? Markup() : Markup(" ") + name + "=\"" + escaped(value) + "\"";
}

Markup common_attributes(const Annotation& annotation, const PeopleNames& people)
{
    const auto author = people.contains(annotation.author) ? people.at(annotation.author) : annotation.author.value;
    const std::string_view subject = annotation.visibility == Visibility::official ? "Góp ý chính thức" : "Công bố";
    return attribute("page", std::to_string(annotation.page_index)) + attribute("rect", box_of(annotation).text()) +
           attribute("name", annotation.id.value) + attribute("title", author) + attribute("subject", subject) +
           attribute("creationdate", pdf_date(annotation.created_at)) +
           attribute("date", pdf_date(annotation.received_at.value_or(annotation.created_at))) +
           attribute("color", annotation.colour);
}

Markup contents(const Annotation& annotation)
{
    return annotation.text.empty() ? Markup() : "<contents>" + escaped(annotation.text) + "</contents>";
}

Markup ink_list(const Annotation& annotation)
{
    Markup markup("<inklist>");
    for (const auto& stroke : annotation.strokes) {
        std::string points;
        // XFDF knows no pressure; gop-y.json keeps it.
        for (std::size_t i = 0; i + 1 < stroke.points.size(); i += 3)
            points += (i == 0 ? "" : ";") + exact_number(stroke.points[i]) + "," + exact_number(stroke.points[i + 1]);
        markup += "<gesture>" + escaped(points) + "</gesture>";
    }
    return markup + "</inklist>";
}

std::string coords(const Annotation& annotation)
{
    std::string text;
    for (const double value : annotation.quads) text += (text.empty() ? "" : ",") + exact_number(value);
    return text;
}

Markup xfdf_annotation(const Annotation& annotation, const PeopleNames& people)
{
    const auto common = common_attributes(annotation, people);
    const auto opacity = annotation.opacity < 1 ? attribute("opacity", short_number(annotation.opacity)) : Markup();
    switch (annotation.kind) {
    case AnnotationKind::ink:
        return "<ink" + common + attribute("width", short_number(annotation.width_pt)) + opacity + ">" +
               ink_list(annotation) + contents(annotation) + "</ink>";
    case AnnotationKind::highlight:
        return "<highlight" + common + attribute("coords", coords(annotation)) + opacity + ">" + contents(annotation) +
               "</highlight>";
    case AnnotationKind::text: break;
    }
    return "<text" + common + " icon=\"Comment\">" + contents(annotation) + "</text>";
}

// `ids original`: the revision's SHA-256, so that the comments cannot be laid over other bytes.
std::string xfdf(const FiledRevision& filed, const Comments& comments, const PeopleNames& people)
{
    const auto file_name = "../" + filed.path.substr(std::string_view("data/").size());
    Markup page(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xfdf xmlns=\"http://ns.adobe.com/xfdf/\" xml:space=\"preserve\">\n");
    page += "<f href=\"" + escaped(file_name) + "\"/>\n<ids original=\"" + escaped(filed.revision->sha256) +
            "\"/>\n<annots>\n";
    for (const auto* annotation : comments) page += xfdf_annotation(*annotation, people) + "\n";
    return (page + "</annots>\n</xfdf>\n").text();
}

Comments allowed_in_order(const SessionFile& file)
{
    Comments comments;
    for (const auto& annotation : file.public_annotations) {
        if (goes_into_archive(annotation)) comments.push_back(&annotation);
    }
    std::ranges::sort(comments, {}, &Annotation::id);
    return comments;
}

}  // namespace

BagFiles official_comments(const SessionFile& file, const Filing& filing)
{
    PeopleNames people;
    for (const auto& person : file.people) people[person.id] = person.name;
    const auto comments = allowed_in_order(file);
    BagFiles files;
    std::map<const FiledRevision*, Comments> by_revision;
    std::string json = "[";
    for (const auto* annotation : comments) {
        json += (json.size() > 1 ? "," : "") + encode(Entity(*annotation));
        const auto* filed = find_revision(filing, annotation->document, annotation->revision_sha256);
        if (filed != nullptr) by_revision[filed].push_back(annotation);
    }
    files.push_back({"data/08-gop-y-chinh-thuc/gop-y.json", indent_json(json + "]")});
    for (const auto& [filed, on_it] : by_revision) {
        files.push_back({"data/08-gop-y-chinh-thuc/" + filed->tag + ".xfdf", xfdf(*filed, on_it, people)});
    }
    return files;
}

}  // namespace chamber::storage
