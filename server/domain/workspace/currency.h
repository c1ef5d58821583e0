// Another currency for the workspace: stored rates are to the old one, so that they are converted by the rate
// of the new one on their day. Without such rates the change is refused: totals would silently leave lines
// out.
#pragma once
#include <vector>

#include "domain/workspace/workspace.h"

namespace kamino::workspace {

// What one unit of `currency` is worth from `valid_on` on.
struct Rate {
    std::string currency;
    Date valid_on;
    double rate = 0;
};

// The same values in another currency: at every day, whatever had a rate to `from` has the rate to `to` that
// follows from both (cross rates); `from` gets rates of its own. Rules of rate_e9() hold before and after:
// the latest rate until a day, else the earliest. Empty when `to` has no rate.
std::vector<Rate> rebased(const std::vector<Rate>& rates, std::string_view from, std::string_view to);

struct CurrencyChange {
    bool possible = false;
    std::int64_t rates = 0;          // so many there are after the change
    std::vector<Lines> unconverted;  // in no total after the change
};
CurrencyChange preview_currency(storage::Read& read, const std::string& from, const std::string& to);
// Why the change is refused, by "/currency"; none when it is possible.
std::vector<FieldFault> currency_faults(const CurrencyChange& change, const std::string& to);
// Converts the rates that are stored; the settings have been written.
void change_currency(storage::Write& write, const std::string& from, const std::string& to);

// GET /workspace/currency-change?currency=USD: what the change would do.
void offer_currency_change(registry::Registry& registry);

}  // namespace kamino::workspace
