#include "domain/workspace/workspace.h"

namespace kamino::workspace {

using describe::field;

const describe::Entity& SettingsRow::entity() {
    static const describe::Entity e = describe::make_entity<SettingsRow>(
        "workspace", "workspace_settings",
        {field<&SettingsRow::name>("name", {.required = true, .max_len = 120}),
         field<&SettingsRow::currency>("currency", {.required = true, .max_len = 3, .format = "currency"}),
         field<&SettingsRow::language>("language", {.required = true, .choices = {"en", "es", "nl"}}),
         field<&SettingsRow::locale>("locale", {.required = true, .max_len = 20}),
         field<&SettingsRow::fiscal_year_start_month>("fiscal_year_start_month", {.min = 1, .max = 12}),
         field<&SettingsRow::demo>("demo", {.writable = false}),
         field<&SettingsRow::brand_color>("brand_color", {.max_len = 7}),
         field<&SettingsRow::accent_color>("accent_color", {.max_len = 7})});
    return e;
}

const describe::Entity& LogoRow::entity() {
    static const describe::Entity e = describe::make_entity<LogoRow>(
        "workspace_logo", "workspace_logos",
        {field<&LogoRow::type>("type", {.writable = false}),
         field<&LogoRow::width>("width", {.writable = false}),
         field<&LogoRow::height>("height", {.writable = false}),
         field<&LogoRow::bytes>("bytes", {.writable = false, .audited = false, .secret = true})},
        {.title_field = "type"});
    return e;
}

const describe::Entity& ExchangeRate::entity() {
    static const describe::Entity e = describe::make_entity<ExchangeRate>(
        "exchange_rate", "exchange_rates",
        {field<&ExchangeRate::currency>(
             "currency", {.required = true, .max_len = 3, .format = "currency", .natural_key = true}),
         field<&ExchangeRate::valid_on>("valid_on", {.required = true, .natural_key = true}),
         field<&ExchangeRate::rate>("rate", {.required = true, .min = 1e-9, .max = 1e9})},
        {.title_field = "currency"});
    return e;
}

const describe::Entity& CustomField::entity() {
    static const describe::Entity e = describe::make_entity<CustomField>(
        "custom_field", "custom_fields",
        {field<&CustomField::entity_name>("entity_name",
                                          {.required = true, .choices = {"account", "person"}}),
         field<&CustomField::name>("name", {.required = true, .max_len = 40}),
         field<&CustomField::label>("label", {.required = true, .max_len = 80}),
         field<&CustomField::kind>(
             "kind", {.required = true, .choices = {"text", "number", "date", "choice", "boolean"}}),
         field<&CustomField::choices>("choices"), field<&CustomField::required>("required")},
        {.title_field = "label"});
    return e;
}

const describe::Entity& SavedView::entity() {
    static const describe::Entity e = describe::make_entity<SavedView>(
        "saved_view", "saved_views",
        {field<&SavedView::page>("page", {.required = true, .max_len = 40}),
         field<&SavedView::name>("name", {.required = true, .max_len = 80}),
         field<&SavedView::query>("query"), field<&SavedView::shared>("shared"),
         field<&SavedView::owner_id>("owner_id", {.reference = "user", .writable = false})});
    return e;
}

Date fiscal_year_start(Date day, int start_month) {
    const int year = static_cast<int>(day.month()) >= start_month ? day.year() : day.year() - 1;
    return Date::of(year, static_cast<unsigned>(start_month), 1);
}

}  // namespace kamino::workspace
