// oracle_mutants FOLDER FIRST COUNT: changed signed papers, one file for each seed, and the roots that their signers
// are trusted by.
#include "tests/fuzz/mutants.hpp"
#include "tests/support/test_pki.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "oracle_mutants FOLDER FIRST COUNT\n";
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const auto first = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)),
               count = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
    std::filesystem::create_directories(folder);
    for (unsigned seed = first; seed < first + count; ++seed) {
        const auto mutant = chamber::fuzz::make_mutant(seed);
        std::ofstream(folder / (mutant.name + ".pdf"), std::ios::binary) << mutant.bytes;
    }
    return 0;
}
