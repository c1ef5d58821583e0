#include <boost/json.hpp>
#include <cmath>
#include <unordered_map>

#include "domain/workspace/workspace.h"
#include "domain/workspace/workspace_store.sql.h"

namespace kamino::workspace {
namespace {

SettingsRow load_row(storage::Read& read) {
    if (auto row = storage::find<SettingsRow>(read, "workspace")) return *row;
    SettingsRow none;
    none.id = "workspace";
    return none;
}

bool fits(std::string_view kind, const boost::json::value& v, const boost::json::array& choices) {
    if (v.is_null()) return true;
    if (kind == "number") return v.is_number();
    if (kind == "boolean") return v.is_bool();
    if (!v.is_string()) return false;
    if (kind == "date") return Date::parse(std::string_view{v.as_string()}).has_value();
    if (kind == "choice") return std::find(choices.begin(), choices.end(), v) != choices.end();
    return v.as_string().size() <= 4000;
}

bool is_told(const boost::json::object& custom, std::string_view name) {
    const auto* value = custom.if_contains(name);
    return value && !value->is_null() && !(value->is_string() && value->as_string().empty());
}

}  // namespace

Settings settings(storage::Read& read) {
    auto rows = read.query(sql::find_settings);
    if (!rows.next()) return {};
    return {rows.text(0),   rows.text(1), rows.text(2), rows.text(3), static_cast<int>(rows.integer(4)),
            rows.boolean(5)};
}

void change_settings(storage::Write& write, const Settings& s) {
    const auto before = load_row(write);
    auto after = before;
    after.name = s.name;
    after.currency = s.currency;
    after.language = s.language;
    after.locale = s.locale;
    after.fiscal_year_start_month = s.fiscal_year_start_month;
    after.demo = s.demo;
    if (auto faults = describe::validate(SettingsRow::entity(), after); !faults.empty())
        throw invalid_fields(std::move(faults));
    if (before.version == 0)
        storage::insert_record(write, SettingsRow::entity(), after);
    else
        storage::update_record(write, SettingsRow::entity(), before, after);
}

std::string settings_json(const Settings& s) {
    base::JsonWriter w;
    w.begin_object().pair("name", s.name).pair("currency", s.currency).pair("language", s.language);
    w.pair("locale", s.locale)
        .pair("fiscal_year_start_month", s.fiscal_year_start_month)
        .pair("demo", s.demo);
    w.end_object();
    return w.take();
}

std::optional<std::int64_t> rate_e9(storage::Read& read, std::string_view currency, Date on) {
    if (currency == settings(read).currency) return 1'000'000'000;
    auto rows = read.query(sql::find_rate, {{"currency", currency}, {"on_day", on}});
    if (!rows.next()) return std::nullopt;
    return static_cast<std::int64_t>(std::llround(rows.real(0) * 1e9));
}

std::optional<describe::Member> find_custom_field(storage::Read& read, std::string_view entity,
                                                  std::string_view name) {
    using describe::Kind;
    auto rows = read.query(sql::find_custom_field, {{"entity", entity}, {"name", name}});
    if (!rows.next()) return std::nullopt;
    const auto kind = rows.text(1);
    return describe::Member{rows.text(0), kind == "number"    ? Kind::real
                                          : kind == "date"    ? Kind::date
                                          : kind == "boolean" ? Kind::boolean
                                                              : Kind::text};
}

void check_custom(storage::Read& read, std::string_view entity, const describe::Document* before,
                  const describe::Document& after, std::vector<FieldFault>& faults) {
    if (before && *before == after) return;
    const auto was = base::parse_json(before ? before->json : "{}").as_object();
    auto rest = base::parse_json(after.json).as_object();
    const auto kept = [&](std::string_view name, const boost::json::value& value) {
        const auto* old = was.if_contains(name);
        return old && *old == value;
    };
    auto rows = read.query(sql::list_custom_fields, {{"entity", entity}});
    while (rows.next()) {
        const auto name = rows.text(0);
        const std::string path = "/custom/" + name;
        const auto it = rest.find(name);
        const bool required = rows.boolean(3) && (!before || is_told(was, name));
        if (required && !is_told(rest, name)) faults.push_back({path, "field.required", {}});
        if (it == rest.end()) continue;
        if (!kept(name, it->value()) &&
            !fits(rows.text(1), it->value(), base::parse_json(rows.text(2)).as_array()))
            faults.push_back({path,
                              rows.text(1) == "choice" ? "field.not_a_choice" : "field.wrong_type",
                              {{"choices", rows.text(2)}}});
        rest.erase(it);
    }
    for (const auto& [name, value] : rest)
        if (!kept(name, value))
            faults.push_back({"/custom/" + std::string{name.data(), name.size()}, "field.unknown", {}});
}

}  // namespace kamino::workspace
