// The guard that every route passes: who asks (session cookie or bearer token), whether a change really comes
// from the user's own page (CSRF), and whether the route's access is granted. Thread-safe.
#pragma once
#include <memory>

#include "platform/auth/sessions.h"

namespace kamino::auth {

// Whoever the request's credentials stand for; nullptr when it has none or the session has ended. Fault
// unauthenticated for a bearer token that is not (any more) one of ours.
std::shared_ptr<const Actor> identify(const Parts& parts, const http::Request& request);

// Lets the request in or throws; sets its context and, unless the caller named languages, the user's
// language.
void admit(const Parts& parts, http::Request& request);

// Refuses a change that a browser says comes from another site (Sec-Fetch-Site, Origin): forbidden
// "request.csrf".
void check_origin(const http::Request& request);

// "public", "session" or a permission of the table.
bool is_access(std::string_view access);

}  // namespace kamino::auth
