// Statements of the together vertical.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/together/public.h"

namespace kamino::together {

// Nothing happens when that comment has told that user already.
void insert_notice(storage::Write& write, const Comment& comment, const std::string& user_id,
                   std::string_view kind);
std::vector<std::string> authors_of_thread(storage::Read& read, const std::string& thread_id);

// Every comment of a plan, or without a plan of an account's own; those in the bin too, oldest first.
std::vector<Comment> list_comments(storage::Read& read, const std::string& account_id,
                                   const std::optional<std::string>& plan_id);
// Names of those who wrote or resolved comments of the account.
std::map<std::string, std::string> list_names(storage::Read& read, const std::string& account_id);

struct Notice {
    std::string comment_id, thread_id, kind, account_id, account_name, author_id, author_name, body;
    std::optional<std::string> plan_id;
    Instant created_at;
    std::optional<Instant> read_at;
    bool resolved = false;
};
// Newest first: of living comments on accounts that the user still sees. `before` 0 = from the newest.
std::vector<Notice> list_notices(storage::Read& read, const auth::Actor& actor, bool unread_only,
                                 std::int64_t before, int limit);
std::int64_t count_unread(storage::Read& read, const auth::Actor& actor);

}  // namespace kamino::together
