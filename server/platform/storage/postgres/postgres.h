// The PostgreSQL engine's door: what storage::open() calls for "postgres://…" and "postgresql://…".
//
// The URL is libpq's (SSL, several hosts, target_session_attrs and so on are left to it) with one option of
// ours: `pooler=transaction` says that a transaction pooler stands between; then nothing is kept in a session
// (no named statements, no SET, no LISTEN), and other nodes' writes are seen by looking at the log once a
// second.
//
// Transactions. read() = REPEATABLE READ READ ONLY: one snapshot. write() = READ COMMITTED: every write takes
// its number by updating the one row of change_head as its last lock, and under REPEATABLE READ that update
// would fail (serialization failure) whenever two writes overlap, that is nearly always; with READ COMMITTED
// it waits its turn and the order of numbers is the order of commits. Lost updates are refused by `version`
// in the statements themselves. Order of locks: rows first, change_head last and nothing that can wait after
// it, so change_head is in no deadlock.
//
// After a refused statement (ConstraintError) PostgreSQL refuses everything that follows: fn must let it out.
#pragma once
#include <memory>
#include <string>

#include "platform/storage/storage.h"

namespace kamino::storage {

// Fault unavailable: "database.unreachable", "database.too_old" {version, needed}, "database.encoding"
// {encoding}.
std::unique_ptr<Database> open_postgres(const std::string& url, const Options& options);

}  // namespace kamino::storage
