#include "domain/groups/rule.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "platform/describe/period.h"

namespace kamino::groups {
namespace {

namespace json = boost::json;
using describe::Filter;
using describe::Op;

struct OpRow {
    std::string_view text;
    Op op;
    bool list = false, negated = false, valueless = false;
    std::string_view kinds;  // first letters; "" = all
};
// Kinds: text number money date choice list reference boolean.
constexpr std::array<OpRow, 11> ops{{{"=", Op::eq, false, false, false, ""},
                                     {"!=", Op::ne, false, false, false, ""},
                                     {"<", Op::lt, false, false, false, "nmd"},
                                     {"<=", Op::le, false, false, false, "nmd"},
                                     {">", Op::gt, false, false, false, "nmd"},
                                     {">=", Op::ge, false, false, false, "nmd"},
                                     {"~", Op::contains, false, false, false, "tl"},
                                     {"in", Op::in, true, false, false, "tclrn"},
                                     {"not in", Op::in, true, true, false, "tclrn"},
                                     {"empty", Op::eq, false, false, true, ""},
                                     {"filled", Op::ne, false, false, true, ""}}};

class Reader {
  public:
    Reader(const std::vector<RuleField>& custom, bool strict, std::vector<FieldFault>& faults)
        : custom_(custom), strict_(strict), faults_(faults) {}

    Filter node(const json::value& value, const std::string& path, int level) {
        const auto* object = value.if_object();
        if (!object) return fault(path, "field.wrong_type");
        if (level > most_levels) return fault(path, "group.too_deep", {{"max", std::to_string(most_levels)}});
        if (object->empty()) return {};
        for (const auto& [word, kind] :
             {std::pair{"all", Filter::Node::all}, std::pair{"any", Filter::Node::any}})
            if (const auto* parts = object->if_contains(word)) {
                if (object->size() != 1) return fault(path, "group.bad_node");
                return series(*parts, kind, path + "/" + word, level);
            }
        if (const auto* part = object->if_contains("not")) {
            if (object->size() != 1) return fault(path, "group.bad_node");
            return negation(node(*part, path + "/not", level + 1));
        }
        if (!object->contains("field")) return fault(path, "group.bad_node");
        return comparison(*object, path);
    }

  private:
    Filter fault(const std::string& path, std::string_view key, Params params = {}) {
        faults_.push_back({path, std::string{key}, std::move(params)});
        return {};
    }

    static Filter negation(Filter part) {
        Filter f;
        f.node = Filter::Node::negation;
        f.parts.push_back(std::move(part));
        return f;
    }

    Filter series(const json::value& parts, Filter::Node kind, const std::string& path, int level) {
        const auto* list = parts.if_array();
        if (!list) return fault(path, "field.wrong_type");
        Filter f;
        f.node = kind;
        for (std::size_t i = 0; i < list->size(); ++i)
            f.parts.push_back(node((*list)[i], path + "/" + std::to_string(i), level + 1));
        // A filter's empty `any` would be true; none of nothing holds.
        if (kind == Filter::Node::any && f.parts.empty()) return negation({});
        return f;
    }

    const RuleField* field_named(const json::object& object, const std::string& path) {
        const auto& name = object.at("field");
        if (!name.is_string()) {
            fault(path + "/field", "field.wrong_type");
            return nullptr;
        }
        const std::string key{name.as_string()};
        for (const auto* fields : {&standard_fields(), &custom_})
            for (const auto& f : *fields)
                if (f.key == key) return &f;
        if (!strict_ && key.starts_with("custom.")) {
            gone_ = {key, "", "custom", ""};
            return &gone_;
        }
        fault(path + "/field", "group.unknown_field", {{"name", key}});
        return nullptr;
    }

    Filter comparison(const json::object& object, const std::string& path) {
        for (const auto& [key, value] : object)
            if (key != "field" && key != "op" && key != "value")
                fault(path + "/" + std::string{key.data(), key.size()}, "field.unknown");
        if (++comparisons_ == most_comparisons + 1)
            fault(path, "group.too_many", {{"max", std::to_string(most_comparisons)}});
        const auto* field = field_named(object, path);
        const auto* given = object.if_contains("op");
        const OpRow* row = nullptr;
        for (const auto& o : ops)
            if (given && given->is_string() && o.text == std::string_view{given->as_string()}) row = &o;
        if (!row) return fault(path + "/op", given ? "group.bad_op" : "field.required");
        if (!field) return {};
        if (!row->kinds.empty() && !field->kind.empty() &&
            row->kinds.find(field->kind[0]) == std::string_view::npos)
            return fault(path + "/op", "group.bad_op");
        Filter f;
        f.node = Filter::Node::comparison;
        f.name = field->key;
        f.op = row->op;
        values(f, *row, *field, object.if_contains("value"), path + "/value");
        if (!f.values.empty()) check(f, path + "/value");
        return row->negated ? negation(std::move(f)) : f;
    }

    void values(Filter& f, const OpRow& row, const RuleField& field, const json::value* value,
                const std::string& path) {
        if (row.valueless) {
            f.values.push_back({"null", false, true});
            return;
        }
        if (!value || value->is_null()) {
            fault(path, "field.required");
            return;
        }
        if (!row.list) {
            literal(f, field, *value, path);
            return;
        }
        const auto* list = value->if_array();
        if (!list || list->empty())
            fault(path, list ? "field.required" : "field.wrong_type");
        else if (list->size() > most_values)
            fault(path, "group.too_many", {{"max", std::to_string(most_values)}});
        else
            for (std::size_t i = 0; i < list->size(); ++i)
                literal(f, field, (*list)[i], path + "/" + std::to_string(i));
    }

    // A value in the words of the filter language; quotes keep a text from being read as anything else.
    void literal(Filter& f, const RuleField& field, const json::value& value, const std::string& path) {
        const auto& kind = field.kind;
        if (value.is_bool() && (kind == "boolean" || kind.empty())) {
            f.values.push_back({value.as_bool() ? "true" : "false", false, false});
        } else if (value.is_number() && (kind == "number" || kind == "money" || kind.empty())) {
            f.values.push_back({base::json_text(value), false, false});
        } else if (value.is_string() && kind != "number" && kind != "money" && kind != "boolean") {
            const std::string text{value.as_string()};
            if (text.empty()) {
                fault(path, "field.required");
            } else if (text.size() > 500) {
                fault(path, "field.too_long", {{"max", "500"}});
            } else if (kind == "choice" &&
                       std::find(field.choices.begin(), field.choices.end(), text) == field.choices.end() &&
                       strict_) {
                fault(path, "field.not_a_choice", {{"choices", choices_of(field)}});
            } else {
                f.values.push_back({text, kind != "date", false});
            }
        } else {
            fault(path, "field.wrong_type");
        }
    }

    static std::string choices_of(const RuleField& field) {
        std::string all;
        for (const auto& c : field.choices) all += (all.empty() ? "" : ", ") + c;
        return all;
    }

    // What the filter language itself refuses, said of this value.
    void check(const Filter& f, const std::string& path) {
        try {
            describe::compile(selection::PortfolioRow::entity(), f);
        } catch (const Fault& refused) {
            fault(path, "group.bad_value", refused.params);
        }
        const auto dot = f.name.find('.');
        if (dot == std::string::npos || f.values[0].quoted || f.values[0].null) return;
        // Members of a document have no kind that the filter language knows.
        const auto* kind = custom_kind(f.name);
        if (kind && *kind == "date" && !is_day(f.values[0].text))
            fault(path, "group.bad_value", {{"at", f.name}, {"why", f.values[0].text}});
    }
    const std::string* custom_kind(const std::string& key) const {
        for (const auto& f : custom_)
            if (f.key == key) return &f.kind;
        return nullptr;
    }
    static bool is_day(const std::string& text) {
        return Date::parse(text) || describe::period_of(text, today(), {});
    }

    const std::vector<RuleField>& custom_;
    bool strict_;
    std::vector<FieldFault>& faults_;
    RuleField gone_;
    int comparisons_ = 0;
};

void collect(const Filter& f, std::set<std::string>& names) {
    if (f.node == Filter::Node::comparison) names.insert(f.name);
    for (const auto& part : f.parts) collect(part, names);
}

}  // namespace

Filter filter_of(const json::value& rule, const std::vector<RuleField>& custom, bool strict,
                 std::vector<FieldFault>& faults, const std::string& path) {
    return Reader{custom, strict, faults}.node(rule, path, 0);
}

std::set<std::string> fields_in(const Filter& filter) {
    std::set<std::string> names;
    collect(filter, names);
    return names;
}

}  // namespace kamino::groups
