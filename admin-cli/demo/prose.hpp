// Turns topics into blocks: dice for the numbers, slots filled, headings, paragraphs, tables. Internal to the drawing.
//
// Layers: what a reader would miss first has rank 0; deeper layers are taken while pages remain, evenly over all
// topics.
#pragma once

#include "admin-cli/demo/filling.hpp"
#include "admin-cli/demo/topics.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::demo {

// The same name throws the same numbers.
class Dice {
public:
    explicit Dice(std::string_view name);
    std::int64_t between(std::int64_t low, std::int64_t high);  // both included

private:
    std::uint64_t state_;
};

std::string thousands(std::int64_t number);      // "1.234.567"
std::string tenths(std::int64_t tenths_of_one);  // 1234 → "123,4"
std::string with_capital(std::string name);      // "xã Lúa Vàng" → "Xã Lúa Vàng"
std::string capitals(std::string_view text);     // Vietnamese upper case

class Prose {
public:
    Prose(std::string_view seed, const std::vector<std::string>& communes) : dice_(seed), communes_(&communes) {}

    Dice& dice() { return dice_; }
    std::string filled(std::string_view sentence);

    // Marked texts: "<b>Điều 1.</b> …". `last` stays with the closing below it.
    void text(std::string_view marked, std::int32_t rank = 0);
    void italic(std::string_view marked);
    void centred(std::string_view marked, Weight weight, Keep keep);
    void heading(std::string_view marked, std::int32_t rank = 0);
    void last(std::string_view marked);
    // A free-standing small table of a topic's indicators; all of it under one rank.
    void indicator_table(const Topic& topic, std::int32_t rank);

    // "I. KẾT QUẢ …": each topic with heading, results, table and communes.
    void results(const std::string& title, const Topics& topics);
    void limits(const std::string& title, const Topics& topics);
    void tasks(const std::string& title, const Topics& topics);

    std::vector<Block> take() { return std::move(blocks_); }

private:
    void add(Paragraph paragraph, std::int32_t rank);
    void places(const Topic& topic, std::size_t which, std::int32_t rank);

    Dice dice_;
    const std::vector<std::string>* communes_;
    std::size_t next_commune_ = 0;
    std::vector<Block> blocks_;
};

}  // namespace chamber::demo
