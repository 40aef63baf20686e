// KIEM-TRA.ps1 as it lies in the bag. No PowerShell runs here: what can be held to account is its structure, that it
// calls nothing but what Windows brings along, and that it says and answers what KIEM-TRA.sh does.
#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

class WindowsScript : public testing::Test {
protected:
    WindowsScript()
    {
        const auto built = world_.build();
        EXPECT_EQ(run("unzip -q -o " + built.path.string() + " -d " + world_.place.path.string()).exit_code, 0);
        top_ = world_.place.path / built.file_name.substr(0, built.file_name.size() - 4);
    }
    // `program` reads the script as `text`, without strings and comments as `bare`.
    std::string told(const std::string& program, const std::string& spoil = "text") const
    {
        return run("cd " + top_.string() + R"sh( && python3 - <<'P'
import re
raw = open('KIEM-TRA.ps1', 'rb').read()
text = raw.decode('utf-8-sig')
text = )sh" + spoil +
                   R"sh(
shell = open('KIEM-TRA.sh', encoding='utf-8').read()
# Strings of one line, comments; a quote without its fellow stays and is found.
bare = re.sub(r"'(?:[^'\n]|'')*'|\"(?:[^\"`\n]|`.)*\"|#[^\n]*", lambda m: '' if m[0][0] == '#' else "''", text)
)sh" + program + "\nP\n")
            .output;
    }

    ArchiveWorld world_;
    std::filesystem::path top_;
};

constexpr auto balance = R"py(
closing = {')': '(', ']': '[', '}': '{'}
open_ones, wrong = [], 0
for c in bare.replace("''", ''):
    if c in '([{': open_ones.append(c)
    elif c in closing: wrong += not open_ones or open_ones.pop() != closing[c]
    elif c in '\'"': wrong += 1
print(wrong + len(open_ones))
)py";

TEST_F(WindowsScript, IsWrittenAsWindowsReadsIt)
{
    EXPECT_EQ(told(R"py(
print(raw[:3] == b'\xef\xbb\xbf', raw.count(b'\n') == raw.count(b'\r\n') > 100, b'\t' in raw)
)py"),
              "True True False\n");
}

// PowerShell takes curly quotes for straight ones and long dashes for minus: they may stand in double-quoted text and
// comments alone, where nothing of that ends the string. ASCII quotes are all we use.
TEST_F(WindowsScript, HasNoQuoteOrDashThatWindowsTakesForAnother)
{
    constexpr auto strange = R"py(
print([hex(ord(c)) for c in text if c in '\u2018\u2019\u201a\u201b\u201c\u201d\u201e'],
      [hex(ord(c)) for c in bare if c in '\u2013\u2014\u2015'],
      [c for c in bare if ord(c) > 126 and not c.isspace()])
)py";
    EXPECT_EQ(told(strange), "[] [] []\n");
    EXPECT_EQ(told(strange, "text.replace(\"'data/'\", '\u2018data/\u2019', 1)"),
              "['0x2018', '0x2019'] [] ['‘', '’']\n");
}

// Every list is read, every file of a list is hashed and every file that lies there is looked up in one.
TEST_F(WindowsScript, LooksAtEveryFileOfEveryList)
{
    EXPECT_EQ(told(R"py(
for name in ('tagmanifest-sha256.txt', 'tagmanifest-sha512.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'):
    print(name, bool(re.search(r"= Xet-DanhMuc '" + re.escape(name) + "'", text)))
lists = text[text.index('function Xet-DanhMuc'):text.index('function Xet-Hai')]
print(re.findall(r"foreach \((\$\w+ in [^)]*)\)", lists.replace('\r', ''))[-1],
      'Get-FileHash -LiteralPath $noi -Algorithm $thuat' in lists, '$ket.Sai.Add($mot[1])' in lists)
both = text[text.index('function Xet-Hai'):text.index('# Chứng thư từ tệp')]
print('foreach ($tep in $dangCo) { if (-not $ghi.Contains($tep))' in both)
print('ReparsePoint)' in bare, text.count('LinkType'))
)py"),
              "tagmanifest-sha256.txt True\ntagmanifest-sha512.txt True\nmanifest-sha256.txt True\nmanifest-sha512.txt "
              "True\n$mot in $muc True True\nTrue\nFalse 2\n");
}

TEST_F(WindowsScript, ClosesWhatItOpens)
{
    EXPECT_EQ(told(balance), "0\n");
    EXPECT_EQ(told(balance, "text.replace('{ $ket', '$ket', 1).replace('return $ket }', 'return $ket', 1)"), "1\n");
    EXPECT_EQ(told(balance, "text.replace(\"'data/'\", \"'data/\", 1)"), "1\n");
}

// No network, no download, no change outside of its own temporary folder.
TEST_F(WindowsScript, CallsNothingButWhatWindowsBringsAlong)
{
    constexpr auto calls = R"py(
ours = set(re.findall(r'function ([\w-]+)', bare))
cmdlets = {'Add-Type', 'Get-ChildItem', 'Get-FileHash', 'Join-Path', 'New-Item', 'New-Object', 'Remove-Item', 'Resolve-Path',
           'Set-StrictMode', 'Sort-Object', 'Split-Path', 'Test-Path', 'Where-Object', 'Write-Output'}
called = set(re.findall(r'(?<![\w$.\[:-])([A-Z][A-Za-z]+-[A-Za-z]+)\b', bare))
print(sorted(called - ours - cmdlets), sorted(ours - called))
types = set(re.findall(r'\[([A-Za-z][\w.]*)', bare)) | set(re.findall(r"New-Object '?([\w.]+)", text))
simple = {'Console', 'regex', 'string', 'int', 'bool', 'byte', 'Parameter', 'object'}
rooms = ('System.IO.', 'System.Text.', 'System.Collections.Generic.', 'System.Security.Cryptography.')
print(sorted(t for t in types if t not in simple and not t.startswith(rooms)
             and t not in ('System.Convert', 'System.Guid', 'System.BitConverter', 'System.StringComparer', 'System.StringComparison')))
print([word for word in ('Invoke-', 'iex', 'Start-', 'System.Net', 'http', '&', 'Reflection') if re.search(r'(?<![\w-])' + re.escape(word), bare)])
)py";
    EXPECT_EQ(told(calls), "[] []\n[]\n[]\n");
    EXPECT_EQ(told(calls, "text + 'Invoke-WebRequest $x; [System.Net.WebClient]::new()'"),
              "['Invoke-WebRequest'] []\n['System.Net.WebClient']\n['Invoke-', 'System.Net']\n");
}

// Variables are set before they are read: with strict mode, a misspelt one would end the check.
TEST_F(WindowsScript, ReadsNoVariableThatNothingSets)
{
    constexpr auto variables = R"py(
used = {name.lower() for name in re.findall(r'\$(?:script:)?(\w+)', bare)}
given = {name.lower() for name in re.findall(r'\$(?:script:)?(\w+) (?:=|in)(?= )', bare)}
given |= {name.lower() for heads in re.findall(r'(?:function [\w-]+|param)\(((?:[^()]|\([^()]*\))*)\)', bare) for name in re.findall(r'\$(\w+)', heads)}
print(sorted(used - given - {'null', 'true', 'false', '_', 'myinvocation'}))
)py";
    EXPECT_EQ(told(variables), "[]\n");
    EXPECT_EQ(told(variables, "text.replace('$thieu.Count', '$thiue.Count', 1)"), "['thiue']\n");
}

TEST_F(WindowsScript, ConcludesAsTheOtherScriptDoes)
{
    EXPECT_EQ(told(R"py(
hint = lambda sentence: re.sub(r'(chứng thư gốc:).*', r'\1', sentence)
windows = [(hint(sentence), code) for sentence, code in re.findall(r"(KẾT LUẬN: [^'\n]*)'[^']*?(?:Ket-Thuc|\})\s*(\d?)", text)]
windows = {s: c or '1' for s, c in windows}
unix = {hint(s): c for s, c in re.findall(r'"(KẾT LUẬN: [^"\n]*)"\s*exit (\d)', shell)}
print(len(unix), windows == unix)
steps = r'Bước \d\. [^\'"\n]*'
print(re.findall(steps, text) == re.findall(steps, shell), len(re.findall(steps, text)))
print(sorted(set(re.findall(r'Ket-Thuc (\d)', text))))
)py"),
              "5 True\nTrue 7\n['0', '1', '2', '3', '4']\n");
}

}  // namespace
}  // namespace chamber::storage
