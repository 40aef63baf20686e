// Secrets that leave nothing behind: what holds a PIN or a password writes zeros over it before the memory is given
// back.
//
// Short texts lie inside their string, so a moved-from one still holds the bytes: the whole capacity is overwritten,
// not the size.
#pragma once

#include <cstring>
#include <string>
#include <utility>

namespace chamber {

inline void wipe(std::string& text) noexcept
{
    text.resize(text.capacity());  // within the capacity: never allocates
    explicit_bzero(text.data(), text.size());
    text.clear();
}

// A text that is wiped when it dies, wherever it was copied or moved to.
class SecretText {
public:
    SecretText() = default;
    explicit SecretText(std::string text) : text_(text) { wipe(text); }
    SecretText(const SecretText&) = default;
    SecretText& operator=(const SecretText& other)
    {
        if (this != &other) wipe(text_);
        text_ = other.text_;
        return *this;
    }
    ~SecretText() { wipe(text_); }

    const std::string& text() const { return text_; }

private:
    std::string text_;
};

}  // namespace chamber
