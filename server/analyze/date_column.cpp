// A column of dates. ISO dates and dates in figures are read at full speed, everything else by platform/base.
// While the order of day and month is open, every cell that allows only one says so; an order that stays open
// is refused.
#include <array>
#include <cstring>

#include "analyze/table_body.h"
#include "platform/base/date_text.h"

namespace kamino::analyze {

namespace {

using base::DateOrder;
using base::DateText;

// The first rows that say something about the order.
struct Evidence {
    std::array<std::size_t, 3> only{no_row, no_row, no_row};  // by DateOrder: can only be read in it
    std::size_t open = no_row;
    std::size_t bad = no_row;

    void add(const Evidence& other) {
        for (std::size_t i = 0; i < only.size(); ++i) keep_first(only[i], other.only[i]);
        keep_first(open, other.open);
        keep_first(bad, other.bad);
    }
    std::size_t& of(DateOrder order) { return only[static_cast<std::size_t>(order)]; }
};

int figure(char c) {
    return static_cast<unsigned char>(c - '0');
}

// Figures at p, at most `most`; -1 when there is none. Moves p.
int figures(const char*& p, const char* end, int most) {
    int value = 0, n = 0;
    for (; p < end && n < most && figure(*p) < 10; ++p, ++n) value = value * 10 + figure(*p);
    return n == 0 ? -1 : value;
}

// Nothing, or a time of day "08:26", "08:26:00", "T08:26:00.123Z".
bool time_or_end(const char* p, const char* end) {
    if (p == end) return true;
    if (*p != ' ' && *p != 'T') return false;
    ++p;
    if (end - p < 5 || figure(p[0]) > 2 || figure(p[1]) > 9 || p[2] != ':' || figure(p[3]) > 5 ||
        figure(p[4]) > 9)
        return false;
    p += 5;
    if (p == end) return true;
    return end - p == 3 && p[0] == ':' && figure(p[1]) < 6 && figure(p[2]) < 10;
}

// ISO, yyyy/mm/dd, dd.mm.yyyy and their like, without going through a string; nullopt: look closer.
std::optional<DateText> scan_fast(const char* p, const char* end) {
    const auto size = end - p;
    if (size < 8) return {};
    DateText text;
    if ((p[4] == '-' || p[4] == '/') && size >= 10 && p[7] == p[4]) {
        const char* at = p;
        text.year = figures(at, end, 4);
        if (at != p + 4) return {};
        text.month = figures(++at, end, 2);
        if (at != p + 7) return {};
        text.day = figures(++at, end, 2);
        if (at != p + 10 || !time_or_end(at, end)) return {};
        return text;
    }
    const char* at = p;
    text.style = DateText::Style::year_last;
    text.a = figures(at, end, 2);
    if (text.a < 0 || at == end || (*at != '/' && *at != '.' && *at != '-')) return {};
    const char mark = *at++;
    text.b = figures(at, end, 2);
    if (text.b < 0 || at == end || *at != mark) return {};
    const char* year = ++at;
    text.year = figures(at, end, 4);
    if (at != year + 4 || !time_or_end(at, end)) return {};
    return text;
}

// Days from the civil calendar of the years that trade knows, by a table of the months' first days.
class Months {
  public:
    Months() {
        for (int y = 0; y < years; ++y)
            for (unsigned m = 0; m < 12; ++m) {
                const auto first = Date::of(from + y, m + 1, 1);
                starts_[static_cast<std::size_t>(y) * 12 + m] = first.days;
                lengths_[static_cast<std::size_t>(y) * 12 + m] =
                    static_cast<std::uint8_t>(first.plus_months(1).days - first.days);
            }
    }
    std::optional<std::int32_t> days(int year, int month, int day) const {
        if (month < 1 || month > 12 || day < 1) return {};
        if (year < from || year >= from + years) {
            DateText text;
            text.year = year, text.month = month, text.day = day;
            const auto date = base::decide(text, DateOrder::ymd);
            return date ? std::optional{date->days} : std::nullopt;
        }
        const auto i = static_cast<std::size_t>(year - from) * 12 + static_cast<std::size_t>(month - 1);
        if (day > lengths_[i]) return {};
        return starts_[i] + day - 1;
    }

  private:
    static constexpr int from = 1900, years = 200;
    std::array<std::int32_t, years * 12> starts_;
    std::array<std::uint8_t, years * 12> lengths_;
};

const Months& months() {
    static const Months all;
    return all;
}

// "2026-01-31" at p, as days; nullopt when something else stands there.
inline std::optional<std::int32_t> iso_day(const Months& table, const char* p, const char* end) {
    if (end - p < 10) return {};
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    // Figures become 0 … 9 and the dashes 0; whatever is more sets the top bit of its byte.
    const std::uint64_t v = word ^ 0x2D30302D30303030ULL;
    const unsigned tens = static_cast<unsigned char>(p[8] - '0'),
                   ones = static_cast<unsigned char>(p[9] - '0');
    if (((((v & 0x7F7F7F7F7F7F7F7FULL) + 0x7F76767F76767676ULL) | v) & 0x8080808080808080ULL) != 0 ||
        tens > 9 || ones > 9)
        return {};
    const auto at = [v](int byte) { return static_cast<int>(v >> (8 * byte) & 0xFF); };
    return table.days(at(0) * 1000 + at(1) * 100 + at(2) * 10 + at(3), at(5) * 10 + at(6),
                      static_cast<int>(tens * 10 + ones));
}

void weigh(const DateText& text, Evidence& evidence, std::size_t row) {
    const bool day_first = base::decide(text, DateOrder::dmy).has_value();
    const bool month_first = base::decide(text, DateOrder::mdy).has_value();
    const bool year_first =
        text.style == DateText::Style::all_short && base::decide(text, DateOrder::ymd).has_value();
    if (!day_first && !month_first && !year_first) {
        keep_first(evidence.bad, row);
    } else if (day_first && month_first) {
        if (text.a != text.b || year_first) keep_first(evidence.open, row);
    } else {
        keep_first(evidence.of(day_first     ? DateOrder::dmy
                               : month_first ? DateOrder::mdy
                                             : DateOrder::ymd),
                   row);
    }
}

std::optional<std::int32_t> day_of(const DateText& text, DateOrder order, bool known, Evidence& evidence,
                                   std::size_t row) {
    if (text.style == DateText::Style::known) return months().days(text.year, text.month, text.day);
    if (!known) weigh(text, evidence, row);
    if (text.style == DateText::Style::year_last && order != DateOrder::ymd)
        return order == DateOrder::dmy ? months().days(text.year, text.b, text.a)
                                       : months().days(text.year, text.a, text.b);
    const auto date = base::decide(text, order);
    return date ? std::optional{date->days} : std::nullopt;
}

// `known`: the order is decided and every cell must fit it; else what does not fit is only weighed.
Evidence convert(const Table::Body& body, std::size_t column, DateOrder order, bool known, bool blanks,
                 std::vector<std::int32_t>& days) {
    std::vector<Evidence> seen(body.rows.blocks().size());
    body.over_column(column, [&](std::size_t b, std::size_t first, std::size_t n, auto&& place) {
        Evidence evidence;
        std::int32_t* out = days.data() + first;
        const Months& table = months();
        for (std::size_t i = 0; i < n; ++i) {
            const char* at = place(i);
            if (const auto day = iso_day(table, at, body.end()); day && body.ends(at + 10)) {
                out[i] = *day;
                continue;
            }
            const Cell cell = cell_at(at, body.end(), body.shape);
            if (blanks && text_of(cell).empty()) {
                out[i] = Table::no_date;
                continue;
            }
            auto text = scan_fast(cell.begin, cell.end);
            if (!text) text = base::scan_date(text_of(cell));
            const bool open = text && text->style != DateText::Style::known && !known;
            const auto day = text ? day_of(*text, order, known, evidence, first + i) : std::nullopt;
            if (!day && !open) keep_first(evidence.bad, first + i);
            out[i] = day.value_or(0);
        }
        seen[b] = evidence;
    });
    Evidence all;
    for (const auto& evidence : seen) all.add(evidence);
    return all;
}

void refuse_bad(const Table& table, std::size_t column, std::size_t row, std::string_view order) {
    if (row == no_row) return;
    const auto text = table.text(row, column);
    if (text.empty()) table.refuse(row, column, "is empty; a date is needed");
    table.refuse(row, column,
                 quoted(text) + " is no date" + (order.empty() ? "" : " in the order " + std::string{order}));
}

DateOrder decided(const Table& table, std::size_t column, const Evidence& evidence) {
    std::optional<DateOrder> found;
    for (const auto order : {DateOrder::ymd, DateOrder::dmy, DateOrder::mdy}) {
        const auto row = evidence.only[static_cast<std::size_t>(order)];
        if (row == no_row) continue;
        if (found) {
            const auto other = evidence.only[static_cast<std::size_t>(*found)];
            table.refuse(std::max(row, other), column,
                         "dates of two orders in one column (" + quoted(table.text(other, column)) +
                             " in line " + std::to_string(table.line(other)) + ", " +
                             quoted(table.text(row, column)) + " in line " + std::to_string(table.line(row)) +
                             ")");
        }
        found = order;
    }
    if (!found && evidence.open != no_row)
        table.refuse(
            evidence.open, column,
            quoted(table.text(evidence.open, column)) +
                " can be read in two ways and no other date in the column decides: say --date-order dmy or "
                "--date-order mdy");
    return found.value_or(DateOrder::dmy);
}

std::vector<std::int32_t> read_dates(const Table& table, const Table::Body& body, std::size_t column,
                                     bool blanks) {
    std::vector<std::int32_t> days(table.rows());
    const auto given = base::date_order_of(body.format.date_order);
    const auto order = given.value_or(DateOrder::dmy);
    const auto evidence = convert(body, column, order, given.has_value(), blanks, days);
    refuse_bad(table, column, evidence.bad, body.format.date_order);
    if (given) return days;
    if (const auto better = decided(table, column, evidence); better != order) {
        const auto again = convert(body, column, better, true, blanks, days);
        refuse_bad(table, column, again.bad, base::name_of(better));
    }
    return days;
}

}  // namespace

std::vector<std::int32_t> Table::dates(std::size_t column) const {
    return read_dates(*this, *body_, column, false);
}

std::vector<std::int32_t> Table::optional_dates(std::size_t column) const {
    return read_dates(*this, *body_, column, true);
}

}  // namespace kamino::analyze
