#include "tests/fuzz/mutants.hpp"

#include "tests/fuzz/documents.hpp"
#include "tests/fuzz/forged_sections.hpp"
#include "tests/fuzz/forged_traps.hpp"
#include "tests/fuzz/updates.hpp"
#include "tests/support/test_pdf.hpp"

#include <cstdio>
#include <exception>

namespace chamber::fuzz {
namespace {

using testing::TestPki;

std::string sign(const std::string& pdf, const testing::Identity& signer, testing::Signing how)
{
    how.reserved_bytes = 1'400;
    return testing::sign_pdf(pdf, signer, how);
}

// As above, with all that is no stream in object streams before it was signed.
std::string packed_paper()
{
    const auto& objects = paper_objects();
    Update update{true, {}, {}, {}};
    for (std::size_t i = 0; i < objects.size(); ++i) update.objects[static_cast<int>(i) + 1] = objects[i];
    return append_update(testing::make_pdf_of(objects), update);
}

std::vector<SignedDocument> make_papers()
{
    const TestPki& pki = TestPki::instance();
    const std::string paper = testing::make_pdf_of(paper_objects()), seal = "[380 100 480 140]";
    const std::string certified = sign(paper, pki.person, {.certification = 2});
    return {{"approved", sign(paper, pki.person, {})},
            {"certified-2", certified},
            {"certified-3", sign(paper, pki.person, {.certification = 3})},
            {"sealed", sign(sign(paper, pki.person, {}), pki.organisation, {.field = "Seal", .rectangle = seal})},
            {"packed", sign(packed_paper(), pki.organisation, {.certification = 3, .rectangle = seal})}};
}

const std::vector<SignedDocument>& papers()
{
    static const std::vector<SignedDocument> made = make_papers();
    return made;
}

// Numbers up to 34 are the paper's, so that a forger knows what comes next: 35 to 37 the signer's, then the forger's
// own.
std::string prepared_paper(const Trap& trap)
{
    constexpr std::size_t numbers = 34;
    std::vector<std::string> objects = paper_objects();
    objects.resize(numbers, "null");
    for (const auto& [number, text] : trap.before) objects.at(static_cast<std::size_t>(number) - 1) = text;
    return testing::make_pdf_of(objects);
}

Mutant spring_trap(std::string name, Dice& dice)
{
    const Trap& trap = traps()[dice.below(traps().size())];
    const TestPki& pki = TestPki::instance();
    // On the other page: who signs writes the page anew, and the library drops what leads nowhere.
    std::string pdf = sign(prepared_paper(trap), pki.person, {.certification = dice.one_in(3) ? 3 : 0, .page = 2});
    name += "-prepared-" + trap.name;
    if (!trap.after.empty()) pdf = append_update(pdf, {dice.one_in(3), trap.after, trap.trailer, {}});
    if (!trap.after.empty() && !dice.one_in(3)) return {name, pdf};
    testing::Signing how{.field = "Forger", .rectangle = "[380 100 480 140]"};
    how.page = 2;
    how.extra = trap.in_signature;
    how.appearance = "q 1 0 0 1 0 0 cm Q 1 1 98 38 re S 0 0 m 300 300 l S";
    return {name + "-signed", sign(pdf, pki.stranger, how)};
}

// Over the words of page 1, where an honest seal never lies whole.
std::string sign_over(const std::string& pdf, Dice& dice, std::string& name)
{
    const Painting painting = choose_painting(dice);
    name += "-signed-" + painting.name;
    testing::Signing how{.field = "Forger", .rectangle = "[72 650 372 690]"};
    how.appearance = painting.content;
    how.resources = painting.resources;
    return sign(pdf, TestPki::instance().stranger, how);
}

}  // namespace

Mutant make_mutant(unsigned seed)
{
    Dice dice(seed + 1);
    for (int warm = 0; warm < 8; ++warm) dice.below(2);
    char number[16];
    std::snprintf(number, sizeof number, "%06u", seed);
    if (dice.one_in(4)) return spring_trap(number, dice);
    const SignedDocument& paper = papers()[dice.below(papers().size())];
    Mutant mutant{std::string(number) + "-" + paper.name, paper.bytes};
    const std::size_t kind = dice.below(6);
    if (kind != 0) {
        const Edit edit = choose_edit(objects_of(paper.bytes), dice);
        const Disguise disguise = choose_disguise(dice);
        mutant.name += "-" + edit.name + "-" + disguise.name;
        mutant.bytes = append_disguised(std::move(mutant.bytes), edit.objects, disguise, dice);
    }
    if (kind > 1) return mutant;
    try {
        mutant.bytes = sign_over(mutant.bytes, dice, mutant.name);
    } catch (const std::exception&) {
        mutant.name += "-unsignable";  // too broken for the library that signs
    }
    return mutant;
}

}  // namespace chamber::fuzz
