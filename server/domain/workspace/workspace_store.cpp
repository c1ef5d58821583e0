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

void check_custom(storage::Read& read, std::string_view entity, const describe::Document& custom,
                  std::vector<FieldFault>& faults) {
    const auto parsed = base::parse_json(custom.json);
    auto rest = parsed.as_object();
    auto rows = read.query(sql::list_custom_fields, {{"entity", entity}});
    while (rows.next()) {
        const auto name = rows.text(0);
        const std::string path = "/custom/" + name;
        const auto it = rest.find(name);
        const bool absent = it == rest.end() || it->value().is_null();
        if (absent && rows.boolean(3)) faults.push_back({path, "field.required", {}});
        if (it == rest.end()) continue;
        if (!fits(rows.text(1), it->value(), base::parse_json(rows.text(2)).as_array()))
            faults.push_back({path,
                              rows.text(1) == "choice" ? "field.not_a_choice" : "field.wrong_type",
                              {{"choices", rows.text(2)}}});
        rest.erase(it);
    }
    for (const auto& [name, value] : rest)
        faults.push_back({"/custom/" + std::string{name.data(), name.size()}, "field.unknown", {}});
}

}  // namespace kamino::workspace
