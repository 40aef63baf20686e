#include "server/inspect/page_looks.hpp"

#include "server/inspect/content_walk.hpp"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace chamber::inspect {
namespace {

constexpr int form_depth_max = 8;
constexpr std::size_t operators_max = 2'000'000;  // of a document
constexpr std::size_t bytes_per_operator = 16;    // what decoding a form costs, each time it is drawn
constexpr std::size_t saved_max = 256;
constexpr double better_part = 0.6;  // a scan of A4 on letter paper, with the margins that machines leave
// "Được quét bằng CamScanner", a page's number: what a machine prints on its scans.
constexpr std::size_t few_bytes = 80;
constexpr int parents_max = 16;
constexpr int areas_max = 64;

struct State {
    Matrix place;
    int mode = 0;
    bool opaque = true;
};

struct Seen {
    std::size_t letters = 0;  // bytes of those that nothing hides so far
    double covered = 0;       // of the page, by all pictures
    double hidden = 0;        // … by opaque ones since the last letter
};

double share_of(const Matrix& place, const Box& view)
{
    const Box box = around(place.corners({0, 0, 1, 1}));
    const double width = std::min(box.right, view.right) - std::max(box.left, view.left);
    const double height = std::min(box.top, view.top) - std::max(box.bottom, view.bottom);
    const double page = view.width() * view.height();
    return width > 0 && height > 0 && page > 0 ? width * height / page : 0;
}

bool says_something(std::string_view text)
{
    return std::ranges::any_of(text,
                               [](char c) { return c != ' ' && c != '\0' && c != '\n' && c != '\r' && c != '\t'; });
}

// One content stream; forms inside it get a walk of their own.
class Walk final : public ContentWalk {
public:
    Walk(Object resources, State state, const Box& view, Seen& seen, std::size_t& operators, int depth)
        : ContentWalk(std::move(resources)),
          state_(state),
          view_(view),
          seen_(seen),
          operators_(operators),
          depth_(depth)
    {
    }

private:
    void paint_inline_image() override { show_picture(true); }
    bool goes_on() override { return ++operators_ <= operators_max; }

    void run(std::uint32_t op) override
    {
        switch (op) {
        case operator_code("q"):
            if (saved_.size() < saved_max) saved_.push_back(state_);
            break;
        case operator_code("Q"):
            if (saved_.empty()) break;
            state_ = saved_.back();
            saved_.pop_back();
            break;
        case operator_code("cm"):
            state_.place = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)} * state_.place;
            break;
        case operator_code("Tr"): state_.mode = static_cast<int>(number(0)); break;
        case operator_code("gs"): set_graphics(resource("/ExtGState", name(0))); break;
        case operator_code("Do"): draw(resource("/XObject", name(0))); break;
        case operator_code("Tj"):
        case operator_code("TJ"):
        case operator_code("'"):
            each_piece(
                0, [this](std::string_view text) { show_text(text); }, [](double) {});
            break;
        case operator_code("\""):
            each_piece(
                2, [this](std::string_view text) { show_text(text); }, [](double) {});
            break;
        default: break;
        }
    }

    void set_graphics(Object settings)
    {
        if (!settings.isDictionary()) return;
        Object fill = settings.getKey("/ca"), blend = settings.getKey("/BM");
        if (fill.isNumber()) state_.opaque = fill.getNumericValue() >= 1;
        if (blend.isName() && !in(name_value(blend), {"/Normal", "/Compatible"})) state_.opaque = false;
    }

    void show_text(std::string_view text)
    {
        constexpr int invisible = 3, clip_only = 7;
        if (state_.mode == invisible || state_.mode == clip_only || !says_something(text)) return;
        seen_.letters += text.size();
        seen_.hidden = 0;
    }

    // Strips of one scan count together.
    void show_picture(bool hides)
    {
        const double share = share_of(state_.place, view_);
        seen_.covered += share;
        if (!hides || !state_.opaque) return;
        seen_.hidden += share;
        if (seen_.hidden >= better_part) seen_.letters = 0;
    }

    void draw(Object object)
    {
        if (!object.isStream()) return;
        Object dictionary = object.getDict();
        const std::string kind = name_value(dictionary.getKey("/Subtype"));
        if (kind == "/Image") {
            Object mask = dictionary.getKey("/ImageMask");
            const bool stencil = mask.isBool() && mask.getBoolValue();
            show_picture(!stencil && dictionary.getKey("/SMask").isNull() && dictionary.getKey("/Mask").isNull());
        } else if (kind == "/Form" && depth_ < form_depth_max) {
            State inner = state_;
            if (Object matrix = dictionary.getKey("/Matrix"); matrix.isArray() && matrix.getArrayNItems() == 6) {
                double m[6];
                for (int i = 0; i < 6; ++i)
                    m[i] = matrix.getArrayItem(i).isNumber() ? matrix.getArrayItem(i).getNumericValue() : 0;
                inner.place = Matrix{m[0], m[1], m[2], m[3], m[4], m[5]} * inner.place;
            }
            Object own = dictionary.getKey("/Resources");
            Walk inside(own.isDictionary() ? own : resources(), inner, view_, seen_, operators_, depth_ + 1);
            const std::string content = read_stream(object);
            operators_ += content.size() / bytes_per_operator;
            inside.walk(content);
        }
    }

    State state_;
    Box view_;
    Seen& seen_;
    std::size_t& operators_;
    int depth_;
    std::vector<State> saved_;
};

bool is_signature_field(Object widget)
{
    for (int i = 0; i < parents_max && widget.isDictionary(); ++i) {
        if (Object kind = widget.getKey("/FT"); kind.isName()) return kind.getName() == "/Sig";
        widget = widget.getKey("/Parent");
    }
    return false;
}

}  // namespace

std::vector<PageLook> look_at_pages(QPDF& pdf, const std::vector<PageGeometry>& geometry)
{
    std::vector<PageLook> looks;
    std::size_t operators = 0;
    try {
        for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
            if (looks.size() >= geometry.size()) break;
            Seen seen;
            Walk walk(page.getAttribute("/Resources", false), {}, geometry[looks.size()].view, seen, operators, 0);
            walk.walk(read_page_content(page.getObjectHandle()));
            if (operators > operators_max) return {};
            const bool covered = seen.covered >= better_part;
            looks.push_back({seen.letters > (covered ? few_bytes : 0), covered});
            if (looks.back().letters && !looks.back().covered) break;
        }
    } catch (const std::exception&) {
        return {};  // what cannot be read is called no scan
    }
    return looks;
}

std::vector<Box> signature_areas(QPDF& pdf, const std::vector<PageGeometry>& geometry)
{
    std::vector<Box> areas;
    try {
        const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
        if (pages.empty() || geometry.empty()) return {};
        const PageSize size = geometry.front().shown();
        if (!size.matrix) return {};
        const double unit = geometry.front().user_unit;
        const PageMatrix& m = *size.matrix;
        Object page = pages.front().getObjectHandle();
        for (Object widget : items(page.getKey("/Annots"))) {
            Object rectangle = widget.isDictionary() ? widget.getKey("/Rect") : Object::newNull();
            if (!is_signature_field(widget) || !rectangle.isRectangle() || areas.size() >= areas_max) continue;
            const auto corner = rectangle.getArrayAsRectangle();
            const Matrix place{m.a / unit, m.b / unit, m.c / unit, m.d / unit, m.e / unit, m.f / unit};
            const Box shown = around(place.corners({corner.llx, corner.lly, corner.urx, corner.ury}));
            areas.push_back({shown.left, shown.top, shown.right, shown.bottom});
        }
    } catch (const std::exception&) {
        return {};
    }
    return areas;
}

}  // namespace chamber::inspect
