// The people of the workspace who see an account: whom one may turn to about it.
#pragma once
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

}  // namespace kamino::auth
