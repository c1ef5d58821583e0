// What the tests of the PostgreSQL engine share: a schema of its own for each test in the database of
// KAMINO_TEST_PG (without it the tests are skipped), and a second way in for the administrator who disturbs.
// Tests only.
#pragma once
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "platform/base/id.h"
#include "platform/storage/postgres/postgres.h"
#include "platform/storage/storage.h"

namespace kamino::storage {

inline std::string admin_url() {
    const char* url = std::getenv("KAMINO_TEST_PG");
    return url ? url : "";
}

// A connection beside the database under test: what an administrator, or a fault, does to it. The first
// value.
inline std::string beside(const std::string& sql) {
    PGconn* raw = PQconnectdb(admin_url().c_str());
    PGresult* result = PQexec(raw, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string why = PQerrorMessage(raw);
    std::string value = status == PGRES_TUPLES_OK && PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    PQfinish(raw);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error{sql + ": " + why};
    return value;
}

inline constexpr std::string_view platform_tables = R"(
CREATE TABLE change_head (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL);
INSERT INTO change_head VALUES (1, 0);
CREATE TABLE changes (seq BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, actor_id TEXT NOT NULL, door TEXT NOT NULL,
  request_id TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, account_id TEXT NOT NULL,
  action TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
CREATE TABLE write_marks (id TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL);
CREATE TABLE things (id TEXT COLLATE "C" NOT NULL PRIMARY KEY, n BIGINT CHECK (n < 1000000), x DOUBLE PRECISION,
  name TEXT COLLATE "C" NOT NULL DEFAULT '', of_id TEXT COLLATE "C" REFERENCES things (id)))";

inline constexpr Sql insert_thing{"test.insert_thing",
                                  "INSERT INTO things (id, n, x, name) VALUES (:id, :n, :x, :name)"};
inline constexpr Sql count_things{"test.count_things", "SELECT count(*) FROM things"};
inline constexpr Sql backend_pid{"test.backend_pid", "SELECT pg_backend_pid()"};

class PostgresTest : public ::testing::Test {
  protected:
    void SetUp() override {
        if (admin_url().empty()) GTEST_SKIP() << "KAMINO_TEST_PG is not set (bin/test sets it)";
        schema_ = "k_" + base::new_id();
        std::replace(schema_.begin(), schema_.end(), '-', '_');
        beside("CREATE SCHEMA " + schema_);
        database_ = reopen();
        database_->run_script(platform_tables);
    }
    void TearDown() override {
        database_.reset();
        if (!schema_.empty()) beside("SET client_min_messages = error; DROP SCHEMA " + schema_ + " CASCADE");
    }
    // The schema's name is the application's name too: a test that kills must kill only its own.
    std::string url(const std::string& more = "") const {
        const auto admin = admin_url();
        return admin + (admin.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" +
               schema_ + "&application_name=" + schema_ + more;
    }
    std::unique_ptr<Database> reopen(const Options& options = {}, const std::string& more = "") const {
        return open_postgres(url(more), options);
    }
    Database& db() { return *database_; }
    void add(const std::string& id, Value n = std::int64_t{1}) { add_to(db(), id, std::move(n)); }
    static void add_to(Database& database, const std::string& id, Value n = std::int64_t{1}) {
        database.write({}, [&](Write& w) {
            w.execute(insert_thing, {{"id", id}, {"n", n}, {"x", nullptr}, {"name", ""}});
            w.record({"thing", id, "", "insert"});
        });
    }
    std::int64_t number(const char* sql) {
        return *db().read([&](Read& r) { return r.integer({"test.number", sql}); });
    }
    std::int64_t count() { return number("SELECT count(*) FROM things"); }

    std::string schema_;
    std::unique_ptr<Database> database_;
};

template <class F>
void expect_unavailable(F&& fn, const char* key = "service.unavailable") {
    try {
        fn();
        ADD_FAILURE() << "no fault";
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.code, FaultCode::unavailable);
        EXPECT_EQ(fault.key, key) << fault.internal;
    }
}

}  // namespace kamino::storage
