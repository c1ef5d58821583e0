// The states of a plan: as it stands, and as it stood after any line of the change log.
#pragma once
#include "domain/revisions/difference.h"
#include "domain/revisions/public.h"

namespace kamino::revisions {

// The resources whose records make up a plan: the plan itself and what has plan_id and audience.
std::vector<const registry::Resource*> parts(const registry::Registry& registry);

// The plan after line `seq` of the log; nothing at all before it was made.
State state_at(const registry::Registry& registry, storage::Read& read, const plans::Plan& plan,
               std::int64_t seq);

// Brings the rows of one section (its text, and what belongs to it) to the state they had; the usual rules
// apply. Returns how many records changed.
std::int64_t restore_section(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                             const plans::Plan& plan, const State& then, const std::string& section);
// The section that a row belongs to; "" = to none that can be brought back.
std::string section_of(std::string_view entity, const boost::json::object& row);

}  // namespace kamino::revisions
