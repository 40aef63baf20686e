// Ink, highlights and text notes on a page of a revision.
//
// One author, one revision, key "<person>.<device>.<counter>". Strokes are immutable; text notes are last-writer-wins
// by server order, and an edit based on an older seq than the author's other device wrote keeps both (storage makes a
// new key). Geometry: PDF points on the unrotated page, origin bottom-left. The signed bytes are never touched.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

enum class AnnotationKind { ink, highlight, text };
BOOST_DESCRIBE_ENUM(AnnotationKind, ink, highlight, text)

// private_note: the author only. group: members of `group`. official: secretariat, chair and author, goes into the
// archive. published: everyone, goes into the archive.
enum class Visibility { private_note, group, official, published };
BOOST_DESCRIBE_ENUM(Visibility, private_note, group, official, published)

struct Stroke {
    std::vector<double> points;  // x_pt, y_pt, pressure (0..1), x_pt, …
};
BOOST_DESCRIBE_STRUCT(Stroke, (), (points))

struct Annotation {
    static constexpr auto type = "annotation";
    AnnotationId id;
    PersonId author;
    DocumentId document;
    std::string revision_sha256;
    std::int32_t page_index = 0;  // 0-based
    AnnotationKind kind = AnnotationKind::ink;
    Visibility visibility = Visibility::private_note;
    std::optional<GroupId> group;
    std::string colour = "#1a3fb0";  // #rrggbb
    double width_pt = 1.6;
    double opacity = 1;
    std::vector<Stroke> strokes;  // ink
    std::vector<double> quads;    // highlight: 8 numbers a quad, as in XFDF coords
    std::vector<double> rect;     // text: x1, y1, x2, y2
    std::string text;
    std::string created_at;                   // RFC 3339, the device's word
    std::optional<std::string> received_at;   // the server's
    std::optional<PersonId> acknowledged_by;  // official comments
    std::optional<std::string> acknowledged_at;
};
BOOST_DESCRIBE_STRUCT(Annotation, (),
                      (id, author, document, revision_sha256, page_index, kind, visibility, group, colour, width_pt,
                       opacity, strokes, quads, rect, text, created_at, received_at, acknowledged_by, acknowledged_at))

// Success: the shape fits its kind and the limits. Errors: too_long, out_of_range, missing_field, wrong_type; `where`
// says which field.
Result<void> check_annotation(const Annotation& annotation);

// Of ink, wherever it is. Success: at least one stroke, all with points that fit the limits.
Result<void> check_strokes(const std::vector<Stroke>& strokes);

}  // namespace chamber
