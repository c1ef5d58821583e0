// Routes of groups beyond the generic ones.
#pragma once
#include "domain/groups/public.h"

namespace kamino::groups {

// What a comparison of the group with the rest says, of the accounts that the actor sees
// (characterisation.cpp).
std::string characterisation_json(storage::Read& read, const auth::Actor& actor, const Group& group);

// POST /groups/{id}/members (members_api.cpp).
http::Response change_members(registry::Registry& registry, http::Request& request);

// The members of an answer that are amounts of the workspace's currency.
void write_money(base::JsonWriter& w, std::string_view key, std::int64_t minor, const std::string& currency);

}  // namespace kamino::groups
