// The difference analysis: a signed document and revisions behind it that the input names object by object
// (updates.hpp).
//
// Oracle: nobody here has a key, so a report may call the file valid only when the pages, the annotations that can pass
// for content and the pictures of signature fields are what they were, in the eyes of page_look, which shares no code
// with the engine.
#include "tests/fuzz/documents.hpp"
#include "tests/fuzz/page_look.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/texts.hpp"
#include "tests/fuzz/updates.hpp"

#include <algorithm>
#include <new>

namespace chamber::fuzz {
namespace {

const PageLook& look_before(std::size_t document)
{
    static const std::vector<PageLook> looks = [] {
        std::vector<PageLook> all;
        for (const auto& one : documents()) all.push_back(look_at_pages(one.bytes).value());
        return all;
    }();
    return looks[document];
}

void compare_looks(const PageLook& before, const PageLook& after)
{
    forbid(before.pages != after.pages, "a page was changed behind a signature and the file is called valid");
    forbid(before.fixed_annotations != after.fixed_annotations,
           "an annotation that can pass for content was changed and the file is called valid");
    for (const auto& [widget, picture] : after.widgets)
        forbid(before.widgets.count(widget) == 0 && picture != "null ",
               "a picture was laid over a page as a field and the file is called valid");
    for (const int widget : before.signature_widgets)
        forbid(after.widgets.count(widget) == 0 || after.widgets.at(widget) != before.widgets.at(widget),
               "the picture of a signature field was changed without a signature and the file is called valid");
}

const std::map<int, std::string>& objects_before(std::size_t document)
{
    static const std::vector<std::map<int, std::string>> all = [] {
        std::vector<std::map<int, std::string>> read;
        for (const auto& one : documents()) read.push_back(objects_of(one.bytes));
        return read;
    }();
    return all[document];
}

std::string forged_content(const std::string& text)
{
    const std::string content = "BT /F1 14 Tf 72 720 Td (" + text + ") Tj ET";
    return "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

}  // namespace

void run_differences(std::string_view input)
{
    const Plan plan = read_plan(input, documents().size());
    std::string pdf = documents()[plan.document].bytes;
    for (const auto& update : plan.updates) pdf = append_update(std::move(pdf), update);
    SignatureReport report;
    try {
        report = judge(pdf);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {
        return;  // the inspector refuses the document then
    }
    if (!says_valid(report)) return;
    if (const auto after = look_at_pages(pdf)) compare_looks(look_before(plan.document), *after);
}

std::vector<std::string> differences_seeds()
{
    std::vector<std::string> seeds;
    const auto seed = [&](std::size_t document, std::vector<Update> updates) {
        seeds.push_back(write_plan({document, std::move(updates)}));
    };
    for (std::size_t i = 0; i < documents().size(); ++i) {
        seed(i, {});
        seed(i, {{false, {{4, forged_content("900")}}, {}, {}}});
        // Every object as it was, in the plain and in the packed form: nothing has changed, and every path is walked.
        seed(i, {{false, objects_before(i), {}, {}}});
        seed(i, {{true, objects_before(i), {}, {}}});
        Update catalog{false, {}, "/Info 40 0 R", {}};
        catalog.objects[40] = "<< /Producer (x) >>";
        seed(i, {catalog, {true, {{41, "<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] >>"}}, {}, {}}});
    }
    return seeds;
}

std::string mutate_differences(std::string_view input, const Mutation& how)
{
    Dice dice(how.seed);
    Plan plan = read_plan(input, documents().size());
    const std::size_t times = 1 + dice.below(3);
    for (std::size_t i = 0; i < times; ++i) {
        if (plan.updates.empty() || dice.one_in(30)) plan.updates.push_back({dice.one_in(3), {}, {}, {}});
        Update& update = plan.updates[dice.below(plan.updates.size())];
        const auto& before = objects_before(plan.document);
        switch (dice.below(12)) {
        case 0: plan.document = dice.below(documents().size()); break;
        case 1:
        case 2:
        case 3: {  // an object of the document, changed
            auto chosen = before.begin();
            std::advance(chosen, static_cast<std::ptrdiff_t>(dice.below(before.size())));
            std::string& text = update.objects.emplace(chosen->first, chosen->second).first->second;
            text = mutate_object(text, dice, how.raw);
            break;
        }
        case 4:  // a new object from the shelf
            update.objects[static_cast<int>(1 + dice.below(object_number_max))] = dice.one_of(object_shelf());
            break;
        case 5:
            if (!update.objects.empty()) {
                auto chosen = update.objects.begin();
                std::advance(chosen, static_cast<std::ptrdiff_t>(dice.below(update.objects.size())));
                update.objects.erase(chosen);
            }
            break;
        case 6: update.packed = !update.packed; break;
        case 7: update.trailer = mutate_object(update.trailer, dice, how.raw); break;
        case 8:
            if (dice.one_in(8)) update.raw = how.raw(update.raw, 200);
            break;
        default:
            if (!update.objects.empty()) {
                auto chosen = update.objects.begin();
                std::advance(chosen, static_cast<std::ptrdiff_t>(dice.below(update.objects.size())));
                chosen->second = mutate_object(chosen->second, dice, how.raw);
            }
        }
    }
    return write_plan(plan);
}

}  // namespace chamber::fuzz
