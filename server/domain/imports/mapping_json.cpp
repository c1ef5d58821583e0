#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "domain/imports/fields.h"
#include "domain/imports/mapping.h"
#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::imports {

namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 8> referable = {"users",         "accounts",      "people",
                                                       "products",      "opportunities", "opportunity_stages",
                                                       "account_units", "needs"};

[[noreturn]] void refuse(const std::string& path) {
    throw invalid("import.mapping_invalid", {{"path", path}});
}

void write_column(base::JsonWriter& out, const ColumnMapping& c) {
    out.begin_object().pair("column", std::string_view{c.column}).pair("field", std::string_view{c.field});
    if (c.take != Take::value) out.pair("as", name_of(c.take));
    if (!c.to.empty()) out.pair("to", std::string_view{c.to});
    if (!c.by.empty()) {
        out.key("by").begin_array();
        for (const auto& key : c.by) out.value(std::string_view{key});
        out.end_array();
    }
    if (!c.split.empty()) out.pair("split", std::string_view{c.split});
    if (c.or_empty) out.pair("or_empty", true);
    if (c.scale != 1) out.pair("scale", c.scale);
    if (c.divisor != 1) out.pair("divisor", c.divisor);
    if (!c.currency.empty()) out.pair("currency", std::string_view{c.currency});
    if (!c.words.empty()) {
        out.key("words").begin_object();
        for (const auto& [word, value] : c.words) out.pair(word, std::string_view{value});
        out.end_object();
    }
    if (c.otherwise) out.pair("otherwise", std::string_view{*c.otherwise});
    if (c.decimal) out.pair("decimal", name_of(*c.decimal));
    if (c.date_order) out.pair("date_order", name_of(*c.date_order));
    if (c.strip_point_zero) out.pair("strip_point_zero", true);
    if (c.confidence != 1) out.pair("confidence", c.confidence);
    out.end_object();
}

// Typed reading of one object; `path` names it in the fault.
class Reader {
  public:
    Reader(const json::value& value, std::string path) : path_(std::move(path)) {
        if (!value.is_object()) refuse(path_);
        object_ = &value.get_object();
    }
    std::string text(std::string_view name, std::string_view fallback = "") const {
        const json::value* v = get(name);
        if (v == nullptr) return std::string{fallback};
        if (!v->is_string()) refuse(at(name));
        return std::string{std::string_view{v->get_string()}};
    }
    std::int64_t integer(std::string_view name, std::int64_t fallback) const {
        const json::value* v = get(name);
        if (v == nullptr) return fallback;
        if (!v->is_int64()) refuse(at(name));
        return v->get_int64();
    }
    bool flag(std::string_view name) const {
        const json::value* v = get(name);
        if (v == nullptr) return false;
        if (!v->is_bool()) refuse(at(name));
        return v->get_bool();
    }
    std::vector<std::string> texts(std::string_view name) const {
        std::vector<std::string> list;
        const json::value* v = get(name);
        if (v == nullptr) return list;
        if (!v->is_array()) refuse(at(name));
        for (const json::value& item : v->get_array()) {
            if (!item.is_string()) refuse(at(name));
            list.emplace_back(std::string_view{item.get_string()});
        }
        return list;
    }
    std::map<std::string, std::string> map(std::string_view name) const {
        std::map<std::string, std::string> map;
        const json::value* v = get(name);
        if (v == nullptr) return map;
        if (!v->is_object()) refuse(at(name));
        for (const auto& item : v->get_object()) {
            if (!item.value().is_string()) refuse(at(name));
            map.emplace(item.key(), std::string_view{item.value().get_string()});
        }
        return map;
    }
    const json::value* get(std::string_view name) const {
        const auto found = object_->find(name);
        return found == object_->end() || found->value().is_null() ? nullptr : &found->value();
    }
    std::string at(std::string_view name) const { return path_ + "/" + std::string{name}; }
    void only(std::initializer_list<std::string_view> names) const {
        for (const auto& item : *object_) {
            if (std::find(names.begin(), names.end(), item.key()) == names.end()) refuse(at(item.key()));
        }
    }

  private:
    const json::object* object_ = nullptr;
    std::string path_;
};

// "amount", "custom.x", "" and "account_id.country" (a field of the record referred to).
bool is_target(std::string_view entity, std::string_view field) {
    if (field.empty() || field.starts_with("custom.")) return true;
    const std::size_t dot = field.find('.');
    if (!is_entity(entity)) return true;  // not one of the listed ones: the run asks the registry
    if (find_field(entity, field) != nullptr) return true;
    if (dot == std::string_view::npos) return false;
    const TargetField* reference = find_field(entity, field.substr(0, dot));
    return reference != nullptr && !reference->to.empty() &&
           find_field(reference->to, field.substr(dot + 1)) != nullptr;
}

double read_confidence(const Reader& in) {
    const json::value* v = in.get("confidence");
    if (v == nullptr) return 1;
    if (!v->is_number()) refuse(in.at("confidence"));
    return std::clamp(v->to_number<double>(), 0.0, 1.0);
}

ColumnMapping read_column(const Reader& in, std::string_view entity) {
    in.only({"column", "field", "as", "to", "by", "split", "or_empty", "scale", "divisor", "currency",
             "words", "otherwise", "decimal", "date_order", "strip_point_zero", "confidence"});
    ColumnMapping c;
    c.column = in.text("column");
    if (c.column.empty()) refuse(in.at("column"));
    c.field = in.text("field");
    if (!is_target(entity, c.field)) refuse(in.at("field"));
    const auto take = take_of(in.text("as", "value"));
    if (!take) refuse(in.at("as"));
    c.take = *take;
    c.to = in.text("to");
    c.by = in.texts("by");
    const bool known = std::find(referable.begin(), referable.end(), c.to) != referable.end();
    if ((!c.to.empty() && !known) || (c.take == Take::reference && c.to.empty())) refuse(in.at("to"));
    if (!c.to.empty() && c.by.empty()) refuse(in.at("by"));
    c.split = in.text("split");
    c.or_empty = in.flag("or_empty");
    c.scale = in.integer("scale", 1);
    c.divisor = in.integer("divisor", 1);
    if (c.divisor == 0) refuse(in.at("divisor"));
    c.currency = in.text("currency");
    c.words = in.map("words");
    if (in.get("otherwise") != nullptr) c.otherwise = in.text("otherwise");
    if (in.get("decimal") != nullptr && !(c.decimal = decimal_mark_of(in.text("decimal"))))
        refuse(in.at("decimal"));
    if (in.get("date_order") != nullptr && !(c.date_order = date_order_of(in.text("date_order")))) {
        refuse(in.at("date_order"));
    }
    c.strip_point_zero = in.flag("strip_point_zero");
    c.confidence = read_confidence(in);
    return c;
}

template <class F>
void each(const Reader& in, std::string_view name, F&& f) {
    const json::value* list = in.get(name);
    if (list == nullptr) return;
    if (!list->is_array()) refuse(in.at(name));
    std::size_t i = 0;
    for (const json::value& item : list->get_array())
        f(Reader{item, in.at(name) + "/" + std::to_string(i++)});
}

}  // namespace

std::string mapping_to_json(const Mapping& mapping) {
    base::JsonWriter out;
    out.begin_object();
    if (!mapping.dialect.empty()) out.pair("dialect", std::string_view{mapping.dialect});
    out.pair("entity", std::string_view{mapping.entity}).key("columns").begin_array();
    for (const ColumnMapping& c : mapping.columns) write_column(out, c);
    out.end_array();
    if (!mapping.computed.empty()) {
        out.key("computed").begin_array();
        for (const Computed& c : mapping.computed) {
            out.begin_object()
                .pair("field", std::string_view{c.field})
                .pair("left", std::string_view{c.left});
            out.pair("right", std::string_view{c.right});
            if (!c.currency.empty()) out.pair("currency", std::string_view{c.currency});
            out.end_object();
        }
        out.end_array();
    }
    if (!mapping.constants.empty()) {
        out.key("constants").begin_object();
        for (const auto& [field, value] : mapping.constants) out.pair(field, std::string_view{value});
        out.end_object();
    }
    if (!mapping.natural_key.empty()) {
        out.key("natural_key").begin_array();
        for (const auto& field : mapping.natural_key) out.value(std::string_view{field});
        out.end_array();
    }
    out.end_object();
    return out.take();
}

Mapping mapping_from_json(std::string_view text) {
    const json::value document = base::parse_json(text);
    const Reader in{document, ""};
    in.only({"dialect", "entity", "columns", "computed", "constants", "natural_key"});
    Mapping mapping;
    mapping.dialect = in.text("dialect");
    mapping.entity = in.text("entity");
    if (mapping.entity.empty()) refuse("/entity");
    // Kamino's own files may name every importable field, also those that no other file fills.
    const std::string listed = mapping.dialect == "kamino" ? "" : mapping.entity;
    each(in, "columns", [&](const Reader& c) { mapping.columns.push_back(read_column(c, listed)); });
    each(in, "computed", [&](const Reader& c) {
        c.only({"field", "left", "right", "currency"});
        mapping.computed.push_back({c.text("field"), c.text("left"), c.text("right"), c.text("currency")});
        if (c.text("field").empty() || !is_target(listed, c.text("field"))) refuse(c.at("field"));
    });
    mapping.constants = in.map("constants");
    for (const auto& [field, value] : mapping.constants) {
        if (!is_target(listed, field)) refuse("/constants/" + field);
    }
    mapping.natural_key = in.texts("natural_key");
    for (const auto& field : mapping.natural_key) {
        if (!is_target(listed, field)) refuse("/natural_key");
    }
    return mapping;
}

}  // namespace kamino::imports
