// Routes of the together vertical beyond the generic ones.
#pragma once
#include "domain/together/public.h"

namespace kamino::together {

// GET /plans/{id}/comments and /accounts/{id}/comments: the threads, newest first.
http::Response plan_comments(registry::Registry& registry, http::Request& request);
http::Response account_comments(registry::Registry& registry, http::Request& request);
// PUT and DELETE /comments/{id}/resolution.
http::Response resolve(registry::Registry& registry, http::Request& request);
http::Response reopen(registry::Registry& registry, http::Request& request);
// GET /accounts/{id}/readers: whom one may mention.
http::Response account_readers(registry::Registry& registry, http::Request& request);
// GET /inbox, PUT /inbox/{id}, PUT /inbox.
http::Response inbox(registry::Registry& registry, http::Request& request);
http::Response read_notice(registry::Registry& registry, http::Request& request);
http::Response read_inbox(registry::Registry& registry, http::Request& request);
// PUT and DELETE /plans/{id}/presence.
http::Response be_present(registry::Registry& registry, http::Request& request);
http::Response leave(registry::Registry& registry, http::Request& request);

}  // namespace kamino::together
