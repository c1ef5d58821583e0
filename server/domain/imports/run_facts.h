// The application of facts (sales lines): rows are read on a thread of their own, ahead of the transaction
// that writes those before.
#pragma once
#include "domain/imports/session.h"
#include "platform/jobs/jobs.h"

namespace kamino::imports {

// A chunk committed row by row, of at most so many rows; false when the file is at its end.
using DirectChunk = std::function<bool(int rows)>;

// From where the session stands to the end of the file; false when it was stopped. Rows that name records
// nobody knows are committed by `direct`, which makes them.
bool apply_facts(registry::Registry& registry, jobs::Run& run, const Import& import, Session& session,
                 const DirectChunk& direct);

// What the import's row keeps of the outcome so far.
std::string result_json(const Session& session);

}  // namespace kamino::imports
