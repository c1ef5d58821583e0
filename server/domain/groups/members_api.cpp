// Who is in a frozen group, changed by hand: accounts that somebody picked in a list.
#include <boost/json.hpp>

#include "domain/accounts/public.h"
#include "domain/groups/group.h"
#include "domain/groups/groups_api.h"
#include "domain/groups/groups_store.sql.h"

namespace kamino::groups {
namespace {

constexpr std::size_t most_members = 2000;

std::vector<std::string> ids_in(const boost::json::object& body, const char* key) {
    std::vector<std::string> ids;
    const auto* list = body.if_contains(key);
    if (!list) return ids;
    const std::string path = std::string{"/"} + key;
    if (!list->is_array()) throw invalid_field(path, "field.wrong_type");
    for (const auto& id : list->as_array()) {
        if (!id.is_string()) throw invalid_field(path, "field.wrong_type");
        ids.emplace_back(id.as_string());
    }
    if (ids.size() > most_members)
        throw invalid_field(path, "field.too_large", {{"max", std::to_string(most_members)}});
    return ids;
}

}  // namespace

http::Response change_members(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    const auto* body = document.if_object();
    if (!body) throw invalid_field("", "field.wrong_type");
    const auto add = ids_in(*body, "add"), remove = ids_in(*body, "remove");
    if (add.empty() && remove.empty()) throw invalid_field("/add", "field.required");
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Group>(w, request.param("id"));
        require_own(actor, before);
        if (!before.frozen_at) throw conflict("group.living");
        std::int64_t changed = 0, unseen = 0;
        const auto each = [&](const std::vector<std::string>& ids, const storage::Sql& statement) {
            for (const auto& id : ids)
                if (storage::find<accounts::Account>(w, id, auth::visible_accounts(actor, "accounts.id")))
                    changed += w.execute(statement, {{"group", before.id}, {"account", id}});
                else
                    ++unseen;
        };
        each(add, sql::add_member);
        each(remove, sql::drop_member);
        if (changed > 0) {
            // The members are those of now: the group says when and by whom.
            auto after = before;
            after.frozen_at = w.at();
            after.frozen_by = actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id};
            storage::update_record(w, Group::entity(), before, after);
            selection::group_changed(registry, w, after.id);
        }
        base::JsonWriter out;
        out.begin_object().pair("changed", changed).pair("unseen", unseen).end_object();
        return http::Response::json(out.take());
    });
}

}  // namespace kamino::groups
