// Every “chamber-admin …” that the product shows to somebody, collected from its sources: string literals of C++, pages
// and scripts of the web, what stands as code in the READMEs, texts that go into archives and installations.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::test {

struct PrintedCommand {
    std::string file;
    std::string text;                // as it stands there
    std::vector<std::string> words;  // behind "chamber-admin", placeholders filled in
    bool goes_on = false;            // the program writes the rest behind the literal
    bool names_a_family = false;     // "chamber-admin trust …": the family is meant
};

std::vector<PrintedCommand> printed_commands(const std::filesystem::path& root);

// The string literals of the C++ sources that hold a Vietnamese letter, with the file each stands in.
struct Said {
    std::string file;
    std::string text;
};
std::vector<Said> vietnamese_literals(const std::filesystem::path& root);

// What a shell makes of it, as far as it goes: up to prose, punctuation, a pipe. For the test of this very reader.
PrintedCommand read_printed(std::string_view after_the_name, bool literal_ends_here = false);

}  // namespace chamber::test
