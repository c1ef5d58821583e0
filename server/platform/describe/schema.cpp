// OpenAPI 3.1 (JSON Schema 2020-12) of an entity.
#include "platform/describe/members.h"

namespace kamino::describe {
namespace {

void type(base::JsonWriter& out, std::string_view name, bool nullable) {
    out.key("type");
    if (!nullable) {
        out.value(name);
        return;
    }
    out.begin_array().value(name).value("null").end_array();
}

void write_text_rules(base::JsonWriter& out, const Field& f) {
    type(out, "string", f.nullable);
    if (!f.rule.choices.empty()) {
        out.key("enum").begin_array();
        for (auto c : f.rule.choices) out.value(c);
        if (!f.rule.required) out.value("");
        if (f.nullable) out.null();
        out.end_array();
    } else {
        out.pair("maxLength", static_cast<std::int64_t>(f.rule.max_len));
    }
    if (f.rule.format == "email") out.pair("format", "email");
}

void write_field(base::JsonWriter& out, const Field& f) {
    out.begin_object();
    switch (f.kind) {
        case Kind::text:
            write_text_rules(out, f);
            break;
        case Kind::boolean:
            type(out, "boolean", false);
            break;
        case Kind::integer:
            type(out, "integer", f.nullable);
            out.pair("format", "int64");
            break;
        case Kind::real:
            type(out, "number", f.nullable);
            break;
        case Kind::date:
            type(out, "string", f.nullable);
            out.pair("format", "date");
            break;
        case Kind::instant:
            type(out, "string", f.nullable);
            out.pair("format", "date-time");
            break;
        case Kind::money:
            out.key("anyOf")
                .begin_array()
                .begin_object()
                .pair("$ref", "#/components/schemas/money")
                .end_object();
            out.begin_object().pair("type", "null").end_object().end_array();
            break;
        case Kind::list:
            out.pair("type", "array").key("items").begin_object().pair("type", "string").end_object();
            break;
        case Kind::document:
            out.pair("type", "object").pair("additionalProperties", true);
            break;
    }
    if (f.rule.min) out.pair("minimum", *f.rule.min);
    if (f.rule.max) out.pair("maximum", *f.rule.max);
    if (!f.rule.reference.empty()) out.pair("x-reference", f.rule.reference);
    if (!f.rule.format.empty()) out.pair("x-format", f.rule.format);
    if (!f.rule.writable) out.pair("readOnly", true);
    if (f.rule.filterable) out.pair("x-filterable", true);
    if (f.rule.sortable) out.pair("x-sortable", true);
    out.pair("x-label", "field." + std::string{f.name});
    out.end_object();
}

void write_own(base::JsonWriter& out) {
    out.key("id").begin_object().pair("type", "string").pair("format", "uuid").end_object();
    out.key("version").begin_object().pair("type", "integer").pair("format", "int64").end_object();
}

}  // namespace

void write_schema(base::JsonWriter& out, const Entity& entity, SchemaOf of) {
    out.begin_object().pair("type", "object").pair("additionalProperties", false);
    out.key("properties").begin_object();
    if (of == SchemaOf::item) write_own(out);
    for (const auto& f : entity.fields) {
        if (f.rule.secret || (of != SchemaOf::item && !f.rule.writable)) continue;
        out.key(f.name);
        write_field(out, f);
    }
    if (of == SchemaOf::item) {
        for (auto name : {"created_at", "updated_at"})
            out.key(name).begin_object().pair("type", "string").pair("format", "date-time").end_object();
        out.key("deleted_at")
            .begin_object()
            .key("type")
            .begin_array()
            .value("string")
            .value("null")
            .end_array();
        out.pair("format", "date-time").end_object();
    }
    out.end_object();
    if (of != SchemaOf::patch) {
        out.key("required").begin_array();
        if (of == SchemaOf::item) out.value("id").value("version").value("created_at").value("updated_at");
        for (const auto& f : entity.fields)
            if (!f.rule.secret && (of == SchemaOf::item || (f.rule.required && f.rule.writable)))
                out.value(f.name);
        out.end_array();
    }
    out.end_object();
}

}  // namespace kamino::describe
