#include "domain/plans/batch.h"

#include <boost/json.hpp>
#include <map>
#include <set>

#include "domain/plans/plan_state.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"

namespace kamino::plans {

using describe::field;

namespace {

describe::Rule system_set(std::string_view reference = {}) {
    return {.reference = reference, .writable = false, .importable = false};
}

storage::Origin origin_of(jobs::Run& run) {
    return {run.actor().user_id, "job", run.job_id()};
}

std::vector<BatchLine> lines_of(storage::Read& read, const std::string& batch_id) {
    std::vector<BatchLine> all;
    auto rows = read.query(sql::list_batch_lines, {{"batch", batch_id}});
    while (rows.next()) {
        BatchLine line;
        line.id = rows.text(0);
        line.account_id = rows.text(1);
        line.outcome = rows.text(2);
        line.plan_id = rows.maybe_text(3);
        all.push_back(std::move(line));
    }
    return all;
}

void change_batch(storage::Write& write, const std::string& id, const std::function<void(Batch&)>& change) {
    const auto before = storage::find<Batch>(write, id);
    if (!before) return;
    auto after = *before;
    change(after);
    storage::update_record(write, Batch::entity(), *before, after);
}

void count_outcomes(storage::Write& write, const std::string& id, const char* state) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& line : lines_of(write, id)) ++counts[line.outcome];
    change_batch(write, id, [&](Batch& b) {
        b.state = state;
        if (std::string_view{state} != "undone") b.made = counts["made"];
        b.had_plan = counts["had_plan"];
        b.kept = counts["kept"];
    });
}

std::optional<BlockEntry> activity_of(storage::Read& read, const std::string& plan_id) {
    const auto id = read.text(sql::find_entry, {{"plan", plan_id}, {"block", activity_block}});
    return id ? storage::find<BlockEntry>(read, *id) : std::nullopt;
}

std::string content_of_activity(const std::string& text) {
    if (text.empty()) return "{}";
    base::JsonWriter w;
    w.begin_object().pair("text", text).end_object();
    return w.take();
}

// Says it in the plan, unless its own people said something else than `was`.
void say_activity(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                  const Plan& plan, const std::string& was, const std::string& is) {
    if (!edition_of(write, plan)->form.block(activity_block)) return;
    const auto& resource = registry.at("plan_entry");
    const auto stands = activity_of(write, plan.id);
    if (!stands) {
        if (is.empty()) return;
        BlockEntry entry;
        entry.plan_id = plan.id;
        entry.block = activity_block;
        entry.content.json = content_of_activity(is);
        registry::save(registry, write, resource, actor, nullptr, entry);
        return;
    }
    if (stands->content.json != content_of_activity(was)) return;
    auto after = *stands;
    after.content.json = content_of_activity(is);
    registry::save(registry, write, resource, actor, &*stands, after);
}

void say_objective(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                   const Plan& plan, const std::string& was, const std::string& is) {
    if (plan.objective != was) return;
    auto after = plan;
    after.objective = is;
    registry::save(registry, write, registry.at("plan"), actor, &plan, after);
}

// One account: a plan, or the reason why there is none.
std::string serve(registry::Registry& registry, storage::Write& write, const auth::Actor& actor,
                  const Batch& batch, const std::string& account_id, i18n::Language language,
                  PeerCache& peers, std::optional<std::string>& plan_id) {
    const auto account =
        storage::find<accounts::Account>(write, account_id, auth::visible_accounts(actor, "accounts.id"));
    if (!account) return "no_right";
    if (has_open_plan(write, account_id, "")) return "had_plan";
    Plan wanted;
    wanted.account_id = account_id;
    wanted.rigour = "light";
    wanted.objective = batch.objective;
    const auto plan = start_plan(write, *account, wanted, language, &peers);
    say_activity(registry, write, actor, plan, "", batch.activity);
    plan_id = plan.id;
    return "made";
}

// Did somebody work on the plan since the batch made it?
bool is_touched(storage::Read& read, const std::string& plan_id, const std::string& account_id) {
    return read.integer(sql::count_touches, {{"plan", plan_id}, {"account", account_id}}).value_or(0) > 0;
}

}  // namespace

const describe::Entity& Batch::entity() {
    static const describe::Entity e = describe::make_entity<Batch>(
        "plan_batch", "plan_batches",
        {field<&Batch::name>("name", {.required = true, .max_len = 200}),
         field<&Batch::filter>("filter", system_set()),
         field<&Batch::objective>("objective", {.max_len = 2000, .format = "multiline"}),
         field<&Batch::activity>("activity", {.max_len = 4000, .format = "multiline"}),
         field<&Batch::state>("state", system_set()), field<&Batch::total>("total", system_set()),
         field<&Batch::made>("made", system_set()), field<&Batch::had_plan>("had_plan", system_set()),
         field<&Batch::no_right>("no_right", system_set()), field<&Batch::kept>("kept", system_set()),
         field<&Batch::user_id>("user_id", system_set("user")),
         field<&Batch::job_id>("job_id", system_set())});
    return e;
}

const describe::Entity& BatchLine::entity() {
    static const describe::Entity e =
        describe::make_entity<BatchLine>("plan_batch_line", "plan_batch_lines",
                                         {field<&BatchLine::batch_id>("batch_id", system_set("plan_batch")),
                                          field<&BatchLine::account_id>("account_id", system_set("account")),
                                          field<&BatchLine::outcome>("outcome", system_set()),
                                          field<&BatchLine::plan_id>("plan_id", system_set("plan"))},
                                         {.account_field = "account_id", .title_field = "outcome"});
    return e;
}

void run_batch(registry::Registry& registry, jobs::Run& run) {
    const auto payload = base::parse_json(run.payload());
    const auto language = i18n::language_of(std::string{payload.at("language").as_string()});
    const auto actor = run.actor();
    const auto& accounts = payload.at("account_ids").as_array();
    const auto id = run.subject_id();
    std::set<std::string> served;
    registry.database().write(origin_of(run), [&](storage::Write& w) {
        for (const auto& line : lines_of(w, id)) served.insert(line.account_id);
        change_batch(w, id, [](Batch& b) { b.state = "running"; });
    });
    PeerCache peers;
    bool stopped = false;
    std::int64_t done = 0, no_right = 0;
    for (const auto& wanted : accounts) {
        if (run.stopping()) return;
        if ((stopped = run.cancelled())) break;
        const std::string account_id{wanted.as_string()};
        run.progress(++done, std::ssize(accounts));
        if (served.contains(account_id)) continue;
        registry.database().write(origin_of(run), [&](storage::Write& w) {
            const auto batch = storage::load<Batch>(w, id);
            BatchLine line;
            line.batch_id = id;
            line.account_id = account_id;
            line.outcome = serve(registry, w, actor, batch, account_id, language, peers, line.plan_id);
            if (line.outcome == "no_right")
                ++no_right;
            else
                storage::insert_record(w, BatchLine::entity(), line);
        });
    }
    registry.database().write(origin_of(run), [&](storage::Write& w) {
        count_outcomes(w, id, stopped ? "stopped" : "done");
        change_batch(w, id, [&](Batch& b) { b.no_right = no_right; });
    });
}

void give_up_batch(storage::Write& write, const std::string& batch_id) {
    count_outcomes(write, batch_id, "stopped");
}

void run_batch_texts(registry::Registry& registry, jobs::Run& run) {
    const auto payload = base::parse_json(run.payload());
    const auto text = [&](const char* name) { return std::string{payload.at(name).as_string()}; };
    const auto actor = run.actor();
    const auto lines =
        registry.database().read([&](storage::Read& r) { return lines_of(r, run.subject_id()); });
    std::int64_t done = 0;
    for (const auto& line : lines) {
        if (run.cancelled() || run.stopping()) return;
        run.progress(++done, std::ssize(lines));
        if (line.outcome != "made" || !line.plan_id) continue;
        registry.database().write(origin_of(run), [&](storage::Write& w) {
            auto plan = storage::find<Plan>(w, *line.plan_id);
            if (!plan || plan->status == "closed") return;
            say_objective(registry, w, actor, *plan, text("objective_was"), text("objective"));
            say_activity(registry, w, actor, *plan, text("activity_was"), text("activity"));
        });
    }
}

void run_batch_undo(registry::Registry& registry, jobs::Run& run) {
    const auto actor = run.actor();
    const auto lines =
        registry.database().read([&](storage::Read& r) { return lines_of(r, run.subject_id()); });
    std::int64_t done = 0;
    for (const auto& line : lines) {
        if (run.stopping()) return;
        run.progress(++done, std::ssize(lines));
        if (line.outcome != "made" || !line.plan_id) continue;
        registry.database().write(origin_of(run), [&](storage::Write& w) {
            auto plan = storage::find<Plan>(w, *line.plan_id);
            const auto before = storage::load<BatchLine>(w, line.id);
            auto after = before;
            after.outcome = plan && is_touched(w, plan->id, plan->account_id) ? "kept" : "binned";
            if (plan && after.outcome == "binned")
                registry::remove(registry, w, registry.at("plan"), actor, *plan);
            storage::update_record(w, BatchLine::entity(), before, after);
        });
    }
    registry.database().write(origin_of(run),
                              [&](storage::Write& w) { count_outcomes(w, run.subject_id(), "undone"); });
}

}  // namespace kamino::plans
