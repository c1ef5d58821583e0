// Faults between us and PostgreSQL: deadlines, full pools, killed backends, replies that never come,
// deadlocks. Nothing that was acknowledged may be lost, nothing may happen twice.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <set>
#include <thread>

#include "platform/storage/postgres/postgres_fixture.h"

namespace kamino::storage {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// ---- faults
// ---------------------------------------------------------------------------------------------------
TEST_F(PostgresTest, the_deadline_fires_and_the_statement_is_cancelled) {
    const auto quick = reopen({.deadline_ms = 300});
    const auto start = Clock::now();
    expect_unavailable([&] {
        quick->read([](Read& r) { r.query({"test.sleep", "SELECT 1, pg_sleep(20)"}); });
    });
    EXPECT_LT(Clock::now() - start, 2s);
    EXPECT_EQ(quick->read([](Read& r) { return r.integer(count_things); }), 0);
    for (int i = 0; i < 50; ++i) {
        if (beside("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> "
                   "pg_backend_pid()"
                   " AND state = 'active'") == "0")
            return;
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
        if (++runs == 1)
            beside("SELECT pg_terminate_backend(" + std::to_string(*w.integer(backend_pid)) + ", 2000)");
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

// The answer to COMMIT never comes: a deferred trigger sleeps inside the COMMIT while our deadline passes.
// With `raise` the server does not commit after all; without, it does. Either way the row is there exactly
// once.
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

// Backends die while they commit (a deferred trigger makes that take a while): never committed, so again, and
// each row and its change are there once.
TEST_F(PostgresTest, a_backend_killed_in_commit_loses_and_doubles_nothing) {
    db().run_script(R"(
        CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_sleep(0.01); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION dawdle())");
    std::atomic<bool> stop{false};
    std::thread killer{[&] {
        while (!stop) {
            beside(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%; COMMIT' "
                "AND "
                "state = 'active' AND application_name = '" +
                schema_ + "'");
            std::this_thread::sleep_for(10ms);
        }
    }};
    std::set<std::string> acknowledged;
    for (int i = 0; i < 60; ++i) {
        const auto id = "k" + std::to_string(i);
        try {
            add(id);
            acknowledged.insert(id);
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "service.unavailable");
        }
    }
    stop = true;
    killer.join();
    std::set<std::string> there;
    db().read([&](Read& r) {
        for (auto rows = r.query({"test.ids", "SELECT id FROM things"}); rows.next();)
            there.insert(rows.text(0));
    });
    EXPECT_EQ(there, acknowledged);
    EXPECT_EQ(number("SELECT count(*) FROM changes"), static_cast<std::int64_t>(there.size()));
    EXPECT_GT(number("SELECT count(*) FROM write_marks WHERE at < 0"), 0)
        << "no backend was hit in its COMMIT";
}

// A wire to the server that can be cut at the COMMIT: before the server gets it, or after it has been done
// and before the answer is back.
class Wire {
  public:
    enum Cut { never, before, after };
    std::atomic<Cut> cut{never};
    std::atomic<int> cuts{0};

    Wire() {
        PGconn* raw = PQconnectdb(admin_url().c_str());
        host_ = PQhost(raw);
        server_port_ = std::atoi(PQport(raw));
        PQfinish(raw);
        listening_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(listening_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            listen(listening_, 8) != 0) {
            throw std::runtime_error{"no listening socket"};
        }
        getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        accepting_ = std::thread{[this] { accept_all(); }};
    }
    ~Wire() {
        shutdown(listening_, SHUT_RDWR);
        accepting_.join();
        for (auto& thread : carrying_) thread.join();
        close(listening_);
    }
    std::string options() const {
        return "&host=127.0.0.1&port=" + std::to_string(port_) + "&sslmode=disable&gssencmode=disable";
    }

  private:
    int to_server() const {
        if (host_.starts_with('/')) {
            const int s = socket(AF_UNIX, SOCK_STREAM, 0);
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            const auto path = host_ + "/.s.PGSQL." + std::to_string(server_port_);
            path.copy(address.sun_path, sizeof address.sun_path - 1);
            return connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? s : -1;
        }
        const int s = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(server_port_));
        inet_pton(AF_INET, host_ == "localhost" ? "127.0.0.1" : host_.c_str(), &address.sin_addr);
        return connect(s, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 ? s : -1;
    }
    void accept_all() {
        for (int client = -1; (client = accept(listening_, nullptr, nullptr)) >= 0;) {
            carrying_.emplace_back([this, client] { carry(client); });
        }
    }
    void carry(int client) {
        const int server = to_server();
        std::array<char, 65536> data{};
        std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
        while (server >= 0 && poll(ends.data(), 2, -1) > 0) {
            const bool up = ends[0].revents != 0;
            const auto got = read(up ? client : server, data.data(), data.size());
            if (got <= 0) break;
            const std::string_view text{data.data(), static_cast<std::size_t>(got)};
            const bool commit = up && text.find("; COMMIT") != std::string_view::npos;
            const auto where = commit ? cut.exchange(never) : never;
            if (where != never) ++cuts;
            if (where == before) break;
            if (write(up ? server : client, data.data(), static_cast<std::size_t>(got)) != got) break;
            if (where == after) {
                [[maybe_unused]] const auto answer = read(server, data.data(), data.size());
                break;
            }
        }
        close(client);
        if (server >= 0) close(server);
    }

    std::string host_;
    int server_port_ = 0, listening_ = -1, port_ = 0;
    std::thread accepting_;
    std::vector<std::thread> carrying_;
};

TEST_F(PostgresTest, a_commit_whose_answer_is_lost_is_neither_lost_nor_doubled) {
    Wire wire;
    const auto far = reopen({}, wire.options());
    int expected = 0;
    for (const auto cut : {Wire::after, Wire::before, Wire::never, Wire::after}) {
        int runs = 0;
        wire.cut = cut;
        const auto cuts = wire.cuts.load();
        far->write({}, [&](Write& w) {
            ++runs;
            w.execute(insert_thing, {{"id", base::new_id()}, {"n", 1}, {"x", nullptr}, {"name", ""}});
            w.record({"thing", "x", "", "insert"});
        });
        EXPECT_EQ(wire.cuts - cuts, cut == Wire::never ? 0 : 1);
        EXPECT_EQ(runs, cut == Wire::before ? 2 : 1);
        EXPECT_EQ(count(), ++expected);
        EXPECT_EQ(number("SELECT seq FROM change_head"), expected);
    }
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
    expect_unavailable([&] {
        db().write({}, [&](Write& w) {
            ++runs;
            w.execute(fail);
        });
    });
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

}  // namespace
}  // namespace kamino::storage
