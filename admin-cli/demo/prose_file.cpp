#include "admin-cli/demo/prose_file.hpp"

#include <algorithm>
#include <cstddef>

namespace chamber::demo {
namespace {

class Reader {
public:
    explicit Reader(std::string_view file_name) : file_name_(file_name) {}

    Result<void> line(std::string_view text)
    {
        ++number_;
        if (text.ends_with('\r')) return fault("a carriage return at the end of the line");
        // "## …" is a line of a document: its heading.
        if (text.empty() || (text.starts_with('#') && !text.starts_with("##"))) return {};
        if (text.starts_with("== ")) return chapter(text.substr(3));
        if (text.starts_with('[')) return part(text);
        if (text.starts_with("  ")) return continuation(text.substr(2));
        if (chapters_.empty()) return fault("a line before the first chapter (== …)");
        if (text.starts_with(' ') || text.ends_with(' ')) return fault("a blank at an end of the line");
        lines_->push_back({std::string(text), place()});
        return {};
    }

    Result<void> end() { return closed(); }
    std::vector<Chapter> take() { return std::move(chapters_); }

private:
    Result<void> chapter(std::string_view name)
    {
        if (auto last = closed(); !last) return last;
        if (name.empty()) return fault("a chapter without a name");
        if (std::ranges::find(chapters_, name, &Chapter::name) != chapters_.end())
            return fault("a chapter “" + std::string(name) + "” again");
        chapters_.push_back({std::string(name), place(), {}, {}});
        lines_ = &chapters_.back().lines;
        opened_ = number_;
        return {};
    }

    Result<void> part(std::string_view text)
    {
        if (chapters_.empty()) return fault("a part before the first chapter (== …)");
        if (text.size() < 3 || !text.ends_with(']')) return fault("a part is written [name]");
        auto& chapter = chapters_.back();
        if (lines_ != &chapter.lines || !chapter.lines.empty()) {
            if (auto last = closed(); !last) return last;
        }
        const std::string name(text.substr(1, text.size() - 2));
        if (chapter.parts.contains(name)) return fault("the part [" + name + "] again");
        lines_ = &chapter.parts[name];
        opened_ = number_;
        return {};
    }

    Result<void> continuation(std::string_view text)
    {
        if (lines_ == nullptr || lines_->empty()) return fault("two blanks go on with a line above, and there is none");
        lines_->back().text += ' ';
        lines_->back().text += text;
        return {};
    }

    // The chapter or part that was open has lines.
    Result<void> closed() const
    {
        if (lines_ == nullptr || !lines_->empty()) return {};
        return fail(ErrorCode::internal, "a chapter or part without a line",
                    std::string(file_name_) + ":" + std::to_string(opened_));
    }

    std::string place() const { return std::string(file_name_) + ":" + std::to_string(number_); }
    Error fault(std::string what) const { return fail(ErrorCode::internal, std::move(what), place()); }

    std::string_view file_name_;
    std::size_t number_ = 0;
    std::size_t opened_ = 0;
    std::vector<Chapter> chapters_;
    std::vector<ProseLine>* lines_ = nullptr;  // of the chapter or part that is open
};

}  // namespace

Result<std::vector<Chapter>> parse_prose(const ProseText& file)
{
    Reader reader(file.file_name);
    for (std::string_view rest = file.text; !rest.empty();) {
        const auto end = rest.find('\n');
        if (auto read = reader.line(rest.substr(0, end)); !read) return read.error();
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    if (auto ended = reader.end(); !ended) return ended.error();
    return reader.take();
}

}  // namespace chamber::demo
