// Judges an allocation of attention: every account once, its contacts allowed, the hours and the money of
// each person and in total, and what comes back, all anew from the channels, the costs and the curves.
#pragma once
#include <string>
#include <vector>

#include "engine/territory/attention/instance.h"
#include "engine/territory/check/verdict.h"

namespace kamino::territory::check {

// What an answer says about one account.
struct Given {
    std::size_t account = 0;
    double contacts = 0;
    std::int32_t channel = attention::none;  // none: as today
    std::int32_t option = attention::none;   // of an account whose options were given ready made
};

// Rules: accounts, contacts, channel, hours, money. Measured: hours, money.
Verdict judge_attention(const attention::Instance& instance, const std::vector<Given>& given);

}  // namespace kamino::territory::check
