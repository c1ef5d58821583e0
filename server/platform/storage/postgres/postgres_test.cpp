// The PostgreSQL engine against a real server: KAMINO_TEST_PG=postgres://… (skipped without it). What both
// engines share is tested in storage/*_test.cpp; here is what only this one can get wrong. Faults:
// postgres_faults_test.cpp.
#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "platform/storage/postgres/postgres_fixture.h"
#include "platform/storage/postgres/target.h"

namespace kamino::storage {
namespace {

using namespace std::chrono_literals;

// ---- addresses
// ------------------------------------------------------------------------------------------------
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
    expect_unavailable([] { postgres::Target::parse("postgres://h/db?pooler=session", 1s); },
                       "storage.bad_url");
    expect_unavailable([] { postgres::Target::parse("postgres://h/db?nonsense=1", 1s); }, "storage.bad_url");
}

TEST(PostgresTarget, nobody_there_is_a_clear_fault) {
    expect_unavailable([] { open_postgres("postgres://u:secret@127.0.0.1:1/db", {}); },
                       "database.unreachable");
}

// ---- values and parameters
// ------------------------------------------------------------------------------------
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
                w.execute(
                    {"test.insert", "INSERT INTO things (id, n, name, of_id) VALUES (:id, :n, :name, :of)"},
                    args);
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
    EXPECT_EQ(kind({{"id", "b"}, {"n", 1}, {"name", nullptr}, {"of", nullptr}}),
              static_cast<int>(K::not_null));
    EXPECT_EQ(kind({{"id", "b"}, {"n", 1}, {"name", ""}, {"of", "a"}}), -1);
}

TEST_F(PostgresTest, swallowing_a_refusal_does_not_commit_half) {
    add("a");
    EXPECT_THROW(
        db().write({},
                   [&](Write& w) {
                       w.execute(insert_thing, {{"id", "b"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
                       try {
                           w.execute(insert_thing, {{"id", "a"}, {"n", 1}, {"x", nullptr}, {"name", ""}});
                       } catch (const ConstraintError&) {
                       }
                   }),
        std::logic_error);
    EXPECT_EQ(count(), 1);
}

TEST_F(PostgresTest, a_read_cannot_write) {
    EXPECT_ANY_THROW(db().read([](Read& r) {
        r.query({"test.bad", "INSERT INTO things (id) VALUES ('x')"}).next();
    }));
    EXPECT_EQ(count(), 0);
}

// ---- bulk and large results
// -----------------------------------------------------------------------------------
TEST_F(PostgresTest, copy_carries_every_character) {
    const std::vector<std::string> odd{"\t",  "\n", "\r\n", "\\",        "\\N",     "\\.",
                                       "\\t", "ñ😀", "",     "a\tb\\\nc", "\x01\x7f"};
    std::vector<std::vector<Value>> rows;
    for (std::size_t i = 0; i < odd.size(); ++i) {
        rows.push_back(
            {std::to_string(i), static_cast<std::int64_t>(i), i % 2 ? Value{0.1} : Value{nullptr}, odd[i]});
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

// ---- the change feed
// ------------------------------------------------------------------------------------------
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
    beside(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN kamino_changes' AND "
        "application_name = '" +
        schema_ + "'");
    std::this_thread::sleep_for(1000ms);
    const int before = heard;
    add("a");
    for (int i = 0; i < 60 && heard == before; ++i) std::this_thread::sleep_for(50ms);
    EXPECT_GT(heard, before);
}

TEST_F(PostgresTest, own_commits_are_told_at_once_and_only_with_changes) {
    int told = 0;
    const auto count = std::make_shared<std::atomic<int>>(0);
    auto& heard = *count;
    db().on_change([count] { ++*count; });
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

// ---- the rest
// -------------------------------------------------------------------------------------------------
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
    for (int i = 0; i < 20; ++i)
        add("s" + std::to_string(i), i % 2 ? Value{nullptr} : Value{std::int64_t{i}});
    const auto forms = db().read([](Read& r) {
        return *r.integer(
            {"test.forms",
             "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'INSERT INTO things%'"});
    });
    EXPECT_LE(forms, 2);
}

TEST_F(PostgresTest, a_failed_script_changes_nothing) {
    EXPECT_ANY_THROW(db().run_script("CREATE TABLE half (a BIGINT); CREATE TABLE things (a BIGINT)"));
    const auto dump = db().schema_dump();
    EXPECT_EQ(dump.find("half"), std::string::npos);
    EXPECT_NE(dump.find("TABLE things\n  id text COLLATE \"C\" NOT NULL\n  n bigint\n"), std::string::npos)
        << dump;
    EXPECT_NE(dump.find("CONSTRAINT things_of_id_fkey FOREIGN KEY (of_id) REFERENCES things(id)"),
              std::string::npos)
        << dump;
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
