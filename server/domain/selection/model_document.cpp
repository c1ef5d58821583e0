#include "domain/selection/model_document.h"

#include <array>
#include <boost/json.hpp>

namespace kamino::selection {
namespace {

// A member of the model that is given as text.
void read_text(const boost::json::object& from, const char* key, std::string& to,
               std::vector<FieldFault>& faults) {
    const auto* given = from.if_contains(key);
    if (!given) return;
    if (given->is_string())
        to = std::string{given->as_string()};
    else
        faults.push_back({std::string{"/"} + key, "field.wrong_type", {}});
}

// One criterion of the document into the row's weights and settings.
void read_criterion(const boost::json::value& value, boost::json::object& weights,
                    boost::json::object& settings, std::vector<FieldFault>& faults) {
    const auto* one = value.if_object();
    const auto* key = one ? one->if_contains("key") : nullptr;
    if (!key || !key->is_string()) {
        faults.push_back({"/criteria", "field.wrong_type", {}});
        return;
    }
    const std::string_view name{key->as_string()};
    const auto* gone = one->if_contains("remove");
    if (is_own(name) && gone && gone->is_bool() && gone->as_bool()) {
        weights.erase(name);
        settings.erase(name);
        return;
    }
    if (const auto* weight = one->if_contains("weight")) weights[name] = *weight;
    const auto take = [&](const char* setting) {
        const auto* given = one->if_contains(setting);
        if (!given || given->is_null()) return;
        if (!settings[name].is_object()) settings[name] = boost::json::object{};
        settings[name].as_object()[setting] = *given;
    };
    if (is_own(name))
        for (const char* setting : {"name", "description", "kind", "levels", "field", "side"}) take(setting);
    for (const char* setting : {"direction", "scale", "low", "high", "missing"}) take(setting);
    if (is_own(name)) return;
    // Nothing that only says what is so anyway.
    if (const auto at = criterion_of(name); at && settings.contains(name)) {
        auto& kept = settings[name].as_object();
        const auto is = [&](const char* setting, std::string_view word) {
            const auto* v = kept.if_contains(setting);
            return !v || (v->is_string() && std::string_view{v->as_string()} == word);
        };
        if (is("scale", "rank")) {
            kept.erase("low");
            kept.erase("high");
        }
        if (is("scale", "rank") && is("missing", "leave_out") &&
            is("direction", criteria[*at].inverse ? "less" : "more"))
            settings.erase(name);
    }
}

}  // namespace

void write_levels(base::JsonWriter& w, const Rules& rules, std::size_t c) {
    w.key("levels").begin_array();
    if (c >= shipped_count && rules.judged(c))
        for (const auto& text : rules.own_at(c).means) w.value(std::string_view{text});
    w.end_array();
}

void write_criterion_rule(base::JsonWriter& w, const Rules& rules, std::size_t c, i18n::Language language) {
    const auto words = words_of(language, rules, c);
    const auto& rule = rules[c];
    const auto* own = c < shipped_count ? nullptr : &rules.own_at(c);
    w.begin_object().pair("key", rules.key(c)).pair("name", words.name).pair("description", words.help);
    w.pair("weight", rule.weight).pair("kind", rules.judged(c) ? "soft" : "hard").pair("unit", rules.unit(c));
    w.pair("own", own != nullptr).pair("inverse", !own && criteria[c].inverse).key("field");
    if (own && !own->judged)
        w.value(std::string_view{own->field});
    else
        w.null();
    write_levels(w, rules, c);
    w.pair("side", side_of(rules, c) == Side::attractiveness ? "attractiveness" : "position");
    w.pair("direction", rule.less ? "less" : "more")
        .pair("scale", rule.scale == Scale::linear ? "linear" : "rank");
    for (const auto& [key, value] : {std::pair{"low", rule.low}, std::pair{"high", rule.high}}) {
        w.key(key);
        if (rule.scale == Scale::linear)
            w.value(value);
        else
            w.null();
    }
    constexpr std::array<std::string_view, 3> missing{"leave_out", "lowest", "middle"};
    w.pair("missing", missing[static_cast<std::size_t>(rule.missing)]).end_object();
}

std::string model_json(const SelectionModel& row, i18n::Language language) {
    const auto model = model_of(row);
    base::JsonWriter w;
    w.begin_object()
        .pair("id", row.id)
        .pair("version", row.version)
        .pair("number", row.number)
        .pair("name", name_in_words(row.name, language));
    w.pair("filter", row.filter).pair("position", row.position).pair("standard", row.id == model_id);
    w.key("criteria").begin_array();
    for (std::size_t c = 0; c < model.rules.count(); ++c) write_criterion_rule(w, model.rules, c, language);
    w.end_array().key("thresholds").raw(row_of(model).thresholds.json).end_object();
    return w.take();
}

void read_document(const boost::json::value& document, SelectionModel& row, std::vector<FieldFault>& faults) {
    const auto* object = document.if_object();
    if (!object) throw invalid_field("", "field.wrong_type");
    read_text(*object, "name", row.name, faults);
    read_text(*object, "filter", row.filter, faults);
    if (const auto* given = object->if_contains("position")) {
        if (given->is_int64())
            row.position = given->as_int64();
        else
            faults.push_back({"/position", "field.wrong_type", {}});
    }
    if (const auto* list = object->if_contains("criteria")) {
        if (!list->is_array()) throw invalid_field("/criteria", "field.wrong_type");
        auto weights = base::parse_json(row.weights.json).as_object();
        auto settings = base::parse_json(row.settings.json).as_object();
        for (const auto& c : list->as_array()) read_criterion(c, weights, settings, faults);
        row.weights.json = base::json_text(weights);
        row.settings.json = base::json_text(settings);
    }
    if (const auto* given = object->if_contains("thresholds")) {
        if (!given->is_object()) throw invalid_field("/thresholds", "field.wrong_type");
        auto thresholds = base::parse_json(row.thresholds.json).as_object();
        for (const auto& [key, value] : given->as_object()) {
            const auto* table = key == "table" ? thresholds.if_contains("table") : nullptr;
            if (table && table->is_object() && value.is_object())
                for (const auto& [row_key, letter] : value.as_object())
                    thresholds["table"].as_object()[row_key] = letter;
            else
                thresholds[key] = value;
        }
        row.thresholds.json = base::json_text(thresholds);
    }
}

}  // namespace kamino::selection
