// People at accounts: who they are, whom they report to, where they stand; and the interactions that we had
// or plan with them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/public.h"

namespace kamino::people {

struct Person : describe::Record {
    std::string account_id;
    std::optional<std::string> unit_id;
    std::string external_id, first_name, last_name, name, title, department, email, phone, mobile;
    std::optional<std::string> reports_to_id;
    std::string decision_role = "unknown";
    std::optional<std::int64_t> influence;  // 0 none … 5 decides
    std::string stance = "unknown", closeness = "unknown", language, consent = "unknown";
    std::string likes, interests, city, country, notes;
    std::vector<std::string> tags;
    describe::Document custom;
    static const describe::Entity& entity();
};

// Where a person worked and from when to when; written when a person moves from one account to another.
struct Employment : describe::Record {
    std::string person_id, account_id, title;
    Date started_on;
    std::optional<Date> ended_on;
    static const describe::Entity& entity();
};

struct Interaction : describe::Record {
    std::string account_id;
    std::vector<std::string> person_ids, user_ids;  // who took part, theirs and ours
    std::optional<std::string> owner_id;
    std::string kind = "meeting", status = "done", subject;
    Instant happened_at;
    std::optional<std::int64_t> minutes;
    std::optional<Money> cost;  // what it cost us besides time: travel, room, meal
    std::string outcome, notes, external_id;
    static const describe::Entity& entity();
};

// What the draft of a plan needs to know of the people of an account.
struct Coverage {
    int people = 0, decision_makers = 0,
        reached_decision_makers = 0;  // reached: any done interaction in 180 days
    std::optional<Instant> last_interaction_at;
};
Coverage coverage(storage::Read& read, std::string_view account_id, Instant as_of);
// The newest done interaction of each account that has one: (account, at).
std::vector<std::pair<std::string, Instant>> last_interactions(storage::Read& read);
std::vector<Person> people_of(storage::Read& read, std::string_view account_id);

void offer(registry::Registry& registry);

}  // namespace kamino::people
