#include "domain/plans/plans_api.h"

#include <boost/json.hpp>

#include "domain/plans/batch.h"
#include "domain/plans/content_rules.h"
#include "domain/plans/following.h"
#include "domain/plans/plan.h"
#include "domain/plans/plan_schema.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/template.h"
#include "domain/plans/words.h"

namespace kamino::plans {
namespace {

storage::Scope scope(const auth::Actor& actor) {
    return auth::visible_accounts(actor, "plans.account_id");
}

http::Response plan_response(storage::Read& read, const Plan& plan, i18n::Language language) {
    auto response = http::Response::json(plan_json(read, plan, language));
    response.etag(std::to_string(plan.version));
    // Sections and questions have versions of their own, and the text depends on the language.
    response.set("Cache-Control", "no-store");
    return response;
}

void refuse_second(storage::Read& read, const accounts::Account& account) {
    const auto standing = plan_of(read, account.id);
    if (!standing || standing->status == "closed") return;
    auto fault = conflict("plan.already_open");
    fault.current_json = describe::json(Plan::entity(), *standing);
    throw fault;
}

}  // namespace

http::Response start(registry::Registry& registry, http::Request& request) {
    auto body = request.json();
    const auto template_id = take_template(body);
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        Plan wanted;
        wanted.template_version_id = version_of(w, template_id);
        if (auto faults = describe::read_json(Plan::entity(), body, wanted); !faults.empty())
            throw invalid_fields(std::move(faults));
        if (wanted.account_id.empty()) throw invalid_field("/account_id", "field.required");
        const auto account = storage::load<accounts::Account>(w, wanted.account_id,
                                                              auth::visible_accounts(actor, "accounts.id"));
        refuse_second(w, account);
        registry::check(registry, w, registry.at("plan"), actor, nullptr, wanted);
        // Of an account that nobody owns, whoever starts the plan leads it.
        if (!wanted.owner_id && !account.owner_id && !actor.user_id.empty()) wanted.owner_id = actor.user_id;
        const auto plan = start_plan(w, account, wanted, request.language);
        auto response =
            http::Response::created("/api/v1/plans/" + plan.id, plan_json(w, plan, request.language));
        response.etag(std::to_string(plan.version));
        return response;
    });
}

http::Response item(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        return plan_response(r, storage::load<Plan>(r, request.param("id"), scope(actor)), request.language);
    });
}

http::Response refresh(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto plan = storage::load<Plan>(w, request.param("id"), scope(actor));
        if (plan.status == "closed") throw conflict("plan.is_closed");
        refresh_plan(w, plan, request.language);
        return plan_response(w, storage::load<Plan>(w, plan.id), request.language);
    });
}

http::Response review(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Section>(w, request.param("id"),
                                                   auth::visible_accounts(actor, "plan_sections.account_id"));
        auto after = before;
        after.reviewed_at = w.at();
        if (!actor.user_id.empty()) after.reviewed_by = actor.user_id;
        registry::save(registry, w, registry.at("plan_section"), actor, &before, after);
        section_in_words(after, request.language);
        auto response = http::Response::json(describe::json(Section::entity(), after));
        response.etag(std::to_string(after.version));
        return response;
    });
}

http::Response template_of(registry::Registry&, http::Request& request) {
    return http::Response::json(template_json(request.language));
}

namespace {

struct RouteRow {
    const char *method, *pattern, *name, *summary, *access;
    http::Response (*handler)(registry::Registry&, http::Request&);
    std::string response_schema;
};

void add_routes(registry::Registry& registry) {
    const RouteRow rows[] = {
        {"POST", "/api/v1/plans", "plans.create",
         "Starts the plan of an account: writes the first draft from the data. template_id asks for a "
         "template.",
         "plans.write", start, plan_schema()},
        {"GET", "/api/v1/plans/{id}", "plans.get",
         "The plan with sections, objectives, questions, sources and what is missing.", "plans.read", item,
         plan_schema()},
        {"POST", "/api/v1/plans/{id}/refresh", "plans.refresh",
         "Drafts again the sections that nobody edited.", "plans.write", refresh, plan_schema()},
        {"PUT", "/api/v1/plan-sections/{id}/review", "plan-sections.review",
         "Says that the section was read and still holds.", "plans.write", review,
         R"({"$ref":"#/components/schemas/plan_section"})"},
        {"GET", "/api/v1/plan-template", "plan-template.get",
         "Sections and questions that new plans start with.", "plans.read", template_of, template_schema()},
    };
    for (const auto& row : rows) {
        http::Route route{row.method, row.pattern, row.name, row.summary};
        route.access = row.access;
        route.tag = "plans";
        route.response_schema = row.response_schema;
        if (route.name == "plans.create") route.request_schema = start_schema();
        route.handler = [&registry, handler = row.handler](http::Request& r) { return handler(registry, r); };
        registry.route(std::move(route));
    }
}

}  // namespace

void offer(registry::Registry& registry) {
    registry.offer({.entity = &Plan::entity(),
                    .route = "plans",
                    .area = "plans",
                    .creatable = false,
                    .own_item = true,
                    .check = check_plan,
                    .saved = saved_plan});
    registry.offer({.entity = &Section::entity(),
                    .route = "plan-sections",
                    .area = "plans",
                    .creatable = false,
                    .deletable = false,
                    .default_sort = "position",
                    .check = check_section,
                    .saved = saved_row,
                    .in_words = section_in_words});
    registry.offer({.entity = &Objective::entity(),
                    .route = "plan-objectives",
                    .area = "plans",
                    .check = check_objective,
                    .saved = saved_row,
                    .in_words = objective_in_words});
    registry.offer({.entity = &Question::entity(),
                    .route = "plan-questions",
                    .area = "plans",
                    .default_sort = "position",
                    .check = check_question,
                    .saved = saved_row,
                    .in_words = question_in_words});
    registry.offer({.entity = &Source::entity(),
                    .route = "plan-sources",
                    .area = "plans",
                    .check = check_source,
                    .saved = saved_row});
    offer_content(registry);
    add_routes(registry);
    offer_following(registry);
    offer_batches(registry);
}

}  // namespace kamino::plans
