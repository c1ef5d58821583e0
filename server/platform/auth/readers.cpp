#include "platform/auth/readers.h"

#include "platform/auth/auth_store.sql.h"

namespace kamino::auth {

std::vector<Reader> readers_of(storage::Read& read, std::string_view account_id) {
    std::vector<Reader> readers;
    auto rows = read.query(sql::list_readers, {{"account", account_id}});
    while (rows.next()) {
        Actor actor;
        actor.user_id = rows.text(0);
        actor.role = role_of(rows.text(2));
        if (sees_all(actor) || rows.boolean(3)) readers.push_back({rows.text(0), rows.text(1), rows.text(2)});
    }
    return readers;
}

}  // namespace kamino::auth
