// The OpenAPI 3.1 document of everything that is registered: schemas from the field rows, paths from the
// router.
#include <map>

#include "platform/registry/registry.h"

namespace kamino::registry {
namespace {

using base::JsonWriter;

void write_page_schema(JsonWriter& w, std::string_view name) {
    w.begin_object().pair("type", "object").key("properties").begin_object();
    w.key("items").begin_object().pair("type", "array").key("items").begin_object();
    w.pair("$ref", "#/components/schemas/" + std::string{name}).end_object().end_object();
    w.key("next_cursor").raw(R"({"type":["string","null"]})");
    w.key("total").raw(R"({"type":"integer"})");
    w.key("total_at_least").raw(R"({"type":"boolean","description":"There are more than `total`."})");
    w.end_object().key("required").raw(R"(["items","next_cursor"])").end_object();
}

void write_schemas(JsonWriter& w, const Registry& registry) {
    w.key("schemas").begin_object();
    w.key("money").raw(
        R"({"type":"object","additionalProperties":false,"required":["minor","currency"],"properties":{"minor":{"type":"integer","format":"int64"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}}})");
    w.key("problem").raw(
        R"({"type":"object","required":["type","title","status","code","key"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"instance":{"type":"string"},"code":{"type":"string"},"key":{"type":"string"},"fields":{"type":"array","items":{"type":"object","required":["path","key","message"],"properties":{"path":{"type":"string"},"key":{"type":"string"},"message":{"type":"string"}}}},"current":{"type":"object"},"conflicts":{"type":"array","items":{"type":"object","required":["field","base","mine","theirs","pieces"],"properties":{"field":{"type":"string"},"base":{},"mine":{},"theirs":{},"pieces":{"type":["array","null"],"items":{"type":"object","required":["conflict"],"properties":{"conflict":{"type":"boolean"},"text":{"type":"string"},"base":{"type":"string"},"mine":{"type":"string"},"theirs":{"type":"string"},"both":{"type":"string"}}}}}}}}})");
    w.key("change").raw(audit::change_schema());
    for (const auto* e : registry.described()) {
        w.key(e->name);
        describe::write_schema(w, *e, describe::SchemaOf::item);
        w.key(std::string{e->name} + "_patch");
        describe::write_schema(w, *e, describe::SchemaOf::patch);
    }
    for (const auto& r : registry.resources()) {
        const std::string name{r->entity->name};
        w.key(name);
        describe::write_schema(w, *r->entity, describe::SchemaOf::item);
        w.key(name + "_page");
        write_page_schema(w, name);
        if (r->creatable) {
            w.key(name + "_create");
            describe::write_schema(w, *r->entity, describe::SchemaOf::create);
        }
        if (r->updatable) {
            w.key(name + "_patch");
            describe::write_schema(w, *r->entity, describe::SchemaOf::patch);
        }
    }
    w.end_object();
}

void write_parameters(JsonWriter& w, const http::Route& route) {
    w.key("parameters").begin_array();
    for (std::size_t at = route.pattern.find('{'); at != std::string::npos;
         at = route.pattern.find('{', at + 1)) {
        const auto name = route.pattern.substr(at + 1, route.pattern.find('}', at) - at - 1);
        w.begin_object().pair("name", name).pair("in", "path").pair("required", true);
        w.key("schema").raw(R"({"type":"string"})").end_object();
    }
    for (const auto& name : route.query) {
        w.begin_object().pair("name", name).pair("in", "query");
        w.key("schema").raw(name == "limit" ? R"({"type":"integer","minimum":1,"maximum":1000})"
                                            : R"({"type":"string"})");
        w.end_object();
    }
    if (route.method == "PATCH" || route.method == "DELETE")
        w.raw(R"({"name":"If-Match","in":"header","schema":{"type":"string"}})");
    if (route.method == "POST")
        w.raw(R"({"name":"Idempotency-Key","in":"header","schema":{"type":"string"}})");
    w.end_array();
}

void write_content(JsonWriter& w, std::string_view type, std::string_view schema) {
    w.key("content")
        .begin_object()
        .key(type)
        .begin_object()
        .key("schema")
        .raw(schema)
        .end_object()
        .end_object();
}

void write_operation(JsonWriter& w, const http::Route& route) {
    w.begin_object().pair("operationId", route.name).pair("summary", route.summary);
    if (!route.tag.empty()) w.key("tags").begin_array().value(std::string_view{route.tag}).end_array();
    w.pair("x-access", route.access);
    if (route.access == "public") w.key("security").raw("[]");
    write_parameters(w, route);
    if (!route.request_schema.empty()) {
        w.key("requestBody").begin_object().pair("required", true);
        write_content(w, "application/json", route.request_schema);
        w.end_object();
    }
    const bool created = route.method == "POST" && route.name.ends_with(".create");
    w.key("responses").begin_object().key(created ? "201" : route.name.ends_with(".delete") ? "204" : "200");
    w.begin_object().pair("description", created ? "created" : "done");
    if (!route.response_schema.empty()) write_content(w, "application/json", route.response_schema);
    w.end_object().key("default").begin_object().pair("description", "problem");
    write_content(w, "application/problem+json", R"({"$ref":"#/components/schemas/problem"})");
    w.end_object().end_object().end_object();
}

std::string lower(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace

std::string Registry::openapi() const {
    std::map<std::string, std::map<std::string, const http::Route*>> paths;
    for (const auto& route : server_.router().routes())
        if (route.pattern.starts_with("/api/")) paths[route.pattern][lower(route.method)] = &route;
    JsonWriter w;
    w.begin_object().pair("openapi", "3.1.0");
    w.key("info").begin_object().pair("title", "Kamino").pair("version", "1");
    w.pair("description",
           "Everything the web application does. Lists page by cursor; items carry ETags; errors are RFC "
           "9457 problems.");
    w.key("license").raw(R"({"name":"Apache-2.0","identifier":"Apache-2.0"})").end_object();
    w.key("security").raw(R"([{"token":[]},{"session":[]}])");
    w.key("paths").begin_object();
    for (const auto& [pattern, methods] : paths) {
        w.key(pattern).begin_object();
        for (const auto& [method, route] : methods) {
            w.key(method);
            write_operation(w, *route);
        }
        w.end_object();
    }
    w.end_object().key("components").begin_object();
    w.key("securitySchemes")
        .raw(
            R"({"token":{"type":"http","scheme":"bearer"},"session":{"type":"apiKey","in":"cookie","name":"kamino"}})");
    write_schemas(w, *this);
    w.end_object().end_object();
    return w.take();
}

}  // namespace kamino::registry
