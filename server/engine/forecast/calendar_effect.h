// What working days and Easter do to monthly values: regressors as in X-12-ARIMA (Findley, Monsell, Bell,
// Otto & Chen, J. Business & Economic Statistics 16 (1998), section 1.4), so that a month's own average stays
// with the season. Pure; thread-safe.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "platform/base/date.h"

namespace kamino::forecast {

// Regressors of consecutive months.
class MonthCalendar {
  public:
    // `first` is any day of the first month.
    MonthCalendar(std::string_view country, Date first, std::size_t months);
    // Working days above the average of that month of the year over 28 years.
    double working_days(std::size_t month) const { return working_days_[month]; }
    // Share of the seven days before Easter Sunday that fall into the month, above its average.
    double easter(std::size_t month) const { return easter_[month]; }
    std::size_t months() const { return easter_.size(); }

  private:
    std::vector<double> working_days_, easter_;
};

struct CalendarEffect {
    bool used = false;      // it lowers AICc
    bool relative = false;  // effects are logarithms of factors (all values positive), else addends
    double per_working_day = 0, easter = 0;  // 0: not in the model
    double aicc_without = 0, aicc_with = 0;

    // The values without, and the forecasts again with, the effects; `first` is the calendar's number of the
    // first one.
    std::vector<double> taken_out(std::span<const double> values, const MonthCalendar& calendar,
                                  std::size_t first) const;
    void put_back(std::vector<double>& values, const MonthCalendar& calendar, std::size_t first) const;
    double of(const MonthCalendar& calendar, std::size_t month) const;
};

// Working days, Easter, both or neither, by AICc of exponential smoothing of what is left. The coefficients
// are least squares on values differenced by month and by year. Not used for fewer than 36 months. The first
// value is month `first` of the calendar.
CalendarEffect calendar_effect(std::span<const double> values, const MonthCalendar& calendar,
                               std::size_t first);

}  // namespace kamino::forecast
