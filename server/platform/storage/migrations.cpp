#include "platform/storage/migrations.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/storage/sql_text.h"

namespace kamino::storage {
namespace {

using Kind = SqlToken::Kind;

constexpr std::string_view create_bookkeeping =
    "CREATE TABLE IF NOT EXISTS schema_migrations (\n"
    "    id TEXT NOT NULL PRIMARY KEY,\n"
    "    name TEXT NOT NULL,\n"
    "    checksum TEXT NOT NULL,\n"
    "    applied_at INTEGER NOT NULL\n"
    ");";
// Asked before the table is made: a script ends with a look at every foreign key of the database, which a
// start on a large workspace would wait for.
constexpr Sql has_bookkeeping_sqlite{
    "storage.has_bookkeeping",
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'"};
constexpr Sql has_bookkeeping_postgres{
    "storage.has_bookkeeping",
    "SELECT 1 FROM pg_catalog.pg_tables WHERE tablename = 'schema_migrations' "
    "AND schemaname = ANY (current_schemas(false))"};
constexpr Sql list_applied{"storage.list_applied",
                           "SELECT id, name, checksum FROM schema_migrations ORDER BY id"};

struct Migration {
    std::string id, name, checksum;
    std::string_view script;
};

struct Applied {
    std::string name, checksum;
};

std::vector<Migration> in_order(const std::vector<base::EmbeddedFile>& files) {
    std::vector<Migration> result;
    for (const auto& file : files) {
        if (!file.path.ends_with(".sql") || file.path.starts_with("schema."))
            continue;  // the dumps live beside
        const auto stem = file.path.substr(0, file.path.size() - 4);
        const auto in_name = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        };
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        if (stem.size() < 16 || !std::all_of(stem.begin(), stem.begin() + 14, is_digit) || stem[14] != '_' ||
            !std::all_of(stem.begin(), stem.end(), in_name)) {
            throw std::logic_error{"not the name of a migration: " + std::string{file.path}};
        }
        result.push_back({std::string{stem.substr(0, 14)}, std::string{stem.substr(15)},
                          base::sha256_hex(file.content), file.content});
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    const auto twice = std::adjacent_find(result.begin(), result.end(),
                                          [](const auto& a, const auto& b) { return a.id == b.id; });
    if (twice != result.end()) throw std::logic_error{"two migrations have the id " + twice->id};
    return result;
}

bool has_bookkeeping(Database& database) {
    return database.read([](Read& r) {
        return r.integer(r.engine() == Engine::sqlite ? has_bookkeeping_sqlite : has_bookkeeping_postgres)
            .has_value();
    });
}

std::map<std::string, Applied> applied_in(Database& database) {
    return database.read([](Read& r) {
        std::map<std::string, Applied> result;
        auto rows = r.query(list_applied);
        while (rows.next()) result[rows.text(0)] = {rows.text(1), rows.text(2)};
        return result;
    });
}

void refuse_strangers(const std::map<std::string, Applied>& applied, const std::vector<Migration>& ours) {
    for (const auto& [id, row] : applied) {
        const auto known =
            std::find_if(ours.begin(), ours.end(), [&id = id](const auto& m) { return m.id == id; });
        const Params params{{"migration", id + "_" + row.name}};
        if (known == ours.end())
            throw Fault{FaultCode::unavailable, "schema.newer", params, {}, "unknown: " + id};
        if (known->checksum != row.checksum) {
            throw Fault{FaultCode::unavailable, "schema.drift", params, {}, "another text: " + id};
        }
    }
}

std::string backup_before(Database& database) {
    if (database.engine() != Engine::sqlite) return "";
    auto stamp = now().to_text().substr(0, 19);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    const auto path = database.url().substr(std::string_view{"sqlite:"}.size()) + ".backup-" + stamp;
    auto free = path;
    for (int i = 2; std::filesystem::exists(free); ++i) free = path + "-" + std::to_string(i);
    database.backup(free);
    return free;
}

void apply(Database& database, const Migration& migration) {
    auto script = dialect_sql(migration.script, database.engine());
    script += "\nINSERT INTO schema_migrations (id, name, checksum, applied_at) VALUES ('" + migration.id +
              "', '" + migration.name + "', '" + migration.checksum + "', " + std::to_string(now().us) +
              ");\n";
    try {
        database.run_script(script);
    } catch (const std::exception& error) {
        // Another node may have been first: then there is nothing left to do.
        const auto applied = applied_in(database);
        const auto found = applied.find(migration.id);
        if (found != applied.end() && found->second.checksum == migration.checksum) return;
        log::error("a migration failed",
                   {{"migration", migration.id + "_" + migration.name}, {"detail", error.what()}});
        throw;
    }
}

// Writes one script in an engine's words, token by token.
class Translator {
  public:
    explicit Translator(Engine engine) : engine_(engine) {}

    std::string translate(std::string_view script) {
        SqlScanner scanner{script};
        for (auto token = scanner.next(); token.kind != Kind::end; token = scanner.next())
            tokens_.push_back(token);
        for (at_ = 0; at_ < tokens_.size(); ++at_) put(tokens_[at_]);
        return std::move(out_);
    }

  private:
    void put(const SqlToken& token) {
        if (token.kind == Kind::comment) {
            put_comment(token.text);
        } else if (token.kind == Kind::space) {
            out_ += token.text;
        } else {
            if (token.kind == Kind::word) {
                put_word(token.text);
            } else {
                put_symbol(token.text);
            }
            before_ = token.text;
        }
    }

    void put_comment(std::string_view text) {
        for (const auto& [mark, engine] : {std::pair{std::string_view{"/*sqlite"}, Engine::sqlite},
                                           std::pair{std::string_view{"/*postgres"}, Engine::postgres}}) {
            if (!text.starts_with(mark)) continue;
            if (engine == engine_) out_ += text.substr(mark.size(), text.size() - mark.size() - 2);
            return;
        }
        out_ += text;
    }

    // Types are written in capitals, names are not: a column may be called "text". After AS stands a CAST's
    // type, which takes no collation.
    void put_word(std::string_view word) {
        follow_create(word);
        if (engine_ == Engine::sqlite) {
            out_ += word;
        } else if (word == "TEXT") {
            out_ += before_ == "AS" ? "TEXT" : "TEXT COLLATE \"C\"";
        } else if (word == "INTEGER") {
            out_ += "BIGINT";
        } else if (word == "REAL") {
            out_ += "DOUBLE PRECISION";
        } else if (word == "BLOB") {
            out_ += "BYTEA";
        } else {
            out_ += word;
        }
    }

    // CREATE TABLE … ( … ): waits for the list's opening parenthesis.
    void follow_create(std::string_view word) {
        if (word == "CREATE") {
            in_create_ = true;
        } else if (in_create_ && word == "TABLE") {
            awaits_list_ = true;
        } else if (awaits_list_ && depth_ == 0 && word == "AS") {
            awaits_list_ = false;
        } else if (word == "INDEX" || word == "VIRTUAL" || word == "VIEW" || word == "TRIGGER") {
            in_create_ = false;
        }
    }

    void put_symbol(std::string_view text) {
        out_ += text;
        if (text == ";") {
            in_create_ = awaits_list_ = in_list_ = false;
            depth_ = 0;
        } else if (text == "(") {
            if (depth_++ == 0 && awaits_list_) in_list_ = true;
        } else if (text == ")") {
            if (--depth_ == 0 && in_list_) end_list();
        }
    }

    void end_list() {
        in_create_ = awaits_list_ = in_list_ = false;
        auto next = at_ + 1;
        while (next < tokens_.size() && tokens_[next].kind == Kind::space) ++next;
        const bool without_rowid = next < tokens_.size() && tokens_[next].text == "WITHOUT";
        if (engine_ == Engine::sqlite) {
            out_ += without_rowid ? " STRICT," : " STRICT";
        } else if (without_rowid) {
            at_ = next + 2;  // WITHOUT, space, ROWID
        }
    }

    Engine engine_;
    std::vector<SqlToken> tokens_;
    std::size_t at_ = 0;
    std::string out_;
    std::string_view before_;
    int depth_ = 0;
    bool in_create_ = false, awaits_list_ = false, in_list_ = false;
};

}  // namespace

std::string dialect_sql(std::string_view script, Engine engine) {
    return Translator{engine}.translate(script);
}

bool is_migrated(Database& database) {
    return has_bookkeeping(database) && !applied_in(database).empty();
}

MigrationReport migrate(Database& database, const std::vector<base::EmbeddedFile>& files) {
    const auto ours = in_order(files);
    if (!has_bookkeeping(database)) database.run_script(dialect_sql(create_bookkeeping, database.engine()));
    const auto applied = applied_in(database);
    refuse_strangers(applied, ours);
    std::vector<Migration> pending;
    std::copy_if(ours.begin(), ours.end(), std::back_inserter(pending),
                 [&](const auto& m) { return !applied.contains(m.id); });
    MigrationReport report;
    if (pending.empty()) return report;
    if (!applied.empty()) report.backup_path = backup_before(database);
    for (const auto& migration : pending) {
        apply(database, migration);
        report.applied.push_back(migration.id + "_" + migration.name);
    }
    return report;
}

}  // namespace kamino::storage
