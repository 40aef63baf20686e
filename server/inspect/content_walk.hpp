// What every walk over a content stream does the same: operands are gathered until their operator comes, and resources are looked up by name.
#pragma once

#include "server/inspect/object_values.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace chamber::inspect {

class ContentWalk : public QPDFObjectHandle::ParserCallbacks {
public:
    void handleObject(QPDFObjectHandle object, size_t, size_t) final
    {
        if (object.isInlineImage()) {
            paint_inline_image();
            operands_.clear();
        } else if (!object.isOperator()) {
            if (operands_.size() < operands_max) operands_.push_back(object);
        } else {
            if (!goes_on()) terminateParsing();
            run(object.getOperatorValue());
            operands_.clear();
        }
    }
    void handleEOF() final {}

protected:
    explicit ContentWalk(Object resources) : resources_(std::move(resources)) {}

    virtual void paint_inline_image() = 0;
    // Counts an operator. False: this one is the last.
    virtual bool goes_on() = 0;
    virtual void run(const std::string& op) = 0;

    std::vector<Object>& operands() { return operands_; }
    const Object& resources() const { return resources_; }

    // 0 where there is none, and for what is no number.
    double number(std::size_t index) const
    {
        if (index >= operands_.size()) return 0;
        Object value = operands_[index];
        const double read = value.isNumber() ? value.getNumericValue() : 0;
        return std::isfinite(read) ? read : 0;
    }

    // The last operand.
    std::string name() const
    {
        if (operands_.empty()) return {};
        Object last = operands_.back();
        return name_value(last);
    }

    Object resource(const char* kind, const std::string& key)
    {
        Object group = resources_.isDictionary() ? resources_.getKey(kind) : Object::newNull();
        return group.isDictionary() ? group.getKey(key) : Object::newNull();
    }

private:
    static constexpr std::size_t operands_max = 64;
    Object resources_;
    std::vector<Object> operands_;
};

}  // namespace chamber::inspect
