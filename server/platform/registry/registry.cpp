#include "platform/registry/registry.h"

#include <stdexcept>

#include "platform/registry/generic.h"

namespace kamino::registry {

Registry::Registry(storage::Database& database, http::Server& server, auth::Auth& auth, jobs::Queue& jobs)
    : database_(database), server_(server), auth_(auth), jobs_(jobs) {
    jobs_.daily(sweep_idempotency_keys);
}

void Registry::offer(Resource resource) {
    if (!resource.entity || find(resource.entity->name))
        throw std::logic_error("a resource needs an entity of its own: " + resource.route);
    resources_.push_back(std::make_unique<Resource>(std::move(resource)));
    add_generic_routes(*this, *resources_.back());
}

void Registry::route(http::Route route) {
    server_.router().add(std::move(route));
}

const Resource* Registry::find(std::string_view entity_name) const {
    for (const auto& r : resources_)
        if (r->entity->name == entity_name) return r.get();
    return nullptr;
}

const Resource* Registry::by_route(std::string_view route) const {
    for (const auto& r : resources_)
        if (r->route == route) return r.get();
    return nullptr;
}

const Resource& Registry::at(std::string_view entity_name) const {
    if (const auto* r = find(entity_name)) return *r;
    throw std::logic_error("no resource " + std::string{entity_name});
}

storage::Scope scope_of(const Resource& resource, const auth::Actor& actor) {
    if (resource.scope) return resource.scope(actor);
    const auto& e = *resource.entity;
    if (e.account_field.empty()) return {};
    if (e.account_field == "id") return auth::visible_accounts(actor, std::string{e.table} + ".id");
    return auth::visible_accounts(actor, describe::expression(e, e.at(e.account_field)));
}

}  // namespace kamino::registry
