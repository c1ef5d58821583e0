#include <boost/json.hpp>

#include "domain/workspace/currency.h"
#include "domain/workspace/workspace_store.sql.h"

namespace kamino::workspace {
namespace {

http::Response respond(const SettingsRow& row) {
    auto response = http::Response::json(describe::json(SettingsRow::entity(), row));
    response.etag(std::to_string(row.version));
    return response;
}

SettingsRow load_settings(storage::Read& read) {
    if (auto row = storage::find<SettingsRow>(read, "workspace")) return *row;
    SettingsRow fresh;
    fresh.id = "workspace";
    return fresh;
}

void tell_rates(storage::Write& write) {
    for (const auto& subscriber : events().rates_changed) subscriber(write);
}

void check_colors(const SettingsRow& row, std::vector<FieldFault>& faults) {
    for (const auto& [name, text] :
         {std::pair{"/brand_color", &row.brand_color}, {"/accent_color", &row.accent_color}})
        if (!text->empty() && !office::color_of(*text)) faults.push_back({name, "workspace.bad_color", {}});
}

http::Response get_settings(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request,
                          [](storage::Read& r, const auth::Actor&) { return respond(load_settings(r)); });
}

http::Response patch_settings(registry::Registry& registry, http::Request& request) {
    const auto document = request.json();
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor&) {
        const auto before = load_settings(w);
        auto after = before;
        auto faults = describe::read_json(SettingsRow::entity(), document, after);
        for (auto& f : describe::validate(SettingsRow::entity(), after)) faults.push_back(std::move(f));
        check_colors(after, faults);
        const bool other_currency = before.currency != after.currency;
        if (other_currency && faults.empty())
            faults = currency_faults(preview_currency(w, before.currency, after.currency), after.currency);
        if (!faults.empty()) throw invalid_fields(std::move(faults));
        const auto seen = request.if_match();
        if (!seen) throw invalid("request.if_match_missing");
        if (*seen != "*" && *seen != std::to_string(before.version)) {
            auto fault = conflict("request.stale", {{"version", std::to_string(before.version)}});
            fault.current_json = describe::json(SettingsRow::entity(), before);
            throw fault;
        }
        if (before.version == 0)
            storage::insert_record(w, SettingsRow::entity(), after);
        else
            storage::update_record(w, SettingsRow::entity(), before, after);
        // What is summed up by month, in the currency or by fiscal year, is summed up again.
        if (other_currency) change_currency(w, before.currency, after.currency);
        if (other_currency || before.fiscal_year_start_month != after.fiscal_year_start_month) tell_rates(w);
        return respond(after);
    });
}

bool is_key(std::string_view name) {
    if (name.empty() || name[0] < 'a' || name[0] > 'z') return false;
    return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

void check_custom_field(storage::Write& w, const auth::Actor&, const describe::Record*,
                        describe::Record& record, std::vector<FieldFault>& faults) {
    auto& f = static_cast<CustomField&>(record);
    if (!f.name.empty() && !is_key(f.name)) faults.push_back({"/name", "field.bad_key", {}});
    if (f.kind == "choice" && f.choices.empty()) faults.push_back({"/choices", "field.required", {}});
    if (w.text(sql::find_same_custom_field, {{"entity", f.entity_name}, {"name", f.name}, {"id", f.id}}))
        faults.push_back({"/name", "field.duplicate", {}});
}

void require_own(const auth::Actor& actor, const describe::Record& view) {
    if (static_cast<const SavedView&>(view).owner_id != actor.user_id && actor.role != auth::Role::admin)
        throw forbidden();
}

// A view belongs to who made it; the shared ones are everybody's to use and their maker's to change.
void check_view(storage::Write&, const auth::Actor& actor, const describe::Record* before,
                describe::Record& record, std::vector<FieldFault>&) {
    auto& view = static_cast<SavedView&>(record);
    if (!before && !view.owner_id) {
        if (!actor.user_id.empty()) view.owner_id = actor.user_id;
    } else {
        require_own(actor, before ? *before : record);  // without `before`: it comes back from the bin
    }
}

storage::Scope own_or_shared(const auth::Actor& actor) {
    return {"(saved_views.owner_id = :view_owner OR saved_views.shared = 1)",
            {{"view_owner", actor.user_id}}};
}

}  // namespace

Events& events() {
    static Events e;
    return e;
}

void offer(registry::Registry& registry) {
    const std::string schema = R"({"$ref":"#/components/schemas/workspace"})";
    registry.add_schema(SettingsRow::entity());
    http::Route get{"GET", "/api/v1/workspace", "workspace.get",
                    "Name, currency, language and fiscal calendar."};
    get.access = "session";
    get.response_schema = schema;
    get.handler = [&registry](http::Request& r) { return get_settings(registry, r); };
    registry.route(std::move(get));
    http::Route patch{"PATCH", "/api/v1/workspace", "workspace.update", "Changes the workspace's settings."};
    patch.access = "workspace.write";
    patch.request_schema = R"({"$ref":"#/components/schemas/workspace_patch"})";
    patch.response_schema = schema;
    patch.handler = [&registry](http::Request& r) { return patch_settings(registry, r); };
    registry.route(std::move(patch));

    offer_logo(registry);
    offer_currency_change(registry);

    registry.offer(
        {.entity = &ExchangeRate::entity(),
         .route = "exchange-rates",
         .area = "workspace",
         .importable = true,
         .default_sort = "-valid_on",
         .saved = [](storage::Write& w, const describe::Record*, const describe::Record*) { tell_rates(w); },
         .import_done = tell_rates});
    registry.offer({.entity = &CustomField::entity(),
                    .route = "custom-fields",
                    .area = "workspace",
                    .default_sort = "label",
                    .check = check_custom_field});
    registry.offer({.entity = &SavedView::entity(),
                    .route = "saved-views",
                    .area = "views",
                    .default_sort = "name",
                    .check = check_view,
                    .scope = own_or_shared,
                    .removing = [](storage::Write&, const auth::Actor& actor, const describe::Record& view) {
                        require_own(actor, view);
                    }});
}

}  // namespace kamino::workspace
