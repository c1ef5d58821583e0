// Hand-written statements of accounts: the tree (a closure table: every pair of ancestor and descendant, each
// account with itself at depth 0) and the access that follows from it.
#pragma once
#include "domain/accounts/public.h"

namespace kamino::accounts {

// True when `account_id` is `ancestor_id` itself or lies below it.
bool is_below(storage::Read& read, std::string_view account_id, std::string_view ancestor_id);
// Hangs the account with all below it under the parent (or makes it a root).
void move_in_tree(storage::Write& write, const std::string& id, const std::optional<std::string>& parent_id);
bool find_external(storage::Read& read, std::string_view external_id, std::string_view except_id);
bool is_unit_below(storage::Read& read, std::string_view unit_id, std::string_view ancestor_id);
bool is_in_team(storage::Read& read, std::string_view account_id, std::string_view user_id,
                std::string_view role, std::string_view except_id);

}  // namespace kamino::accounts
