// Scripts, statistics and the schema's text: the parts of the PostgreSQL engine that concern the whole
// database.
#include <chrono>
#include <string>

#include "platform/storage/postgres/database.h"

namespace kamino::storage::postgres {
namespace {

// Migrations and statistics take what they take; hours mean that something is wrong.
constexpr Millis long_deadline{2 * 3'600'000};

constexpr const char* tables = R"(
SELECT c.relname, format('%s %s', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                         c.relname), coalesce(pg_get_viewdef(nullif(c.oid, CASE WHEN c.relkind IN ('v', 'm') THEN NULL
                         ELSE c.oid END), true), '')
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
ORDER BY c.relname COLLATE "C")";

// What hangs on a table, each with its place: columns as they stand, constraints, indexes and triggers by
// name.
constexpr const char* parts = R"(
SELECT relname, line FROM (
  SELECT c.relname, 1 AS part, a.attnum::int AS place, a.attname::text AS name,
         format('  %s %s%s%s%s', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> t.typcollation THEN format(' COLLATE %I', k.collname) ELSE '' END,
                CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid, true), '')) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation k ON k.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  UNION ALL
  SELECT c.relname, 2, 0, x.conname::text, format('  CONSTRAINT %s %s', quote_ident(x.conname), pg_get_constraintdef(x.oid, true))
  FROM pg_constraint x JOIN pg_class c ON c.oid = x.conrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND x.contype <> 'n'
  UNION ALL
  SELECT c.relname, 3, 0, i.relname::text, '  ' || pg_get_indexdef(i.oid, 0, true)
  FROM pg_index n JOIN pg_class i ON i.oid = n.indexrelid JOIN pg_class c ON c.oid = n.indrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'm')
    AND NOT EXISTS (SELECT FROM pg_constraint x WHERE x.conindid = i.oid AND x.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT c.relname, 4, 0, g.tgname::text, '  ' || pg_get_triggerdef(g.oid, true)
  FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal
) AS lines ORDER BY relname COLLATE "C", part, place, name COLLATE "C")";

std::string cell(const Result& result, int row, int column) {
    return PQgetvalue(result.get(), row, column);
}

}  // namespace

// The lock keeps two nodes from migrating at once; it goes with the transaction.
void PostgresDatabase::run_script(std::string_view script) {
    const auto lease = pool_.begin("BEGIN; SET LOCAL statement_timeout = 0");
    Transaction transaction{*lease, long_deadline, true};
    transaction.guarded("run_script", [&] {
        try {
            lease->run("SELECT pg_advisory_xact_lock(7020941170)", long_deadline);
            lease->run(std::string{script}, long_deadline);
            lease->run("COMMIT", long_deadline);
        } catch (const ServerError&) {
            lease->run("ROLLBACK", long_deadline);
            throw;
        }
    });
    pool_.renew();
}

std::string PostgresDatabase::schema_dump() {
    const auto lease = pool_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const auto deadline = pool_.target().deadline;
    Transaction transaction{*lease, deadline, false};
    return transaction.guarded("schema_dump", [&] {
        const auto heads = lease->run(tables, deadline);
        const auto lines = lease->run(parts, deadline);
        std::string result;
        int line = 0;
        for (int i = 0; i < PQntuples(heads.get()); ++i) {
            const auto table = cell(heads, i, 0);
            result += cell(heads, i, 1) + '\n' + cell(heads, i, 2) + (cell(heads, i, 2).empty() ? "" : "\n");
            for (; line < PQntuples(lines.get()) && cell(lines, line, 0) == table; ++line) {
                result += cell(lines, line, 1) + '\n';
            }
        }
        lease->run("COMMIT", deadline);
        return result;
    });
}

void PostgresDatabase::analyze() {
    const auto lease = pool_.begin("BEGIN; SET LOCAL statement_timeout = 0");
    Transaction transaction{*lease, long_deadline, true};
    transaction.guarded("analyze", [&] {
        lease->run("ANALYZE", long_deadline);
        lease->run("COMMIT", long_deadline);
    });
}

}  // namespace kamino::storage::postgres
