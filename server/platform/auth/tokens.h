// API tokens: "kmn_" and 256 random bits, shown once, stored as SHA-256. A token never may more than its
// user.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/auth/sessions.h"

namespace kamino::auth {

struct Token : describe::Record {
    std::string user_id, name, prefix, token_hash;
    std::vector<std::string> scopes;
    std::optional<Instant> expires_at, last_used_at;
    static const describe::Entity& entity();  // "token", table api_tokens
};

// Scopes are "read", "write" or permissions; anything else is Fault invalid_field "/scopes".
std::string issue_token(storage::Write& write, Token& token);
// The user behind a token's text; nullptr when it is unknown, revoked or expired. Notes the use once a
// minute.
std::shared_ptr<const Actor> find_token(const Parts& parts, std::string_view text);

}  // namespace kamino::auth
