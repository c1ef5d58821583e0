// Revisions of account plans: named places in the change log, with approval; any state of a plan, and the
// difference of two.
#pragma once
#include <optional>
#include <string>

#include "domain/plans/public.h"
#include "domain/revisions/difference.h"

namespace kamino::revisions {

struct Revision : describe::Record {
    std::string plan_id, account_id, name, note;
    std::int64_t number = 0;   // 1, 2, … within the plan
    std::string state;         // "named", "requested", "approved", "sent_back"
    std::int64_t log_seq = 0;  // the plan as it stood after this line of the change log
    std::optional<std::string> created_by, requested_by, decided_by;
    std::optional<Instant> requested_at, decided_at;
    std::string decision_note;
    static const describe::Entity& entity();
};

// The resources whose records make up a plan: the plan itself and what has plan_id and audience.
std::vector<const registry::Resource*> parts(const registry::Registry& registry);

// The plan after line `seq` of the log; nothing at all before it was made.
State state_at(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
               std::int64_t seq);

// A moment that a caller named: "now", a date (its end, UTC), or a revision of this plan by its id or number.
struct Moment {
    std::int64_t seq = 0;
    std::string label;  // "now", "2026-11-26", or the revision's name
    Instant at;
    std::int64_t number = 0;  // of the revision; 0 = none
};
// Fault invalid_field at /`param` when the text means none of them, or a moment before the plan.
Moment moment_of(storage::Read& read, const plans::Plan& plan, std::string_view text, std::string_view param);
// The plan's records, its account and the account's team as they stood then.
plans::Frozen frozen_at(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
                        const Moment& moment);

void offer(registry::Registry& registry);

}  // namespace kamino::revisions
