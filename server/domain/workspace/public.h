// The workspace: its name, currency, language and fiscal calendar; exchange rates by date; the custom fields
// that it adds to entities; saved views of lists. Lowest of the verticals: everybody may read it.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/office/document.h"
#include "platform/registry/registry.h"

namespace kamino::workspace {

struct Settings {
    std::string name = "Kamino";
    std::string currency = "EUR";     // ISO 4217: what totals are shown in
    std::string language = "en";      // of documents when nobody's language is known
    std::string locale = "en-GB";     // BCP 47, for formats
    int fiscal_year_start_month = 1;  // 1..12
    bool demo = false;
};
Settings settings(storage::Read& read);
void change_settings(storage::Write& write, const Settings& settings);  // records the change
std::string settings_json(const Settings& settings);

// Name, colours and logo for documents; the product's colours where the company set none.
office::Brand brand(storage::Read& read);

// The first day of the fiscal year that holds `day`.
Date fiscal_year_start(Date day, int start_month);

// Rate to the workspace currency scaled by 1e9: the latest with valid_on <= on, else the earliest there is;
// 1e9 for the workspace currency itself; nullopt when nobody entered one.
std::optional<std::int64_t> rate_e9(storage::Read& read, std::string_view currency, Date on);

// The field of that name that the workspace gave to the entity; nullopt when it gave none.
std::optional<describe::Member> find_custom_field(storage::Read& read, std::string_view entity,
                                                  std::string_view name);

// Checks a record's `custom` document against the workspace's custom fields of that entity; adds faults
// "/custom/<name>". `before` nullptr: the record is new, and has what is required. An older record keeps what
// it holds, also of fields that are gone or have another kind now; what became required later it may lack,
// but not lose.
void check_custom(storage::Read& read, std::string_view entity, const describe::Document* before,
                  const describe::Document& after, std::vector<FieldFault>& faults);

// Invoice lines of one currency.
struct Lines {
    std::string currency;
    std::int64_t count = 0;
    Date first_on, last_on;
};

// What others subscribe to, in main/compose.cpp; runs in the writing transaction.
struct Events {
    // What is summed up in the workspace's currency, by the currency that it has; empty function = nothing.
    std::function<std::vector<Lines>(storage::Read&)> lines_by_currency;
    std::vector<std::function<void(storage::Write&)>> rates_changed;
};
Events& events();

void offer(registry::Registry& registry);

}  // namespace kamino::workspace
