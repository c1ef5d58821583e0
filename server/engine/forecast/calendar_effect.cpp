#include "engine/forecast/calendar_effect.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/forecast/calendar.h"
#include "engine/forecast/ets.h"

namespace kamino::forecast {

namespace {

constexpr int average_years = 28;  // after which weekdays come back

// Share of the week before Easter in March; the rest is April's.
double easter_in_march(int year) {
    const Date sunday = easter(year), april = Date::of(year, 4, 1);
    return std::clamp(static_cast<double>(april.days - (sunday.days - 7)), 0.0, 7.0) / 7;
}

}  // namespace

MonthCalendar::MonthCalendar(std::string_view country, Date first, std::size_t months) {
    const int start = std::clamp(first.year() - 9, 1583, 9999 - average_years);
    std::array<double, 12> mean{};
    double march = 0;
    for (int year = start; year < start + average_years; ++year) {
        march += easter_in_march(year) / average_years;
        for (unsigned month = 1; month <= 12; ++month)
            mean[month - 1] +=
                static_cast<double>(forecast::working_days(country, year, month)) / average_years;
    }
    Date day = first.month_start();
    for (std::size_t i = 0; i < months; ++i, day = day.plus_months(1)) {
        const unsigned month = day.month();
        working_days_.push_back(forecast::working_days(country, day.year(), month) - mean[month - 1]);
        const double share = easter_in_march(day.year()) - march;
        easter_.push_back(month == 3 ? share : month == 4 ? -share : 0);
    }
}

double CalendarEffect::of(const MonthCalendar& calendar, std::size_t month) const {
    return per_working_day * calendar.working_days(month) + easter * calendar.easter(month);
}

std::vector<double> CalendarEffect::taken_out(std::span<const double> values, const MonthCalendar& calendar,
                                              std::size_t first) const {
    std::vector<double> out(values.begin(), values.end());
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double effect = of(calendar, first + t);
        out[t] = relative ? out[t] * std::exp(-effect) : out[t] - effect;
    }
    return out;
}

void CalendarEffect::put_back(std::vector<double>& values, const MonthCalendar& calendar,
                              std::size_t first) const {
    for (std::size_t t = 0; t < values.size(); ++t) {
        const double effect = of(calendar, first + t);
        values[t] = relative ? values[t] * std::exp(effect) : values[t] + effect;
    }
}

namespace {

// Value t less its month before, less the same of a year before.
template <class F>
double twice_differenced(std::size_t t, F&& f) {
    return f(t) - f(t - 1) - (f(t - 12) - f(t - 13));
}

// Least squares of the differenced (logarithms of) values on the differenced regressors; nothing without
// variation.
bool estimate(CalendarEffect& effect, std::span<const double> values, const MonthCalendar& calendar,
              std::size_t first, bool days, bool holy_week) {
    Eigen::Matrix2d xx = Eigen::Matrix2d::Zero();
    Eigen::Vector2d xy = Eigen::Vector2d::Zero();
    for (std::size_t t = 13; t < values.size(); ++t) {
        const Eigen::Vector2d x{
            days ? twice_differenced(t, [&](std::size_t i) { return calendar.working_days(first + i); }) : 0,
            holy_week ? twice_differenced(t, [&](std::size_t i) { return calendar.easter(first + i); }) : 0};
        const double y = twice_differenced(
            t, [&](std::size_t i) { return effect.relative ? std::log(values[i]) : values[i]; });
        xx += x * x.transpose();
        xy += x * y;
    }
    if ((days && xx(0, 0) < 1e-9) || (holy_week && xx(1, 1) < 1e-9)) return false;
    if (!days) xx(0, 0) = 1;
    if (!holy_week) xx(1, 1) = 1;
    const Eigen::Vector2d b = xx.ldlt().solve(xy);
    effect.per_working_day = days ? b[0] : 0;
    effect.easter = holy_week ? b[1] : 0;
    // Nobody sells twice as much for one more day: such a coefficient is noise.
    return b.allFinite() && (!effect.relative || (std::fabs(b[0]) < 0.3 && std::fabs(b[1]) < 1));
}

// AICc of ETS with `extra` more parameters, for the values as they were: the logarithm's Jacobian is taken
// back.
std::optional<double> aicc(const CalendarEffect& effect, std::span<const double> values,
                           const MonthCalendar& calendar, std::size_t first, double extra) {
    const auto model = ets_choose(effect.taken_out(values, calendar, first), 12);
    if (!model) return std::nullopt;
    double jacobian = 0;
    if (effect.relative)
        for (std::size_t t = 0; t < values.size(); ++t) jacobian += effect.of(calendar, first + t);
    const auto n = static_cast<double>(values.size()),
               k = static_cast<double>(model->parameter_count) + extra;
    if (n <= k + 1) return std::nullopt;
    return -2 * (model->log_likelihood - jacobian) + 2 * k + 2 * k * (k + 1) / (n - k - 1);
}

}  // namespace

CalendarEffect calendar_effect(std::span<const double> values, const MonthCalendar& calendar,
                               std::size_t first) {
    CalendarEffect none;
    none.relative = !values.empty() && *std::min_element(values.begin(), values.end()) > 0;
    if (values.size() < 36) return none;
    const auto without = aicc(none, values, calendar, first, 0);
    if (!without) return none;
    none.aicc_without = none.aicc_with = *without;
    CalendarEffect best = none;
    constexpr std::array<std::pair<bool, bool>, 3> models{{{true, false}, {false, true}, {true, true}}};
    for (const auto& [days, holy_week] : models) {
        CalendarEffect tried = none;
        if (!estimate(tried, values, calendar, first, days, holy_week)) continue;
        const auto with = aicc(tried, values, calendar, first, days && holy_week ? 2 : 1);
        if (!with || !(*with < best.aicc_with)) continue;
        tried.used = true, tried.aicc_with = *with;
        best = tried;
    }
    return best;
}

}  // namespace kamino::forecast
