// The pictures of signatures: a blue scribble for a person, a red round seal with text for an organisation. Vector
// shapes only, so that no font and no image travels with them. They prove nothing; the CMS does.
//
// The seal is plainly not a real one: a star and the words DÙNG THỬ, no state emblem. Source: Nghị định 30/2020, annex
// I.
#pragma once

#include "server/typeset/typesetter.hpp"

#include <string>
#include <vector>

namespace chamber::demo {

enum class Step { move, line, curve, close };

struct PathStep {
    Step step = Step::move;
    double x1 = 0, y1 = 0, x2 = 0, y2 = 0, x = 0, y = 0;  // x1, y1, x2, y2: control points of a curve
};

struct Ink {
    double red = 0;
    double green = 0;
    double blue = 0;
    double line_width = 0;  // 0: filled
    std::vector<PathStep> path;
};

// In the box's own coordinates, y upwards. The same name gives the same hand.
std::vector<Ink> handwriting(const std::string& name, const typeset::Box& box);

// `rim`: around the seal; `lines`: small print beside it. The seal is a circle at the left of the box.
std::vector<Ink> seal(const std::string& rim, const std::vector<std::string>& lines, const typeset::Box& box);

// As the content of a form XObject.
std::string pdf_content(const std::vector<Ink>& inks);

}  // namespace chamber::demo
