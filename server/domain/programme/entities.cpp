// Field rows of the programme's entities.
#include "domain/programme/public.h"

namespace kamino::programme {

using describe::field;

namespace {

const std::vector<std::string_view> lists{"key", "prospect"};
const std::vector<std::string_view> focuses{"penetrate", "expand", "protect"};
const std::vector<std::string_view> rigours{"light", "standard", "deep"};

describe::Rule system_set(std::string_view reference = {}) {
    return {.reference = reference, .writable = false, .importable = false};
}
describe::Rule why(bool required) {
    return {.required = required, .max_len = 2000, .format = "multiline"};
}

}  // namespace

const describe::Entity& Settings::entity() {
    static const describe::Entity e = describe::make_entity<Settings>(
        "programme_settings", "programme_settings",
        {field<&Settings::key_cap>("key_cap", {.min = 1, .max = 100'000}),
         field<&Settings::manager_cap>("manager_cap", {.min = 1, .max = 10'000}),
         field<&Settings::prospect_cap>("prospect_cap", {.min = 1, .max = 100'000}),
         field<&Settings::probation_months>("probation_months", {.min = 0, .max = 36}),
         field<&Settings::review_month>("review_month", {.min = 1, .max = 12}),
         field<&Settings::manager_hours>("manager_hours", {.min = 0, .max = 3000}),
         field<&Settings::hours>("hours", {.filterable = false, .sortable = false})},
        {.title_field = "id"});
    return e;
}

const describe::Entity& Capacity::entity() {
    static const describe::Entity e = describe::make_entity<Capacity>(
        "manager_capacity", "manager_capacities",
        {field<&Capacity::user_id>("user_id", {.required = true, .reference = "user", .natural_key = true}),
         field<&Capacity::hours>("hours", {.min = 0, .max = 3000}),
         field<&Capacity::key_cap>("key_cap", {.min = 0, .max = 10'000})},
        {.title_field = "user_id"});
    return e;
}

const describe::Entity& KeyAccount::entity() {
    using K = KeyAccount;
    static const describe::Entity e = describe::make_entity<K>(
        "key_account", "key_accounts",
        {field<&K::account_id>("account_id", system_set("account")),
         field<&K::list>("list", {.choices = lists, .writable = false, .importable = false}),
         field<&K::state>(
             "state", {.choices = {"probation", "active", "left"}, .writable = false, .importable = false}),
         field<&K::focus>("focus", {.choices = focuses}),
         field<&K::rigour>("rigour", {.required = true, .choices = rigours}),
         field<&K::manager_id>("manager_id", {.reference = "user"}),
         field<&K::entered_on>("entered_on", system_set()),
         field<&K::probation_until>("probation_until", system_set()),
         field<&K::left_on>("left_on", system_set()),
         field<&K::entry_reason>(
             "entry_reason",
             {.max_len = 2000, .format = "multiline", .writable = false, .importable = false}),
         field<&K::exit_reason>(
             "exit_reason",
             {.max_len = 2000, .format = "multiline", .writable = false, .importable = false})},
        {.account_field = "account_id", .title_field = "state"});
    return e;
}

const describe::Entity& Move::entity() {
    static const describe::Entity e = describe::make_entity<Move>(
        "key_account_move", "key_account_moves",
        {field<&Move::account_id>("account_id", {.required = true, .reference = "account"}),
         field<&Move::list>("list", {.required = true, .choices = lists}),
         field<&Move::kind>("kind", {.required = true, .choices = {"entry", "confirm", "extend", "exit"}}),
         field<&Move::state>("state", {.choices = {"open", "approved", "refused", "withdrawn"},
                                       .writable = false,
                                       .importable = false}),
         field<&Move::reason>("reason", why(true)), field<&Move::focus>("focus", {.choices = focuses}),
         field<&Move::rigour>("rigour", {.choices = rigours}),
         field<&Move::manager_id>("manager_id", {.reference = "user"}),
         field<&Move::replaces_id>("replaces_id", {.reference = "account"}),
         field<&Move::requested_by>("requested_by", system_set("user")),
         field<&Move::decided_by>("decided_by", system_set("user")),
         field<&Move::decided_at>("decided_at", system_set()),
         field<&Move::decision_note>(
             "decision_note",
             {.max_len = 2000, .format = "multiline", .writable = false, .importable = false}),
         field<&Move::sole_approver>("sole_approver", system_set())},
        {.account_field = "account_id", .title_field = "kind"});
    return e;
}

const describe::Entity& Round::entity() {
    static const describe::Entity e = describe::make_entity<Round>(
        "key_list_round", "key_list_rounds",
        {field<&Round::title>("title", {.required = true, .max_len = 200}),
         field<&Round::list>("list", {.required = true, .choices = lists}),
         field<&Round::state>("state",
                              {.choices = {"open", "closed"}, .writable = false, .importable = false}),
         field<&Round::due_on>("due_on"), field<&Round::opened_by>("opened_by", system_set("user")),
         field<&Round::closed_by>("closed_by", system_set("user")),
         field<&Round::closed_at>("closed_at", system_set())},
        {.title_field = "title"});
    return e;
}

const describe::Entity& RoundItem::entity() {
    using I = RoundItem;
    static const describe::Entity e =
        describe::make_entity<I>("key_list_round_item", "key_list_round_items",
                                 {field<&I::round_id>("round_id", system_set("key_list_round")),
                                  field<&I::account_id>("account_id", system_set("account")),
                                  field<&I::verdict>("verdict", {.choices = {"keep", "probation", "exit"}}),
                                  field<&I::note>("note", why(false)),
                                  field<&I::snapshot>("snapshot", {.writable = false,
                                                                   .importable = false,
                                                                   .audited = false,
                                                                   .filterable = false,
                                                                   .sortable = false}),
                                  field<&I::decided_by>("decided_by", system_set("user")),
                                  field<&I::decided_at>("decided_at", system_set())},
                                 {.account_field = "account_id", .title_field = "verdict"});
    return e;
}

const describe::Entity& Wave::entity() {
    static const describe::Entity e = describe::make_entity<Wave>(
        "rollout_wave", "rollout_waves",
        {field<&Wave::name>("name", {.required = true, .max_len = 200}),
         field<&Wave::starts_on>("starts_on", {.required = true}),
         field<&Wave::ends_on>("ends_on", {.required = true}), field<&Wave::note>("note", why(false))});
    return e;
}

const describe::Entity& WaveAccount::entity() {
    static const describe::Entity e = describe::make_entity<WaveAccount>(
        "rollout_account", "rollout_accounts",
        {field<&WaveAccount::wave_id>("wave_id", {.required = true, .reference = "rollout_wave"}),
         field<&WaveAccount::account_id>("account_id", {.required = true, .reference = "account"})},
        {.account_field = "account_id", .title_field = "wave_id"});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

}  // namespace kamino::programme
