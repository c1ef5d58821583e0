// Undo of an import: what it made goes to the bin, but for what somebody has worked on since or what others
// refer to (told in the import's result as `kept`); what it changed gets its earlier values back, field by
// field, and a field that somebody changed since stays as that person left it.
#pragma once
#include "domain/imports/import.h"
#include "platform/jobs/jobs.h"

namespace kamino::imports {

// False when the server stops in the middle; the next run goes on.
bool undo_all(registry::Registry& registry, jobs::Run& run, const std::string& import_id);

}  // namespace kamino::imports
