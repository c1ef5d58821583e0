#include "domain/pipeline/opportunity.h"

namespace kamino::pipeline {
namespace {

http::Response stage_history(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto& entity = Opportunity::entity();
        const auto o = storage::load<Opportunity>(
            r, request.param("id"),
            auth::visible_accounts(actor, describe::expression(entity, entity.at("account_id"))));
        storage::ListQuery query;
        query.filter = "opportunity_id = " + o.id;
        query.sort = "changed_at";
        query.limit = 1000;
        return registry::list_response(request, StageChange::entity(),
                                       storage::list_records(r, StageChange::entity(), query));
    });
}

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Stage::entity(),
                    .route = "opportunity-stages",
                    .area = "opportunities",
                    .importable = true,
                    .default_sort = "position",
                    .check = check_stage,
                    .saved = saved_stage,
                    .in_words = [](describe::Record& record, i18n::Language language) {
                        auto& stage = static_cast<Stage&>(record);
                        stage.name = i18n::in_words(language, "shipped.stage_", stage.name);
                    }});
    registry.offer({.entity = &Opportunity::entity(),
                    .route = "opportunities",
                    .area = "opportunities",
                    .importable = true,
                    .default_sort = "-close_on",
                    .check = check_opportunity,
                    .saved = saved_opportunity,
                    .imported = imported_opportunities});
    registry.offer({.entity = &StageChange::entity(),
                    .route = "opportunity-stage-changes",
                    .area = "opportunities",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .importable = true,
                    .default_sort = "-changed_at",
                    .check = [](storage::Write& w, const auth::Actor&, const describe::Record*,
                                describe::Record& r, std::vector<FieldFault>&) {
                        auto& change = static_cast<StageChange&>(r);
                        if (const auto o = storage::find<Opportunity>(w, change.opportunity_id))
                            change.account_id = o->account_id;
                    }});
    http::Route route{"GET", "/api/v1/opportunities/{id}/stages", "opportunities.stages",
                      "Every change of stage of the opportunity, oldest first."};
    route.access = "opportunities.read";
    route.tag = "opportunities";
    route.response_schema = R"({"$ref":"#/components/schemas/opportunity_stage_change_page"})";
    route.handler = [&registry](http::Request& r) { return stage_history(registry, r); };
    registry.route(std::move(route));
}

}  // namespace kamino::pipeline
