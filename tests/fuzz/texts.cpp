#include "tests/fuzz/texts.hpp"

#include <algorithm>

namespace chamber::fuzz {
namespace {

constexpr std::size_t object_bytes_max = 2'000;

// Where "n 0 R" stands: its number's place and length.
struct Reference {
    std::size_t at = 0;
    std::size_t length = 0;
};

std::vector<Reference> references_of(std::string_view text)
{
    std::vector<Reference> found;
    for (std::size_t at = text.find(" 0 R"); at != std::string_view::npos; at = text.find(" 0 R", at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
        if (begin < at) found.push_back({begin, at - begin});
    }
    return found;
}

std::vector<std::size_t> places_of(std::string_view text, std::string_view what)
{
    std::vector<std::size_t> found;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        found.push_back(at);
    return found;
}

std::string some_reference(Dice& dice)
{
    return std::to_string(1 + dice.below(dice.one_in(4) ? 50 : 24)) + " 0 R";
}

void redirect(std::string& text, Dice& dice)
{
    const auto references = references_of(text);
    if (references.empty()) return;
    const Reference chosen = references[dice.below(references.size())];
    text.replace(chosen.at, chosen.length, std::to_string(1 + dice.below(24)));
}

void put_behind(std::string& text, std::string_view opening, const std::string& added, Dice& dice)
{
    const auto places = places_of(text, opening);
    if (!places.empty()) text.insert(places[dice.below(places.size())] + opening.size(), " " + added + " ");
}

// From one name to the next.
void drop_entry(std::string& text, Dice& dice)
{
    const auto names = places_of(text, "/");
    if (names.empty()) return;
    const std::size_t begin = names[dice.below(names.size())];
    const std::size_t end = std::min(text.find('/', begin + 1), text.find(">>", begin));
    if (end != std::string::npos) text.erase(begin, end - begin);
}

void change_number(std::string& text, Dice& dice)
{
    std::vector<std::size_t> digits;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
    if (!digits.empty()) text[digits[dice.below(digits.size())]] = static_cast<char>('0' + dice.below(10));
}

}  // namespace

const std::vector<std::string>& object_shelf()
{
    static const std::vector<std::string> shelf{
        "<< /Type /Annot /Subtype /FreeText /Rect [72 700 300 730] /Contents (900) /DA (/Helv 9 Tf) >>",
        "<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /Contents (xem) >>",
        "<< /Type /Annot /Subtype /Stamp /Rect [72 700 300 730] /AP << /N 8 0 R >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /Rect [72 700 300 730] /AP << /N 8 0 R >> /V 12 0 R >>",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (S9) /Rect [0 0 0 0] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (T9) /Rect [72 700 300 730] /V (900) >>",
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> >>",
        "<< /Type /Sig /SubFilter /ETSI.RFC3161 /Contents <00> /ByteRange [0 1 2 3] >>",
        "<< /FT /Sig /T (S8) /Kids [21 0 R 22 0 R] >>",
        "<< /Length 12 /Type /XObject /Subtype /Form /BBox [0 0 9 9] >>\nstream\n0 0 5 5 re f\nendstream",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        "<< /Type /StructElem /S /Form /P 5 0 R /K << /Type /OBJR /Obj 21 0 R >> >>",
        "<< /VRI << >> /Certs [] /CRLs [] /OCSPs [] >>",
        "<< /Nums [0 [7 0 R] 1 21 0 R] >>",
        "[21 0 R 22 0 R]",
        "[5 0 R]",
        "null",
        "12",
        "(text)",
    };
    return shelf;
}

const std::vector<std::string>& entry_shelf()
{
    static const std::vector<std::string> shelf{"/AcroForm << /SigFlags 3 /Fields [21 0 R 22 0 R] >>",
                                                "/AcroForm 20 0 R",
                                                "/Fields [21 0 R]",
                                                "/Annots [21 0 R 22 0 R]",
                                                "/Kids [21 0 R 22 0 R]",
                                                "/DSS 23 0 R",
                                                "/Metadata 8 0 R",
                                                "/Extensions << /ADBE << /BaseVersion /1.7 >> >>",
                                                "/Version /2.0",
                                                "/V 12 0 R",
                                                "/V (x)",
                                                "/V << /Contents <00> >>",
                                                "/AP << /N 8 0 R >>",
                                                "/AP << /N << /On 8 0 R >> >>",
                                                "/Rect [0 0 0 0]",
                                                "/Rect [72 700 300 730]",
                                                "/Subtype /FreeText",
                                                "/Subtype /Widget",
                                                "/FT /Sig",
                                                "/FT /Tx",
                                                "/T (x)",
                                                "/Parent 7 0 R",
                                                "/XObject << /X 8 0 R >>",
                                                "/Resources 2 0 R",
                                                "/Contents 8 0 R",
                                                "/Rotate 90",
                                                "/CropBox [0 0 9 9]",
                                                "/StructTreeRoot 5 0 R",
                                                "/K [7 0 R 21 0 R]",
                                                "/K 0",
                                                "/StructParents 1",
                                                "/Tabs /S",
                                                "/OpenAction 21 0 R",
                                                "/Names << >>",
                                                "/Perms << /DocMDP 12 0 R >>",
                                                "/NeedAppearances true",
                                                "/DR << >>",
                                                "/DA (/Helv 0 Tf)",
                                                "/F 2",
                                                "/MK << /BG [1 1 1] >>",
                                                "/Lock << /Action /All >>",
                                                "/XFA 8 0 R",
                                                "/Info 24 0 R",
                                                "/Encrypt 24 0 R",
                                                "/Length 5",
                                                "/Filter /FlateDecode",
                                                "/SubFilter /ETSI.RFC3161",
                                                "/Type /Sig",
                                                "/Popup 21 0 R",
                                                "/Prev 15"};
    return shelf;
}

std::string mutate_object(std::string text, Dice& dice, RawMutation raw)
{
    switch (dice.below(9)) {
    case 0: redirect(text, dice); break;
    case 1:
        if (places_of(text, "<<").empty())
            text += dice.one_of(entry_shelf());
        else
            put_behind(text, "<<", dice.one_of(entry_shelf()), dice);
        break;
    case 2: put_behind(text, "[", some_reference(dice), dice); break;
    case 3: drop_entry(text, dice); break;
    case 4: change_number(text, dice); break;
    case 5: text = dice.one_of(object_shelf()); break;
    case 6: {
        const std::size_t at = text.rfind(">>");
        if (at != std::string::npos) text.insert(at, " " + dice.one_of(entry_shelf()) + " ");
        break;
    }
    default: text = raw(text, object_bytes_max); std::replace(text.begin(), text.end(), '\1', ' ');
    }
    return text;
}

}  // namespace chamber::fuzz
