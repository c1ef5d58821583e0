// Entities of the workspace vertical; see public.h for what others use.
#pragma once
#include "domain/workspace/public.h"

namespace kamino::workspace {

// Table workspace_settings holds exactly one row with id "workspace".
struct SettingsRow : describe::Record {
    std::string name = "Kamino", currency = "EUR", language = "en", locale = "en-GB";
    std::int64_t fiscal_year_start_month = 1;
    bool demo = false;
    std::string brand_color, accent_color;  // "#1f4e79"; "" = the product's
    static const describe::Entity& entity();
};

// Table workspace_logos holds at most one row, with id "workspace"; an empty type means that there is no
// logo.
struct LogoRow : describe::Record {
    std::string type;  // "image/png", "image/jpeg"
    std::int64_t width = 0, height = 0;
    std::string bytes;  // base64
    static const describe::Entity& entity();
};

struct ExchangeRate : describe::Record {
    std::string currency;  // ISO 4217
    Date valid_on;
    double rate = 0;  // workspace currency per one unit of `currency`; > 0
    static const describe::Entity& entity();
};

struct CustomField : describe::Record {
    std::string entity_name;  // "account", "person"
    std::string name;         // snake_case key inside `custom`
    std::string label, kind = "text";
    std::vector<std::string> choices;
    bool required = false;
    static const describe::Entity& entity();
};

struct SavedView : describe::Record {
    std::string page;  // "portfolio", "people", "opportunities"
    std::string name;
    describe::Document query;  // filter, sort, group, columns
    bool shared = false;
    std::optional<std::string> owner_id;
    static const describe::Entity& entity();
};

void offer_logo(registry::Registry& registry);

}  // namespace kamino::workspace
