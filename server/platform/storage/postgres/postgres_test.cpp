// The PostgreSQL engine against a real server: KAMINO_TEST_PG=postgres://… (skipped without it). What both engines share
// is tested in storage/*_test.cpp; here is what only this one can get wrong. Each test has a schema of its own.
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <latch>
#include <set>
#include <thread>

#include "platform/base/id.h"
#include "platform/storage/postgres/postgres.h"
#include "platform/storage/postgres/target.h"
#include "platform/storage/storage.h"

namespace kamino::storage {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

std::string admin_url() {
    const char* url = std::getenv("KAMINO_TEST_PG");
    return url ? url : "";
}

// A connection beside the database under test: what an administrator, or a fault, does to it.
std::string beside(const std::string& sql) {
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

constexpr std::string_view platform_tables = R"(
CREATE TABLE change_head (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL);
INSERT INTO change_head VALUES (1, 0);
CREATE TABLE changes (seq BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, actor_id TEXT NOT NULL, door TEXT NOT NULL,
  request_id TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, account_id TEXT NOT NULL,
  action TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
CREATE TABLE write_marks (id TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL);
CREATE TABLE things (id TEXT COLLATE "C" NOT NULL PRIMARY KEY, n BIGINT CHECK (n < 1000000), x DOUBLE PRECISION,
  name TEXT COLLATE "C" NOT NULL DEFAULT '', of_id TEXT COLLATE "C" REFERENCES things (id)))";

constexpr Sql insert_thing{"test.insert_thing", "INSERT INTO things (id, n, x, name) VALUES (:id, :n, :x, :name)"};
constexpr Sql count_things{"test.count_things", "SELECT count(*) FROM things"};
constexpr Sql backend_pid{"test.backend_pid", "SELECT pg_backend_pid()"};

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
        if (!schema_.empty()) beside("DROP SCHEMA " + schema_ + " CASCADE");
    }
    std::string url(const std::string& more = "") const {
        const auto admin = admin_url();
        return admin + (admin.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_ + more;
    }
    std::unique_ptr<Database> reopen(const Options& options = {}, const std::string& more = "") const {
        return open_postgres(url(more), options);
    }
    Database& db() { return *database_; }
    void add(const std::string& id, Value n = std::int64_t{1}) {
        db().write({}, [&](Write& w) {
            w.execute(insert_thing, {{"id", id}, {"n", n}, {"x", nullptr}, {"name", ""}});
            w.record({"thing", id, "", "insert"});
        });
    }
    std::int64_t count() {
        return *db().read([](Read& r) { return r.integer(count_things); });
    }

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

// ---- addresses ------------------------------------------------------------------------------------------------
TEST(PostgresTarget, keeps_the_password_to_itself_and_takes_our_option_out) {
    struct Case {
        const char *url, *shown, *conninfo;
        bool pooled;
    };
    for (const auto& c : std::initializer_list<Case>{
             {"postgres://u:se@cret@h:5/db", "postgres://u@h:5/db", "postgres://u:se@cret@h:5/db", false},
             {"postgres://u@h/db?pooler=transaction", "postgres://u@h/db", "postgres://u@h/db", true},
             {"postgresql://h/db?sslmode=require&password=x&pooler=transaction",
              "postgresql://h/db?sslmode=require", "postgresql://h/db?sslmode=require&password=x", true},
             {"postgres://u:p@a:1,b:2/db", "postgres://u@a:1,b:2/db", "postgres://u:p@a:1,b:2/db", false}}) {
        // "se@cret" is not a legal URL for libpq; only its being hidden is looked at.
        try {
            const auto target = postgres::Target::parse(c.url, 1s);
            EXPECT_EQ(target.shown, c.shown);
            EXPECT_EQ(target.conninfo, c.conninfo);
            EXPECT_EQ(target.pooled, c.pooled);
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "storage.bad_url");
            EXPECT_EQ(fault.internal.find("cret"), std::string::npos);
        }
    }
    expect_unavailable([] { postgres::Target::parse("postgres://h/db?pooler=session", 1s); }, "storage.bad_url");
    expect_unavailable([] { postgres::Target::parse("postgres://h/db?nonsense=1", 1s); }, "storage.bad_url");
}

TEST(PostgresTarget, nobody_there_is_a_clear_fault) {
    expect_unavailable([] { open_postgres("postgres://u:secret@127.0.0.1:1/db", {}); }, "database.unreachable");
}

// ---- values and parameters ------------------------------------------------------------------------------------
TEST_F(PostgresTest, values_come_back_as_they_went) {
    const std::string odd = "tab\t line\n return\r back\\slash \\N \\. 'quote' \"double\" :name $1 ñ 日本 😀";
    db().write({}, [&](Write& w) {
        w.execute(insert_thing, {{"id", "a"}, {"n", std::int64_t{-7}}, {"x", 0.1}, {"name", odd}});
        w.execute(insert_thing, {{"id", "b"}, {"n", nullptr}, {"x", nullptr}, {"name", ""}});
    });
    db().read([&](Read& r) {
        auto rows = r.query({"test.all", "SELECT id, n, x, name, n = -7, x IS NULL FROM things ORDER BY id"});
        ASSERT_EQ(rows.column_count(), 6);
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.integer(1), -7);
        EXPECT_EQ(rows.real(2), 0.1);
        EXPECT_EQ(rows.text(3), odd);
        EXPECT_TRUE(rows.boolean(4));
        EXPECT_THROW((void)rows.text(1), std::logic_error);
        EXPECT_THROW((void)rows.integer(3), std::logic_error);
        EXPECT_THROW((void)rows.integer(2), std::logic_error);
        EXPECT_EQ(rows.real(1), -7.0);
        ASSERT_TRUE(rows.next());
        EXPECT_TRUE(rows.is_null(1));
        EXPECT_THROW((void)rows.integer(1), std::logic_error);
        EXPECT_EQ(rows.value(2), Value{nullptr});
        EXPECT_TRUE(rows.boolean(5));
        EXPECT_FALSE(rows.next());
        EXPECT_FALSE(rows.next());
    });
}

TEST_F(PostgresTest, sums_are_integers_and_averages_reals) {
    add("a", std::int64_t{10});
    add("b", std::int64_t{20});
    db().read([](Read& r) {
        auto rows = r.query({"test.sums", "SELECT sum(n), avg(n), sum(n) * 0.5, max(x) FROM things"});
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.value(0), Value{std::int64_t{30}});
        EXPECT_EQ(rows.value(1), Value{15.0});
        EXPECT_EQ(rows.value(2), Value{15.0});
        EXPECT_TRUE(rows.is_null(3));
    });
}

// Each of these has a NULL where the server could not find a type for a parameter, or would find a wrong one.
TEST_F(PostgresTest, null_has_a_type_everywhere) {
    add("a", std::int64_t{5});
    const auto n_of = [&](const char* text, Args args) {
        return db().read([&](Read& r) { return r.integer({"test.null", text}, args); });
    };
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE :a IS NULL", {{"a", nullptr}}), 1);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE :a IS NULL OR n = :a", {{"a", nullptr}}), 1);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE :a IS NULL OR n = :a", {{"a", 6}}), 0);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE :a IS NULL OR n = :a", {{"a", nullptr}}), 1);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE of_id IS NOT DISTINCT FROM :a", {{"a", nullptr}}), 1);
    EXPECT_EQ(n_of("SELECT coalesce(:a, n) FROM things", {{"a", nullptr}}), 5);
    EXPECT_EQ(n_of("SELECT coalesce(:a, n) FROM things", {{"a", 9}}), 9);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE n > :a", {{"a", 4.5}}), 1);
    EXPECT_EQ(n_of("SELECT count(*) FROM things WHERE n > :a", {{"a", 4}}), 1);
    EXPECT_EQ(n_of("SELECT n FROM things ORDER BY id LIMIT :limit", {{"limit", 1}}), 5);
    // many patterns of NULL in one statement
    db().write({}, [&](Write& w) {
        for (int i = 0; i < 8; ++i) {
            w.execute(insert_thing, {{"id", "p" + std::to_string(i)},
                                     {"n", i & 1 ? Value{nullptr} : Value{std::int64_t{i}}},
                                     {"x", i & 2 ? Value{nullptr} : Value{i * 0.5}},
                                     {"name", "x"}});
        }
    });
    EXPECT_EQ(count(), 9);
}

TEST_F(PostgresTest, what_a_text_cannot_hold_is_refused) {
    for (const auto& bad : {std::string{"a\0b", 3}, std::string{"\xff\xfe"}}) {
        try {
            db().write({}, [&](Write& w) {
                w.execute(insert_thing, {{"id", bad}, {"n", 1}, {"x", nullptr}, {"name", ""}});
            });
            ADD_FAILURE();
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.code, FaultCode::invalid);
        }
    }
    EXPECT_EQ(count(), 0);
    add("after");
}

TEST_F(PostgresTest, constraints_have_their_kind) {
    add("a");
    const auto kind = [&](const Args& args) {
        try {
            db().write({}, [&](Write& w) {
                w.execute({"test.insert", "INSERT INTO things (id, n, name, of_id) VALUES (:id, :n, :name, :of)"}, args);
            });
        } catch (const ConstraintError& error) {
            return static_cast<int>(error.kind);
        }
        return -1;
    };
    using K = ConstraintError::Kind;
    EXPECT_EQ(kind({{"id", "a"}, {"n", 1}, {"name", ""}, {"of", nullptr}}), static_cast<int>(K::unique));
    EXPECT_EQ(kind({{"id", "b"}, {"n", 1}, {"name", ""}, {"of", "z"}}), static_cast<int>(K::foreign_key));
    EXPECT_EQ(kind({{"id", "b"}, {"n", 2000000}, {"name", ""}, {"of", nullptr}}), static_cast<int>(K::check));
    EXPECT_EQ(kind({{"id", "b"}, {"n", 1}, {"name", nullptr}, {"of", nullptr}}), static_cast<int>(K::not_null));
    EXPECT_EQ(kind({{"id", "b"}, {"n", 1}, {"name", ""}, {"of", "a"}}), -1);
}

TEST_F(PostgresTest, swallowing_a_refusal_does_not_commit_half) {
    add("a");
    EXPECT_THROW(db().write({}, [&](Write& w) {
        w.execute(insert_thing, {{"id", "b"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
        try {
            w.execute(insert_thing, {{"id", "a"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
        } catch (const ConstraintError&) {
        }
    }), std::logic_error);
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresTest, a_read_cannot_write) {
    EXPECT_ANY_THROW(db().read([](Read& r) { r.query({"test.bad", "INSERT INTO things (id) VALUES ('x')"}).next(); }));
    EXPECT_EQ(count(), 0);
}

// ---- bulk and large results -----------------------------------------------------------------------------------
TEST_F(PostgresTest, copy_carries_every_character) {
    const std::vector<std::string> odd{"\t", "\n", "\r\n", "\\", "\\N", "\\.", "\\t", "ñ😀", "", "a\tb\\\nc", "\x01\x7f"};
    std::vector<std::vector<Value>> rows;
    for (std::size_t i = 0; i < odd.size(); ++i) {
        rows.push_back({std::to_string(i), static_cast<std::int64_t>(i), i % 2 ? Value{0.1} : Value{nullptr}, odd[i]});
    }
    const std::array<std::string_view, 4> columns{"id", "n", "x", "name"};
    db().write({}, [&](Write& w) { w.bulk_insert("things", columns, rows); });
    db().read([&](Read& r) {
        auto all = r.query({"test.all", "SELECT id, n, x, name FROM things ORDER BY n"});
        for (std::size_t i = 0; i < odd.size(); ++i) {
            ASSERT_TRUE(all.next());
            EXPECT_EQ(all.text(3), odd[i]);
            EXPECT_EQ(all.maybe_real(2), i % 2 ? std::optional{0.1} : std::nullopt);
        }
    });
    EXPECT_THROW(db().write({}, [&](Write& w) { w.bulk_insert("things", columns, rows); }), ConstraintError);
    rows[3][3] = std::string{"x\0y", 3};
    EXPECT_THROW(db().write({}, [&](Write& w) { w.bulk_insert("things", columns, rows); }), Fault);
    EXPECT_EQ(count(), static_cast<std::int64_t>(odd.size()));
}

std::int64_t resident_kb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::atoll(line.c_str() + 6);
    }
    return 0;
}

TEST_F(PostgresTest, a_large_result_is_streamed) {
    const auto before = resident_kb();
    std::int64_t most = before, seen = 0;
    db().read([&](Read& r) {
        auto rows = r.query({"test.large", "SELECT g, repeat('x', 500) FROM generate_series(1, :n) AS g"},
                            {{"n", 400'000}});
        while (rows.next()) {
            if (++seen % 20'000 == 0) most = std::max(most, resident_kb());
        }
    });
    EXPECT_EQ(seen, 400'000);
    EXPECT_LT(most - before, 40'000) << "kB more for a result of 200 MB";
}

TEST_F(PostgresTest, rows_stay_readable_while_other_statements_run) {
    db().read([](Read& r) {
        const Sql series{"test.series", "SELECT g FROM generate_series(1, :n) AS g"};
        auto outer = r.query(series, {{"n", 5000}});
        std::int64_t sum = 0;
        for (int i = 0; outer.next(); ++i) {
            sum += outer.integer(0);
            if (i % 1000 == 0) {
                EXPECT_EQ(r.integer({"test.one", "SELECT count(*) FROM things"}), 0);
            }
        }
        EXPECT_EQ(sum, 12'502'500);
        { auto dropped = r.query(series, {{"n", 100'000}}); }
        EXPECT_EQ(r.integer(series, {{"n", 3}}), 1);
    });
}

// ---- faults ---------------------------------------------------------------------------------------------------
TEST_F(PostgresTest, the_deadline_fires_and_the_statement_is_cancelled) {
    const auto quick = reopen({.deadline_ms = 300});
    const auto start = Clock::now();
    expect_unavailable([&] { quick->read([](Read& r) { r.query({"test.sleep", "SELECT 1, pg_sleep(20)"}); }); });
    EXPECT_LT(Clock::now() - start, 2s);
    EXPECT_EQ(quick->read([](Read& r) { return r.integer(count_things); }), 0);
    for (int i = 0; i < 50; ++i) {
        if (beside("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()"
                   " AND state = 'active'") == "0") return;
        std::this_thread::sleep_for(50ms);
    }
    ADD_FAILURE() << "the server still sleeps";
}

TEST_F(PostgresTest, a_full_pool_refuses_in_time) {
    const auto small = reopen({.readers = 1, .deadline_ms = 400});
    std::latch taken{1};
    std::atomic<bool> release{false};
    std::thread holder{[&] {
        small->read([&](Read&) {
            taken.count_down();
            while (!release) std::this_thread::sleep_for(5ms);
        });
    }};
    taken.wait();
    expect_unavailable([&] { small->read([](Read&) {}); });
    release = true;
    holder.join();
    small->read([](Read&) {});
}

TEST_F(PostgresTest, killed_idle_connections_are_replaced_unseen) {
    for (int i = 0; i < 3; ++i) {
        const auto pid = db().read([](Read& r) { return *r.integer(backend_pid); });
        beside("SELECT pg_terminate_backend(" + std::to_string(pid) + ", 2000)");
        EXPECT_EQ(count(), i);
        const auto again = db().read([](Read& r) { return *r.integer(backend_pid); });
        beside("SELECT pg_terminate_backend(" + std::to_string(again) + ", 2000)");
        add("n" + std::to_string(i));
    }
}

TEST_F(PostgresTest, a_connection_lost_within_fn_is_tried_once_more) {
    int runs = 0;
    db().write({}, [&](Write& w) {
        w.execute(insert_thing, {{"id", "a"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
        if (++runs == 1) beside("SELECT pg_terminate_backend(" + std::to_string(*w.integer(backend_pid)) + ", 2000)");
        w.execute(insert_thing, {{"id", "b"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(), 2);
    expect_unavailable([&] {
        db().write({}, [&](Write& w) {
            beside("SELECT pg_terminate_backend(" + std::to_string(*w.integer(backend_pid)) + ", 2000)");
            w.execute(insert_thing, {{"id", "c"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
        });
    });
    EXPECT_EQ(count(), 2);
}

// The answer to COMMIT never comes: a deferred trigger sleeps inside the COMMIT while our deadline passes. With `raise`
// the server does not commit after all; without, it does. Either way the row is there exactly once.
TEST_F(PostgresTest, an_unknown_commit_is_found_out) {
    db().run_script(R"(
        CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.name = 'slow' AND nextval('dawdles') = 1 THEN PERFORM pg_sleep(1.2); END IF;
          RETURN NULL;
        END $$;
        CREATE SEQUENCE dawdles;
        CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION dawdle())");
    const auto quick = reopen({.deadline_ms = 500});
    int runs = 0;
    quick->write({}, [&](Write& w) {
        ++runs;
        w.execute(insert_thing, {{"id", base::new_id()}, {"n", 1}, {"x", nullptr}, {"name", "slow"}});
        w.record({"thing", "x", "", "insert"});
    });
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(db().read([](Read& r) { return *r.integer({"test.seq", "SELECT seq FROM change_head"}); }), 1);
    EXPECT_GE(runs, 1);
}

// The backend dies while it commits: before the commit record (absent: again) or after it (present: done).
TEST_F(PostgresTest, a_backend_killed_in_commit_loses_and_doubles_nothing) {
    std::atomic<bool> stop{false};
    std::thread killer{[&] {
        while (!stop) {
            beside("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%; COMMIT' AND pid <> "
                   "pg_backend_pid() AND state = 'active'");
        }
    }};
    std::set<std::string> acknowledged;
    int refused = 0;
    for (int i = 0; i < 300; ++i) {
        try {
            add("k" + std::to_string(i));
            acknowledged.insert("k" + std::to_string(i));
        } catch (const Fault&) {
            ++refused;
        }
    }
    stop = true;
    killer.join();
    std::set<std::string> there;
    db().read([&](Read& r) {
        for (auto rows = r.query({"test.ids", "SELECT id FROM things"}); rows.next();) there.insert(rows.text(0));
    });
    for (const auto& id : acknowledged) EXPECT_TRUE(there.contains(id)) << id;
    EXPECT_EQ(db().read([](Read& r) { return *r.integer({"test.n", "SELECT count(*) FROM changes"}); }),
              static_cast<std::int64_t>(there.size()));
    EXPECT_EQ(there.size(), 300U - static_cast<unsigned>(refused));
}

TEST_F(PostgresTest, a_deadlock_runs_again) {
    add("a");
    add("b");
    std::latch both{2};
    std::atomic<int> runs{0};
    const auto cross = [&](const char* first, const char* second) {
        bool met = false;
        db().write({}, [&](Write& w) {
            ++runs;
            const Sql touch{"test.touch", "UPDATE things SET n = n + 1 WHERE id = :id"};
            w.execute(touch, {{"id", first}});
            if (!std::exchange(met, true)) both.arrive_and_wait();
            w.execute(touch, {{"id", second}});
        });
    };
    std::thread one{cross, "a", "b"}, two{cross, "b", "a"};
    one.join();
    two.join();
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(db().read([](Read& r) { return *r.integer({"test.sum", "SELECT sum(n) FROM things"}); }), 6);
}

TEST_F(PostgresTest, a_serialization_failure_runs_again_at_most_five_times) {
    int runs = 0;
    const Sql fail{"test.fail", "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"};
    db().write({}, [&](Write& w) {
        if (++runs < 4) w.execute(fail);
        w.execute(insert_thing, {{"id", "a"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
    });
    EXPECT_EQ(runs, 4);
    EXPECT_EQ(count(), 1);
    runs = 0;
    expect_unavailable([&] { db().write({}, [&](Write& w) { ++runs; w.execute(fail); }); });
    EXPECT_EQ(runs, 6);
}

TEST_F(PostgresTest, numbers_are_in_the_order_of_commits_without_gaps) {
    std::vector<std::thread> writers;
    for (int t = 0; t < 4; ++t) {
        writers.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) add(std::to_string(t) + "-" + std::to_string(i));
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(db().read([](Read& r) { return *r.integer({"test.m", "SELECT max(seq) FROM changes"}); }), 100);
    EXPECT_EQ(db().read([](Read& r) { return *r.integer({"test.n", "SELECT count(*) FROM changes"}); }), 100);
}

// ---- the change feed ------------------------------------------------------------------------------------------
TEST_F(PostgresTest, another_node_hears_of_changes) {
    for (const std::string more : {"", "&pooler=transaction"}) {
        const auto other = reopen({}, more);
        std::atomic<int> heard{0};
        other->on_change([&] { ++heard; });
        std::this_thread::sleep_for(1500ms);
        const int before = heard;
        for (int i = 0; i < 50; ++i) add("h" + more + std::to_string(i));
        for (int i = 0; i < 60 && heard == before; ++i) std::this_thread::sleep_for(50ms);
        EXPECT_GT(heard, before) << more;
        std::this_thread::sleep_for(1200ms);
        EXPECT_LE(heard, before + 5) << "one notice for a batch, not for a commit";
    }
}

TEST_F(PostgresTest, the_feed_comes_back_after_a_loss) {
    std::atomic<int> heard{0};
    const auto other = reopen();
    other->on_change([&] { ++heard; });
    std::this_thread::sleep_for(300ms);
    beside("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN kamino_changes'");
    std::this_thread::sleep_for(1000ms);
    const int before = heard;
    add("a");
    for (int i = 0; i < 60 && heard == before; ++i) std::this_thread::sleep_for(50ms);
    EXPECT_GT(heard, before);
}

TEST_F(PostgresTest, own_commits_are_told_at_once_and_only_with_changes) {
    int told = 0;
    std::atomic<int> heard{0};
    db().on_change([&] { ++heard; });
    std::this_thread::sleep_for(500ms);
    const int before = heard;
    db().write({}, [&](Write& w) {
        w.execute(insert_thing, {{"id", "a"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
        w.after_commit([&] { ++told; });
    });
    EXPECT_EQ(told, 1);
    EXPECT_EQ(heard, before);
    add("b");
    EXPECT_EQ(heard, before + 1);
}

// ---- the rest -------------------------------------------------------------------------------------------------
TEST_F(PostgresTest, works_through_a_transaction_pooler) {
    const auto pooled = reopen({.readers = 2}, "&pooler=transaction");
    for (int i = 0; i < 3; ++i) {
        pooled->write({}, [&](Write& w) {
            w.execute(insert_thing, {{"id", std::to_string(i)}, {"n", i}, {"x", nullptr}, {"name", "x"}});
        });
    }
    EXPECT_EQ(pooled->read([](Read& r) { return r.integer(count_things); }), 3);
    const auto named = pooled->read([](Read& r) {
        return *r.integer({"test.named", "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'k%'"});
    });
    EXPECT_EQ(named, 0);
    EXPECT_EQ(pooled->url().find("pooler"), std::string::npos);
}

TEST_F(PostgresTest, statements_are_prepared_once) {
    for (int i = 0; i < 20; ++i) add("s" + std::to_string(i), i % 2 ? Value{nullptr} : Value{std::int64_t{i}});
    const auto forms = db().read([](Read& r) {
        return *r.integer({"test.forms", "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO things%'"});
    });
    EXPECT_LE(forms, 2);
}

TEST_F(PostgresTest, a_failed_script_changes_nothing) {
    EXPECT_ANY_THROW(db().run_script("CREATE TABLE half (a BIGINT); CREATE TABLE things (a BIGINT)"));
    const auto dump = db().schema_dump();
    EXPECT_EQ(dump.find("half"), std::string::npos);
    EXPECT_NE(dump.find("TABLE things\n  id text COLLATE \"C\" NOT NULL\n  n bigint\n"), std::string::npos) << dump;
    EXPECT_NE(dump.find("CONSTRAINT things_of_id_fkey FOREIGN KEY (of_id) REFERENCES things(id)"), std::string::npos) << dump;
    EXPECT_EQ(dump.find(schema_), std::string::npos);
    db().run_script("ALTER TABLE things ADD COLUMN extra TEXT; CREATE INDEX by_name ON things (name)");
    EXPECT_NE(db().schema_dump().find("CREATE INDEX by_name ON things USING btree (name)"), std::string::npos)
        << db().schema_dump();
    db().analyze();
    expect_unavailable([&] { db().backup("/tmp/x"); }, "backup.use_pg_dump");
}

TEST_F(PostgresTest, another_encoding_is_refused) {
    const std::string name = schema_ + "_latin";
    beside("CREATE DATABASE " + name + " ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    auto other = admin_url();
    const auto query = other.find('?');
    const auto slash = other.find('/', other.find("://") + 3);
    other = other.substr(0, slash) + "/" + name + (query == std::string::npos ? "" : other.substr(query));
    expect_unavailable([&] { open_postgres(other, {}); }, "database.encoding");
    beside("DROP DATABASE " + name);
}

}  // namespace
}  // namespace kamino::storage
