#include "platform/registry/generic.h"

#include "platform/registry/parameters.h"

#include <boost/json.hpp>

namespace kamino::registry {
namespace {

std::string version_text(const Record& r) {
    return std::to_string(r.version);
}

}  // namespace

RecordPtr in_words(const Resource& resource, i18n::Language language, const Record& record) {
    auto shown = resource.entity->copy(record);
    if (resource.in_words) resource.in_words(*shown, language);
    return shown;
}

namespace {

std::string json_in_words(const Resource& resource, const http::Request& request, const Record& record) {
    return describe::json(*resource.entity, *in_words(resource, request.language, record));
}

http::Response item_response(const Resource& resource, const http::Request& request, const Record& record) {
    auto response = http::Response::json(json_in_words(resource, request, record));
    response.etag(version_text(record));
    // The version does not tell the language: a kept copy would stand in another one.
    if (resource.in_words) response.set("Cache-Control", "no-store");
    return response;
}

RecordPtr load(storage::Read& read, const Resource& resource, const auth::Actor& actor, const std::string& id,
               bool deleted = false) {
    auto record = storage::find_record(read, *resource.entity, id, scope_of(resource, actor), deleted);
    if (!record || (deleted && !record->deleted_at)) throw not_found();
    return record;
}

// The version that the caller saw must be the one that stands; the fault carries the record as it is now.
void require_seen(const http::Request& request, const Resource& resource, const Record& record) {
    const auto seen = request.if_match();
    if (!seen) throw invalid("request.if_match_missing");
    if (*seen == "*" || *seen == version_text(record)) return;
    auto fault = conflict("request.stale", {{"version", version_text(record)}});
    fault.current_json = json_in_words(resource, request, record);
    throw fault;
}

http::Response list(Registry& registry, const Resource& resource, http::Request& request) {
    refuse_unknown_parameters(request);
    auto query = list_query(request, resource.default_sort);
    query.deleted = request.query("deleted") == "true";
    return read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        query.reading = registry.reading(r);
        const auto page = storage::list_records(r, *resource.entity, query, scope_of(resource, actor));
        if (resource.in_words)
            for (const auto& item : page.items) resource.in_words(*item, request.language);
        return list_response(request, *resource.entity, page);
    });
}

http::Response get(Registry& registry, const Resource& resource, http::Request& request) {
    return read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        return item_response(resource, request, *load(r, resource, actor, request.param("id")));
    });
}

http::Response create(Registry& registry, const Resource& resource, http::Request& request) {
    const auto document = request.json();
    return write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        auto record = resource.entity->make();
        if (auto faults = describe::read_json(*resource.entity, document, *record); !faults.empty())
            throw invalid_fields(std::move(faults));
        save(registry, w, resource, actor, nullptr, *record);
        auto response = http::Response::created("/api/v1/" + resource.route + "/" + record->id,
                                                json_in_words(resource, request, *record));
        response.etag(version_text(*record));
        return response;
    });
}

http::Response patch(Registry& registry, const Resource& resource, http::Request& request) {
    const auto document = request.json();
    return write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = load(w, resource, actor, request.param("id"));
        require_seen(request, resource, *before);
        auto after = resource.entity->copy(*before);
        if (auto faults = describe::read_json(*resource.entity, document, *after); !faults.empty())
            throw invalid_fields(std::move(faults));
        save(registry, w, resource, actor, before.get(), *after);
        return item_response(resource, request, *after);
    });
}

http::Response erase(Registry& registry, const Resource& resource, http::Request& request) {
    return write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        auto record = load(w, resource, actor, request.param("id"));
        require_seen(request, resource, *record);
        remove(registry, w, resource, actor, *record);
        return http::Response::no_content();
    });
}

http::Response bring_back(Registry& registry, const Resource& resource, http::Request& request) {
    return write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        auto record = load(w, resource, actor, request.param("id"), true);
        restore(registry, w, resource, actor, *record);
        return item_response(resource, request, *record);
    });
}

using Action = http::Response (*)(Registry&, const Resource&, http::Request&);

std::string reference(const Resource& resource, std::string_view suffix) {
    return R"({"$ref":"#/components/schemas/)" + std::string{resource.entity->name} + std::string{suffix} +
           "\"}";
}

struct Verb {
    std::string_view method, path, name, summary;
    Action action;
    bool writes;
    std::string_view request_suffix, response_suffix;
};

}  // namespace

void add_generic_routes(Registry& registry, const Resource& resource) {
    const auto add = [&](const Verb& verb) {
        http::Route route;
        route.method = verb.method;
        route.pattern = "/api/v1/" + resource.route + std::string{verb.path};
        route.name = resource.route + "." + std::string{verb.name};
        route.summary = std::string{verb.summary};
        route.access = resource.area + (verb.writes ? ".write" : ".read");
        if (resource.route == "users" && !verb.writes) route.access = "session";
        route.tag = resource.route;
        if (!verb.request_suffix.empty()) route.request_schema = reference(resource, verb.request_suffix);
        if (verb.response_suffix != "none") route.response_schema = reference(resource, verb.response_suffix);
        if (verb.name == "merge") {
            route.request_schema = merge_request_schema(resource);
            route.response_schema = merge_response_schema(resource);
        }
        if (verb.name == "list")
            route.query = {"filter", "q", "sort", "limit", "cursor", "fields", "count", "deleted"};
        if (verb.name == "export") route.query = {"filter", "q", "sort", "format", "columns", "lang"};
        route.handler = [&registry, &resource, action = verb.action](http::Request& request) {
            return action(registry, resource, request);
        };
        registry.route(std::move(route));
    };
    add({"GET", "", "list", "A page of what you may see.", list, false, "", "_page"});
    if (resource.exportable)
        add({"GET", "/export", "export", "Every row that the filter asks for, as csv, ndjson or xlsx.",
             [](Registry& r, const Resource& s, http::Request& q) { return export_response(r, s, q); }, false,
             "", "none"});
    if (!resource.own_item) add({"GET", "/{id}", "get", "One item with its ETag.", get, false, "", ""});
    if (resource.creatable) add({"POST", "", "create", "Adds an item.", create, true, "_create", ""});
    if (resource.updatable)
        add({"PATCH", "/{id}", "update", "Changes the members given (merge patch); needs If-Match.", patch,
             true, "_patch", ""});
    if (resource.updatable)
        add({"POST", "/{id}/merge", "merge",
             "Changes the members given, merged with what others changed since they were read.", merge, true,
             "", ""});
    if (resource.deletable) {
        add({"DELETE", "/{id}", "delete", "Puts the item into the bin; needs If-Match.", erase, true, "",
             "none"});
        add({"POST", "/{id}/restoration", "restore", "Takes the item out of the bin.", bring_back, true, "",
             ""});
    }
}

}  // namespace kamino::registry
