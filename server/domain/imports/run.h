// Runs an import: as a check (everything is tried, nothing is kept), as an application (in chunks, each one
// transaction with its own undo lines and progress, so that a restart goes on behind the last chunk), and its
// undo. Runs in a job.
#pragma once
#include "domain/imports/import.h"
#include "platform/jobs/jobs.h"

namespace kamino::imports {

void run_check(registry::Registry& registry, jobs::Run& run);
void run_application(registry::Registry& registry, jobs::Run& run);
void run_undo(registry::Registry& registry, jobs::Run& run);

// What becomes of an import whose job was given up for good: a trial has failed; what an application has
// written is taken back, and then it has failed; what an undo has left stands as applied, and can be undone
// again.
void give_up(registry::Registry& registry, storage::Write& write, const std::string& import_id);

}  // namespace kamino::imports
