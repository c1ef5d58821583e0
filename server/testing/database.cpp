#include "testing/database.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "migrations/migration_files.h"
#include "platform/storage/migrations.h"

namespace kamino::testing {
namespace {

namespace fs = std::filesystem;

// A SQLite file with every migration in it, made once per process and copied for each test.
const std::string& sqlite_template() {
    static const TempFolder folder;
    static const std::string path = [] {
        auto file = folder.file("template.db");
        const auto database = storage::open("sqlite:" + file);
        storage::migrate(*database, migration_files());
        return file;
    }();
    return path;
}

class SqliteTestDatabase final : public TestDatabase {
  public:
    explicit SqliteTestDatabase(const storage::Options& options, bool empty = false) {
        if (!empty) fs::copy_file(sqlite_template(), folder_.file("test.db"));
        database_ = storage::open(url(), options);
    }
    storage::Database& db() override { return *database_; }
    std::string url() const override { return "sqlite:" + folder_.file("test.db"); }
    void close() override { database_.reset(); }

  private:
    TempFolder folder_;
    std::unique_ptr<storage::Database> database_;
};

std::string admin_url() {
    const char* url = std::getenv("KAMINO_TEST_PG");
    return url ? url : "";
}

// The same server, another database: the path of the URL is put in place.
std::string url_of(const std::string& database) {
    auto url = admin_url();
    const auto options = url.find('?');
    const auto query = options == std::string::npos ? "" : url.substr(options);
    url = url.substr(0, options);
    const auto host = url.find("://") + 3;
    const auto slash = url.find('/', host);
    return url.substr(0, slash) + "/" + database + query;
}

void administer(const std::string& sql) {
    PGconn* connection = PQconnectdb(admin_url().c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    const bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    const std::string why = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (!good) throw std::runtime_error{sql + ": " + why};
}

struct PostgresTemplate {
    std::string name = "kamino_test_" + std::to_string(getpid());
    PostgresTemplate() {
        administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        administer("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        storage::migrate(*storage::open(url_of(name)), migration_files());
    }
    ~PostgresTemplate() {
        try {
            administer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }
};

class PostgresTestDatabase final : public TestDatabase {
  public:
    explicit PostgresTestDatabase(const storage::Options& options, bool empty = false) {
        static const PostgresTemplate migrated;
        static int number = 0;
        name_ = migrated.name + "_" + std::to_string(++number);
        administer("CREATE DATABASE " + name_ + " TEMPLATE " +
                   (empty ? "template0 ENCODING 'UTF8'" : migrated.name));
        database_ = storage::open(url(), options);
    }
    ~PostgresTestDatabase() override {
        database_.reset();
        try {
            administer("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }
    storage::Database& db() override { return *database_; }
    std::string url() const override { return url_of(name_); }
    void close() override { database_.reset(); }

  private:
    std::string name_;
    std::unique_ptr<storage::Database> database_;
};

}  // namespace

TempFolder::TempFolder() {
    auto pattern = (fs::temp_directory_path() / "kamino-test-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error{"no temporary folder: " + pattern};
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::vector<storage::Engine> each_engine() {
    return {storage::Engine::sqlite, storage::Engine::postgres};
}

bool available(storage::Engine engine) {
    return engine == storage::Engine::sqlite || !admin_url().empty();
}

std::unique_ptr<TestDatabase> fresh_database(storage::Engine engine, const storage::Options& options) {
    if (engine == storage::Engine::sqlite) return std::make_unique<SqliteTestDatabase>(options);
    return std::make_unique<PostgresTestDatabase>(options);
}

std::unique_ptr<TestDatabase> empty_database(storage::Engine engine) {
    if (engine == storage::Engine::sqlite)
        return std::make_unique<SqliteTestDatabase>(storage::Options{}, true);
    return std::make_unique<PostgresTestDatabase>(storage::Options{}, true);
}

std::string engine_name(const ::testing::TestParamInfo<storage::Engine>& info) {
    return info.param == storage::Engine::sqlite ? "sqlite" : "postgres";
}

void DatabaseTest::SetUp() {
    if (!available(GetParam())) GTEST_SKIP() << "PostgreSQL: KAMINO_TEST_PG is not set (bin/test sets it)";
    database_ = fresh_database(GetParam());
}

}  // namespace kamino::testing
