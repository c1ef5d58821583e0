// Routes of accounts beyond the generic ones.
#pragma once
#include "domain/accounts/public.h"

namespace kamino::accounts {

// GET /accounts/{id}/history: the change log of the account and all that belongs to it, newest first.
http::Response account_history(registry::Registry& registry, http::Request& request);
// GET /accounts/{id}/tree: the whole tree that the account is in, as far as the caller sees it.
http::Response account_tree(registry::Registry& registry, http::Request& request);

}  // namespace kamino::accounts
