// A question of attention: which account gets how many contacts through which channel, when hours and money
// are limited. Every account has a list of options and takes exactly one of them: a knapsack with multiple
// choice and several resources. Plain values that a reader fills; nothing here knows files.
#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/territory/attention/response.h"

namespace kamino::territory::attention {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();
inline constexpr std::int32_t none = -1;

struct Channel {
    std::string id;
    double hours = 1, money = 0;  // of one contact
    double effect = 1;            // what a contact counts for, beside one of effect 1
};

struct Option {
    double hours = 0, money = 0, gain = 0;
    double contacts = 0;
    std::int32_t channel = none;  // none: all of them as today, or an option that was given ready made
    std::string name;             // of an option that was given ready made
    bool allowed = true;  // false: stands today and breaks the limits of contacts; only to compare with
};

struct Account {
    std::string id;
    std::int32_t person = none, group = none;
    std::size_t first = 0, count = 0;    // its options
    std::int32_t today = none;           // which of them stands today, counted from `first`
    double value = 1;                    // what one unit of the curve is worth
    std::int32_t curve = none;           // of Instance::curves; none: options were given ready made
    double unit = 0;                     // effective contacts that are z = 1
    std::int32_t costs = 0;              // of Instance::costs
    double least = 0, most = unlimited;  // contacts
};

// Hours and money of a contact, by channel; NaN: this channel is not for these accounts.
struct Costs {
    std::vector<double> hours, money;
};

struct Group {  // a class of accounts
    std::string id;
};

struct Person {
    std::string id;
    double hours = unlimited, money = unlimited;
};

struct NamedCurve {
    std::string of;  // "class A", "segment retail", "account 17"
    Curve curve;
};

struct Instance {
    double hours = unlimited, money = unlimited;
    std::vector<double> contacts;  // the numbers of contacts that an option may have, ascending
    std::vector<Channel> channels;
    std::vector<Costs> costs;  // 0: those of the channels
    std::vector<Person> people;
    std::vector<Group> groups;
    std::vector<NamedCurve> curves;
    std::vector<Account> accounts;
    std::vector<Option> options;         // of all accounts, one after the other
    std::vector<double> contacts_today;  // [account * channels + channel]

    const Option& option(std::size_t account, std::size_t choice) const {
        return options[accounts[account].first + choice];
    }
};

// Adds the options of an account that has a curve (all its other columns are filled, `contacts_today` too):
// each number of contacts through each of its channels within the limits, today's own mix, and the least
// number where none of the list lies within the limits.
void add_options(Instance& instance, Account& account, std::size_t index);

}  // namespace kamino::territory::attention
