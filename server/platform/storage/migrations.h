// Forward-only migrations. A migration is one SQL file `<14 digits>_<name>.sql`, written once for both
// engines: the storage puts in the dialect: TEXT -> TEXT COLLATE "C", INTEGER -> BIGINT, REAL -> DOUBLE
// PRECISION, BLOB -> BYTEA on PostgreSQL; every CREATE TABLE is STRICT on SQLite; a `/*sqlite … */` or
// `/*postgres … */` comment opens on its engine only. Applied ones are kept in `schema_migrations(id, name,
// checksum, applied_at)`.
#pragma once
#include <string>
#include <vector>

#include "platform/base/embedded.h"
#include "platform/storage/storage.h"

namespace kamino::storage {

struct MigrationReport {
    std::vector<std::string> applied;
    std::string
        backup_path;  // SQLite: made before the first pending migration of a workspace that has any; else ""
};

// Applies what is pending, in order, each in its own transaction. Faults, all unavailable and before any
// change: "schema.newer" (the database knows a migration that we do not), "schema.drift" (an applied
// migration's text differs).
MigrationReport migrate(Database& database, const std::vector<base::EmbeddedFile>& files);

// Whether any migration was ever applied: there is a workspace. False for an empty database.
bool is_migrated(Database& database);

// The dialect's text of one migration; pure.
std::string dialect_sql(std::string_view script, Engine engine);

}  // namespace kamino::storage
