// Amounts of records in the workspace's currency, at the rate of a day; 0 without a rate.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "domain/workspace/public.h"

namespace kamino::selection {

class Exchange {
  public:
    explicit Exchange(storage::Read& read) : read_(read), target_(workspace::settings(read).currency) {}
    double operator()(std::int64_t minor, const std::string& currency, Date on) {
        if (currency == target_) return static_cast<double>(minor);
        auto [rate, fresh] = rates_.try_emplace({currency, on});
        if (fresh) rate->second = workspace::rate_e9(read_, currency, on);
        if (!rate->second) return 0;
        return static_cast<double>(convert_minor(minor, currency_exponent(currency).value_or(2),
                                                 currency_exponent(target_).value_or(2), *rate->second)
                                       .value_or(0));
    }

  private:
    storage::Read& read_;
    std::string target_;
    std::map<std::pair<std::string, Date>, std::optional<std::int64_t>> rates_;
};

}  // namespace kamino::selection
