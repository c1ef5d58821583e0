#include "platform/storage/sqlite/sqlite.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <stdexcept>

#include "platform/storage/sqlite/file_guard.h"
#include "platform/storage/sqlite/reader_pool.h"
#include "platform/storage/sqlite/writer.h"

namespace kamino::storage {
namespace {

namespace fs = std::filesystem;

constexpr Sql list_schema{
    "sqlite.list_schema",
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END, name"};
constexpr Sql broken_keys{"sqlite.broken_keys", "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1"};
constexpr Sql touch{"sqlite.touch", "SELECT count(*) FROM sqlite_schema"};

// The database whose read or write runs on this thread: calling it again from inside could wait for itself
// for ever.
thread_local const void* inside = nullptr;

class Inside {
  public:
    explicit Inside(const void* database) : before_(inside) {
        if (inside == database)
            throw std::logic_error{"the database is called from inside its own read or write"};
        inside = database;
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { inside = before_; }

  private:
    const void* before_;
};

std::string path_of(const std::string& url) {
    auto path = url.substr(std::string_view{"sqlite:"}.size());
    if (path.starts_with("//")) path.erase(0, 2);
    if (path.empty())
        throw Fault{FaultCode::unavailable, "storage.bad_url", {}, {}, "sqlite: without a path"};
    return path;
}

void sync_folder(const fs::path& folder) {
    const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

void copy_pages(Connection& from, const std::string& to_path) {
    sqlite3* to = nullptr;
    const auto fail = [&](int code) {
        const std::string detail = to ? sqlite3_errmsg(to) : sqlite3_errstr(code);
        sqlite3_close_v2(to);
        fs::remove(to_path);
        const bool full = (code & 0xff) == SQLITE_FULL;
        throw unavailable(full ? "service.disk_full" : "service.storage_failed", "backup: " + detail);
    };
    int code = sqlite3_open_v2(to_path.c_str(), &to,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) fail(code);
    sqlite3_backup* backup = sqlite3_backup_init(to, "main", from.raw(), "main");
    if (!backup) fail(sqlite3_extended_errcode(to));
    do {
        code = sqlite3_backup_step(backup, 2000);
    } while (code == SQLITE_OK);
    const int finished = sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) fail(code);
    if (finished != SQLITE_OK) fail(finished);
    sqlite3_close_v2(to);
}

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(std::string path, const Options& options)
        : path_(std::move(path)),
          guard_(path_, options.create),
          readers_(path_, options.readers),
          writer_(path_, std::chrono::milliseconds{std::clamp(options.group_commit_ms, 0, 50)},
                  [this] { tell(); }) {}

    Engine engine() const override { return Engine::sqlite; }
    std::string url() const override { return "sqlite:" + path_; }

    void on_change(std::function<void()> fn) override {
        const std::lock_guard lock{listeners_mutex_};
        listeners_.push_back(std::move(fn));
    }

    // Foreign keys are off while a table is rebuilt (SQLite cannot switch them inside a transaction) and
    // checked as a whole before the commit.
    void run_script(std::string_view script) override {
        writer_.alone([script = std::string{script}](Connection& connection) {
            struct Guards {
                Connection& c;
                explicit Guards(Connection& connection_) : c(connection_) {
                    c.set_defensive(false);
                    c.run_script("PRAGMA foreign_keys = OFF", "script");
                }
                ~Guards() {
                    if (c.in_transaction()) sqlite3_exec(c.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
                    sqlite3_exec(c.raw(), "PRAGMA foreign_keys = ON", nullptr, nullptr, nullptr);
                    c.set_defensive(true);
                }
            } guards{connection};
            connection.run_script("BEGIN IMMEDIATE", "script");
            connection.run_script(script, "script");
            SqliteRead check{connection};
            if (const auto table = check.text(broken_keys)) {
                throw std::logic_error{"the script breaks foreign keys of " + *table};
            }
            connection.run_script("COMMIT", "script");
        });
    }

    void backup(const std::string& to_path) override {
        if (fs::exists(to_path)) {
            throw Fault{FaultCode::unavailable, "storage.backup_exists", {{"path", to_path}}, {}, ""};
        }
        const auto partial = to_path + ".partial";
        fs::remove(partial);
        Connection source{path_, Connection::Role::reader};
        source.run({"sqlite.begin_backup", "BEGIN"});
        SqliteRead{source}.integer(touch);  // the snapshot starts with the first look
        copy_pages(source, partial);
        fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write);
        fs::rename(partial, to_path);
        sync_folder(fs::path{to_path}.parent_path());
    }

    std::string schema_dump() override {
        return read([](Read& r) {
            std::string result;
            auto rows = r.query(list_schema);
            while (rows.next()) result += rows.text(0) + ";\n";
            return result;
        });
    }

    void analyze() override {
        writer_.alone([](Connection& connection) { connection.run_script("ANALYZE", "analyze"); });
        readers_.renew();
    }

  private:
    void do_read(const std::function<void(Read&)>& fn) override {
        const Inside here{this};
        readers_.read([&](Connection& connection) {
            SqliteRead read{connection};
            fn(read);
        });
    }

    void do_write(const Origin& origin, const std::function<void(Write&)>& fn) override {
        if (inside == this)
            throw std::logic_error{"a write from inside a read or write of the same database"};
        const std::function<void(Write&)> guarded = [&](Write& write) {
            const Inside here{this};
            fn(write);
        };
        writer_.write(origin, guarded);
    }

    void tell() {
        std::vector<std::function<void()>> listeners;
        {
            const std::lock_guard lock{listeners_mutex_};
            listeners = listeners_;
        }
        for (const auto& fn : listeners) fn();
    }

    std::string path_;
    FileGuard guard_;
    std::mutex listeners_mutex_;
    std::vector<std::function<void()>> listeners_;
    ReaderPool readers_;
    Writer writer_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& url, const Options& options) {
    return std::make_unique<SqliteDatabase>(path_of(url), options);
}

}  // namespace kamino::storage
