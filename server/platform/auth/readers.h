// The people of the workspace who see an account: whom one may turn to about it, and to whom something of it
// may be given. And the accounts in the bin, with which all that belongs to them is out of sight.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/auth/actor.h"

namespace kamino::auth {

struct Reader {
    std::string id, name, role;
};
// Active users, by name. The same sight as visible_accounts, asked from the other side.
std::vector<Reader> readers_of(storage::Read& read, std::string_view account_id);

// What is given to somebody (a task, a plan, the lead of a key account) must be within his sight: a fault
// "user.cannot_see_account" at `path` when the user does not see the account. Nothing is said of a user or an
// account that is not there.
void require_reader(storage::Read& read, std::string_view account_id, const std::optional<std::string>& user,
                    std::string_view path, std::vector<FieldFault>& faults);

// How many active users may do this besides `user_id`.
std::int64_t count_others_who_may(storage::Read& read, std::string_view permission, std::string_view user_id);

// visible_accounts, with those in the bin: for the log, which tells of them too.
storage::Scope sight_of_accounts(const Actor& actor, std::string_view account_column);

// The accounts vertical tells which accounts are in the bin; nobody else writes it.
void set_in_bin(storage::Write& write, const std::string& account_id, bool in_bin);
void replace_in_bin(storage::Write& write, const std::vector<std::string>& account_ids);

}  // namespace kamino::auth
