#include "analyze/series.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "platform/base/date.h"

namespace kamino::analyze {

void Notes::add(std::string_view kind, std::string_view id) {
    constexpr std::size_t most = 5;
    auto at = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& k) { return k.text == kind; });
    if (at == kinds_.end()) at = kinds_.insert(kinds_.end(), Kind{std::string{kind}, {}, 0});
    if (++at->count <= most) at->ids.emplace_back(id);
}

std::vector<std::string> Notes::all() const {
    auto out = said_;
    for (const auto& kind : kinds_) {
        std::string ids;
        for (const auto& id : kind.ids) ids += (ids.empty() ? "" : ", ") + id;
        if (kind.count > kind.ids.size()) ids += ", …";
        out.push_back(kind.text + ": " + std::to_string(kind.count) + " series (" + ids + ")");
    }
    return out;
}

namespace {

constexpr std::int64_t most_periods = 200'000;  // of one series, gaps included
constexpr double largest = 1e140;               // its square is still a number

std::int64_t floor_of(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

bool years_apart(std::vector<std::int64_t> days) {
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    for (std::size_t i = 1; i < days.size(); ++i)
        if (days[i] - days[i - 1] < 350) return false;
    return true;
}

// Days become the grain that the season asks for.
void coarsen(Periods& periods, std::size_t season) {
    if (periods.grain != Grain::day) return;
    const auto grain = season == 52 || season == 53                  ? Grain::week
                       : season == 12                                ? Grain::month
                       : season == 4                                 ? Grain::quarter
                       : season == 1 && years_apart(periods.ordinal) ? Grain::year
                                                                     : Grain::day;
    if (grain == Grain::day) return;
    for (auto& ordinal : periods.ordinal) {
        const Date date{static_cast<std::int32_t>(ordinal)};
        const auto month = date.year() * 12LL + date.month() - 1;
        ordinal = grain == Grain::week      ? floor_of(ordinal + 3, 7)
                  : grain == Grain::month   ? month
                  : grain == Grain::quarter ? month / 3
                                            : date.year();
    }
    periods.grain = grain;
}

// Every third month, every 7th day, 10, 20, 30 …: the common step is one period.
void take_step(Periods& periods, SeriesFile& file) {
    std::int64_t step = 0;
    for (const auto ordinal : periods.ordinal) step = std::gcd(step, ordinal - periods.ordinal.front());
    file.grain = periods.grain;
    if (step < 2) return;
    file.step = step;
    file.offset = periods.ordinal.front() - floor_of(periods.ordinal.front(), step) * step;
    for (auto& ordinal : periods.ordinal) ordinal = floor_of(ordinal, step);
}

std::size_t season_of(const SeriesFile& file) {
    if (file.grain == Grain::month) return file.step == 1 ? 12 : file.step == 3 ? 4 : 1;
    if (file.step > 1) return file.grain == Grain::day && file.step == 7 ? 52 : 1;
    if (file.grain == Grain::quarter) return 4;
    if (file.grain == Grain::week) return 52;
    return file.grain == Grain::day ? 7 : 1;
}

// An unknown value: the mean of the seasons before and after when they are there, else the line between
// neighbours. The first and the last value are known.
void fill(std::vector<double>& values, std::size_t season) {
    const std::vector<double> known(values);
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!std::isnan(known[t])) continue;
        if (season > 1 && t >= season && t + season < known.size() && !std::isnan(known[t + season])) {
            values[t] = values[t - season] / 2 + known[t + season] / 2;
            continue;
        }
        std::size_t before = t - 1, after = t + 1;
        while (std::isnan(known[after])) ++after;
        const double share = static_cast<double>(t - before) / static_cast<double>(after - before);
        values[t] = values[before] + (known[after] - values[before]) * share;
    }
}

// The sums of one series, by period; NaN cells add nothing.
struct Sums {
    std::map<std::int64_t, double> at;
    bool doubled = false;
};

std::optional<Series> made(const std::string& id, const Sums& sums, const SeriesColumns& columns,
                           Notes& notes) {
    if (sums.at.empty()) {
        notes.add("without any value, left out", id);
        return {};
    }
    const auto first = sums.at.begin()->first, last = sums.at.rbegin()->first;
    if (last - first >= most_periods)
        throw Refusal("series " + quoted(id) + " reaches over " + std::to_string(last - first + 1) +
                      " periods, of which " + std::to_string(sums.at.size()) + " have a value");
    Series series{id, first, {}};
    series.values.assign(static_cast<std::size_t>(last - first + 1),
                         columns.gaps_are_zero ? 0.0 : std::nan(""));
    for (const auto& [ordinal, sum] : sums.at) {
        if (std::fabs(sum) > largest)
            throw Refusal("series " + quoted(id) +
                          " has a value beyond 1e140, which cannot be reckoned with");
        series.values[static_cast<std::size_t>(ordinal - first)] = sum;
    }
    if (sums.at.size() < series.values.size()) {
        notes.add(columns.gaps_are_zero
                      ? "periods without a value counted as 0"
                      : "periods without a value filled from their neighbours (--gaps zero counts them as 0)",
                  id);
        if (!columns.gaps_are_zero) fill(series.values, columns.season);
    }
    if (sums.doubled) notes.add("several values of one period summed", id);
    return series;
}

}  // namespace

std::string SeriesFile::period_text(std::int64_t ordinal) const {
    return analyze::period_text(grain, ordinal * step + offset);
}

SeriesFile read_series(const Table& table, SeriesColumns& columns, Notes& notes) {
    SeriesFile file;
    file.rows = table.rows();
    const auto period_column = table.column(columns.period);
    const auto values = table.numbers(table.column(columns.value));
    auto at = periods(table, period_column);
    coarsen(at, columns.season);
    take_step(at, file);
    if (columns.season == 0) columns.season = season_of(file);
    Coded ids{std::vector<std::uint32_t>(file.rows, 0), {"all"}};
    if (!columns.id.empty()) ids = table.codes(table.column(columns.id));
    std::vector<Sums> sums(ids.names.size());
    for (std::size_t row = 0; row < file.rows; ++row) {
        if (ids.names[ids.code[row]].empty())
            table.refuse(row, table.column(columns.id), "is empty; a name is needed");
        if (std::isnan(values[row])) continue;
        auto& of = sums[ids.code[row]];
        const auto [slot, fresh] = of.at.try_emplace(at.ordinal[row], values[row]);
        if (!fresh) slot->second += values[row], of.doubled = true;
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (auto series = made(ids.names[i], sums[i], columns, notes))
            file.series.push_back(std::move(*series));
    if (file.series.empty()) throw Refusal("has no value", table.path(), 0, quoted(columns.value));
    return file;
}

}  // namespace kamino::analyze
