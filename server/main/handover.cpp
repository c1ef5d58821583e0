#include "main/handover.h"

#include <boost/json.hpp>

#include "domain/accounts/public.h"
#include "domain/plans/public.h"
#include "platform/auth/readers.h"

namespace kamino::app {
namespace {

// Fields that name who answers for a row, and which rows still ask for somebody. What is done, closed or left
// keeps the name of who did it.
struct Duty {
    std::string_view entity, field, open;
};
constexpr Duty duties[] = {{"account", "owner_id", ""},
                           {"opportunity", "owner_id", " and outcome = open"},
                           {"plan", "owner_id", " and status != closed"},
                           {"plan_objective", "owner_id", " and status != reached and status != dropped"},
                           {"plan_task", "owner_id", " and done_on = null"},
                           {"key_account", "manager_id", " and state != left"},
                           {"key_account_move", "manager_id", " and state = open"},
                           {"user", "manager_id", ""}};

bool is_of_closed_plan(storage::Read& read, const describe::Entity& entity, const describe::Record& record) {
    const auto* field = entity.find("plan_id");
    if (!field) return false;
    const auto plan = storage::find<plans::Plan>(read, describe::get_text(*field, record));
    return !plan || plan->status == "closed";
}

std::vector<std::string> held(const registry::Registry& registry, storage::Read& read, const Duty& duty,
                              const std::string& user_id) {
    const auto& entity = *registry.at(duty.entity).entity;
    storage::ListQuery query;
    query.filter = std::string{duty.field} + " = " + user_id + std::string{duty.open};
    query.sort = "created_at";
    query.limit = 1000;
    std::vector<std::string> ids;
    do {
        const auto page = storage::list_records(read, entity, query);
        for (const auto& record : page.items)
            if (!is_of_closed_plan(read, entity, *record)) ids.push_back(record->id);
        query.cursor = page.next_cursor;
    } while (!query.cursor.empty());
    return ids;
}

class Handover {
  public:
    Handover(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
             const auth::User& from, const auth::User& to)
        : registry_(registry), write_(write), actor_(actor), from_(from), to_(to) {}

    std::int64_t take(const Duty& duty) {
        const auto& resource = registry_.at(duty.entity);
        const auto ids = held(registry_, write_, duty, from_.id);
        for (const auto& id : ids) {
            const auto before = storage::find_record(write_, *resource.entity, id);
            if (!before) continue;
            const auto after = resource.entity->copy(*before);
            // Who takes over does not report to himself, but to whom the leaver reported.
            const auto heir =
                resource.entity->name == "user" && id == to_.id ? from_.manager_id.value_or("") : to_.id;
            describe::set_text(resource.entity->at(duty.field), *after, heir);
            let_see(*resource.entity, *before);
            registry::save(registry_, write_, resource, actor_, before.get(), *after);
        }
        return static_cast<std::int64_t>(ids.size());
    }

  private:
    void let_see(const describe::Entity& entity, const describe::Record& record) {
        if (entity.account_field.empty() || entity.account_field == "id") return;
        accounts::TeamMember member;
        member.account_id = describe::get_text(entity.at(entity.account_field), record);
        member.user_id = to_.id;
        std::vector<FieldFault> blind;
        auth::require_reader(write_, member.account_id, to_.id, "", blind);
        if (!blind.empty())
            registry::save(registry_, write_, registry_.at("account_team_member"), actor_, nullptr, member);
    }

    const registry::Registry& registry_;
    storage::Write& write_;
    const auth::Actor& actor_;
    const auth::User &from_, &to_;
};

auth::User successor(storage::Read& read, const boost::json::value& body, const std::string& from_id) {
    const auto* object = body.if_object();
    const auto* to = object ? object->if_contains("to") : nullptr;
    if (!to) throw invalid_field("/to", "field.required");
    if (!to->is_string()) throw invalid_field("/to", "field.wrong_type");
    const auto user = storage::find<auth::User>(read, std::string_view{to->as_string()});
    if (!user || !user->active || user->id == from_id || user->role == "viewer")
        throw invalid_field("/to", "user.bad_successor");
    return *user;
}

http::Response hand_over(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    return registry::write(registry, request, [&](storage::Write& write, const auth::Actor& actor) {
        const auto from = storage::load<auth::User>(write, request.param("id"));
        const auto to = successor(write, body, from.id);
        Handover handover{registry, write, actor, from, to};
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& duty : duties)
            if (const auto count = handover.take(duty); count > 0)
                w.begin_object().pair("entity", duty.entity).pair("count", count).end_object();
        return http::Response::json(w.end_array().end_object().take());
    });
}

// Everything that one field of an entity ties to the person goes into the bin.
void remove_all(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                std::string_view entity, const std::string& user_id) {
    const auto& resource = registry.at(entity);
    for (const auto& id : held(registry, write, {entity, "user_id", ""}, user_id))
        if (const auto record = storage::find_record(write, *resource.entity, id))
            registry::remove(registry, write, resource, actor, *record);
}

}  // namespace

std::optional<Fault> unfinished(const registry::Registry& registry, storage::Read& read,
                                const std::string& user_id) {
    base::JsonWriter w;
    std::int64_t total = 0;
    w.begin_object().key("duties").begin_array();
    for (const auto& duty : duties) {
        const auto count = static_cast<std::int64_t>(held(registry, read, duty, user_id).size());
        if (count == 0) continue;
        total += count;
        w.begin_object().pair("entity", duty.entity).pair("count", count).end_object();
    }
    w.end_array().end_object();
    if (total == 0) return std::nullopt;
    auto fault = conflict("user.has_duties", {{"count", std::to_string(total)}});
    fault.current_json = w.take();
    return fault;
}

void require_leave(const registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                   const describe::Record& user) {
    if (const auto fault = unfinished(registry, write, user.id)) throw *fault;
    remove_all(registry, write, actor, "account_team_member", user.id);
    remove_all(registry, write, actor, "manager_capacity", user.id);
}

void add_handover(registry::Registry& registry) {
    http::Route route{"POST", "/api/v1/users/{id}/handover", "users.handover",
                      "Hands everything that the user answers for over to another."};
    route.access = "users.write";
    route.tag = "users";
    route.request_schema = R"({"type":"object","required":["to"],"properties":{"to":{"type":"string"}}})";
    route.response_schema =
        R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["entity","count"],"properties":{"entity":{"type":"string"},"count":{"type":"integer"}}}}}})";
    route.handler = [&registry](http::Request& r) { return hand_over(registry, r); };
    registry.route(std::move(route));
}

}  // namespace kamino::app
