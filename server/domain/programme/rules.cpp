// Rules that need no database.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/programme/programme.h"

namespace kamino::programme {
namespace {

constexpr std::array<std::string_view, 5> classes{"A", "B", "C", "D", "E"};
constexpr std::array<std::string_view, 3> rigours{"light", "standard", "deep"};
constexpr double most_hours = 3000;

template <class List>
bool is_one_of(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

double plan_hours(const Settings& settings, std::string_view account_class, std::string_view rigour) {
    const auto document = base::parse_json(settings.hours.json);
    const auto* row = document.as_object().if_contains(account_class.empty() ? "C" : account_class);
    const auto* cell = row && row->is_object()
                           ? row->as_object().if_contains(rigour.empty() ? "standard" : rigour)
                           : nullptr;
    return cell && cell->is_number() ? cell->to_number<double>() : 0;
}

void check_hours(const describe::Document& hours, std::vector<FieldFault>& faults) {
    const auto document = base::parse_json(hours.json);
    for (const auto& [name, row] : document.as_object()) {
        const auto path = "/hours/" + std::string{name};
        if (!is_one_of(classes, std::string_view{name}) || !row.is_object()) {
            faults.push_back({path, "programme.hours_shape", {}});
            continue;
        }
        for (const auto& [rigour, cell] : row.as_object()) {
            const bool number = cell.is_number();
            const double value = number ? cell.to_number<double>() : 0;
            if (!is_one_of(rigours, std::string_view{rigour}) || !number ||
                !(value >= 0 && value <= most_hours))
                faults.push_back({path + "/" + std::string{rigour}, "programme.hours_shape", {}});
        }
    }
}

std::vector<MonthCount> growth(std::span<const Stay> stays, Date today) {
    if (stays.empty()) return {};
    auto first = today;
    for (const auto& stay : stays) first = std::min(first, stay.from);
    std::vector<MonthCount> months;
    std::int64_t members = 0;
    for (auto month = first.month_start(); month <= today; month = month.plus_months(1)) {
        MonthCount count{month};
        const auto in_month = [&](Date day) { return day.month_start() == month; };
        for (const auto& stay : stays) {
            if (in_month(stay.from)) ++count.entries;
            if (stay.to && in_month(*stay.to)) ++count.exits;
        }
        members += count.entries - count.exits;
        count.members = members;
        months.push_back(count);
    }
    return months;
}

std::vector<std::size_t> share_out(std::span<const Candidate> candidates, std::size_t waves) {
    std::vector<std::size_t> order(candidates.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return candidates[a].score > candidates[b].score; });
    std::map<std::string, double> total, started;
    for (const auto& c : candidates) total[c.manager_id] += c.hours;
    std::vector<std::size_t> wave_of(candidates.size(), 0);
    for (const auto i : order) {
        const auto& c = candidates[i];
        // Where his hours so far end: the first wave takes the first even share of them, and so on.
        const double share = total[c.manager_id] / static_cast<double>(waves);
        const double before = started[c.manager_id];
        const auto wave = share > 0 ? static_cast<std::size_t>(before / share + 1e-9) : 0;
        wave_of[i] = std::min(wave, waves - 1);
        started[c.manager_id] += c.hours;
    }
    return wave_of;
}

}  // namespace kamino::programme
