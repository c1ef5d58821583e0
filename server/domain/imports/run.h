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

}  // namespace kamino::imports
