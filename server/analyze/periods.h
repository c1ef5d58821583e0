// The texts by which people name periods: "2017", "2017-03", "03/2017", "201703", "2017M03", "2017Q1", "Q1
// 2017", "2017-W05", days in every form of date, and bare counters 1, 2, 3 … All of a column have one grain.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/table.h"

namespace kamino::analyze {

enum class Grain { year, quarter, month, week, day, counter };
std::string_view name_of(Grain grain);  // "year", "quarter", …

// Periods that follow each other have ordinals that follow each other. Weeks begin on Monday (ISO 8601).
struct Periods {
    Grain grain = Grain::counter;
    std::vector<std::int64_t> ordinal;  // one a row
};

// Refusal when a cell is empty, is no period or has another grain than the first. Dates that all are the
// first (or all the last) day of a month are months; other dates are days.
Periods periods(const Table& table, std::size_t column);

struct Period {
    Grain grain;
    std::int64_t ordinal;
};
std::optional<Period> parse_period(std::string_view text);  // without days
// "2017", "2017Q1", "2017-03", "2017-W05", "2017-03-31", "7"
std::string period_text(Grain grain, std::int64_t ordinal);
// The first day of the period as days since 1970-01-01 (a counter: the counter itself).
std::int64_t first_day(Grain grain, std::int64_t ordinal);

}  // namespace kamino::analyze
