// The words of a content stream: operands, and the operator that they belong to. A page of a drawing has a million of
// them, so nothing is allocated for each. Source: ISO 32000-2 §7.8.2, §7.2, §8.9.7.
//
// Readers part ways over malformed words: a number with two points, "100re", "fq", a string without an end. They are
// skipped here and remembered as odd(); whoever must know what every reader draws takes such a stream for unreadable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

// Up to three letters in one number, to switch on.
constexpr std::uint32_t operator_code(std::string_view name)
{
    std::uint32_t code = 0;
    for (const char letter : name) code = code << 8 | static_cast<unsigned char>(letter);
    return code;
}

enum class OperandKind { number, name, string, list_begins, list_ends, other };

struct Operand {
    OperandKind kind = OperandKind::other;
    double number = 0;
    std::size_t text_at = 0;  // of a name or string, in the scanner's own memory
    std::size_t text_bytes = 0;
};

class ContentScanner {
public:
    explicit ContentScanner(std::string_view bytes) : bytes_(bytes) {}

    // Goes to the next known operator. False: there is none. Unknown ones are passed over.
    bool next();

    std::uint32_t op() const { return op_; }  // an inline image is "BI", all of it
    bool odd() const { return odd_; }

    // The operator's own: a reader takes the last ones when there are too many.
    std::size_t operand_count() const { return starts_.size() - first_; }
    const Operand* operand(std::size_t index) const;
    // All that is in the operand, a list's elements among them, until its end.
    const Operand* operand_end(std::size_t index) const;
    std::string_view text(const Operand& operand) const
    {
        return std::string_view(memory_).substr(operand.text_at, operand.text_bytes);
    }

private:
    void skip_blanks();
    std::string_view read_regular();
    void read_number_or_operator();
    void read_name();
    void read_literal();
    void read_hex();
    void skip_dictionary();
    void skip_inline_image();
    void keep(Operand operand);
    void start_over();
    bool take_operator(std::string_view word);

    std::string_view bytes_;
    std::size_t at_ = 0;
    std::uint32_t op_ = 0;
    bool found_ = false;
    bool odd_ = false;
    int list_depth_ = 0;
    std::string memory_;
    std::vector<Operand> operands_;
    std::vector<std::size_t> starts_;  // of the operands that are in no list
    std::size_t first_ = 0;
};

}  // namespace chamber::inspect
