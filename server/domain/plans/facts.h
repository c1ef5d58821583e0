// What a draft is written from: everything that the records say of one account on one day, as plain values.
// gather() reads it; the rules of analysis.h and draft.h work on it without I/O.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/public.h"
#include "domain/people/public.h"
#include "domain/pipeline/public.h"
#include "domain/plans/peers.h"
#include "domain/sales/public.h"

namespace kamino::plans {

struct LineFacts {
    std::string id, name;
    std::int64_t net_12m = 0, net_prev_12m = 0;  // minor units of the workspace currency
    int peers_buying = 0;
};
struct PersonFacts {
    std::string id, name, title, role, closeness, stance;
    std::optional<std::int64_t> influence;
    std::optional<Instant> last_at;  // the newest interaction that was done
    std::int64_t contacts_180d = 0;
};
struct MemberFacts {
    std::string user_id, name, role;
};
struct DealFacts {
    std::string id, name, stage, next_step;
    std::int64_t amount_minor = 0;
    int probability = 0;
    std::optional<Date> close_on;
    std::optional<Date> moved_on;  // last change of stage, else when it was opened
};

struct Facts {
    Date today;
    std::string currency = "EUR";
    accounts::Account account;
    std::string owner_name, parent_name, customer_class;
    int children = 0, units = 0, locations = 0;
    std::vector<MemberFacts> team;

    std::optional<Date> sales_until;   // last booked month of the workspace; nullopt: nothing was ever booked
    std::vector<std::int64_t> months;  // 36 months, oldest first, the last one is sales_until's
    std::int64_t margin_12m = 0;
    int invoices_12m = 0, lines_12m_count = 0;
    std::optional<Date> first_on, last_on;
    std::vector<LineFacts> lines, products;  // bought in 24 months, most first
    std::vector<LineFacts>
        not_bought;  // lines that the account did not buy in 12 months, most bought by peers first
    int peers = 0;   // other accounts of the same industry that bought in 12 months
    std::optional<double> peer_growth;  // median growth of the peers that bought in both years
    std::vector<std::string> needs_covered, needs_uncovered;

    std::vector<PersonFacts> people;
    int our_contacts_180d = 0;  // how many of ours had contact
    std::optional<Instant> last_contact_at;
    std::vector<DealFacts> deals;  // open ones, by closing date
    pipeline::AccountPipeline pipeline;
};

// `peers` keeps what was read of an industry for the next account of it; nullptr: for this one alone.
Facts gather(storage::Read& read, const accounts::Account& account, Date today, PeerCache* peers = nullptr);

}  // namespace kamino::plans
