// Together on a plan: comments with mentions, who has a plan open now, and the inbox of those who were spoken
// to. The only header that others include.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/plans/public.h"

namespace kamino::together {

// A comment on a plan, a section, a row or a field of a plan, or on an account; or the reply to one. Whoever
// sees the account reads and writes them; only the author changes them.
struct Comment : describe::Record {
    std::string account_id;
    std::optional<std::string> plan_id;    // nullopt: about the account itself
    std::optional<std::string> parent_id;  // a reply; threads are one level deep
    // What it is about inside the plan: the described name of a row, its id, one of its fields. All "": the
    // whole plan.
    std::string anchor_entity, anchor_id, anchor_field;
    std::string body;
    std::vector<std::string> mention_ids;  // users; the body names them as "@Name"
    std::optional<std::string> author_id;
    std::optional<Instant> edited_at, resolved_at;  // resolved: of the first comment of a thread
    std::optional<std::string> resolved_by;
    static const describe::Entity& entity();
};

void offer(registry::Registry& registry);

}  // namespace kamino::together
