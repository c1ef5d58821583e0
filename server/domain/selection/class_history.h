// The class of every account at the end of past fiscal quarters and years (SEL-5), worked out of the sales of
// that time by the rules that stand today: so that what moves is the account and not the rule. Sizes and the
// status are today's, since nobody keeps them by date; open deals of the past are not known and count as
// none. Classes set by people count from the day they were set to the day they were given back.
#pragma once
#include <memory>
#include <mutex>

#include "domain/selection/run.h"

namespace kamino::selection {

// Last days of the newest `quarters` fiscal quarters and `years` fiscal years that have ended, rising. Each
// has 24 booked months behind it: with fewer, everybody would be new that year and count as growing.
std::vector<Date> period_ends(Date first_month, Date last_month, Date today, int start_month,
                              std::size_t quarters, std::size_t years);

// What an account bought, or won in a workspace without sales, in one month.
struct Booking {
    Date month;  // its first day
    std::int64_t net = 0;
    int count = 0;
};
// The sums of the twelve months up to that of `end` and of the twelve before. `bookings`: months rising.
void book(Facts& facts, const std::vector<Booking>& bookings, Date end, bool has_sales);

// By the rules alone. Never changes; requests share it.
struct ClassHistory {
    std::string revision;
    int start_month = 1;
    std::vector<Date> ends;        // of the periods, rising
    std::vector<std::string> ids;  // of the accounts, rising
    // By period, then account; '\0' = not classed, or not known yet.
    std::vector<std::vector<char>> classes;
    std::vector<std::vector<std::int64_t>> revenues;  // of the twelve months

    std::optional<std::size_t> period_at(Date end) const;
    std::optional<std::size_t> account_at(std::string_view id) const;
};

class ClassHistories {
  public:
    // What the data of the last run says; worked out once for each run. Thread-safe.
    std::shared_ptr<const ClassHistory> current(storage::Read& read);

  private:
    std::mutex mutex_;
    std::shared_ptr<const ClassHistory> last_;
};

// Classes that people set, of all times.
struct SetClass {
    std::string account_id, class_;
    Date from;
    std::optional<Date> to;  // the first day on which it holds no more
};
std::vector<SetClass> list_set_classes(storage::Read& read);  // in the order of accounts
// What people had set for the account at the end of that day; nullptr when nothing.
const SetClass* set_on(const std::vector<SetClass>& set, std::string_view account_id, Date day);

}  // namespace kamino::selection
