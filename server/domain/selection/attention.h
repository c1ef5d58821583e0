// Attention against value (SEL-5): the share of our time, contacts or money that an account, a class or a
// manager's accounts receive, against the share of revenue and potential that they bring; and the shift that
// would mend the worst mismatch. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace kamino::selection {

// One account, class or manager. attention: hours, contacts or money of the whole period.
struct Served {
    std::string id, name;
    std::string manager_id;  // who can move attention between his accounts at once; "" = nobody
    double attention = 0, revenue = 0, potential = 0;
};

enum class ValueBy { revenue, potential, both };

// Below 0 counts as 0 in every share; a total of 0 gives no shares.
struct Balance {
    double attention_share = 0;
    std::optional<double> revenue_share, potential_share;
    double value_share = 0;       // by what was asked; both: the mean of the two, or the one that there is
    std::optional<double> index;  // attention share / value share: 1 = even; none without a value share
    double gap = 0;               // attention beyond the value share's part of all attention; < 0: too little
};
// In the order given.
std::vector<Balance> balances_of(const std::vector<Served>& served, ValueBy by);

// The largest gap of all, and from whom (or to whom) attention would move to close it: those with a gap of
// the other sign, of the same manager first, then by the size of their gap, each at most by his own gap, at
// most `partners_at_most` of them, until 95 % of it is closed. nullopt when the largest gap is under 1 % of
// all attention.
struct Shift {
    struct Part {
        std::size_t at = 0;  // place in `served`
        double amount = 0;   // of the whole period
        bool same_manager = false;
    };
    std::size_t worst = 0;
    bool to_worst = false;  // it gets attention; else it gives
    double amount = 0;      // the sum of the parts
    std::vector<Part> with;
    std::optional<double> index_after;
};
inline constexpr std::size_t partners_at_most = 3;
std::optional<Shift> shift_of(const std::vector<Served>& served, const std::vector<Balance>& balances);

// Whether contacts are enough to speak of shares; what is missing as message keys.
struct Evidence {
    std::int64_t contacts = 0, accounts_met = 0, without_minutes = 0;
    double value = 0;  // of all
};
inline constexpr std::int64_t contacts_needed = 20, accounts_needed = 5;
std::vector<std::string> lacks_of(const Evidence& evidence, bool by_hours);

}  // namespace kamino::selection
