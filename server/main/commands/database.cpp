// Commands about the database itself: migrate, schema, backup, doctor.
#include <iostream>

#include "main/commands/commands.h"
#include "migrations/migration_files.h"
#include "platform/storage/migrations.h"

namespace kamino::app {

int migrate(const std::string& db) {
    auto database = open_existing(db);
    const auto report = storage::migrate(*database, migration_files());
    for (const auto& name : report.applied) std::cout << "applied " << name << "\n";
    if (!report.backup_path.empty()) std::cout << "backup " << report.backup_path << "\n";
    if (report.applied.empty()) std::cout << "up to date\n";
    return 0;
}

int schema(const std::string& db) {
    auto database = open_existing(db);
    storage::migrate(*database, migration_files());
    std::cout << database->schema_dump();
    return 0;
}

int backup(const std::string& db, const std::string& to) {
    auto database = open_existing(db);
    database->backup(to);
    std::cout << "backup " << to << "\n";
    return 0;
}

int doctor(const std::string& db) {
    int wrong = 0;
    const auto line = [&](const std::string& what, bool good, const std::string& detail) {
        std::cout << (good ? "ok    " : "WRONG ") << what << (detail.empty() ? "" : ": " + detail) << "\n";
        wrong += !good;
    };
    auto database = open_existing(db);
    line("database opens", true, database->url());
    const auto known = migration_files().size();
    const auto applied = database->read([](storage::Read& r) {
        return r.integer({"doctor.migrations", "SELECT COUNT(*) FROM schema_migrations"}).value_or(0);
    });
    line("migrations applied", static_cast<std::size_t>(applied) == known,
         std::to_string(applied) + " of " + std::to_string(known));
    if (database->engine() == storage::Engine::sqlite) {
        const auto check = database->read([](storage::Read& r) {
            return r.text({"doctor.integrity", "PRAGMA quick_check(1)"}).value_or("no answer");
        });
        line("file is sound", check == "ok", check);
        const auto broken = database->read([](storage::Read& r) {
            auto rows = r.query({"doctor.references", "PRAGMA foreign_key_check"});
            return rows.next();
        });
        line("references hold", !broken, "");
    }
    const auto [head, last] = database->read([](storage::Read& r) {
        return std::pair{r.integer({"doctor.head", "SELECT seq FROM change_head"}).value_or(-1),
                         r.integer({"doctor.last", "SELECT MAX(seq) FROM changes"}).value_or(0)};
    });
    line("change log is whole", head == last,
         "head " + std::to_string(head) + ", last " + std::to_string(last));
    const auto admins = database->read([](storage::Read& r) {
        return r
            .integer(
                {"doctor.admins",
                 "SELECT COUNT(*) FROM users WHERE role = 'admin' AND active = 1 AND deleted_at IS NULL"})
            .value_or(0);
    });
    line("an administrator can sign in", admins > 0, std::to_string(admins));
    return wrong == 0 ? 0 : 1;
}

}  // namespace kamino::app
