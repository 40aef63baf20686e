#include "protocol/device_label.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

std::vector<Device> devices(const std::vector<std::string>& labels)
{
    std::vector<Device> made(labels.size());
    for (std::size_t at = 0; at < labels.size(); ++at) made[at].label = labels[at];
    return made;
}

TEST(DeviceLabel, IsTheFirstFreeNumber)
{
    EXPECT_EQ(next_free_label({}, DeviceKind::tablet), "MTB-01");
    EXPECT_EQ(next_free_label(devices({"MTB-01", "MTB-03", "Bàn thư ký"}), DeviceKind::tablet), "MTB-02");
    EXPECT_EQ(next_free_label(devices({"mtb-01 ", "MTB-02"}), DeviceKind::tablet), "MTB-03");
    EXPECT_EQ(next_free_label(devices({"MTB-01"}), DeviceKind::desktop), "Máy bàn 1");
    std::vector<std::string> many;
    for (int number = 1; number < 100; ++number)
        many.push_back("MTB-" + std::string(number < 10 ? "0" : "") + std::to_string(number));
    EXPECT_EQ(next_free_label(devices(many), DeviceKind::tablet), "MTB-100");
}

TEST(DeviceLabel, IsNumberedWhenItIsTaken)
{
    EXPECT_EQ(numbered_label({}, "Máy tính văn phòng"), "Máy tính văn phòng");
    EXPECT_EQ(numbered_label(devices({"Máy tính văn phòng", "máy tính văn phòng 2"}), "Máy tính văn phòng"),
              "Máy tính văn phòng 3");
}

TEST(DeviceLabel, IsTheSameInSmallLettersAndInTwoSpellings)
{
    EXPECT_TRUE(same_label("MTB-01", " mtb-01"));
    EXPECT_TRUE(same_label("Bàn 1", "Ba\u0300n 1"));
    EXPECT_FALSE(same_label("MTB-01", "MTB-1"));
}

}  // namespace
}  // namespace chamber
