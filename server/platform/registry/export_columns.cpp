#include "platform/registry/export_columns.h"

#include <boost/json.hpp>

namespace kamino::registry {
namespace {

using describe::Kind;

constexpr std::string_view label = "column.";

std::vector<OutColumn> every_column(const describe::Entity& e) {
    std::vector<OutColumn> all{{"id"}};
    for (const auto& f : e.fields) {
        if (f.rule.secret) continue;
        all.push_back({std::string{f.name}, &f});
        if (f.kind == Kind::money) all.push_back({std::string{f.name} + "_currency", &f, true});
    }
    for (const char* own : {"version", "created_at", "updated_at"}) all.push_back({own});
    return all;
}

std::optional<OutColumn> member_column(const describe::Entity& e, const std::string& name,
                                       const describe::Reading& reading) {
    const auto dot = name.find('.');
    const auto* field = dot == std::string::npos ? nullptr : e.find(name.substr(0, dot));
    if (!field || field->kind != Kind::document || field->rule.secret || !reading.find_member)
        return std::nullopt;
    auto member = reading.find_member(e, field->name, std::string_view{name}.substr(dot + 1));
    if (!member) return std::nullopt;
    return OutColumn{name, field, false, std::move(member)};
}

std::string in_words(const std::string& key, i18n::Language language, const std::string& otherwise) {
    return i18n::has(language, key) ? i18n::translate(language, key) : otherwise;
}

std::string member_text(const OutColumn& c, const Record& record) {
    const auto text = describe::get_text(*c.field, record);
    if (text.empty()) return "";
    const auto document = base::parse_json(text);
    const auto* object = document.if_object();
    const auto* value = object ? object->if_contains(c.name.substr(c.field->name.size() + 1)) : nullptr;
    if (!value || value->is_null()) return "";
    return value->is_string() ? std::string{value->as_string()} : base::json_text(*value);
}

std::string plain_cell(const OutColumn& c, const Record& r) {
    if (!c.field) {
        if (c.name == "id") return r.id;
        if (c.name == "version") return std::to_string(r.version);
        return (c.name == "created_at" ? r.created_at : r.updated_at).to_text();
    }
    if (c.member) return member_text(c, r);
    if (!c.currency) return describe::get_text(*c.field, r);
    const describe::Column column{"", c.field, describe::Part::currency};
    const auto value = describe::column_value(column, r);
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : "";
}

}  // namespace

std::vector<OutColumn> columns_of(const describe::Entity& entity, const std::vector<std::string>& wanted,
                                  const describe::Reading& reading) {
    auto all = every_column(entity);
    if (wanted.empty()) return all;
    std::vector<OutColumn> chosen;
    for (const auto& name : wanted) {
        const auto it =
            std::find_if(all.begin(), all.end(), [&](const OutColumn& c) { return c.name == name; });
        auto member = it == all.end() ? member_column(entity, name, reading) : std::nullopt;
        if (it == all.end() && !member) throw invalid_field("/columns", "field.unknown", {{"name", name}});
        chosen.push_back(member ? std::move(*member) : *it);
        if (it != all.end() && it->field && it->field->kind == Kind::money && !it->currency)
            chosen.push_back(*(it + 1));
    }
    return chosen;
}

bool is_number(const OutColumn& c) {
    if (!c.field) return c.name == "version";
    if (c.member) return c.member->kind == Kind::real;
    const auto kind = c.field->kind;
    return !c.currency && (kind == Kind::integer || kind == Kind::real || kind == Kind::money);
}

std::string title(const OutColumn& c, std::optional<i18n::Language> words) {
    if (!words) return c.name;
    if (c.member) return c.member->label;
    const auto name = in_words(std::string{label} + std::string{c.field ? c.field->name : c.name}, *words,
                               c.field ? std::string{c.field->name} : c.name);
    return c.currency ? i18n::translate(*words, "export.currency_of", {{"column", name}}) : name;
}

std::string cell(const OutColumn& c, const Record& record, std::optional<i18n::Language> words) {
    auto text = plain_cell(c, record);
    if (!words || text.empty() || !c.field) return text;
    const auto kind = c.member ? c.member->kind : c.field->kind;
    if (kind == Kind::boolean) return i18n::translate(*words, text == "true" ? "export.yes" : "export.no");
    if (c.member || c.field->rule.choices.empty()) return text;
    return in_words(std::string{label} + std::string{c.field->name} + "." + text, *words, text);
}

}  // namespace kamino::registry
