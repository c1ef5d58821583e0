// The key-account programme: which accounts are on the key list and on the prospecting focus list, who asked
// for it and who approved, the yearly round, coverage of managers' hours, and the roll-out of plans in waves.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/selection/public.h"

namespace kamino::programme {

// Caps count members in probation too; nullopt = no cap. Hours are of one year.
struct Settings : describe::Record {
    std::optional<std::int64_t> key_cap, manager_cap, prospect_cap;
    std::int64_t probation_months = 6;  // 0: an entry is active at once
    std::int64_t review_month = 11;     // of the yearly list review, 1..12
    std::int64_t manager_hours = 600;   // that a manager has for account plans, unless said otherwise of one
    describe::Document hours;           // {"A":{"light":20,"standard":80,"deep":200}, …}: hours of one plan
    static const describe::Entity& entity();
};

// What differs for one manager from the settings; nullopt = as in the settings.
struct Capacity : describe::Record {
    std::string user_id;
    std::optional<std::int64_t> hours, key_cap;
    static const describe::Entity& entity();
};

// One stay of an account on a list.
struct KeyAccount : describe::Record {
    std::string account_id;
    std::string list;                       // "key", or "prospect": the prospecting focus list
    std::string state;                      // "probation", "active", "left"
    std::string focus;                      // "penetrate", "expand", "protect"; "" = not decided
    std::string rigour;                     // of its plan: "light", "standard", "deep"
    std::optional<std::string> manager_id;  // who leads the plan
    Date entered_on;
    std::optional<Date> probation_until, left_on;
    std::string entry_reason, exit_reason;
    static const describe::Entity& entity();
};

// A request and its decision. focus, rigour, manager_id and replaces_id are of entries.
struct Move : describe::Record {
    std::string account_id, list;
    std::string kind;   // "entry", "confirm" (ends the probation), "extend" (the probation), "exit"
    std::string state;  // "open", "approved", "refused", "withdrawn"
    std::string reason, focus, rigour;
    std::optional<std::string> manager_id;
    std::optional<std::string> replaces_id;  // the account that leaves for this one
    std::optional<std::string> requested_by, decided_by;
    std::optional<Instant> decided_at;
    std::string decision_note;
    bool sole_approver = false;  // approved by who asked for it: nobody else might
    static const describe::Entity& entity();
};

struct Round : describe::Record {
    std::string title, list, state;  // "open", "closed"
    std::optional<Date> due_on;
    std::optional<std::string> opened_by, closed_by;
    std::optional<Instant> closed_at;
    static const describe::Entity& entity();
};

struct RoundItem : describe::Record {
    std::string round_id, account_id;
    std::string verdict;          // "keep", "probation", "exit"; "" = not yet
    std::string note;             // needed for probation and exit
    describe::Document snapshot;  // score, class, revenue, growth, plan as of the opening
    std::optional<std::string> decided_by;
    std::optional<Instant> decided_at;
    static const describe::Entity& entity();
};

struct Wave : describe::Record {
    std::string name, note;
    Date starts_on, ends_on;
    static const describe::Entity& entity();
};

struct WaveAccount : describe::Record {
    std::string wave_id, account_id;
    static const describe::Entity& entity();
};

struct Events {
    // An account entered, left or changed on the lists (state, focus, rigour, manager); in the writing
    // transaction.
    std::vector<std::function<void(storage::Write&, const std::string& account_id)>> changed;
    // The focus of the account's open plan, "" = none: an entry that names no focus takes it. May be empty.
    std::function<std::string(storage::Read&, const std::string& account_id)> focus_of_plan;
};
Events& events();

// The stay that has not ended.
std::optional<KeyAccount> membership(storage::Read& read, std::string_view account_id);

// The account's focus was changed elsewhere (in its plan): the stay that has not ended takes it.
void follow_focus(storage::Write& write, const std::string& account_id, const std::string& focus);

// The account has another owner, who leads it where the list names nobody: fault at "/owner_id" when he leads
// as many as he may.
void follow_owner(storage::Write& write, const std::string& account_id);

// A plan found that the account is not strategic after all: an exit is asked for in the writer's name, when
// the account is on a list. A request about how it stays ends with it.
void propose_exit(storage::Write& write, const std::string& account_id, const std::string& reason);
// The plan goes on: the request that propose_exit made is withdrawn while it waits.
void take_back_exit(storage::Write& write, const std::string& account_id, const std::string& reason);

void offer(registry::Registry& registry);

}  // namespace kamino::programme
