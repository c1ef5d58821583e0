// One run: facts of all accounts in bulk, scores and classes in memory, and only what differs written back.
#pragma once
#include "domain/selection/scoring.h"

namespace kamino::selection {

// Above this many accounts a run asked for by the API is left to a job.
inline constexpr std::int64_t run_in_request = 20'000;
std::int64_t count_accounts(storage::Read& read);

// All accounts with what is known of their size, in the order of ids; nothing of sales, deals or people.
std::vector<Facts> load_sizes(storage::Read& read);
std::vector<Facts> load_facts(storage::Read& read, Population& population);

struct LastRun {
    std::optional<Date> as_of;
    Instant ran_at;
    std::int64_t accounts = 0, changed = 0;
    double significance = 0;  // the smallest revenue among the significant accounts
    bool has_sales = false;   // else won opportunities count as revenue
};
std::optional<LastRun> last_run(storage::Read& read);

// What the last run knew of one account, and the version of the model that judged it; nullopt before the
// first run.
struct Scored {
    Scoring scoring;
    Model model;
};
std::optional<Scored> find_scored(storage::Read& read, const std::string& account_id);

// What people changed for one account, worked into its row without a run.
void rescore_judgements(storage::Write& write, const std::string& account_id);
void put_class(storage::Write& write, const std::string& account_id,
               const std::string& class_);  // "" = by the rule

}  // namespace kamino::selection
