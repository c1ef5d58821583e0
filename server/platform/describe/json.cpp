#include <boost/json.hpp>

#include "platform/base/text.h"
#include "platform/describe/members.h"

namespace kamino::describe {
namespace {

void write_money(base::JsonWriter& out, const Money& m) {
    out.begin_object().pair("minor", m.minor).pair("currency", std::string_view{m.currency}).end_object();
}

template <class T, class Write>
void write_optional(base::JsonWriter& out, const Field& f, Record& r, Write write) {
    if (!f.nullable) {
        write(member<T>(f, r));
    } else if (auto& v = member<std::optional<T>>(f, r)) {
        write(*v);
    } else {
        out.null();
    }
}

bool is_named(std::string_view name, std::span<const std::string_view> only) {
    return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
}

// What JSON may bring for one field; returns the message key of what is wrong, "" when it went in.
std::string read_text(const Field& f, const boost::json::value& v, Record& r) {
    if (v.is_null()) {
        if (f.nullable)
            member<std::optional<std::string>>(f, r).reset();
        else
            member<std::string>(f, r).clear();
        return "";
    }
    if (!v.is_string()) return "field.wrong_type";
    std::string text{v.as_string()};
    if (text.find('\0') != std::string::npos) return "field.wrong_type";
    if (f.nullable) {
        auto& m = member<std::optional<std::string>>(f, r);
        if (text.empty())
            m.reset();
        else
            m = std::move(text);
    } else {
        member<std::string>(f, r) = std::move(text);
    }
    return "";
}

template <class T>
std::string store(const Field& f, Record& r, std::optional<T> value, const char* wrong) {
    if (!value) return wrong;
    if (f.nullable)
        member<std::optional<T>>(f, r) = std::move(*value);
    else
        member<T>(f, r) = std::move(*value);
    return "";
}

template <class T>
std::string clear(const Field& f, Record& r) {
    if (!f.nullable) return "field.required";
    member<std::optional<T>>(f, r).reset();
    return "";
}

std::optional<std::int64_t> whole_number(const boost::json::value& v) {
    if (v.is_int64()) return v.as_int64();
    if (v.is_double()) {
        const double d = v.as_double();
        if (d > -9e15 && d < 9e15 && d == static_cast<double>(static_cast<std::int64_t>(d)))
            return static_cast<std::int64_t>(d);
    }
    return std::nullopt;
}

std::string read_money(const Field& f, const boost::json::value& v, Record& r) {
    if (v.is_null()) {
        if (f.nullable)
            member<std::optional<Money>>(f, r).reset();
        else
            member<Money>(f, r) = {};
        return "";
    }
    const auto* o = v.if_object();
    if (!o || o->size() != 2 || !o->contains("minor") || !o->contains("currency")) return "field.bad_money";
    const auto minor = whole_number(o->at("minor"));
    const auto* currency = o->at("currency").if_string();
    if (!minor || *minor > money_limit || *minor < -money_limit || !currency) return "field.bad_money";
    if (!currency_exponent(std::string_view{*currency})) return "field.bad_currency";
    return store<Money>(f, r, Money{*minor, std::string{*currency}}, "");
}

std::string read_list(const Field& f, const boost::json::value& v, Record& r) {
    auto& items = member<std::vector<std::string>>(f, r);
    items.clear();
    if (v.is_null()) return "";
    const auto* array = v.if_array();
    if (!array) return "field.wrong_type";
    if (array->size() > 500) return "field.list_too_long";
    for (const auto& item : *array) {
        const auto* s = item.if_string();
        if (!s) return "field.wrong_type";
        std::string text = base::trim(std::string_view{*s});
        if (!text.empty() && std::find(items.begin(), items.end(), text) == items.end())
            items.push_back(std::move(text));
    }
    return "";
}

// The members that the patch names are changed; null takes one away (RFC 7396).
boost::json::object patched(const std::string& text, const boost::json::object& patch) {
    auto document = base::parse_json(text).as_object();
    for (const auto& [name, value] : patch)
        if (value.is_null())
            document.erase(name);
        else
            document[name] = value;
    return document;
}

std::string read_member(const Field& f, const boost::json::value& v, Record& r) {
    switch (f.kind) {
        case Kind::text:
            return read_text(f, v, r);
        case Kind::boolean:
            if (!v.is_bool()) return "field.wrong_type";
            member<bool>(f, r) = v.as_bool();
            return "";
        case Kind::integer:
            return v.is_null() ? clear<std::int64_t>(f, r) : store(f, r, whole_number(v), "field.wrong_type");
        case Kind::real: {
            if (v.is_null()) return clear<double>(f, r);
            if (!v.is_number()) return "field.wrong_type";
            const double d = v.to_number<double>();
            return store(f, r, std::isfinite(d) ? std::optional{d} : std::nullopt, "field.wrong_type");
        }
        case Kind::date:
            if (v.is_null()) return clear<Date>(f, r);
            return v.is_string() ? store(f, r, Date::parse(std::string_view{v.as_string()}), "field.bad_date")
                                 : "field.bad_date";
        case Kind::instant:
            if (v.is_null()) return clear<Instant>(f, r);
            return v.is_string()
                       ? store(f, r, Instant::parse(std::string_view{v.as_string()}), "field.bad_date")
                       : "field.bad_date";
        case Kind::money:
            return read_money(f, v, r);
        case Kind::list:
            return read_list(f, v, r);
        case Kind::document: {
            auto& d = member<Document>(f, r);
            if (v.is_null()) {
                d.json = "{}";
                return "";
            }
            if (!v.is_object()) return "field.wrong_type";
            d.json = base::json_text(f.rule.by_member ? patched(d.json, v.get_object()) : v);
            return d.json.size() <= 65'536 ? "" : "field.too_long";
        }
    }
    return "field.wrong_type";
}

}  // namespace

void write_member(base::JsonWriter& out, const Field& f, const Record& record) {
    Record& r = const_cast<Record&>(record);
    switch (f.kind) {
        case Kind::text:
            write_optional<std::string>(out, f, r,
                                        [&](const std::string& s) { out.value(std::string_view{s}); });
            return;
        case Kind::boolean:
            out.value(member<bool>(f, r));
            return;
        case Kind::integer:
            write_optional<std::int64_t>(out, f, r, [&](std::int64_t n) { out.value(n); });
            return;
        case Kind::real:
            write_optional<double>(out, f, r, [&](double n) { out.value(n); });
            return;
        case Kind::date:
            write_optional<Date>(out, f, r, [&](Date d) { out.value(std::string_view{d.to_text()}); });
            return;
        case Kind::instant:
            write_optional<Instant>(out, f, r, [&](Instant i) { out.value(std::string_view{i.to_text()}); });
            return;
        case Kind::money:
            if (is_absent(f, r))
                out.null();
            else
                write_optional<Money>(out, f, r, [&](const Money& m) { write_money(out, m); });
            return;
        case Kind::list:
            out.raw(list_json(member<std::vector<std::string>>(f, r)));
            return;
        case Kind::document:
            out.raw(member<Document>(f, r).json);
            return;
    }
}

void write_json(base::JsonWriter& out, const Entity& entity, const Record& record,
                std::span<const std::string_view> only) {
    out.begin_object();
    out.pair("id", std::string_view{record.id});
    if (is_named("version", only)) out.pair("version", record.version);
    for (const auto& f : entity.fields) {
        if (f.rule.secret || !is_named(f.name, only)) continue;
        out.key(f.name);
        write_member(out, f, record);
    }
    if (is_named("created_at", only)) out.pair("created_at", std::string_view{record.created_at.to_text()});
    if (is_named("updated_at", only)) out.pair("updated_at", std::string_view{record.updated_at.to_text()});
    if (is_named("deleted_at", only)) {
        out.key("deleted_at");
        if (record.deleted_at)
            out.value(std::string_view{record.deleted_at->to_text()});
        else
            out.null();
    }
    out.end_object();
}

std::string json(const Entity& entity, const Record& record) {
    base::JsonWriter w;
    write_json(w, entity, record);
    return w.take();
}

std::vector<FieldFault> read_json(const Entity& entity, const boost::json::value& document, Record& record,
                                  bool importing) {
    std::vector<FieldFault> faults;
    const auto* object = document.if_object();
    if (!object) return {{"", "field.wrong_type", {}}};
    for (const auto& [key, value] : *object) {
        const std::string_view name{key.data(), key.size()};
        const std::string path = "/" + std::string{name};
        const Field* f = entity.find(name);
        if (!f || f->rule.secret) {
            // Record's own members travel back and forth with the item; they are not changed by it.
            const bool own = name == "id" || name == "version" || name == "created_at" ||
                             name == "updated_at" || name == "deleted_at";
            if (!own) faults.push_back({path, "field.unknown", {}});
            continue;
        }
        if (!f->rule.writable && !importing) {
            faults.push_back({path, "field.read_only", {}});
            continue;
        }
        if (auto wrong = read_member(*f, value, record); !wrong.empty()) faults.push_back({path, wrong, {}});
    }
    return faults;
}

}  // namespace kamino::describe
