#include <algorithm>

#include "engine/territory/attention/instance.h"

namespace kamino::territory::attention {
namespace {

struct Mix {  // what an account gets today
    double contacts = 0, effective = 0, hours = 0, money = 0;
    std::int32_t channel = none;  // when it is one alone
};

Mix mix_today(const Instance& in, const Account& account, std::size_t index) {
    Mix mix;
    int channels = 0;
    for (std::size_t c = 0; c < in.channels.size(); ++c) {
        const double n = in.contacts_today[index * in.channels.size() + c];
        if (n <= 0) continue;
        ++channels;
        mix.channel = static_cast<std::int32_t>(c);
        mix.contacts += n, mix.effective += n * in.channels[c].effect;
        // A channel that the account may not have any more is counted at its usual cost.
        const auto& own = in.costs[account.costs];
        const auto& costs = std::isnan(own.hours[c]) ? in.costs[0] : own;
        mix.hours += n * costs.hours[c], mix.money += n * costs.money[c];
    }
    if (channels != 1) mix.channel = none;
    return mix;
}

}  // namespace

void add_options(Instance& in, Account& account, std::size_t index) {
    account.first = in.options.size();
    const auto& costs = in.costs[account.costs];
    const auto today = mix_today(in, account, index);
    const auto gain = [&](double effective) {
        return account.value * in.curves[account.curve].curve.at(effective / account.unit);
    };
    const auto add = [&](double n, std::size_t c) {
        const bool alone = today.channel == static_cast<std::int32_t>(c);
        if (today.contacts == n && (n == 0 || alone))
            account.today = static_cast<std::int32_t>(in.options.size() - account.first);
        in.options.push_back({.hours = n * costs.hours[c],
                              .money = n * costs.money[c],
                              .gain = gain(n * in.channels[c].effect),
                              .contacts = n,
                              .channel = static_cast<std::int32_t>(c)});
    };
    const auto add_all = [&](double n, bool& nothing) {
        for (std::size_t c = 0; c < in.channels.size(); ++c) {
            if (std::isnan(costs.hours[c]) || (n == 0 && nothing)) continue;
            nothing = nothing || n == 0;  // no contacts are the same through every channel
            add(n, c);
        }
    };
    bool nothing = false, some = false;
    for (const double n : in.contacts)
        if (n >= account.least && n <= account.most) add_all(n, nothing), some = true;
    if (!some) add_all(account.least, nothing);
    if (account.today == none) {
        account.today = static_cast<std::int32_t>(in.options.size() - account.first);
        in.options.push_back({.hours = today.hours,
                              .money = today.money,
                              .gain = gain(today.effective),
                              .contacts = today.contacts,
                              .channel = today.channel,
                              .allowed = today.contacts >= account.least && today.contacts <= account.most});
    }
    account.count = in.options.size() - account.first;
}

}  // namespace kamino::territory::attention
