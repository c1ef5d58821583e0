// What the routes of states and differences share: whose plan, which moment, and the answer that sets two
// side by side.
#pragma once
#include "domain/revisions/state.h"

namespace kamino::revisions {

// Scope first: a plan that the actor does not see is not found.
plans::Plan load_plan(storage::Read& read, const auth::Actor& actor, const std::string& id);

void write_moment(base::JsonWriter& w, std::string_view key, const Moment& moment);
inline constexpr const char* moment_schema =
    R"({"type":"object","required":["label","at"],"properties":{"label":{"type":"string"},"at":{"type":"string","format":"date-time"}}})";

// GET /plans/{id}/difference: row by row, texts by word, with the words and names that the reader needs.
http::Response compare(registry::Registry& registry, http::Request& request);
std::string difference_schema();

}  // namespace kamino::revisions
