// What attention is measured by: done contacts of people with people in a period of whole months, what was
// sold in it, and the potential of today.
#pragma once
#include "domain/selection/attention.h"
#include "domain/selection/run.h"

namespace kamino::selection {

struct AttentionPeriod {
    Date from, to;  // first and last day, of whole months
    int months = 12;
};
// The `months` that end with the month of `until`; without it, with that of the newest contact or booking.
AttentionPeriod attention_period(storage::Read& read, int months, std::optional<Date> until);

struct Attended {
    std::string id, name, class_, owner_id, owner_name;
    double hours = 0;
    std::int64_t contacts = 0, cost = 0, revenue = 0, potential = 0;  // amounts in minor units
};
struct AttentionFacts {
    std::vector<Attended> accounts;  // that the actor sees and the filter takes
    std::int64_t contacts = 0, accounts_met = 0;
    std::int64_t without_minutes = 0;  // contacts whose duration nobody wrote down
    std::int64_t estimated = 0;        // of those, the ones that count with the median of their kind
};
// A contact counts its minutes for each of our people in it. Contacts without a duration count with the
// median of their kind when five or more of the kind have one, else not in hours.
AttentionFacts load_attention(storage::Read& read, const auth::Actor& actor, const std::string& filter,
                              const describe::Reading& reading, const AttentionPeriod& period);

}  // namespace kamino::selection
