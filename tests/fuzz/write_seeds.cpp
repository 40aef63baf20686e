// write_seeds FOLDER: the seeds of every target as files, one folder per target. They are made by this project's own
// builders.
#include "tests/fuzz/target.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

int main(int argc, char** argv)
{
    if (argc != 2) return 2;
    for (const auto& target : chamber::fuzz::targets()) {
        const std::filesystem::path folder = std::filesystem::path(argv[1]) / target.name;
        std::filesystem::create_directories(folder);
        int number = 0;
        for (const auto& seed : target.seeds())
            std::ofstream(folder / ("seed-" + std::to_string(++number)), std::ios::binary) << seed;
        std::printf("%-12s %d seeds\n", std::string(target.name).c_str(), number);
    }
}
