// A column of numbers. Plain figures are read at full speed and exactly rounded; everything else (grouping,
// signs behind, currency signs) by platform/base. While the decimal mark is open, every cell that allows only
// one says so.
#include <cmath>
#include <cstring>

#include "analyze/table_body.h"
#include "platform/base/number_text.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// The first rows that say something about the decimal mark.
struct Evidence {
    std::size_t point = no_row, comma = no_row;            // can only be read with it
    std::size_t open_point = no_row, open_comma = no_row;  // "1.234", "1,234": grouping or decimals
    std::size_t bad = no_row;                              // no number
    std::size_t empty = no_row;

    void add(const Evidence& other) {
        keep_first(point, other.point);
        keep_first(comma, other.comma);
        keep_first(open_point, other.open_point);
        keep_first(open_comma, other.open_comma);
        keep_first(bad, other.bad);
        keep_first(empty, other.empty);
    }
};

bool digit(char c) {
    return static_cast<unsigned char>(c - '0') < 10;
}

bool missing(std::string_view text) {
    if (text.empty() || text == "-") return true;
    if (text.size() > 5) return false;
    const auto word = base::fold(text);
    return word == "na" || word == "n/a" || word == "nan" || word == "null" || word == "none" ||
           word == "#n/a";
}

constexpr double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

inline void note_mark(char mark, std::ptrdiff_t whole, std::ptrdiff_t fraction, char first,
                      Evidence& evidence, std::size_t row) {
    const bool open = fraction == 3 && whole > 0 && whole <= 3 && first != '0';
    keep_first(mark == '.' ? (open ? evidence.open_point : evidence.point)
                           : (open ? evidence.open_comma : evidence.comma),
               row);
}

#if defined(__SSE2__)
// The same for at most 8 characters in an unquoted cell, without a branch on their number: the mark is taken
// out, the figures are moved to the end of a word and summed in pairs.
struct ShortNumbers {
    ShortNumbers(const Table::Body& body, char mark_)
        : end(body.end()),
          separators(_mm_set1_epi8(body.shape.separator)),
          line_ends(_mm_set1_epi8(body.shape.line_end)),
          returns(_mm_set1_epi8(body.shape.line_end == '\n' ? '\r' : body.shape.line_end)),
          marks(_mm_set1_epi8(mark_)),
          mark(mark_),
          usable(!body.shape.quotes && mark_ != body.shape.separator) {}

    bool read(const char* p, double& value, Evidence& evidence, std::size_t row) const {
        if (!usable || end - p < 18) return false;
        const bool negative = *p == '-';
        p += negative;
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i ends =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, separators), _mm_cmpeq_epi8(bytes, line_ends)),
                         _mm_cmpeq_epi8(bytes, returns));
        const int size = __builtin_ctz(static_cast<unsigned>(_mm_movemask_epi8(ends)) | 1U << 16);
        if (size == 0 || size > 8) return false;
        const auto marked = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, marks)));
        const int at = std::min(__builtin_ctz(marked | 1U << 16), size);
        const int fraction = size - at - (at < size), figures = at + fraction;
        if (figures == 0 || (at < size && fraction == 0)) return false;
        std::uint64_t word;
        std::memcpy(&word, p, 8);
        word ^= 0x3030303030303030ULL;
        const std::uint64_t before = at >= 8 ? ~0ULL : (1ULL << (8 * at)) - 1;
        word = ((word & before) | ((word >> 8) & ~before)) << (8 * (8 - figures));
        if (((((word & 0x7F7F7F7F7F7F7F7FULL) + 0x7676767676767676ULL) | word) & 0x8080808080808080ULL) != 0)
            return false;
        word = word * 10 + (word >> 8);
        word = ((word & 0x000000FF000000FFULL) * 0x000F424000000064ULL +
                ((word >> 16) & 0x000000FF000000FFULL) * 0x0000271000000001ULL) >>
               32;
        if (at < size) note_mark(mark, at, fraction, *p, evidence, row);
        const double amount = static_cast<double>(static_cast<std::uint32_t>(word)) / powers[fraction];
        value = negative ? -amount : amount;
        return true;
    }

    const char* end;
    __m128i separators, line_ends, returns, marks;
    char mark;
    bool usable;
};
#else
struct ShortNumbers {
    ShortNumbers(const Table::Body&, char) {}
    bool read(const char*, double&, Evidence&, std::size_t) const { return false; }
};
#endif

// [-]figures[mark figures] of at most 15 figures: the quotient of two exact doubles is the nearest one. False
// when something else stands there before the cell ends.
inline bool plain_number(const Table::Body& body, const char* p, char mark, bool quoted, double& value,
                         Evidence& evidence, std::size_t row) {
    const char* end = body.end();
    // Behind the last figure: the end of the cell, or the quote that closes it.
    const auto done = [&](const char* at) {
        return quoted ? at < end && *at == '"' && body.ends(at + 1) : body.ends(at);
    };
    if (p == end) return false;
    const bool negative = *p == '-';
    p += negative;
    const char* from = p;
    std::uint64_t figures = 0;
    while (p < end && digit(*p)) figures = figures * 10 + static_cast<std::uint64_t>(*p++ - '0');
    const auto whole = p - from;
    if (p == end || *p != mark || mark == body.shape.separator) {
        if (whole == 0 || whole > 15 || !done(p)) return false;
        value = negative ? -static_cast<double>(figures) : static_cast<double>(figures);
        return true;
    }
    const char* behind = ++p;
    while (p < end && digit(*p)) figures = figures * 10 + static_cast<std::uint64_t>(*p++ - '0');
    const auto fraction = p - behind;
    if (fraction == 0 || whole + fraction > 15 || !done(p)) return false;
    note_mark(mark, whole, fraction, *from, evidence, row);
    const double size = static_cast<double>(figures) / powers[fraction];
    value = negative ? -size : size;
    return true;
}

std::optional<double> with_mark(std::string_view text, base::DecimalMark mark) {
    if (text.ends_with('%')) text.remove_suffix(1);
    const auto money = base::parse_money(text, mark);
    return money ? base::to_double(money->decimal) : std::nullopt;
}

double any_number(const Cell& cell, char mark, Evidence& evidence, std::size_t row) {
    const auto text = text_of(cell);
    if (missing(text)) {
        keep_first(evidence.empty, row);
        return nan_value;
    }
    if (text.find_first_of("eE") != text.npos && text.find(',') == text.npos) {
        if (const auto value = base::to_double(text)) return *value;
    }
    const auto point = with_mark(text, base::DecimalMark::point);
    const bool marked = text.find_first_of(".,") != text.npos;
    const auto comma = marked ? with_mark(text, base::DecimalMark::comma) : point;
    if (!point && !comma) {
        keep_first(evidence.bad, row);
        return nan_value;
    }
    if (point && comma && *point != *comma) {
        const auto at = text.find_first_of(".,");
        const bool only_zero = at == 0 || (text[at - 1] == '0' && (at == 1 || !digit(text[at - 2])));
        auto& seen = text[at] == '.' ? (only_zero ? evidence.point : evidence.open_point)
                                     : (only_zero ? evidence.comma : evidence.open_comma);
        keep_first(seen, row);
    } else if (!point || !comma) {
        keep_first(point ? evidence.point : evidence.comma, row);
    }
    const auto& value = mark == ',' ? comma : point;
    return value ? *value : nan_value;
}

Evidence convert(const Table::Body& body, std::size_t column, char mark, std::vector<double>* values) {
    std::vector<Evidence> seen(body.rows.blocks().size());
    body.over_column(column, [&](std::size_t b, std::size_t first, std::size_t n, auto&& place) {
        Evidence evidence;
        double* out = values ? values->data() + first : nullptr;
        const ShortNumbers short_numbers{body, mark};
        for (std::size_t i = 0; i < n; ++i) {
            const char* at = place(i);
            double value = 0;
            if (short_numbers.read(at, value, evidence, first + i)) {
                if (out) out[i] = value;
                continue;
            }
            const bool quoted = body.shape.quotes && at < body.end() && *at == '"';
            if (!plain_number(body, at + quoted, mark, quoted, value, evidence, first + i))
                value = any_number(cell_at(at, body.end(), body.shape), mark, evidence, first + i);
            if (out) out[i] = value;
            if (!values && evidence.bad != no_row) break;  // numeric() only asks whether there is one
        }
        seen[b] = evidence;
    });
    Evidence all;
    for (const auto& evidence : seen) all.add(evidence);
    return all;
}

// The mark that the first cells suggest; only to save a second pass.
char likely_mark(const Table::Body& body, std::size_t column) {
    Evidence evidence;
    for (std::size_t row = 0; row < std::min<std::size_t>(body.rows.count(), 1000); ++row)
        any_number(body.cell(row, column), '.', evidence, row);
    return evidence.comma != no_row && evidence.point == no_row ? ',' : '.';
}

void refuse_bad(const Table& table, std::size_t column, std::size_t row) {
    if (row != no_row) table.refuse(row, column, quoted(table.text(row, column)) + " is no number");
}

void refuse_unreadable(const Table& table, std::size_t column, std::size_t row, char mark) {
    if (row != no_row)
        table.refuse(row, column,
                     quoted(table.text(row, column)) + " is no number with a decimal " +
                         (mark == ',' ? "comma" : "point"));
}

// The mark of the column; Refusal when it stays open. ';' separates columns where the comma separates
// decimals, so a lone point is a decimal one in the other files.
char decided(const Table& table, std::size_t column, const Evidence& evidence, char separator) {
    if (evidence.point != no_row && evidence.comma != no_row)
        table.refuse(std::max(evidence.point, evidence.comma), column,
                     "decimal points and decimal commas in one column (" +
                         quoted(table.text(evidence.point, column)) + " in line " +
                         std::to_string(table.line(evidence.point)) + ", " +
                         quoted(table.text(evidence.comma, column)) + " in line " +
                         std::to_string(table.line(evidence.comma)) + "): say which with --decimal");
    if (evidence.comma != no_row) return ',';
    if (evidence.point != no_row) return '.';
    const auto open = evidence.open_comma != no_row ? evidence.open_comma
                      : separator == ';'            ? evidence.open_point
                                                    : no_row;
    if (open != no_row)
        table.refuse(open, column,
                     quoted(table.text(open, column)) +
                         " can be read in two ways: say --decimal point or --decimal comma");
    return '.';
}

}  // namespace

std::vector<double> Table::numbers(std::size_t column) const {
    std::vector<double> values(rows());
    char mark = body_->format.decimal ? body_->format.decimal : likely_mark(*body_, column);
    auto evidence = convert(*body_, column, mark, &values);
    refuse_bad(*this, column, evidence.bad);
    if (body_->format.decimal) {
        refuse_unreadable(*this, column, mark == '.' ? evidence.comma : evidence.point, mark);
    } else if (const char better = decided(*this, column, evidence, body_->shape.separator); better != mark) {
        convert(*body_, column, better, &values);
    }
    return values;
}

std::vector<double> Table::required_numbers(std::size_t column) const {
    auto values = numbers(column);
    for (std::size_t row = 0; row < values.size(); ++row)
        if (std::isnan(values[row])) refuse(row, column, "is empty; a number is needed");
    return values;
}

bool Table::numeric(std::size_t column) const {
    const auto evidence = convert(*body_, column, '.', nullptr);
    return evidence.bad == no_row;
}

}  // namespace kamino::analyze
