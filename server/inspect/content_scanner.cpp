#include "server/inspect/content_scanner.hpp"

#include <algorithm>
#include <array>

namespace chamber::inspect {
namespace {

constexpr std::size_t operands_max = 100'000;
constexpr std::size_t string_bytes_max = 1'000'000;
constexpr int any_count = -1;
constexpr double number_max = 1e9;

struct KnownOperator {
    std::uint32_t code;
    int operands;
};

constexpr auto known_operators = [] {
    auto known = std::to_array<KnownOperator>(
        {{operator_code("b"), 0},           {operator_code("B"), 0},           {operator_code("b*"), 0},
         {operator_code("B*"), 0},          {operator_code("BDC"), any_count}, {operator_code("BI"), 0},
         {operator_code("BMC"), any_count}, {operator_code("BT"), 0},          {operator_code("BX"), 0},
         {operator_code("c"), 6},           {operator_code("cm"), 6},          {operator_code("CS"), 1},
         {operator_code("cs"), 1},          {operator_code("d"), any_count},   {operator_code("d0"), 2},
         {operator_code("d1"), 6},          {operator_code("Do"), 1},          {operator_code("DP"), any_count},
         {operator_code("EMC"), 0},         {operator_code("ET"), 0},          {operator_code("EX"), 0},
         {operator_code("f"), 0},           {operator_code("F"), 0},           {operator_code("f*"), 0},
         {operator_code("G"), 1},           {operator_code("g"), 1},           {operator_code("gs"), 1},
         {operator_code("h"), 0},           {operator_code("i"), 1},           {operator_code("j"), 1},
         {operator_code("J"), 1},           {operator_code("K"), 4},           {operator_code("k"), 4},
         {operator_code("l"), 2},           {operator_code("m"), 2},           {operator_code("M"), 1},
         {operator_code("MP"), any_count},  {operator_code("n"), 0},           {operator_code("q"), 0},
         {operator_code("Q"), 0},           {operator_code("re"), 4},          {operator_code("RG"), 3},
         {operator_code("rg"), 3},          {operator_code("ri"), 1},          {operator_code("s"), 0},
         {operator_code("S"), 0},           {operator_code("SC"), any_count},  {operator_code("sc"), any_count},
         {operator_code("SCN"), any_count}, {operator_code("scn"), any_count}, {operator_code("sh"), 1},
         {operator_code("T*"), 0},          {operator_code("Tc"), 1},          {operator_code("Td"), 2},
         {operator_code("TD"), 2},          {operator_code("Tf"), 2},          {operator_code("Tj"), 1},
         {operator_code("TJ"), 1},          {operator_code("TL"), 1},          {operator_code("Tm"), 6},
         {operator_code("Tr"), 1},          {operator_code("Ts"), 1},          {operator_code("Tw"), 1},
         {operator_code("Tz"), 1},          {operator_code("v"), 4},           {operator_code("w"), 1},
         {operator_code("W"), 0},           {operator_code("W*"), 0},          {operator_code("y"), 4},
         {operator_code("'"), 1},           {operator_code("\""), 3}});
    std::sort(known.begin(), known.end(),
              [](const KnownOperator& one, const KnownOperator& other) { return one.code < other.code; });
    return known;
}();

const KnownOperator* find_operator(std::string_view word)
{
    if (word.size() > 3) return nullptr;
    const std::uint32_t code = operator_code(word);
    const auto found =
        std::lower_bound(known_operators.begin(), known_operators.end(), code,
                         [](const KnownOperator& known, std::uint32_t wanted) { return known.code < wanted; });
    return found != known_operators.end() && found->code == code ? &*found : nullptr;
}

enum class ByteKind : std::uint8_t { regular, blank, delimiter };

constexpr auto byte_kinds = [] {
    std::array<ByteKind, 256> kinds{};
    for (const unsigned char blank : {'\0', '\t', '\n', '\f', '\r', ' '}) kinds[blank] = ByteKind::blank;
    for (const unsigned char delimiter : {'(', ')', '<', '>', '[', ']', '{', '}', '/', '%'})
        kinds[delimiter] = ByteKind::delimiter;
    return kinds;
}();

ByteKind kind_of(char byte)
{
    return byte_kinds[static_cast<unsigned char>(byte)];
}

bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

int hex_value(char byte)
{
    if (is_digit(byte)) return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

// [+-] digits [. digits], with a digit somewhere. False: something that readers take differently.
bool read_number(std::string_view word, double& number)
{
    std::size_t at = 0;
    const bool negative = word[0] == '-';
    if (negative || word[0] == '+') ++at;
    double value = 0, unit = 1;
    bool fraction = false, digits = false;
    for (; at < word.size(); ++at) {
        if (word[at] == '.' && !fraction) {
            fraction = true;
        } else if (is_digit(word[at])) {
            digits = true;
            value = value * 10 + (word[at] - '0');
            if (fraction) unit *= 10;
            if (value > 1e17) {  // more digits than anybody reads: the rest of a fraction says nothing
                if (!fraction) return false;
                for (++at; at < word.size(); ++at)
                    if (!is_digit(word[at])) return false;
                break;
            }
        } else {
            return false;
        }
    }
    number = (negative ? -value : value) / unit;
    return digits && value / unit <= number_max;
}

}  // namespace

const Operand* ContentScanner::operand(std::size_t index) const
{
    return first_ + index < starts_.size() ? &operands_[starts_[first_ + index]] : nullptr;
}

const Operand* ContentScanner::operand_end(std::size_t index) const
{
    const std::size_t next = first_ + index + 1;
    return operands_.data() + (next < starts_.size() ? starts_[next] : operands_.size());
}

bool ContentScanner::next()
{
    start_over();
    found_ = false;
    while (!found_) {
        skip_blanks();
        if (at_ >= bytes_.size()) return false;
        const char first = bytes_[at_];
        const char second = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
        if (kind_of(first) == ByteKind::regular) {
            read_number_or_operator();
        } else if (first == '/') {
            read_name();
        } else if (first == '(') {
            read_literal();
        } else if (first == '<' && second == '<') {
            skip_dictionary();
        } else if (first == '<') {
            read_hex();
        } else if (first == '[') {
            keep({OperandKind::list_begins});
            ++list_depth_;
            ++at_;
        } else if (first == ']' && list_depth_ > 0) {
            --list_depth_;
            keep({OperandKind::list_ends});
            ++at_;
        } else {
            odd_ = true;
            ++at_;
        }
    }
    return true;
}

void ContentScanner::start_over()
{
    memory_.clear();
    operands_.clear();
    starts_.clear();
    first_ = 0;
    odd_ |= list_depth_ != 0;
    list_depth_ = 0;
}

void ContentScanner::keep(Operand operand)
{
    if (operands_.size() >= operands_max) {
        odd_ = true;
        return;
    }
    if (list_depth_ == 0 && operand.kind != OperandKind::list_ends) starts_.push_back(operands_.size());
    operands_.push_back(operand);
}

void ContentScanner::skip_blanks()
{
    while (at_ < bytes_.size()) {
        if (bytes_[at_] == '%') {
            while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
        } else if (kind_of(bytes_[at_]) != ByteKind::blank) {
            return;
        } else {
            ++at_;
        }
    }
}

std::string_view ContentScanner::read_regular()
{
    const std::size_t from = at_;
    while (at_ < bytes_.size() && kind_of(bytes_[at_]) == ByteKind::regular) ++at_;
    return bytes_.substr(from, at_ - from);
}

void ContentScanner::read_number_or_operator()
{
    const std::string_view word = read_regular();
    if (is_digit(word[0]) || word[0] == '-' || word[0] == '+' || word[0] == '.') {
        Operand operand{OperandKind::number};
        if (!read_number(word, operand.number)) {
            odd_ = true;
            operand.number = 0;
        }
        keep(operand);
    } else if (word == "true" || word == "false" || word == "null") {
        keep({});
    } else {
        found_ = take_operator(word);
    }
}

bool ContentScanner::take_operator(std::string_view word)
{
    const KnownOperator* known = find_operator(word);
    if (known == nullptr) {
        odd_ = true;
        start_over();
        return false;
    }
    op_ = known->code;
    odd_ |= list_depth_ != 0;
    list_depth_ = 0;
    const auto wanted = static_cast<std::size_t>(std::max(known->operands, 0));
    if (known->operands != any_count && starts_.size() > wanted) first_ = starts_.size() - wanted;
    if (op_ == operator_code("BI")) skip_inline_image();
    return true;
}

void ContentScanner::read_name()
{
    ++at_;
    const std::string_view word = read_regular();
    Operand operand{OperandKind::name, 0, memory_.size(), 0};
    memory_ += '/';
    for (std::size_t i = 0; i < word.size(); ++i) {
        const int high = word[i] == '#' && i + 2 < word.size() ? hex_value(word[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(word[i + 2]) : -1;
        if (low >= 0) {
            memory_ += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            memory_ += word[i];
        }
    }
    operand.text_bytes = memory_.size() - operand.text_at;
    keep(operand);
}

void ContentScanner::read_literal()
{
    Operand operand{OperandKind::string, 0, memory_.size(), 0};
    int depth = 1;
    for (++at_; at_ < bytes_.size(); ++at_) {
        char byte = bytes_[at_];
        if (byte == '(') {
            ++depth;
        } else if (byte == ')') {
            if (--depth == 0) break;
        } else if (byte == '\\') {
            if (++at_ >= bytes_.size()) break;
            byte = bytes_[at_];
            constexpr std::string_view letters = "nrtbf", meant = "\n\r\t\b\f";
            if (const std::size_t known = letters.find(byte); known != std::string_view::npos) {
                byte = meant[known];
            } else if (byte >= '0' && byte <= '7') {
                int value = byte - '0';
                for (int i = 0; i < 2 && at_ + 1 < bytes_.size() && bytes_[at_ + 1] >= '0' && bytes_[at_ + 1] <= '7';
                     ++i)
                    value = value * 8 + (bytes_[++at_] - '0');
                byte = static_cast<char>(value);
            } else if (byte == '\r' || byte == '\n') {
                if (byte == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
                continue;
            }
        } else if (byte == '\r') {  // any line end is one
            byte = '\n';
            if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
        }
        if (memory_.size() < string_bytes_max)
            memory_ += byte;
        else
            odd_ = true;
    }
    odd_ |= depth != 0;
    ++at_;
    operand.text_bytes = memory_.size() - operand.text_at;
    keep(operand);
}

void ContentScanner::read_hex()
{
    Operand operand{OperandKind::string, 0, memory_.size(), 0};
    int high = -1;
    for (++at_; at_ < bytes_.size() && bytes_[at_] != '>'; ++at_) {
        const int value = hex_value(bytes_[at_]);
        if (value < 0) {
            odd_ |= kind_of(bytes_[at_]) != ByteKind::blank;
        } else if (high < 0) {
            high = value;
        } else {
            if (memory_.size() < string_bytes_max) memory_ += static_cast<char>(high * 16 + value);
            high = -1;
        }
    }
    odd_ |= at_ >= bytes_.size() || memory_.size() >= string_bytes_max;
    ++at_;
    if (high >= 0) memory_ += static_cast<char>(high * 16);
    operand.text_bytes = memory_.size() - operand.text_at;
    keep(operand);
}

// Of marked content: draws nothing, whatever is in it.
void ContentScanner::skip_dictionary()
{
    int depth = 0;
    const std::size_t kept = memory_.size(), operands = operands_.size(), starts = starts_.size();
    while (at_ < bytes_.size()) {
        skip_blanks();
        const std::string_view here = bytes_.substr(at_, 2);
        if (here == "<<") {
            ++depth;
            at_ += 2;
        } else if (here == ">>") {
            at_ += 2;
            if (--depth == 0) break;
        } else if (!here.empty() && here[0] == '(') {
            read_literal();
        } else if (!here.empty() && here[0] == '<') {
            read_hex();
        } else {
            ++at_;
        }
        memory_.resize(kept);
        operands_.resize(operands);
        starts_.resize(starts);
    }
    odd_ |= depth != 0;
    keep({});
}

// To the first "EI" that could be the end. Where there is a later one too, what stands between is read as words, and
// odd.
void ContentScanner::skip_inline_image()
{
    std::size_t at = bytes_.find("ID", at_);
    while (at != std::string_view::npos && at + 2 < bytes_.size() &&
           (kind_of(bytes_[at + 2]) != ByteKind::blank || kind_of(bytes_[at - 1]) == ByteKind::regular))
        at = bytes_.find("ID", at + 1);
    if (at != std::string_view::npos) at += 3;
    for (at = bytes_.find("EI", std::min(at, bytes_.size())); at != std::string_view::npos;
         at = bytes_.find("EI", at + 1)) {
        if (at + 2 < bytes_.size() && kind_of(bytes_[at + 2]) != ByteKind::blank) continue;
        at_ = at + 2;
        return;
    }
    odd_ = true;
    at_ = bytes_.size();
}

}  // namespace chamber::inspect
