#include "domain/pipeline/opportunity.h"

#include <set>

#include "domain/pipeline/pipeline_store.h"
#include "platform/base/id.h"
#include "platform/base/text.h"

namespace kamino::pipeline {

using describe::field;

const describe::Entity& Stage::entity() {
    static const describe::Entity e = describe::make_entity<Stage>(
        "opportunity_stage", "opportunity_stages",
        {field<&Stage::key>("key", {.required = true, .max_len = 80, .external_key = true}),
         field<&Stage::name>("name", {.required = true, .max_len = 80}),
         field<&Stage::outcome>("outcome", {.required = true, .choices = {"open", "won", "lost"}}),
         field<&Stage::position>("position", {.min = 0, .max = 1000}),
         field<&Stage::probability>("probability", {.min = 0, .max = 100})});
    return e;
}

const describe::Entity& Opportunity::entity() {
    static const describe::Entity e = describe::make_entity<Opportunity>(
        "opportunity", "opportunities",
        {field<&Opportunity::account_id>("account_id",
                                         {.required = true, .reference = "account", .natural_key = true}),
         field<&Opportunity::external_id>("external_id", {.max_len = 100, .external_key = true}),
         field<&Opportunity::name>(
             "name", {.required = true, .max_len = 300, .searchable = true, .natural_key = true}),
         field<&Opportunity::stage>("stage", {.required = true, .max_len = 80}),
         field<&Opportunity::amount>("amount"),
         field<&Opportunity::probability>("probability", {.min = 0, .max = 100}),
         field<&Opportunity::close_on>("close_on"), field<&Opportunity::opened_on>("opened_on"),
         field<&Opportunity::owner_id>("owner_id", {.reference = "user"}),
         field<&Opportunity::product_id>("product_id", {.reference = "product"}),
         field<&Opportunity::product_line_ids>("product_line_ids", {.reference = "product"}),
         field<&Opportunity::person_ids>("person_ids", {.reference = "person"}),
         field<&Opportunity::competitors>("competitors"),
         field<&Opportunity::initiative>("initiative", {.max_len = 300}),
         field<&Opportunity::next_step>("next_step", {.max_len = 2000, .format = "multiline"}),
         field<&Opportunity::lost_reason>("lost_reason", {.max_len = 2000, .format = "multiline"}),
         field<&Opportunity::outcome>("outcome", {.writable = false, .importable = false})},
        {.account_field = "account_id"});
    return e;
}

const describe::Entity& StageChange::entity() {
    static const describe::Entity e = describe::make_entity<StageChange>(
        "opportunity_stage_change", "opportunity_stage_changes",
        {field<&StageChange::opportunity_id>(
             "opportunity_id", {.required = true, .reference = "opportunity", .natural_key = true}),
         field<&StageChange::account_id>("account_id", {.reference = "account"}),
         field<&StageChange::stage>("stage", {.required = true, .max_len = 80, .natural_key = true}),
         field<&StageChange::from_stage>("from_stage", {.max_len = 80}),
         field<&StageChange::changed_at>("changed_at", {.required = true, .natural_key = true}),
         field<&StageChange::amount>("amount")},
        {.account_field = "account_id", .title_field = "stage"});
    return e;
}

Events& events() {
    static Events e;
    return e;
}

Stage guess_stage(std::string_view label) {
    const std::string text = base::squash(label);
    const auto has = [&](std::initializer_list<std::string_view> words) {
        for (auto w : words)
            if (text.find(w) != std::string::npos) return true;
        return false;
    };
    Stage stage;
    stage.key = std::string{label};
    stage.name = std::string{label};
    if (has({"lost", "perdid", "verloren", "disqualif", "cancel"})) {
        stage.outcome = "lost";
        stage.position = 90;
    } else if (has({"won", "ganad", "gewonnen"})) {
        stage.outcome = "won";
        stage.position = 80;
        stage.probability = 100;
    } else {
        stage.position = 50;
        stage.probability = has({"negoti", "contract", "onderhandel"})                            ? 75
                            : has({"propos", "quote", "offer", "propuesta", "offerte", "oferta"}) ? 50
                            : has({"prospect", "lead", "new", "nuev", "nieuw"})                   ? 10
                                                                                                  : 25;
    }
    return stage;
}

void check_stage(storage::Write& write, const auth::Actor&, const describe::Record* before,
                 describe::Record& record, std::vector<FieldFault>& faults) {
    auto& stage = static_cast<Stage&>(record);
    const auto* was = static_cast<const Stage*>(before);
    stage.key = base::trim(stage.key);
    if (was && was->key != stage.key) faults.push_back({"/key", "field.read_only", {}});
    const auto same = find_stage(write, stage.key);
    if (same && same->id != stage.id) faults.push_back({"/key", "field.duplicate", {}});
}

void saved_stage(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const Stage*>(before);
    const auto* is = static_cast<const Stage*>(after);
    if (!is && was && is_stage_in_use(write, was->key))
        throw conflict("opportunity.stage_in_use", {{"stage", was->name}});
    if (!was || !is || was->outcome == is->outcome) return;
    const auto accounts = set_outcome_of_stage(write, is->key, is->outcome);
    for (const auto& subscriber : events().changed) subscriber(write, {accounts.begin(), accounts.end()});
}

void check_opportunity(storage::Write& write, const auth::Actor& actor, const describe::Record* before,
                       describe::Record& record, std::vector<FieldFault>& faults) {
    auto& o = static_cast<Opportunity&>(record);
    const auto* was = static_cast<const Opportunity*>(before);
    o.stage = base::trim(o.stage);
    if (o.stage.empty()) return;  // the row rule says "required"
    auto stage = find_stage(write, o.stage);
    if (!stage && actor.door != "ui" && actor.door != "api") {
        stage = guess_stage(o.stage);
        storage::insert_record(write, Stage::entity(), *stage);
    }
    if (!stage) {
        faults.push_back({"/stage", "opportunity.unknown_stage", {{"stage", o.stage}}});
        return;
    }
    o.stage = stage->key;
    o.outcome = stage->outcome;
    const bool moved = !was || was->stage != o.stage;
    const bool set_by_hand = was ? was->probability != o.probability : o.probability.has_value();
    if (moved && !set_by_hand) o.probability = stage->probability;
    if (!o.probability) o.probability = stage->probability;
    if (moved && o.outcome != "open" && !o.close_on) o.close_on = write.at().date();
    if (o.opened_on && o.close_on && *o.close_on < *o.opened_on &&
        (!was || was->close_on != o.close_on || was->opened_on != o.opened_on))
        faults.push_back({"/close_on", "opportunity.closes_before_it_opens", {}});
    if (!was && !o.owner_id && !actor.user_id.empty() && actor.door == "ui") o.owner_id = actor.user_id;
    if (!o.external_id.empty() && (!was || was->external_id != o.external_id) &&
        find_external(write, o.external_id, o.id))
        faults.push_back({"/external_id", "field.duplicate", {}});
}

namespace {

// A deal that comes closed by an import changed its stage when it closed, not now.
void add_change(storage::Write& write, const Opportunity& o, const std::string& from, bool imported = false) {
    StageChange change;
    change.opportunity_id = o.id;
    change.account_id = o.account_id;
    change.stage = o.stage;
    change.from_stage = from;
    change.changed_at = imported && o.outcome != "open" && o.close_on ? Instant::at(*o.close_on) : write.at();
    change.amount = o.amount;
    storage::insert_record(write, StageChange::entity(), change);
}

}  // namespace

void saved_opportunity(storage::Write& write, const describe::Record* before, const describe::Record* after) {
    const auto* was = static_cast<const Opportunity*>(before);
    const auto* is = static_cast<const Opportunity*>(after);
    if (is && last_stage(write, is->id) != is->stage) add_change(write, *is, was ? was->stage : "");
    std::vector<std::string> accounts;
    if (was) accounts.push_back(was->account_id);
    if (is && (!was || was->account_id != is->account_id)) accounts.push_back(is->account_id);
    for (const auto& subscriber : events().changed) subscriber(write, accounts);
}

void imported_opportunities(storage::Write& write, const std::vector<std::string>& ids) {
    std::set<std::string> accounts;
    for (const auto& id : ids) {
        const auto o = storage::find<Opportunity>(write, id);
        if (!o) continue;
        accounts.insert(o->account_id);
        const auto from = last_stage(write, id);
        if (from != o->stage) add_change(write, *o, from, true);
    }
    for (const auto& subscriber : events().changed) subscriber(write, {accounts.begin(), accounts.end()});
}

}  // namespace kamino::pipeline
