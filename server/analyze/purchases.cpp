#include "analyze/purchases.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "platform/base/date.h"

namespace kamino::analyze {

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// One day on which a customer bought.
struct Day {
    std::int32_t day;
    double amount;
};

// The days of every customer, sorted and merged: customer i has days[begin[i]] … days[begin[i + 1] - 1].
struct Calendar {
    std::vector<Day> days;
    std::vector<std::size_t> begin;
};

Calendar calendar_of(const Coded& customers, const std::vector<std::int32_t>& dates,
                     const std::vector<double>& amounts, Purchases& out) {
    const std::size_t n = customers.names.size();
    std::vector<bool> nameless(n);
    for (std::size_t i = 0; i < n; ++i) nameless[i] = customers.names[i].empty();
    std::vector<std::size_t> begin(n + 1, 0);
    const auto counts = [&](std::size_t row) {
        return !nameless[customers.code[row]] && (amounts.empty() || amounts[row] >= 0);
    };
    for (std::size_t row = 0; row < dates.size(); ++row) {
        const auto customer = customers.code[row];
        out.without_customer += nameless[customer];
        out.negative += !nameless[customer] && !amounts.empty() && !(amounts[row] >= 0);
        begin[customer + 1] += counts(row);
    }
    for (std::size_t i = 0; i < n; ++i) begin[i + 1] += begin[i];
    Calendar calendar{std::vector<Day>(begin[n]), begin};
    for (std::size_t row = 0; row < dates.size(); ++row)
        if (counts(row))
            calendar.days[begin[customers.code[row]]++] = {dates[row], amounts.empty() ? 0 : amounts[row]};
    std::size_t to = 0, from = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t end = calendar.begin[i + 1];
        auto* days = calendar.days.data();
        // By amount too, so that sums do not depend on the order of the rows of one day.
        std::sort(days + from, days + end, [](const Day& a, const Day& b) {
            return a.day != b.day ? a.day < b.day : a.amount < b.amount;
        });
        const std::size_t first = to;
        for (; from < end; ++from) {
            if (to > first && days[to - 1].day == days[from].day)
                days[to - 1].amount += days[from].amount;
            else
                days[to++] = days[from];
        }
        calendar.begin[i] = first;
    }
    calendar.begin[n] = to;
    calendar.days.resize(to);
    return calendar;
}

// The number of a day's unit; units that follow each other have numbers that do. Weeks begin on Monday.
std::int64_t occasion(std::int32_t day, Unit unit) {
    const Date date{day};
    switch (unit) {
        case Unit::day:
            return day;
        case Unit::week:
            return (day + 3 - ((day + 3) % 7 + 7) % 7) / 7;
        case Unit::month:
            return date.year() * 12LL + date.month() - 1;
        case Unit::year:
            break;
    }
    return date.year();
}

// What the span [from, to) of a customer's days says, `end` being the last day of calibration.
class Reader {
  public:
    Reader(const TransactionColumns& columns, std::int32_t start, std::int32_t end, std::int32_t last,
           Purchases& out)
        : columns_(columns),
          per_unit_(days_of(columns.unit)),
          start_(start),
          end_(end),
          last_(last),
          out_(out) {}

    void add(const std::string& id, const Day* from, const Day* to) {
        if (from == to) return;
        const std::int32_t first = from->day;
        if (first > end_) {
            ++out_.left_out_later;
            return;
        }
        const Day* split = std::find_if(from, to, [&](const Day& d) { return d.day > end_; });
        out_.ids.push_back(id);
        if (columns_.discrete)
            add_discrete(from, split, to);
        else
            add_continuous(from, split, to);
        if (!columns_.amount.empty()) {
            double sum = 0;
            for (const Day* d = from + 1; d < split; ++d) sum += d->amount;
            out_.m_x.push_back(split - from > 1 ? sum / static_cast<double>(split - from - 1) : nan_value);
        }
        out_.births.push_back(units(first - start_));
        for (const Day* d = from + 1; d < to; ++d) out_.repeats.push_back(units(d->day - start_));
    }

  private:
    double units(std::int32_t days) const { return days / per_unit_; }
    void add_continuous(const Day* from, const Day* split, const Day* to) {
        out_.histories.add(static_cast<double>(split - from - 1), units(split[-1].day - from->day),
                           units(end_ - from->day));
        if (end_ < last_) out_.later.push_back(static_cast<double>(to - split));
    }
    void add_discrete(const Day* from, const Day* split, const Day* to) {
        const auto first = occasion(from->day, columns_.unit), end = occasion(end_, columns_.unit);
        const auto distinct = [&](const Day* a, const Day* b, std::int64_t before) {
            double n = 0;
            for (; a < b; ++a) {
                const auto now = occasion(a->day, columns_.unit);
                n += now > before ? 1 : 0;
                before = std::max(before, now);
            }
            return n;
        };
        out_.histories.add(distinct(from, split, first),
                           static_cast<double>(occasion(split[-1].day, columns_.unit) - first),
                           static_cast<double>(end - first));
        if (end_ < last_) out_.later.push_back(distinct(split, to, end));
    }

    const TransactionColumns& columns_;
    double per_unit_;
    std::int32_t start_, end_, last_;
    Purchases& out_;
};

std::int32_t calibration_end(const Table& table, const TransactionColumns& columns, std::int32_t first,
                             std::int32_t last) {
    if (columns.calibration_end.empty()) return last;
    const auto given = Date::parse(columns.calibration_end);
    if (!given)
        throw Refusal("--calibration-end needs a date like 2026-01-31, not " +
                      quoted(columns.calibration_end));
    if (given->days < first || given->days > last)
        throw Refusal("--calibration-end " + columns.calibration_end +
                          " is not within the dates of the file, " + Date{first}.to_text() + " to " +
                          Date{last}.to_text(),
                      table.path());
    return given->days;
}

}  // namespace

Unit unit_of(std::string_view name) {
    return name == "day"     ? Unit::day
           : name == "month" ? Unit::month
           : name == "year"  ? Unit::year
                             : Unit::week;
}

double days_of(Unit unit) {
    return unit == Unit::day ? 1 : unit == Unit::week ? 7 : unit == Unit::month ? 30.4375 : 365.25;
}

Purchases purchases_of_transactions(const Table& table, const TransactionColumns& columns) {
    Purchases out;
    out.transactions = table.rows();
    const auto customers = table.codes(table.column(columns.customer));
    const auto dates = table.dates(table.column(columns.date));
    std::vector<double> amounts;
    if (!columns.amount.empty()) amounts = table.required_numbers(table.column(columns.amount));
    const auto calendar = calendar_of(customers, dates, amounts, out);
    if (calendar.days.empty())
        throw Refusal("holds no purchase that counts: every row lacks a customer or has a negative amount",
                      table.path());
    const auto [first, last] = std::minmax_element(calendar.days.begin(), calendar.days.end(),
                                                   [](const Day& a, const Day& b) { return a.day < b.day; });
    const std::int32_t end = calibration_end(table, columns, first->day, last->day);
    Reader reader{columns, first->day, end, last->day, out};
    for (std::size_t i = 0; i < customers.names.size(); ++i)
        reader.add(customers.names[i], calendar.days.data() + calendar.begin[i],
                   calendar.days.data() + calendar.begin[i + 1]);
    out.first_date = Date{first->day}.to_text();
    out.calibration_end = Date{end}.to_text();
    out.last_date = Date{last->day}.to_text();
    if (end < last->day)
        out.holdout =
            columns.discrete
                ? static_cast<double>(occasion(last->day, columns.unit) - occasion(end, columns.unit))
                : (last->day - end) / days_of(columns.unit);
    return out;
}

}  // namespace kamino::analyze
