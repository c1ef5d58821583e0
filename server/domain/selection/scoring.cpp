#include "domain/selection/scoring.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

namespace kamino::selection {
namespace {

// The shortest text that reads back as the same number; whole numbers go the quick way.
void add(std::string& out, double value) {
    char text[32];
    if (std::isnan(value)) {
        out += "null";
    } else if (value == std::trunc(value) && std::abs(value) < 1e15) {
        out.append(text, std::to_chars(text, text + sizeof text, static_cast<std::int64_t>(value)).ptr);
    } else {
        out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
    }
    out += ',';
}

template <class Numbers>
void add_list(std::string& out, std::string_view key, const Numbers& numbers) {
    out += '"';
    out += key;
    out += "\":[";
    for (const auto n : numbers) add(out, static_cast<double>(n));
    out.back() = ']';
    out += ',';
}

// The shipped criteria and the own ones up to the last that is known: a model without own ones costs nothing.
std::span<const double> known_part(const Values& values) {
    std::size_t n = criterion_count;
    while (n > shipped_count && std::isnan(values[n - 1])) --n;
    return std::span{values}.first(n);
}

// Reads what encode() wrote: three lists of numbers. A hundred thousand of them are read at once, so no
// document is made of each.
class Numbers {
  public:
    explicit Numbers(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}
    void open(std::string_view key) {
        const auto found = std::string_view{at_, end_}.find(key);
        if (found == std::string_view::npos) bad();
        at_ += found + key.size();
    }
    double next() {
        if (at_ == end_ || *at_ == ']') return std::numeric_limits<double>::quiet_NaN();
        double value = std::numeric_limits<double>::quiet_NaN();
        if (*at_ == 'n') {
            at_ += std::min<std::ptrdiff_t>(4, end_ - at_);
        } else {
            const auto read = std::from_chars(at_, end_, value);
            if (read.ec != std::errc{}) bad();
            at_ = read.ptr;
        }
        if (at_ != end_ && *at_ == ',') ++at_;
        return value;
    }
    Values values(std::string_view key) {
        open(key);
        Values values;
        for (auto& v : values) v = next();
        return values;
    }
    std::int64_t whole() {
        const double value = next();
        return std::isnan(value) ? 0 : static_cast<std::int64_t>(std::llround(value));
    }

  private:
    [[noreturn]] static void bad() { throw std::logic_error{"portfolio.scoring is not what a run writes"}; }
    const char *at_, *end_;
};

}  // namespace

std::string encode(const Scoring& s) {
    std::string out = "{";
    out.reserve(320);
    add_list(out, "r", known_part(s.raw));
    add_list(out, "n", known_part(s.normalised));
    add_list(out, "f",
             std::array<double, 12>{static_cast<double>(s.months_active), static_cast<double>(s.invoices),
                                    static_cast<double>(s.weighted), static_cast<double>(s.open_count),
                                    static_cast<double>(s.won_count), static_cast<double>(s.lost_count),
                                    static_cast<double>(s.people), static_cast<double>(s.close),
                                    static_cast<double>(s.deciders), static_cast<double>(s.contacts),
                                    static_cast<double>(s.potential_by), s.value});
    out.back() = '}';
    return out;
}

std::string encode(const Facts& f, const Result& r) {
    Scoring s;
    s.raw = r.raw;
    s.normalised = r.normalised;
    s.months_active = f.months_active;
    s.invoices = f.invoices;
    s.weighted = f.weighted;
    s.open_count = f.open_count;
    s.won_count = f.won_count;
    s.lost_count = f.lost_count;
    s.people = f.people;
    s.close = f.close;
    s.deciders = f.deciders;
    s.contacts = f.contacts;
    s.potential_by = r.potential_by;
    s.value = r.value;
    return encode(s);
}

std::optional<Scoring> decode(std::string_view text) {
    if (text.empty()) return std::nullopt;
    Numbers numbers{text};
    Scoring s;
    s.raw = numbers.values("\"r\":[");
    s.normalised = numbers.values("\"n\":[");
    numbers.open("\"f\":[");
    for (auto* member : {&s.months_active, &s.invoices, &s.weighted, &s.open_count, &s.won_count,
                         &s.lost_count, &s.people, &s.close, &s.deciders, &s.contacts})
        *member = numbers.whole();
    s.potential_by = static_cast<PotentialBy>(numbers.whole());
    s.value = numbers.next();
    return s;
}

}  // namespace kamino::selection
