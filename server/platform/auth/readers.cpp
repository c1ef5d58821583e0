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

void require_reader(storage::Read& read, std::string_view account_id, const std::optional<std::string>& user,
                    std::string_view path, std::vector<FieldFault>& faults) {
    if (!user || user->empty() || account_id.empty()) return;
    auto rows = read.query(sql::find_reader, {{"account", account_id}, {"user", *user}});
    if (!rows.next()) return;
    Actor actor;
    actor.user_id = *user;
    actor.role = role_of(rows.text(1));
    if (!sees_all(actor) && !rows.boolean(2))
        faults.push_back({std::string{path}, "user.cannot_see_account", {{"name", rows.text(0)}}});
}

std::int64_t count_others_who_may(storage::Read& read, std::string_view permission,
                                  std::string_view user_id) {
    std::int64_t count = 0;
    auto rows = read.query(sql::list_roles);
    while (rows.next()) {
        Actor actor;
        actor.user_id = rows.text(0);
        actor.role = role_of(rows.text(1));
        if (actor.user_id != user_id && may(actor, permission)) ++count;
    }
    return count;
}

void set_in_bin(storage::Write& write, const std::string& account_id, bool in_bin) {
    if (in_bin)
        write.execute(sql::put_in_bin, {{"account", account_id}});
    else
        write.execute(sql::take_out_of_bin, {{"account", account_id}});
}

void replace_in_bin(storage::Write& write, const std::vector<std::string>& account_ids) {
    write.execute(sql::clear_bin);
    for (const auto& id : account_ids) write.execute(sql::put_in_bin, {{"account", id}});
}

}  // namespace kamino::auth
