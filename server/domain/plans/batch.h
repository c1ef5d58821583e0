// Light plans for many accounts at once (PLAN-19): a job starts a plan of light rigour, drafted from the
// data, for every account that has none. One objective and one activity are said for all of them and changed
// for all of them at once; a plan whose own people wrote something else keeps it. Undone, untouched plans go
// to the bin.
#pragma once
#include "domain/plans/public.h"

namespace kamino::plans {

struct Batch : describe::Record {
    std::string name, filter;         // filter: of the portfolio; "" = accounts that were named
    std::string objective, activity;  // what is said in every plan of the batch
    std::string state = "waiting";    // waiting running done stopped undoing undone
    std::int64_t total = 0, made = 0, had_plan = 0, no_right = 0;
    std::int64_t kept = 0;  // undone: plans that people had worked on, and stay
    std::optional<std::string> user_id;
    std::string job_id;
    static const describe::Entity& entity();
};

struct BatchLine : describe::Record {
    std::string batch_id, account_id, outcome;  // made had_plan; undone: binned kept
    std::optional<std::string> plan_id;
    static const describe::Entity& entity();
};

// The block of a light template where the activity stands.
inline constexpr std::string_view activity_block = "group_activity";

void run_batch(registry::Registry& registry, jobs::Run& run);
void run_batch_texts(registry::Registry& registry, jobs::Run& run);
void run_batch_undo(registry::Registry& registry, jobs::Run& run);
// The job of the batch ended with a fault: it stands as stopped, with what was made.
void give_up_batch(storage::Write& write, const std::string& batch_id);

void offer_batches(registry::Registry& registry);

}  // namespace kamino::plans
