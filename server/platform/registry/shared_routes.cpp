// Routes over all resources: the OpenAPI document, the search, and what is in the bin.
#include "platform/base/text.h"
#include "platform/registry/registry.h"

namespace kamino::registry {
namespace {

// What nobody writes (read models such as the portfolio) repeats what is found elsewhere.
bool is_searchable(const Resource& r) {
    if (!r.creatable && !r.updatable && !r.deletable) return false;
    for (const auto& f : r.entity->fields)
        if (f.rule.searchable) return true;
    return false;
}

std::string account_of(const describe::Entity& e, const Record& r) {
    if (e.account_field.empty()) return "";
    return e.account_field == "id" ? r.id : describe::get_text(e.at(e.account_field), r);
}

std::string title_of(const describe::Entity& e, const Record& r) {
    const auto* f = e.find(e.title_field);
    return f ? describe::get_text(*f, r) : r.id;
}

// The second line of a hit: the first other searchable text that is there.
std::string subtitle_of(const describe::Entity& e, const Record& r) {
    for (const auto& f : e.fields) {
        if (!f.rule.searchable || f.name == e.title_field) continue;
        if (auto text = describe::get_text(f, r); !text.empty()) return text;
    }
    return "";
}

void write_hit(base::JsonWriter& w, const Resource& resource, const Record& r) {
    const auto& e = *resource.entity;
    w.begin_object().pair("entity", e.name).pair("route", resource.route).pair("id", r.id);
    w.pair("title", title_of(e, r)).pair("subtitle", subtitle_of(e, r)).pair("account_id", account_of(e, r));
    if (r.deleted_at) w.pair("deleted_at", r.deleted_at->to_text());
    w.end_object();
}

http::Response hits(Registry& registry, http::Request& request, storage::ListQuery query,
                    const std::function<bool(const Resource&)>& wanted) {
    return read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        base::JsonWriter w;
        w.begin_object().key("items").begin_array();
        for (const auto& resource : registry.resources()) {
            if (!wanted(*resource) || !auth::may(actor, resource->area + ".read")) continue;
            query.sort = query.deleted ? "-updated_at" : "";
            auto page = storage::list_records(r, *resource->entity, query, scope_of(*resource, actor));
            for (const auto& item : page.items) {
                if (resource->in_words) resource->in_words(*item, request.language);
                write_hit(w, *resource, *item);
            }
        }
        w.end_array().end_object();
        return http::Response::json(w.take());
    });
}

}  // namespace

void Registry::install_shared_routes() {
    const std::string hit_schema =
        R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["entity","route","id","title","subtitle","account_id"],"properties":{"entity":{"type":"string"},"route":{"type":"string"},"id":{"type":"string"},"title":{"type":"string"},"subtitle":{"type":"string"},"account_id":{"type":"string"},"deleted_at":{"type":"string"}}}}}})";
    http::Route document{"GET", "/api/v1/openapi.json", "openapi.get", "This document."};
    document.access = "public";
    document.handler = [this](http::Request&) { return http::Response::json(openapi()); };
    route(std::move(document));

    http::Route search{"GET", "/api/v1/search", "search.list", "Hits in everything you may see."};
    search.access = "session";
    search.query = {"q", "limit"};
    search.response_schema = hit_schema;
    search.handler = [this](http::Request& request) {
        storage::ListQuery query;
        query.q = request.query("q").value_or("");
        query.limit = std::min(list_query(request, "").limit, request.query("limit") ? 50 : 8);
        if (base::fold(query.q).size() < 2) return http::Response::json(R"({"items":[]})");
        return hits(*this, request, query, is_searchable);
    };
    route(std::move(search));

    http::Route bin{"GET", "/api/v1/bin", "bin.list", "What was deleted and can come back, newest first."};
    bin.access = "session";
    bin.response_schema = hit_schema;
    bin.handler = [this](http::Request& request) {
        storage::ListQuery query;
        query.deleted = true;
        query.limit = 100;
        return hits(*this, request, query, [](const Resource& r) { return r.deletable && !r.bulk; });
    };
    route(std::move(bin));
}

}  // namespace kamino::registry
