// Routes of batches of light plans.
#include <boost/json.hpp>
#include <set>

#include "domain/plans/batch.h"
#include "domain/plans/plan_view.h"
#include "domain/selection/public.h"

namespace kamino::plans {
namespace {

constexpr std::size_t most_accounts = 5000;
constexpr const char *make_job = "plans.batch", *texts_job = "plans.batch_texts",
                     *undo_job = "plans.batch_undo";

// Whoever sees all accounts sees all batches; others their own.
storage::Scope own(const auth::Actor& actor) {
    if (auth::sees_all(actor)) return {};
    return {"plan_batches.user_id = :batch_owner", {{"batch_owner", actor.user_id}}};
}

Batch read_batch(const boost::json::value& body) {
    auto own_members = body;
    if (auto* o = own_members.if_object()) o->erase("account_ids"), o->erase("filter");
    Batch batch;
    if (auto faults = describe::read_json(Batch::entity(), own_members, batch); !faults.empty())
        throw invalid_fields(std::move(faults));
    if (const auto* filter = body.as_object().if_contains("filter"); filter && !filter->is_null()) {
        if (!filter->is_string()) throw invalid_field("/filter", "field.wrong_type");
        batch.filter = std::string{filter->get_string()};
    }
    return batch;
}

std::vector<std::string> named_accounts(const boost::json::value& named) {
    if (!named.is_array()) throw invalid_field("/account_ids", "field.wrong_type");
    std::vector<std::string> ids;
    std::set<std::string> seen;
    for (const auto& id : named.get_array()) {
        if (!id.is_string()) throw invalid_field("/account_ids", "field.wrong_type");
        if (seen.emplace(id.get_string()).second) ids.emplace_back(id.get_string());
    }
    return ids;
}

std::vector<std::string> filtered_accounts(const registry::Registry& registry, storage::Read& read,
                                           const auth::Actor& actor, const std::string& filter) {
    const auto scope = auth::visible_accounts(actor, "portfolio.id");
    describe::Condition condition;
    try {
        condition = describe::compile(selection::PortfolioRow::entity(), describe::parse_filter(filter), "f",
                                      registry.reading(read));
    } catch (const Fault& fault) {
        throw invalid_field("/filter", fault.key, fault.params);
    }
    std::string sql = "SELECT portfolio.id FROM portfolio WHERE portfolio.deleted_at IS NULL";
    storage::Args args;
    for (const auto& part : {scope.sql, condition.sql})
        if (!part.empty()) sql += " AND (" + part + ")";
    for (const auto& v : scope.values) args.emplace_back(v.name, v.value);
    for (const auto& v : condition.values) args.emplace_back(v.name, v.value);
    std::vector<std::string> ids;
    auto rows = read.query({"plans.batch_accounts", sql + " ORDER BY portfolio.id LIMIT 5001"}, args);
    while (rows.next()) ids.push_back(rows.text(0));
    return ids;
}

std::vector<std::string> wanted_accounts(const registry::Registry& registry, storage::Read& read,
                                         const auth::Actor& actor, const Batch& batch,
                                         const boost::json::value& body) {
    const auto* named = body.as_object().if_contains("account_ids");
    if (!named && batch.filter.empty()) throw invalid_field("/account_ids", "field.required");
    auto ids = named ? named_accounts(*named) : filtered_accounts(registry, read, actor, batch.filter);
    const char* path = named ? "/account_ids" : "/filter";
    if (ids.empty()) throw invalid_field(path, "plan.batch_of_nobody");
    if (ids.size() > most_accounts)
        throw invalid_field(path, "template.too_many", {{"max", std::to_string(most_accounts)}});
    return ids;
}

http::Response answer(const Batch& batch, int status) {
    auto response = http::Response::json(describe::json(Batch::entity(), batch), status);
    response.etag(std::to_string(batch.version));
    return response;
}

http::Response post_batch(registry::Registry& registry, http::Request& request) {
    const auto body = request.json();
    auto batch = read_batch(body);
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto ids = wanted_accounts(registry, w, actor, batch, body);
        batch.total = std::ssize(ids);
        if (!actor.user_id.empty()) batch.user_id = actor.user_id;
        registry::save(registry, w, registry.at("plan_batch"), actor, nullptr, batch);
        base::JsonWriter payload;
        payload.begin_object().pair("language", i18n::tag(request.language)).key("account_ids").begin_array();
        for (const auto& id : ids) payload.value(std::string_view{id});
        payload.end_array().end_object();
        auto after = batch;
        after.job_id = registry.jobs().run_later(w, make_job, batch.id, payload.text());
        storage::update_record(w, Batch::entity(), batch, after);
        return answer(after, 201);
    });
}

http::Response undo(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Batch>(w, request.param("id"), own(actor));
        if (before.state != "done" && before.state != "stopped") throw conflict("plan.batch_not_done");
        auto after = before;
        after.state = "undoing";
        after.job_id = registry.jobs().run_later(w, undo_job, before.id, "{}");
        storage::update_record(w, Batch::entity(), before, after);
        return answer(after, 202);
    });
}

// What was made stays; the job sees the wish before its next account. One that no worker has taken up never
// runs.
http::Response cancel(registry::Registry& registry, http::Request& request) {
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto before = storage::load<Batch>(w, request.param("id"), own(actor));
        if (before.state != "waiting" && before.state != "running") throw conflict("plan.batch_not_running");
        registry.jobs().cancel(w, before.job_id);
        if (before.state == "running") return answer(before, 202);
        auto after = before;
        after.state = "stopped";
        storage::update_record(w, Batch::entity(), before, after);
        return answer(after, 202);
    });
}

// The texts of the batch reach its plans in a job of their own.
void saved_batch(registry::Registry& registry, storage::Write& write, const Batch* was, const Batch* is) {
    if (!was || !is || (was->objective == is->objective && was->activity == is->activity)) return;
    base::JsonWriter payload;
    payload.begin_object().pair("objective_was", was->objective).pair("objective", is->objective);
    payload.pair("activity_was", was->activity).pair("activity", is->activity).end_object();
    registry.jobs().run_later(write, texts_job, is->id, payload.text());
}

}  // namespace

void offer_batches(registry::Registry& registry) {
    registry.jobs().handle(
        make_job, [&registry](jobs::Run& run) { run_batch(registry, run); }, give_up_batch);
    registry.jobs().handle(texts_job, [&registry](jobs::Run& run) { run_batch_texts(registry, run); });
    registry.jobs().handle(
        undo_job, [&registry](jobs::Run& run) { run_batch_undo(registry, run); }, give_up_batch);
    registry.offer(
        {.entity = &Batch::entity(),
         .route = "plan-batches",
         .area = "plans",
         .creatable = false,
         .deletable = false,
         .saved =
             [&registry](storage::Write& w, const describe::Record* was, const describe::Record* is) {
                 saved_batch(registry, w, static_cast<const Batch*>(was), static_cast<const Batch*>(is));
             },
         .scope = own});
    registry.offer({.entity = &BatchLine::entity(),
                    .route = "plan-batch-lines",
                    .area = "plans",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false});
    const std::string batch = R"({"$ref":"#/components/schemas/plan_batch"})";
    http::Route post{
        "POST", "/api/v1/plan-batches", "plan-batches.create",
        "Light plans, drafted from the data, for the accounts named or found by a filter that have no "
        "open plan; in a job."};
    post.access = "plans.write";
    post.tag = "plans";
    post.request_schema =
        R"({"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":200},"account_ids":{"type":"array","items":{"type":"string"},"maxItems":5000},"filter":{"type":"string"},"objective":{"type":"string","maxLength":2000},"activity":{"type":"string","maxLength":4000}}})";
    post.response_schema = batch;
    post.handler = [&registry](http::Request& r) { return post_batch(registry, r); };
    registry.route(std::move(post));
    http::Route stop{"POST", "/api/v1/plan-batches/{id}/cancellation", "plan-batches.cancel",
                     "Stops making plans: those that were made stay, the other accounts get none."};
    stop.access = "plans.write";
    stop.tag = "plans";
    stop.response_schema = batch;
    stop.handler = [&registry](http::Request& r) { return cancel(registry, r); };
    registry.route(std::move(stop));
    http::Route back{"POST", "/api/v1/plan-batches/{id}/undo", "plan-batches.undo",
                     "Puts the plans of the batch into the bin, except those that people have worked on."};
    back.access = "plans.write";
    back.tag = "plans";
    back.response_schema = batch;
    back.handler = [&registry](http::Request& r) { return undo(registry, r); };
    registry.route(std::move(back));
}

}  // namespace kamino::plans
