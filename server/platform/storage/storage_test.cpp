// What both engines promise, in one body. OPS-1.
#include "platform/storage/storage.h"

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

#include "platform/storage/migrations.h"
#include "testing/database.h"

namespace kamino::storage {
namespace {

constexpr Sql insert{"things.insert", "INSERT INTO things (id, n, r) VALUES (:id, :n, :r)"};
constexpr Sql count{"things.count", "SELECT count(*) FROM things"};
constexpr Sql get{"things.get", "SELECT id, n, r, note FROM things WHERE id = :id"};
constexpr Sql head{"t.head", "SELECT seq FROM change_head"};

class StorageTest : public testing::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        if (IsSkipped()) return;
        db().run_script(dialect_sql(
            "CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL CHECK (n < 1000000),"
            " r REAL, note TEXT, other TEXT REFERENCES things (id));",
            db().engine()));
    }
    void add(const std::string& id, std::int64_t n = 1) {
        db().write({}, [&](Write& w) { w.execute(insert, {{"id", id}, {"n", n}, {"r", nullptr}}); });
    }
    std::int64_t things() {
        return db().read([](Read& r) { return r.integer(count).value(); });
    }
    Change change(const std::string& id) { return {"thing", id, "", "insert"}; }
};
KAMINO_EACH_ENGINE(StorageTest);

TEST_P(StorageTest, values_come_back_as_they_went) {
    const std::string text = "Ñandú; 'q' \"d\" \\ :x ?1 $1 \t\n é";
    db().write({}, [&](Write& w) {
        EXPECT_EQ(w.execute(insert, {{"id", text}, {"n", std::int64_t{-42}}, {"r", 0.1}}), 1);
    });
    db().read([&](Read& r) {
        auto rows = r.query(get, {{"id", text}});
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.column_count(), 4);
        EXPECT_EQ(rows.text(0), text);
        EXPECT_EQ(rows.integer(1), -42);
        EXPECT_EQ(rows.real(2), 0.1);
        EXPECT_EQ(rows.real(1), -42.0);
        EXPECT_TRUE(rows.is_null(3));
        EXPECT_EQ(rows.maybe_text(3), std::nullopt);
        EXPECT_EQ(rows.value(0), Value{text});
        EXPECT_EQ(rows.value(1), Value{std::int64_t{-42}});
        EXPECT_EQ(rows.value(2), Value{0.1});
        EXPECT_EQ(rows.value(3), Value{nullptr});
        EXPECT_FALSE(rows.next());
    });
}

TEST_P(StorageTest, getters_are_strict) {
    add("a", 7);
    db().read([&](Read& r) {
        auto rows = r.query(get, {{"id", "a"}});
        EXPECT_THROW(rows.integer(1), std::logic_error) << "before next()";
        ASSERT_TRUE(rows.next());
        EXPECT_THROW(rows.integer(0), std::logic_error);
        EXPECT_THROW(rows.real(0), std::logic_error);
        EXPECT_THROW(rows.text(1), std::logic_error);
        EXPECT_THROW(rows.text(3), std::logic_error) << "NULL";
        EXPECT_THROW(rows.real(2), std::logic_error) << "NULL";
        EXPECT_THROW(rows.integer(4), std::logic_error) << "no such column";
    });
}

TEST_P(StorageTest, dates_are_iso_text) {
    db().read([&](Read& r) {
        auto rows = r.query(
            {"t", "SELECT CAST(:d AS TEXT), CAST('' AS TEXT), CAST(NULL AS TEXT), CAST('soon' AS TEXT)"},
            {{"d", Date::of(2026, 1, 31)}});
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.maybe_date(0), Date::of(2026, 1, 31));
        EXPECT_EQ(rows.maybe_date(1), std::nullopt);
        EXPECT_EQ(rows.maybe_date(2), std::nullopt);
        EXPECT_THROW(rows.maybe_date(3), std::logic_error);
    });
}

TEST_P(StorageTest, a_repeated_name_is_one_parameter) {
    add("a", 5);
    EXPECT_EQ(db().read([](Read& r) {
        return r.text({"t", "SELECT id FROM things WHERE n >= :n AND n <= :n"}, {{"n", 5}});
    }),
              "a");
}

TEST_P(StorageTest, wrong_arguments_and_statements_are_defects) {
    const auto run = [&](const Sql& sql, const Args& args) {
        db().read([&](Read& r) { r.query(sql, args); });
    };
    EXPECT_THROW(run({"t", "SELECT :a"}, {}), std::logic_error);
    EXPECT_THROW(run({"t", "SELECT 1"}, {{"a", 1}}), std::logic_error);
    EXPECT_ANY_THROW(run({"t", "SELEKT 1"}, {}));
    EXPECT_EQ(things(), 0) << "the connection still serves";
}

TEST_P(StorageTest, an_exception_rolls_back_and_comes_out) {
    EXPECT_THROW(db().write({},
                            [&](Write& w) {
                                w.execute(insert, {{"id", "a"}, {"n", 1}, {"r", nullptr}});
                                w.record(change("a"));
                                throw conflict("request.stale");
                            }),
                 Fault);
    EXPECT_EQ(things(), 0);
    EXPECT_EQ(db().read([](Read& r) { return r.integer(head); }), 0);
}

TEST_P(StorageTest, broken_constraints_are_named) {
    add("a");
    using Kind = ConstraintError::Kind;
    const std::pair<Sql, Kind> cases[] = {
        {{"t", "INSERT INTO things (id, n) VALUES ('a', 1)"}, Kind::unique},
        {{"t", "INSERT INTO things (id, n, other) VALUES ('b', 1, 'nobody')"}, Kind::foreign_key},
        {{"t", "INSERT INTO things (id, n) VALUES ('b', 2000000)"}, Kind::check},
        {{"t", "INSERT INTO things (id, n) VALUES ('b', NULL)"}, Kind::not_null},
    };
    for (const auto& [sql, kind] : cases) {
        try {
            db().write({}, [&](Write& w) { w.execute(sql); });
            ADD_FAILURE() << sql.text;
        } catch (const ConstraintError& error) {
            EXPECT_EQ(error.kind, kind) << sql.text;
            EXPECT_FALSE(error.detail.empty());
        }
    }
    EXPECT_EQ(things(), 1);
}

TEST_P(StorageTest, rows_affected_and_returning) {
    add("a"), add("b");
    db().write({}, [&](Write& w) {
        EXPECT_EQ(w.execute({"t", "UPDATE things SET n = n + 1"}), 2);
        EXPECT_EQ(w.execute({"t", "UPDATE things SET n = 0 WHERE id = 'z'"}), 0);
        EXPECT_EQ(w.integer({"t", "UPDATE things SET n = 9 WHERE id = 'a' RETURNING n"}), 9);
        // Runs although nobody looks at the row.
        w.query({"t", "INSERT INTO things (id, n) VALUES ('c', 3) RETURNING id"});
        EXPECT_EQ(w.integer(count), 3);
        EXPECT_GE(w.statement_count(), 5);
    });
}

TEST_P(StorageTest, a_read_is_one_snapshot) {
    add("a");
    db().read([&](Read& r) {
        EXPECT_EQ(r.integer(count), 1);
        std::thread{[&] { add("b"); }}.join();
        EXPECT_EQ(r.integer(count), 1);
    });
    EXPECT_EQ(things(), 2);
}

TEST_P(StorageTest, a_read_cannot_write) {
    EXPECT_ANY_THROW(db().read([](Read& r) {
        r.query({"t", "INSERT INTO things (id, n) VALUES ('a', 1)"});
    }));
    EXPECT_EQ(things(), 0);
}

TEST_P(StorageTest, bulk_insert_takes_every_kind_of_value) {
    std::vector<std::vector<Value>> rows;
    for (std::int64_t i = 0; i < 2000; ++i) {
        rows.push_back({"id" + std::to_string(i), i, i % 2 ? Value{nullptr} : Value{0.5}, "a\tb\\c\nd é"});
    }
    const std::string_view columns[] = {"id", "n", "r", "note"};
    db().write({}, [&](Write& w) { w.bulk_insert("things", columns, rows); });
    EXPECT_EQ(things(), 2000);
    db().read([](Read& r) {
        auto found = r.query(get, {{"id", "id7"}});
        ASSERT_TRUE(found.next());
        EXPECT_EQ(found.integer(1), 7);
        EXPECT_TRUE(found.is_null(2));
        EXPECT_EQ(found.text(3), "a\tb\\c\nd é");
    });
    EXPECT_THROW(db().write({}, [&](Write& w) { w.bulk_insert("things", columns, rows); }), ConstraintError);
    EXPECT_EQ(things(), 2000);
}

TEST_P(StorageTest, rows_may_come_from_the_statement_that_is_open) {
    const std::string_view columns[] = {"id", "n", "r", "note"};
    db().write({}, [&](Write& w) {
        for (const auto* id : {"a", "b", "c"})
            EXPECT_EQ(w.execute_in_order(
                          {"t.add", "INSERT INTO things (id, n, r, note) VALUES (:id, :n, :r, :note)"},
                          std::vector<ValueView>{id, std::int64_t{1}, nullptr, "first"}),
                      1);
        EXPECT_EQ(w.execute_in_order({"t.set", "UPDATE things SET n = :n, note = :note WHERE id <> :id"},
                                     std::vector<ValueView>{std::int64_t{2}, "second", "a"}),
                  2);
        EXPECT_THROW(w.execute_in_order({"t.set", "UPDATE things SET n = :n"}, {}), std::logic_error);
        auto rows = w.query({"t.all", "SELECT id, n, note FROM things ORDER BY id"});
        w.insert_all("things", columns,
                     [&, id = std::string{}, note = std::string{}](std::span<ValueView> row) mutable {
                         if (id == "copy c" || !rows.next()) return false;
                         id = "copy " + rows.text(0);
                         note = rows.text(2);
                         row[0] = std::string_view{id};
                         row[1] = rows.integer(1);
                         row[2] = rows.integer(1) == 1 ? ValueView{nullptr} : ValueView{0.5};
                         row[3] = std::string_view{note};
                         return true;
                     });
    });
    db().read([](Read& r) {
        std::string all;
        auto rows = r.query({"t.all", "SELECT id, n, r, note FROM things ORDER BY id"});
        while (rows.next())
            all += rows.text(0) + " " + std::to_string(rows.integer(1)) + " " +
                   (rows.is_null(2) ? "-" : "0.5") + " " + rows.text(3) + "; ";
        EXPECT_EQ(all,
                  "a 1 - first; b 2 - second; c 2 - second; copy a 1 - first; copy b 2 0.5 second; "
                  "copy c 2 0.5 second; ");
    });
}

TEST_P(StorageTest, changes_carry_their_origin) {
    const Origin origin{"user-1", "import", "req-1"};
    const auto at = db().write(origin, [&](Write& w) {
        w.record({"account", "a1", "a1", "update", R"({"name":"x"})", R"({"name":"y"})"});
        w.record({"person", "p1", "a1", "insert"});
        return w.at();
    });
    db().read([&](Read& r) {
        auto rows =
            r.query({"t",
                     "SELECT seq, at, actor_id, door, request_id, entity, entity_id, account_id, action,"
                     " before, after FROM changes ORDER BY seq"});
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.integer(0), 1);
        EXPECT_EQ(rows.instant(1), at);
        EXPECT_EQ(rows.text(2), "user-1");
        EXPECT_EQ(rows.text(3), "import");
        EXPECT_EQ(rows.text(4), "req-1");
        EXPECT_EQ(rows.text(5), "account");
        EXPECT_EQ(rows.text(7), "a1");
        EXPECT_EQ(rows.text(9), R"({"name":"x"})");
        EXPECT_EQ(rows.text(10), R"({"name":"y"})");
        ASSERT_TRUE(rows.next());
        EXPECT_EQ(rows.integer(0), 2);
        EXPECT_EQ(rows.text(8), "insert");
        EXPECT_FALSE(rows.next());
    });
}

TEST_P(StorageTest, after_commit_and_on_change_run_when_it_is_done) {
    std::atomic<int> after{0};
    // The database outlives this body and PostgreSQL tells from a thread of its own: the count must not be on
    // the stack.
    const auto count = std::make_shared<std::atomic<int>>(0);
    auto& told = *count;
    db().on_change([count] { ++*count; });
    db().write({}, [&](Write& w) {
        w.after_commit([&] { ++after; });
        w.record(change("a"));
        EXPECT_EQ(after, 0);
    });
    EXPECT_EQ(after, 1);
    for (int i = 0; i < 200 && told == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    EXPECT_GE(told, 1);
    EXPECT_ANY_THROW(db().write({}, [&](Write& w) {
        w.after_commit([&] { ++after; });
        throw std::runtime_error{"no"};
    }));
    EXPECT_EQ(after, 1);
}

// Whoever follows the log by its sequence must never see a number appear below one that it has already seen.
TEST_P(StorageTest, sequence_is_the_order_of_commits) {
    constexpr int writers = 6, writes = 15;
    std::atomic<bool> running{true};
    auto follower = std::async(std::launch::async, [&] {
        std::int64_t seen = 0;
        bool gaps = false;
        const auto look = [&] {
            db().read([&](Read& r) {
                auto rows = r.query({"t", "SELECT seq FROM changes WHERE seq > :seen ORDER BY seq"},
                                    {{"seen", seen}});
                while (rows.next()) {
                    gaps = gaps || rows.integer(0) != seen + 1;
                    seen = rows.integer(0);
                }
            });
        };
        while (running) look();
        look();
        return gaps ? -1 : seen;
    });
    std::vector<std::thread> threads;
    for (int t = 0; t < writers; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < writes; ++i) {
                const auto id = std::to_string(t) + "-" + std::to_string(i);
                db().write({}, [&](Write& w) {
                    w.execute(insert, {{"id", id}, {"n", i}, {"r", nullptr}});
                    w.record(change(id));
                    if (i % 3 == 0) w.record(change(id));
                });
            }
        });
    }
    for (auto& t : threads) t.join();
    running = false;
    EXPECT_EQ(follower.get(), writers * (writes + writes / 3));
    EXPECT_EQ(things(), writers * writes);
}

TEST_P(StorageTest, a_failing_write_leaves_its_neighbours_alone) {
    std::vector<std::future<bool>> results;
    for (int i = 0; i < 40; ++i) {
        results.push_back(std::async(std::launch::async, [&, i] {
            try {
                db().write({}, [&](Write& w) {
                    w.execute(insert, {{"id", std::to_string(i)}, {"n", i}, {"r", nullptr}});
                    w.record(change(std::to_string(i)));
                    if (i % 4 == 0) throw std::runtime_error{"no"};
                });
                return true;
            } catch (const std::runtime_error&) {
                return false;
            }
        }));
    }
    for (int i = 0; i < 40; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)].get(), i % 4 != 0) << i;
    EXPECT_EQ(things(), 30);
    EXPECT_EQ(db().read([](Read& r) { return r.integer(head); }), 30);
}

TEST_P(StorageTest, written_data_are_there_when_opened_again) {
    add("a");
    const auto url = database().url();
    database().close();
    const auto again = open(url);
    EXPECT_EQ(again->read([](Read& r) { return r.integer(count); }), 1);
}

}  // namespace
}  // namespace kamino::storage
