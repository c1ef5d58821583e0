#include "domain/accounts/account_store.h"

#include "domain/accounts/account_store.sql.h"
#include "platform/auth/readers.h"

namespace kamino::accounts {
namespace {

std::vector<std::pair<std::string, std::string>> pairs_of(storage::Rows rows) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (rows.next()) pairs.emplace_back(rows.text(0), rows.text(1));
    return pairs;
}

std::vector<std::string> ids_of(storage::Rows rows) {
    std::vector<std::string> ids;
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

}  // namespace

bool is_below(storage::Read& read, std::string_view account_id, std::string_view ancestor_id) {
    return read.integer(sql::is_below, {{"ancestor", ancestor_id}, {"account", account_id}}).has_value();
}

std::vector<std::string> subtree(storage::Read& read, std::string_view account_id) {
    return ids_of(read.query(sql::subtree, {{"account", account_id}}));
}

void require_account(storage::Read& read, const auth::Actor& actor, std::string_view account_id) {
    auth::require_visible(read, actor, account_id);
    if (!read.integer(sql::is_account, {{"account", account_id}})) throw not_found();
}

void move_in_tree(storage::Write& write, const std::string& id, const std::optional<std::string>& parent_id) {
    write.execute(sql::add_self, {{"account", id}});
    write.execute(sql::cut_off, {{"account", id}});
    if (parent_id) write.execute(sql::hang_under, {{"parent", *parent_id}, {"account", id}});
}

void refresh_access(storage::Write& write, std::string_view account_id) {
    auth::forget_access(write, subtree(write, account_id));
    auth::grant_access(write, pairs_of(write.query(sql::list_access, {{"account", account_id}})));
}

void rebuild_tree_and_access(storage::Write& write) {
    write.execute(sql::clear_tree);
    write.execute(sql::rebuild_tree);
    auth::forget_access(write, ids_of(write.query(sql::list_ids)));
    auth::grant_access(write, pairs_of(write.query(sql::list_all_access)));
    auth::replace_in_bin(write, ids_of(write.query(sql::list_in_bin)));
}

bool find_external(storage::Read& read, std::string_view external_id, std::string_view except_id) {
    return read.integer(sql::find_external, {{"external_id", external_id}, {"except", except_id}})
        .has_value();
}

bool is_unit_of(storage::Read& read, std::string_view unit_id, std::string_view account_id) {
    return read.integer(sql::is_unit_of, {{"unit", unit_id}, {"account", account_id}}).has_value();
}

bool is_unit_below(storage::Read& read, std::string_view unit_id, std::string_view ancestor_id) {
    std::optional<std::string> at{unit_id};
    for (int depth = 0; at && depth < 64; ++depth) {
        if (*at == ancestor_id) return true;
        at = read.text(sql::parent_of_unit, {{"unit", *at}});
    }
    return at.has_value();
}

bool is_in_team(storage::Read& read, std::string_view account_id, std::string_view user_id,
                std::string_view role, std::string_view except_id) {
    return read
        .integer(sql::is_in_team,
                 {{"account", account_id}, {"user", user_id}, {"role", role}, {"except", except_id}})
        .has_value();
}

}  // namespace kamino::accounts
