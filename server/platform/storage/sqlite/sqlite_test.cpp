// What only SQLite does: one writer thread with group commit, files, locks, a full disk, a killed process.
#include "platform/storage/sqlite/sqlite.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <stdexcept>

#include "platform/storage/sqlite/file_guard.h"
#include "platform/storage/sqlite/reader_pool.h"
#include "platform/storage/sqlite/writer.h"
#include "testing/database.h"

namespace kamino::storage {
namespace {

using namespace std::chrono_literals;

constexpr Sql insert{"t.insert", "INSERT INTO things (id, n) VALUES (:id, :n)"};
constexpr Sql count{"t.count", "SELECT count(*) FROM things"};
constexpr const char* create =
    "CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) STRICT;";

// A writer on a file of its own, without a Database around it.
struct Bench {
    explicit Bench(std::chrono::milliseconds window = 5ms) : writer(path, window, [this] { ++told; }) {
        writer.alone([](Connection& c) { c.run_script(create, "create"); });
    }
    std::int64_t things() {
        std::int64_t result = 0;
        readers.read([&](Connection& c) { result = SqliteRead{c}.integer(count).value(); });
        return result;
    }
    void add(const std::string& id, std::int64_t n = 1) {
        const std::function<void(Write&)> fn = [&](Write& w) { w.execute(insert, {{"id", id}, {"n", n}}); };
        writer.write({}, fn);
    }
    testing::TempFolder folder;
    std::string path = folder.file("bench.db");
    FileGuard guard{path, true};
    std::atomic<int> told{0};
    ReaderPool readers{path, 2};
    Writer writer;
};

std::string refusal(const std::function<void()>& fn) {
    try {
        fn();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.code, FaultCode::unavailable);
        return fault.key;
    }
    return "";
}

TEST(SqliteWriter, concurrent_writes_share_commits) {
    Bench bench;
    constexpr int threads = 16, each = 20;
    const auto before = bench.writer.commits();
    std::vector<std::future<void>> running;
    for (int t = 0; t < threads; ++t) {
        running.push_back(std::async(std::launch::async, [&, t] {
            for (int i = 0; i < each; ++i) bench.add(std::to_string(t) + "-" + std::to_string(i));
        }));
    }
    for (auto& r : running) r.get();
    EXPECT_EQ(bench.things(), threads * each);
    EXPECT_LT(bench.writer.commits() - before, threads * each / 2);
}

TEST(SqliteWriter, a_lone_write_does_not_wait_for_company) {
    Bench bench{50ms};
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) bench.add(std::to_string(i));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 20 * 50ms);
}

TEST(SqliteWriter, what_is_queued_is_written_before_the_end) {
    testing::TempFolder folder;
    const auto url = "sqlite:" + folder.file("a.db");
    std::vector<std::future<void>> running;
    {
        const auto database = open(url);
        database->run_script(create);
        std::atomic<int> submitted{0};
        for (int i = 0; i < 8; ++i) {
            running.push_back(std::async(std::launch::async, [&, i] {
                ++submitted;
                database->write({}, [&](Write& w) {
                    w.execute(insert, {{"id", std::to_string(i)}, {"n", i}});
                });
            }));
        }
        for (auto& r : running) r.wait();
        EXPECT_EQ(submitted, 8);
    }
    EXPECT_FALSE(std::filesystem::exists(folder.file("a.db-wal"))) << "closed cleanly: the log is folded in";
    EXPECT_EQ(open(url)->read([](Read& r) { return r.integer(count); }), 8);
}

TEST(SqliteWriter, a_full_disk_refuses_writes_and_goes_on_reading) {
    Bench bench;
    for (int i = 0; i < 50; ++i) bench.add(std::to_string(i));
    bench.writer.alone([](Connection& c) {
        const auto pages = SqliteRead{c}.integer({"t", "PRAGMA page_count"}).value();
        c.run_script("PRAGMA max_page_count = " + std::to_string(pages), "limit");
    });
    const std::string large(20'000, 'x');
    EXPECT_EQ(refusal([&] { bench.add(large); }), "service.disk_full");
    EXPECT_EQ(bench.things(), 50);
    bench.writer.alone([](Connection& c) { c.run_script("PRAGMA max_page_count = 1000000", "limit"); });
    bench.add(large);
    EXPECT_EQ(bench.things(), 51);
}

// A whole batch that loses its transaction must say so to every one of its callers, also to those whose own
// fn had ended well: what is answered as saved is saved.
TEST(SqliteWriter, nobody_hears_saved_when_the_batch_was_lost) {
    Bench bench{50ms};
    bench.add("first");
    std::atomic<int> inside{0};
    std::vector<std::future<std::string>> results;
    for (int i = 0; i < 12; ++i) {
        results.push_back(std::async(std::launch::async, [&, i] {
            const std::function<void(Write&)> fn = [&](Write& w) {
                w.execute(insert, {{"id", std::to_string(i)}, {"n", i}});
                if (++inside == 6)
                    w.execute({"t.lose", "ROLLBACK"});  // what SQLite does by itself on some I/O errors
            };
            return refusal([&] { bench.writer.write({}, fn); });
        }));
    }
    std::int64_t saved = 1;
    for (auto& r : results) saved += r.get().empty();
    EXPECT_EQ(bench.things(), saved);
    EXPECT_LT(saved, 13);
}

TEST(SqliteFile, has_one_process_at_a_time) {
    testing::TempFolder folder;
    const auto url = "sqlite:" + folder.file("a.db");
    auto database = open(url);
    EXPECT_EQ(refusal([&] { open(url); }), "storage.in_use");
    const pid_t child = fork();
    if (child == 0) {
        int code = 1;
        try {
            open(url);
        } catch (const Fault& fault) {
            code = fault.key == "storage.in_use" ? 7 : 2;
        } catch (...) {
        }
        _exit(code);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 7);
    database.reset();
    EXPECT_EQ(refusal([&] { open(url); }), "");
}

TEST(SqliteFile, is_its_owners_alone_and_is_not_made_unasked) {
    testing::TempFolder folder;
    const auto path = folder.file("a.db");
    EXPECT_EQ(refusal([&] { open("sqlite:" + path, {.create = false}); }), "storage.no_such_file");
    EXPECT_FALSE(std::filesystem::exists(path));
    open("sqlite://" + path);
    struct stat facts {};
    ASSERT_EQ(stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST(SqliteFile, that_is_no_database_is_refused_and_left_alone) {
    testing::TempFolder folder;
    const std::string content = "name;city\nAcme;Santiago\n" + std::string(5000, 'x');
    std::ofstream{folder.file("a.csv")} << content;
    EXPECT_EQ(refusal([&] { open("sqlite:" + folder.file("a.csv")); }), "storage.cannot_open");
    std::ifstream in{folder.file("a.csv")};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{in}, {}}), content);
    EXPECT_EQ(refusal([&] { open("sqlite:" + folder.file("no/such/folder/a.db")); }), "storage.cannot_open");
    EXPECT_EQ(refusal([&] { open("sqlite:"); }), "storage.bad_url");
    EXPECT_EQ(refusal([&] { open("mysql://x"); }), "storage.bad_url");
}

TEST(SqliteFile, on_a_network_file_system_is_refused) {
    EXPECT_TRUE(is_network_file_system(0x6969, "nfs4"));
    EXPECT_TRUE(is_network_file_system(0xff534d42, "cifs"));
    EXPECT_TRUE(is_network_file_system(static_cast<int>(0xff534d42), "cifs"))
        << "f_type is signed on some systems";
    EXPECT_TRUE(is_network_file_system(0xfe534d42, "cifs"));
    EXPECT_TRUE(is_network_file_system(0x65735546, "fuse.sshfs"));
    EXPECT_FALSE(is_network_file_system(0x65735546, "fuseblk")) << "a local NTFS disk";
    EXPECT_FALSE(is_network_file_system(0xef53, "ext4"));
    EXPECT_FALSE(is_network_file_system(0x01021994, "tmpfs"));
}

TEST(Sqlite, a_call_from_inside_is_a_defect) {
    const auto fresh = testing::fresh_database(Engine::sqlite);
    auto& db = fresh->db();
    const auto look = [&] { db.read([](Read&) {}); };
    const auto touch = [&] { db.write({}, [](Write&) {}); };
    EXPECT_THROW(db.read([&](Read&) { look(); }), std::logic_error);
    EXPECT_THROW(db.read([&](Read&) { touch(); }), std::logic_error);
    EXPECT_THROW(db.write({}, [&](Write&) { look(); }), std::logic_error);
    EXPECT_THROW(db.write({}, [&](Write&) { touch(); }), std::logic_error);
    look(), touch();
}

TEST(Sqlite, statements_may_nest_and_outnumber_the_cache) {
    const auto fresh = testing::fresh_database(Engine::sqlite);
    fresh->db().read([](Read& r) {
        constexpr Sql two{"t.two", "SELECT value FROM json_each('[1,2]')"};
        int seen = 0;
        auto outer = r.query(two);
        while (outer.next()) {
            auto inner = r.query(two);
            while (inner.next()) ++seen;
        }
        EXPECT_EQ(seen, 4);
        for (int i = 0; i < 600; ++i) {
            const auto text = "SELECT " + std::to_string(i % 400);
            EXPECT_EQ(r.integer({"t.many", text}), i % 400);
        }
    });
}

TEST(Sqlite, deferred_keys_break_their_own_write_only) {
    const auto fresh = testing::fresh_database(Engine::sqlite);
    auto& db = fresh->db();
    db.run_script(
        "CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;"
        "CREATE TABLE c (p INTEGER NOT NULL REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED) STRICT;");
    EXPECT_THROW(db.write({},
                          [](Write& w) {
                              w.execute({"t", "INSERT INTO c (p) VALUES (1)"});
                          }),
                 ConstraintError);
    db.write({}, [](Write& w) {
        w.execute({"t", "INSERT INTO c (p) VALUES (1)"});
        w.execute({"t", "INSERT INTO p (id) VALUES (1)"});
    });
    EXPECT_EQ(db.read([](Read& r) { return r.integer({"t", "SELECT count(*) FROM c"}); }), 1);
}

TEST(Sqlite, a_backup_taken_while_others_write_is_whole) {
    const auto fresh = testing::fresh_database(Engine::sqlite);
    auto& db = fresh->db();
    db.run_script(create);
    std::atomic<bool> running{true};
    auto writing = std::async(std::launch::async, [&] {
        for (int i = 0; running; ++i) {  // always in pairs
            db.write({}, [&](Write& w) {
                w.execute(insert, {{"id", "a" + std::to_string(i)}, {"n", i}});
                w.execute(insert, {{"id", "b" + std::to_string(i)}, {"n", i}});
            });
        }
    });
    testing::TempFolder folder;
    for (int i = 0; i < 5; ++i) db.backup(folder.file(std::to_string(i)));
    EXPECT_EQ(refusal([&] { db.backup(folder.file("0")); }), "storage.backup_exists");
    running = false;
    writing.get();
    for (int i = 0; i < 5; ++i) {
        const auto copy = open("sqlite:" + folder.file(std::to_string(i)));
        copy->read([](Read& r) {
            EXPECT_EQ(r.text({"t", "PRAGMA integrity_check"}), "ok");
            EXPECT_EQ(r.integer({"t", "SELECT count(*) FROM things"}).value() % 2, 0);
        });
    }
}

TEST(Sqlite, analyze_reaches_the_readers) {
    const auto fresh = testing::fresh_database(Engine::sqlite);
    auto& db = fresh->db();
    db.run_script(create);
    db.write({}, [](Write& w) { w.execute(insert, {{"id", "a"}, {"n", 1}}); });
    db.analyze();
    EXPECT_TRUE(db.read([](Read& r) {
        return r.text({"t", "SELECT stat FROM sqlite_stat1 WHERE tbl = 'things'"});
    }));
}

// A child writes pairs of rows from four threads and says each id through a pipe once write() has returned;
// it is killed at some moment. Everything that it said is there, and nothing is there by half.
TEST(Sqlite, acknowledged_writes_survive_a_kill) {
    testing::TempFolder folder;
    const auto url = "sqlite:" + folder.file("a.db");
    open(url)->run_script(create);
    std::set<std::string> said;
    for (int round = 0; round < 6; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            const auto database = open(url);
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t) {
                threads.emplace_back([&, t] {
                    for (int i = 0;; ++i) {
                        const auto id = fmt::format("{}-{}-{}", round, t, i);
                        database->write({}, [&](Write& w) {
                            w.execute(insert, {{"id", id + "a"}, {"n", 1}});
                            w.execute(insert, {{"id", id + "b"}, {"n", 1}});
                        });
                        const auto line = id + "\n";
                        if (::write(ends[1], line.data(), line.size()) < 0) _exit(3);
                    }
                });
            }
            for (auto& t : threads) t.join();
        }
        close(ends[1]);
        std::string text;
        const auto read_some = [&] {
            char buffer[4096];
            const auto n = ::read(ends[0], buffer, sizeof buffer);
            if (n > 0) text.append(buffer, static_cast<std::size_t>(n));
            return n > 0;
        };
        while (text.size() < 300 + 170U * static_cast<unsigned>(round) && read_some()) {
        }
        kill(child, SIGKILL);
        while (read_some()) {
        }
        close(ends[0]);
        waitpid(child, nullptr, 0);
        text.erase(text.rfind('\n') + 1);
        for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
            said.insert(text.substr(at, end - at));
        }
    }
    std::set<std::string> there;
    const auto database = open(url);
    database->read([&](Read& r) {
        EXPECT_EQ(r.text({"t", "PRAGMA integrity_check"}), "ok");
        auto rows = r.query({"t", "SELECT id FROM things"});
        while (rows.next()) there.insert(rows.text(0));
    });
    EXPECT_GT(said.size(), 100U);
    for (const auto& id : said) {
        EXPECT_TRUE(there.contains(id + "a")) << id;
    }
    for (const auto& id : there) {
        const auto other = id.substr(0, id.size() - 1) + (id.back() == 'a' ? 'b' : 'a');
        EXPECT_TRUE(there.contains(other)) << id << " is there by half";
    }
}

}  // namespace
}  // namespace kamino::storage
