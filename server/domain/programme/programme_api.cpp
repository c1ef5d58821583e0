#include "domain/programme/programme_api.h"

#include "domain/programme/programme_store.h"
#include "domain/programme/schemas.h"

namespace kamino::programme {
namespace {

struct Line {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*action)(registry::Registry&, http::Request&);
    std::string_view request, response;
    std::vector<std::string> query{};
};

void add_routes(registry::Registry& registry) {
    const std::vector<Line> lines{
        {"GET",
         "/api/v1/programme/list",
         "programme.list",
         "The key list or the prospecting focus list: caps, members with their facts, requests that wait.",
         "programme.read",
         key_list,
         "",
         list_schema,
         {"list"}},
        {"GET",
         "/api/v1/programme/growth",
         "programme.growth",
         "Entries, exits and members of a list by month.",
         "programme.read",
         list_growth,
         "",
         growth_schema,
         {"list"}},
        {"PUT", "/api/v1/key-account-moves/{id}/decision", "programme.decide",
         "Approves or refuses a request (selection.write), or withdraws one's own.", "programme.write",
         put_decision, decision_schema, R"({"$ref":"#/components/schemas/key_account_move"})"},
        {"PUT", "/api/v1/key-list-rounds/{id}/closing", "programme.close_round",
         "Carries the verdicts of a list review out and closes it.", "selection.write", put_closing, "",
         R"({"$ref":"#/components/schemas/key_list_round"})"},
        {"GET", "/api/v1/programme/coverage", "programme.coverage",
         "Who leads how many plans against hours, and how many strategic accounts have a plan.",
         "programme.read", coverage, "", coverage_schema},
        {"GET", "/api/v1/programme/rollout", "programme.rollout",
         "The waves of the roll-out with progress, and the strategic accounts in none.", "programme.read",
         rollout, "", rollout_schema},
        {"POST", "/api/v1/programme/rollout/proposal", "programme.propose_rollout",
         "Shares the strategic accounts without a plan out over waves; writes them when told to apply.",
         "selection.write", propose_rollout, proposal_request_schema, proposal_schema}};
    for (const auto& line : lines) {
        http::Route route{line.method, line.pattern, line.name, line.summary};
        route.access = line.access;
        route.tag = "programme";
        route.request_schema = line.request;
        route.response_schema = line.response;
        route.query = line.query;
        route.handler = [&registry, action = line.action](http::Request& r) { return action(registry, r); };
        registry.route(std::move(route));
    }
}

void tell_key_account(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto& member = static_cast<const KeyAccount&>(after ? *after : *before);
    for (const auto& subscriber : events().changed) subscriber(write, member.account_id);
}

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Settings::entity(),
                    .route = "programme-settings",
                    .area = "selection",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "created_at",
                    .check = check_settings});
    registry.offer({.entity = &Capacity::entity(), .route = "manager-capacities", .area = "selection"});
    registry.offer({.entity = &KeyAccount::entity(),
                    .route = "key-accounts",
                    .area = "programme",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "-entered_on",
                    .check = check_key_account,
                    .saved = tell_key_account});
    registry.offer({.entity = &Move::entity(),
                    .route = "key-account-moves",
                    .area = "programme",
                    .updatable = false,
                    .deletable = false,
                    .check = check_move});
    registry.offer({.entity = &Round::entity(),
                    .route = "key-list-rounds",
                    .area = "selection",
                    .deletable = false,
                    .check = check_round,
                    .saved = saved_round});
    registry.offer({.entity = &RoundItem::entity(),
                    .route = "key-list-round-items",
                    .area = "selection",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "created_at",
                    .check = check_round_item});
    registry.offer({.entity = &Wave::entity(),
                    .route = "rollout-waves",
                    .area = "selection",
                    .default_sort = "starts_on",
                    .check = check_wave,
                    .removing = remove_wave});
    registry.offer({.entity = &WaveAccount::entity(), .route = "rollout-accounts", .area = "selection"});
    add_routes(registry);
}

}  // namespace kamino::programme
