// Revisions of account plans: named places in the change log, with approval; any state of a plan, and the
// difference of two.
#pragma once
#include <optional>
#include <string>

#include "domain/plans/public.h"

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

void offer(registry::Registry& registry);

}  // namespace kamino::revisions
