// Public holidays of whole countries, computed: fixed days, days that move to a Monday, days that hang on
// Easter (Gregorian: Meeus, "Astronomical Algorithms" (1991), ch. 8). Holidays of regions and towns are not
// in here, nor days that a government declares once. Pure; thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/date.h"

namespace kamino::forecast {

Date easter(int year);  // 1583 …

// ES CL CO MX NL BE; nothing for others.
std::vector<std::string> holiday_countries();
// Sorted, without doubles, of today's law back to the years named beside each rule; std::invalid_argument for
// an unknown country.
std::vector<Date> holidays(std::string_view country, int year);

// Monday to Friday that are no holidays.
int working_days(std::string_view country, int year, unsigned month);

}  // namespace kamino::forecast
