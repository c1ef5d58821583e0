// Readers of the one change log (table changes, written by storage::Write): history of a record or an
// account, and the live event stream. Visibility is applied when reading: a line with an account is seen by
// those who see the account; a line without one by the permission "audit.read".
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/auth/actor.h"

namespace kamino::audit {

struct Line {
    std::int64_t seq = 0;
    Instant at;
    std::string actor_id, actor_name, door, request_id, entity, entity_id, account_id, action, before, after;
};

struct Query {
    std::string entity, entity_id, account_id;  // "" = any
    std::int64_t before_seq = 0;                // older than this; 0 = from the newest
    int limit = 50;                             // 1..500
};
// Newest first, only what the actor may see.
std::vector<Line> history(storage::Read& read, const auth::Actor& actor, const Query& query);
std::string json(const Line& line);
std::string change_schema();  // JSON Schema of what json() gives; component "change" of the OpenAPI document

std::int64_t head(storage::Read& read);  // the last sequence number

// Adds GET /api/v1/events (SSE, resumes by Last-Event-ID or ?after=) and GET /api/v1/changes (the log as a
// list).
void install(http::Server& server, storage::Database& database);

}  // namespace kamino::audit
