// The words of an instance in one of the benchmark formats, between white space, with the line for refusals.
#pragma once
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "analyze/search_options.h"

namespace kamino::analyze {

class Words {
  public:
    explicit Words(const Source& source)
        : path_(source.path), at_(source.text.data()), end_(at_ + source.text.size()) {}

    // The next word, "" at the end of the text. `also` separates too, such as ':'.
    std::string_view word(char also = ' ') {
        while (at_ < end_ && (blank(*at_) || *at_ == also)) line_ += *at_++ == '\n';
        const char* from = at_;
        while (at_ < end_ && !blank(*at_) && *at_ != also) ++at_;
        return {from, static_cast<std::size_t>(at_ - from)};
    }
    // The rest of the line, trimmed.
    std::string_view rest() {
        while (at_ < end_ && *at_ != '\n' && blank(*at_)) ++at_;
        const char* from = at_;
        while (at_ < end_ && *at_ != '\n') ++at_;
        std::string_view text{from, static_cast<std::size_t>(at_ - from)};
        while (!text.empty() && blank(text.back())) text.remove_suffix(1);
        return text;
    }
    void skip(char c) {  // blanks and c, on this line
        while (at_ < end_ && *at_ != '\n' && (blank(*at_) || *at_ == c)) ++at_;
    }
    bool at_end() {
        while (at_ < end_ && blank(*at_)) line_ += *at_++ == '\n';
        return at_ == end_;
    }
    // Before the number that find_number() gave last.
    void back() {
        at_ = back_;
        line_ = back_line_;
    }
    // Nothing is read when the next word is no number.
    std::optional<double> find_number() {
        back_ = at_;
        back_line_ = line_;
        const auto text = word();
        double value = 0;
        const auto from = text.starts_with('+') ? 1 : 0;
        const auto [to, error] = std::from_chars(text.data() + from, text.data() + text.size(), value);
        if (text.empty() || error != std::errc{} || to != text.data() + text.size() ||
            !std::isfinite(value)) {
            back();
            return std::nullopt;
        }
        return value;
    }
    double number(const std::string& what) {
        const auto value = find_number();
        if (!value) {
            const bool end = at_end();
            const auto found = end ? std::string{} : std::string{word()};
            refuse(end ? "the file ends where " + what + " is expected"
                       : what + " is expected, not " + quoted(found));
        }
        return *value;
    }
    double at_least(double least, const std::string& what) {
        const auto value = number(what);
        if (value < least) refuse(what + " is below " + std::to_string(static_cast<long long>(least)));
        return value;
    }
    int whole(const std::string& what, int least, int most) {
        const auto value = number(what);
        if (value != std::floor(value) || value < least || value > most)
            refuse(what + " is a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return static_cast<int>(value);
    }
    [[noreturn]] void refuse(std::string reason) const { throw Refusal(std::move(reason), path_, line_); }

  private:
    static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
    std::string path_;
    const char *at_, *end_, *back_ = nullptr;
    std::size_t line_ = 1, back_line_ = 1;
};

}  // namespace kamino::analyze
