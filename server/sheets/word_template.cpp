#include "server/sheets/word_template.hpp"

#include "protocol/text.hpp"
#include "server/sheets/word_file.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <sstream>

namespace chamber::sheets {
namespace {

using pugi::xml_node;

constexpr int depth_max = 200;
constexpr std::size_t text_bytes_max = 200'000;

// What is filled in, from the inside out.
struct Scope {
    const Filling* own;
    const Scope* outer = nullptr;

    const Filled* text(std::string_view tag) const
    {
        const auto found = own->texts.find(tag);
        if (found != own->texts.end()) return &found->second;
        return outer == nullptr ? nullptr : outer->text(tag);
    }
    const std::vector<Filling>* rows(std::string_view tag) const
    {
        const auto found = own->rows.find(tag);
        if (found != own->rows.end()) return &found->second;
        return outer == nullptr ? nullptr : outer->rows(tag);
    }
};

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream all(cleaned_text(text, text_bytes_max, Lines::many));
    for (std::string line; std::getline(all, line);) lines.push_back(line);
    if (lines.empty()) lines.emplace_back();
    return lines;
}

std::vector<xml_node> elements_of(xml_node parent)
{
    std::vector<xml_node> children;
    for (const xml_node child : parent.children())
        if (child.type() == pugi::node_element) children.push_back(child);
    return children;
}

bool is(xml_node node, std::string_view name)
{
    return node.name() == name;
}

void remove_children(xml_node parent)
{
    while (parent.first_child()) parent.remove_child(parent.first_child());
}

// The first of that name, in reading order.
xml_node first_within(xml_node parent, const char* name)
{
    return parent.find_node([name](xml_node node) { return is(node, name); });
}

void append_words(xml_node run, const std::string& words)
{
    // A tab is an element of its own.
    std::size_t from = 0;
    while (true) {
        const auto tab = words.find('\t', from);
        xml_node text = run.append_child("w:t");
        text.append_attribute("xml:space") = "preserve";
        text.text().set(words.substr(from, tab - from).c_str());
        if (tab == std::string::npos) return;
        run.append_child("w:tab");
        from = tab + 1;
    }
}

void append_run(xml_node parent, xml_node run_properties, const std::vector<std::string>& lines)
{
    xml_node run = parent.append_child("w:r");
    if (run_properties) run.append_copy(run_properties);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0) run.append_child("w:br");
        append_words(run, lines[i]);
    }
}

// How the control's text is to look, copied out before it is replaced. A placeholder's grey goes.
pugi::xml_document looks_of(xml_node content, bool placeholder)
{
    pugi::xml_document kept;
    if (const xml_node properties = first_within(content, "w:r").child("w:rPr")) {
        xml_node copy = kept.append_copy(properties);
        if (placeholder) {
            copy.remove_child("w:rStyle");
            copy.remove_child("w:color");
        }
    }
    return kept;
}

// A paragraph for each line, looking as the first one does.
void set_paragraphs(xml_node parent, const std::vector<std::string>& lines, xml_node run_properties)
{
    pugi::xml_document pattern;
    xml_node paragraph = parent.child("w:p");
    xml_node kept = pattern.append_child("w:p");
    if (const xml_node properties = paragraph.child("w:pPr")) kept.append_copy(properties);
    for (const xml_node child : elements_of(parent))
        if (!is(child, "w:tcPr")) parent.remove_child(child);
    for (const auto& line : lines) append_run(parent.append_copy(kept), run_properties, {line});
}

class Filler {
public:
    Filler(std::set<std::string, std::less<>>& met, Hints hints) : met_(met), hints_(hints) {}

    void fill(xml_node parent, const Scope& scope)
    {
        for (const xml_node child : elements_of(parent)) {
            if (is(child, "w:sdt"))
                fill_control(child, scope);
            else
                fill(child, scope);
        }
        // A cell without a paragraph is a damaged file to Word.
        if (is(parent, "w:tc") && !first_within(parent, "w:p")) parent.append_child("w:p");
    }

private:
    void fill_control(xml_node control, const Scope& scope)
    {
        const std::string tag = control.child("w:sdtPr").child("w:tag").attribute("w:val").value();
        xml_node content = control.child("w:sdtContent");
        number(control);
        if (!content) return;
        if (const auto* rows = scope.rows(tag)) {
            met_.insert(tag);
            repeat(control, content, *rows, scope);
        } else if (const auto* filled = scope.text(tag)) {
            met_.insert(tag);
            if (filled->source == Source::words && is_blank(filled->text)) return leave_unwritten(control, content);
            set_text(control, content, filled->text);
            lock(control, filled->source == Source::fact ? "sdtContentLocked" : "sdtLocked");
        } else {
            fill(content, scope);
        }
    }

    // In a line a gap to write in is left; a paragraph goes.
    void leave_unwritten(xml_node control, xml_node content)
    {
        if (hints_ == Hints::keep) return;
        if (content.child("w:p"))
            control.parent().remove_child(control);
        else
            set_text(control, content, "……");
    }

    void repeat(xml_node control, xml_node content, const std::vector<Filling>& rows, const Scope& scope)
    {
        if (rows.empty()) {
            find_tags(content);
            control.parent().remove_child(control);
            return;
        }
        pugi::xml_document pattern;
        for (const xml_node child : elements_of(content)) pattern.append_copy(child);
        remove_children(content);
        bool words = false;
        for (const auto& row : rows) {
            const Scope inner{&row, &scope};
            for (const xml_node child : pattern.children()) {
                xml_node copy = content.append_copy(child);
                if (is(copy, "w:sdt"))
                    fill_control(copy, inner);
                else
                    fill(copy, inner);
            }
            words |= std::ranges::any_of(row.texts, [](const auto& one) { return one.second.source == Source::words; });
            words |= !row.rows.empty();
        }
        // What holds a person's words stays open around them.
        lock(control, words ? "sdtLocked" : "sdtContentLocked");
    }

    void set_text(xml_node control, xml_node content, const std::string& text)
    {
        xml_node properties = control.child("w:sdtPr");
        const auto looks = looks_of(content, static_cast<bool>(properties.child("w:showingPlcHdr")));
        const xml_node run_properties = looks.child("w:rPr");
        for (const char* gone : {"w:showingPlcHdr", "w:dataBinding", "w:temporary", "w:placeholder"})
            properties.remove_child(gone);
        const auto lines = lines_of(text);
        xml_node cell = content.child("w:tc");
        if (cell) {
            set_paragraphs(cell, lines, run_properties);
        } else if (content.child("w:p")) {
            // A plain-text control holds one paragraph.
            if (properties.child("w:text")) {
                const xml_node properties_of = content.child("w:p").child("w:pPr");
                pugi::xml_document kept;
                if (properties_of) kept.append_copy(properties_of);
                remove_children(content);
                xml_node paragraph = content.append_child("w:p");
                if (kept.first_child()) paragraph.append_copy(kept.first_child());
                append_run(paragraph, run_properties, lines);
            } else {
                set_paragraphs(content, lines, run_properties);
            }
        } else {
            remove_children(content);
            append_run(content, run_properties, lines);
        }
    }

    // CT_SdtPr wants it behind alias, tag and id.
    static void lock(xml_node control, const char* how)
    {
        xml_node properties = control.child("w:sdtPr");
        properties.remove_child("w:lock");
        xml_node before;
        for (const char* name : {"w:rPr", "w:alias", "w:tag", "w:id"})
            if (const xml_node found = properties.child(name)) before = found;
        xml_node made = before ? properties.insert_child_after("w:lock", before) : properties.prepend_child("w:lock");
        made.append_attribute("w:val") = how;
    }

    // Copies of a row must not share an id.
    void number(xml_node control)
    {
        xml_node id = control.child("w:sdtPr").child("w:id");
        if (id) id.attribute("w:val").set_value(++count_);
    }

    // What stands in a row that is not there is there all the same.
    void find_tags(xml_node parent)
    {
        for (const xml_node child : elements_of(parent)) {
            if (is(child, "w:tag")) met_.insert(child.attribute("w:val").value());
            find_tags(child);
        }
    }

    std::set<std::string, std::less<>>& met_;
    Hints hints_;
    int count_ = 0;
};

struct Depth : pugi::xml_tree_walker {
    bool for_each(xml_node& /*node*/) override { return depth() <= depth_max; }
};

bool holds_text(std::string_view name)
{
    return name == "word/document.xml" ||
           ((name.starts_with("word/header") || name.starts_with("word/footer")) && name.ends_with(".xml"));
}

Result<void> fill_part(WordPart& part, const Filling& filling, Filler& filler)
{
    pugi::xml_document document;
    const auto read = document.load_buffer(part.bytes.data(), part.bytes.size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_declaration);
    Depth depth;
    if (!read || !document.traverse(depth)) return fail(ErrorCode::template_unreadable, read.description(), part.name);
    filler.fill(document, Scope{&filling});
    std::ostringstream written;
    document.save(written, "", pugi::format_raw, pugi::encoding_utf8);
    part.bytes = written.str();
    return {};
}

Result<void> check_needed(const std::set<std::string, std::less<>>& met, std::span<const NeededControl> needed)
{
    std::string words;
    std::string tags;
    for (const auto& one : needed) {
        if (met.contains(one.tag)) continue;
        words +=
            (words.empty() ? "" : ", ") + ("“" + std::string(one.words) + "” (thẻ “" + std::string(one.tag) + "”)");
        tags += (tags.empty() ? "" : ", ") + std::string(one.tag);
    }
    if (words.empty()) return {};
    return fail(ErrorCode::template_incomplete, "Tệp mẫu thiếu ô " + words + ".", tags);
}

}  // namespace

Result<std::string> fill_template(std::string_view template_bytes, const Filling& filling,
                                  std::span<const NeededControl> needed, Hints hints)
{
    auto parts = read_word_file(template_bytes);
    if (!parts) return parts.error();
    std::set<std::string, std::less<>> met;
    Filler filler(met, hints);
    for (auto& part : *parts) {
        if (!holds_text(part.name)) continue;
        if (auto filled = fill_part(part, filling, filler); !filled) return filled.error();
    }
    if (auto complete = check_needed(met, needed); !complete) return complete.error();
    return write_word_file(*parts);
}

}  // namespace chamber::sheets
