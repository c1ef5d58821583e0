// The server dies by kill -9 again and again while clients write, and is started again. What was acknowledged
// is there, what was refused is not, nothing is there twice. Needs a server that it may kill, so it runs only
// under tests/crash/postgres_kill.sh, which gives it KAMINO_KILL_DATA (the cluster's folder),
// KAMINO_KILL_START (a command that starts it) and KAMINO_KILL_ROUNDS.
#include <dirent.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "platform/base/text.h"
#include "platform/storage/postgres/postgres_fixture.h"

namespace kamino::storage {
namespace {

using namespace std::chrono_literals;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

int postmaster() {
    std::ifstream file{environment("KAMINO_KILL_DATA") + "/postmaster.pid"};
    int pid = 0;
    file >> pid;
    return pid;
}

int parent_of(int pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    std::string line;
    std::getline(file, line);
    const auto after_name = line.rfind(") ");
    return after_name == std::string::npos ? 0 : std::atoi(line.c_str() + after_name + 4);
}

std::vector<int> children_of(int pid) {
    std::vector<int> result;
    DIR* proc = opendir("/proc");
    while (const dirent* entry = readdir(proc)) {
        const auto number = base::to_int(entry->d_name);
        if (number && parent_of(static_cast<int>(*number)) == pid)
            result.push_back(static_cast<int>(*number));
    }
    closedir(proc);
    return result;
}

// The postmaster first, so that it cannot clean up after its children.
void kill_server() {
    const int pid = postmaster();
    ASSERT_GT(pid, 1);
    const auto children = children_of(pid);
    ASSERT_EQ(kill(pid, SIGKILL), 0);
    for (const int child : children) kill(child, SIGKILL);
    for (const int child : children) {
        while (kill(child, 0) == 0) std::this_thread::sleep_for(5ms);
    }
}

void start_server() {
    for (int attempt = 0; attempt < 20; ++attempt) {
        if (std::system(environment("KAMINO_KILL_START").c_str()) == 0) return;
        std::this_thread::sleep_for(200ms);
    }
    FAIL() << "the server did not start again";
}

struct Log {
    std::mutex mutex;
    std::set<std::string> acknowledged, refused, unknown;
};

void write_until(const std::atomic<bool>& stop, Database& database, int writer, Log& log) {
    for (int i = 0; !stop; ++i) {
        const auto id = std::to_string(writer) + "-" + std::to_string(i);
        auto* outcome = &log.acknowledged;
        try {
            database.write({}, [&](Write& w) {
                w.execute(insert_thing, {{"id", id}, {"n", i % 1000}, {"x", nullptr}, {"name", "kill"}});
                w.record({"thing", id, "", "insert"});
            });
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.code, FaultCode::unavailable);
            outcome = fault.key == "service.outcome_unknown" ? &log.unknown : &log.refused;
            std::fprintf(stderr, "refused %s: %s\n", id.c_str(), fault.internal.c_str());
        }
        std::lock_guard lock{log.mutex};
        outcome->insert(id);
    }
}

class PostgresKillTest : public PostgresTest {
  protected:
    void SetUp() override {
        if (environment("KAMINO_KILL_DATA").empty())
            GTEST_SKIP() << "runs under tests/crash/postgres_kill.sh";
        PostgresTest::SetUp();
    }
};

TEST_F(PostgresKillTest, nothing_acknowledged_is_lost_and_nothing_doubled) {
    const auto rounds = base::to_int(environment("KAMINO_KILL_ROUNDS")).value_or(10);
    std::mt19937 random{20261122};
    std::atomic<bool> stop{false};
    Log log;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&, writer] { write_until(stop, db(), writer, log); });
    }
    for (std::int64_t round = 0; round < rounds && !HasFatalFailure(); ++round) {
        std::this_thread::sleep_for(std::chrono::milliseconds{100 + random() % 600});
        kill_server();
        std::this_thread::sleep_for(std::chrono::milliseconds{random() % 200});
        start_server();
    }
    std::this_thread::sleep_for(300ms);
    stop = true;
    for (auto& writer : writers) writer.join();

    std::set<std::string> there;
    db().read([&](Read& r) {
        for (auto rows = r.query({"test.ids", "SELECT id FROM things"}); rows.next();)
            there.insert(rows.text(0));
    });
    for (const auto& id : log.acknowledged) EXPECT_TRUE(there.contains(id)) << "lost: " << id;
    for (const auto& id : log.refused) EXPECT_FALSE(there.contains(id)) << "refused, yet there: " << id;
    const auto rows = static_cast<std::int64_t>(there.size());
    EXPECT_EQ(number("SELECT count(*) FROM changes"), rows);
    EXPECT_EQ(number("SELECT count(DISTINCT entity_id) FROM changes"), rows);
    EXPECT_EQ(number("SELECT seq FROM change_head"), rows);
    EXPECT_GT(log.acknowledged.size(), static_cast<std::size_t>(rounds));
    std::printf("%lld kills, %zu acknowledged, %zu refused, %zu unknown, %lld unknown commits found undone\n",
                static_cast<long long>(rounds), log.acknowledged.size(), log.refused.size(),
                log.unknown.size(),
                static_cast<long long>(number("SELECT count(*) FROM write_marks WHERE at < 0")));
}

// The server is restarted between two statements of the same connection pool: nobody notices.
TEST_F(PostgresKillTest, a_restart_between_statements_is_not_noticed) {
    add("before");
    kill_server();
    std::thread starter{[] {
        std::this_thread::sleep_for(300ms);
        start_server();
    }};
    add("after");
    EXPECT_EQ(count(), 2);
    starter.join();
}

}  // namespace
}  // namespace kamino::storage
