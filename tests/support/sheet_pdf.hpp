// PDFs that say Vietnamese words at chosen places: heads of documents in the layouts of real offices, scans, stamps.
//
// Letters are told by a ToUnicode map over a font that is not embedded; every letter is as wide as every other, bold
// ones wider. For what a reader gets, not for what an eye sees. Units: points; y down from the top of an A4 page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chamber::testing {

struct Pen {
    double size = 13;
    bool bold = false;
    bool invisible = false;  // the text layer of a scan
    double spread = 0;       // between letters, each drawn by itself
};

class Sheet {
public:
    static constexpr double width = 595, height = 842;

    // Baselines at `y`.
    Sheet& at(double x, double y, std::string_view text, const Pen& pen = {});
    Sheet& centred(double x, double y, std::string_view text, const Pen& pen = {});
    Sheet& latin(double x, double y, std::string_view latin1, double size = 13);  // bytes of a font from before Unicode

    // A picture over this area: a scan's page, or a part of one. `soft`: with a soft mask, so that what is below shows.
    struct Area {
        double left = 0, top = 0, right = width, bottom = height;
    };
    Sheet& picture(const Area& area, bool soft = false);

    // In the appearance of a signature field: each line 9 pt below the one before.
    Sheet& stamped(double x, double y, const std::vector<std::string>& lines, double size = 7);

    static double width_of(std::string_view text, const Pen& pen = {});

private:
    friend std::string make_sheets(const std::vector<Sheet>& sheets);
    struct Widget {
        double x = 0, y = 0, wide = 0, high = 0;
        std::string content;
    };
    std::string content_;
    std::vector<Widget> widgets_;
};

std::string make_sheets(const std::vector<Sheet>& sheets);

}  // namespace chamber::testing
