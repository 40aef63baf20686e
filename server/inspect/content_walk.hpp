// What every walk over a content stream does the same: operators come with their operands, and resources are looked up
// by name.
#pragma once

#include "server/inspect/content_scanner.hpp"
#include "server/inspect/object_values.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::inspect {

// Of a page (all its streams, one after the other) or a form. Errors: throws what libqpdf throws when a stream cannot
// be decoded.
std::string read_page_content(Object page);
std::string read_stream(Object stream);

class ContentWalk {
public:
    virtual ~ContentWalk() = default;

    // False: goes_on() ended it, or there were words that readers take differently.
    bool walk(std::string_view bytes)
    {
        ContentScanner scanner(bytes);
        scanner_ = &scanner;
        while (scanner.next()) {
            if (!goes_on()) return false;
            if (scanner.op() == operator_code("BI"))
                paint_inline_image();
            else
                run(scanner.op());
        }
        return !scanner.odd();
    }

protected:
    explicit ContentWalk(Object resources) : resources_(std::move(resources)) {}
    ContentWalk(const ContentWalk&) = delete;
    ContentWalk& operator=(const ContentWalk&) = delete;

    virtual void paint_inline_image() = 0;
    // Counts an operator. False: it is not run, and the walk ends.
    virtual bool goes_on() = 0;
    virtual void run(std::uint32_t op) = 0;

    const Object& resources() const { return resources_; }
    std::size_t operand_count() const { return scanner_->operand_count(); }

    // 0 where there is none, and for what is no number.
    double number(std::size_t index) const
    {
        const Operand* operand = scanner_->operand(index);
        return operand != nullptr && operand->kind == OperandKind::number ? operand->number : 0;
    }

    // With its slash; empty where there is none.
    std::string name(std::size_t index) const
    {
        const Operand* operand = scanner_->operand(index);
        return operand != nullptr && operand->kind == OperandKind::name ? std::string(scanner_->text(*operand))
                                                                        : std::string();
    }

    // What a text operator shows, piece by piece: strings, and the numbers between them.
    template <typename OnText, typename OnNumber>
    void each_piece(std::size_t index, OnText on_text, OnNumber on_number) const
    {
        const Operand* from = scanner_->operand(index);
        if (from == nullptr) return;
        for (const Operand* to = scanner_->operand_end(index); from != to; ++from) {
            if (from->kind == OperandKind::string)
                on_text(scanner_->text(*from));
            else if (from->kind == OperandKind::number)
                on_number(from->number);
        }
    }

    Object resource(const char* kind, const std::string& key)
    {
        Object group = resources_.isDictionary() ? resources_.getKey(kind) : Object::newNull();
        return group.isDictionary() ? group.getKey(key) : Object::newNull();
    }

private:
    Object resources_;
    const ContentScanner* scanner_ = nullptr;
};

}  // namespace chamber::inspect
