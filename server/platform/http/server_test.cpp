// The server with real sockets and clients that misbehave. Timeouts are short here; the sweep looks five
// times a second.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>
#include <thread>

#include "platform/http/http.h"
#include "platform/http/test_client.h"

namespace kamino::http {
namespace {

using namespace std::chrono_literals;
using test::Client;
using test::get;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class ServerTest : public testing::Test {
  protected:
    ServerTest() : server(options()) {
        auto& router = server.router();
        router.get("/ping", "ping", [](Request&) { return Response::text("pong"); });
        router.get("/slow", "slow", [this](Request&) {
            entered = true;
            std::this_thread::sleep_for(600ms);
            return Response::text("done");
        });
        router.post("/echo", "echo", [](Request& r) { return Response::text(r.body); });
        router.add({.method = "POST",
                    .pattern = "/upload",
                    .name = "upload",
                    .handler =
                        [this](Request& r) {
                            std::ifstream in{r.body_file, std::ios::binary};
                            const std::string text{std::istreambuf_iterator<char>{in}, {}};
                            upload_path = r.body_file;
                            return Response::text(std::to_string(text.size()) + r.query("name").value_or(""));
                        },
                    .max_body = 3'000'000,
                    .body_to_file = true});
        router.guard_uploads([](Request& r) {
            if (r.header("authorization").empty()) throw unauthenticated();
        });
        router.get("/chunks", "chunks", [](Request&) {
            auto n = std::make_shared<int>(0);
            return Response::download_chunks("a.csv", "text/csv", [n](std::string& piece) {
                piece = "line " + std::to_string(++*n) + "\n";
                return *n < 3;
            });
        });
        router.get("/broken-chunks", "broken", [](Request&) {
            auto n = std::make_shared<int>(0);
            return Response::download_chunks("a.csv", "text/csv", [n](std::string& piece) {
                if (++*n == 2) throw std::runtime_error("cut");
                piece = "first\n";
                return true;
            });
        });
        router.get("/file", "file", [this](Request&) {
            return Response::download_file("f.bin", "application/octet-stream", file, false);
        });
        router.get("/events", "events", [this](Request& r) {
            return Response::event_stream(server.events(), r.last_event_id(),
                                          [this](std::uint64_t after) { return pull(after); });
        });
    }
    static Options options() {
        return {.port = 0,
                .workers = 3,
                .header_timeout_s = 1,
                .body_timeout_s = 1,
                .idle_timeout_s = 2,
                .write_timeout_s = 2,
                .ping_s = 1,
                .drain_s = 5,
                .upload_folder = testing::TempDir(),
                .handle_signals = false};
    }
    void SetUp() override { server.start(); }
    EventBatch pull(std::uint64_t after) {
        std::lock_guard lock{mutex};
        EventBatch batch{{}, after, false};
        for (const auto& event : log) {
            if (event.seq <= after) continue;
            batch.seq = event.seq;
            if (event.data != "hidden") batch.events.push_back(event);
        }
        return batch;
    }
    void append(std::uint64_t seq, std::string data) {
        {
            std::lock_guard lock{mutex};
            log.push_back({seq, std::move(data), "change"});
        }
        server.events().wake();
    }
    Server server;
    std::mutex mutex;
    std::vector<Event> log;
    std::atomic<bool> entered{false};
    std::string upload_path, file;
};

TEST_F(ServerTest, KeepsAliveAndAnswersPipelinedRequestsInOrder) {
    Client client{server.port()};
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
    client.send(get("/slow") + get("/ping") +
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi" + get("/nothing"));
    EXPECT_EQ(client.read().body, "done");
    EXPECT_EQ(client.read().body, "pong");
    EXPECT_EQ(client.read().body, "hi");
    EXPECT_EQ(client.read().status, 404);
    const auto last = client.ask(get("/ping", "Connection: close\r\n"));
    EXPECT_TRUE(last.has("Connection: close"));
    EXPECT_FALSE(client.more(2000));
    EXPECT_TRUE(client.closed);
}

TEST_F(ServerTest, SpeaksHttp10) {
    Client client{server.port()};
    EXPECT_EQ(client.ask("GET /ping HTTP/1.0\r\n\r\n").body, "pong");
    EXPECT_FALSE(client.more(2000));
    Client chunks{server.port()};
    chunks.send("GET /chunks HTTP/1.0\r\n\r\n");
    const auto text = chunks.rest();
    EXPECT_EQ(text.find("Transfer-Encoding"), text.npos);
    EXPECT_TRUE(text.ends_with("\r\n\r\nline 1\nline 2\nline 3\n")) << text;
}

TEST_F(ServerTest, HeadHasLengthButNoBody) {
    Client client{server.port()};
    client.send("HEAD /ping HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto answer = client.read(true);
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.has("Content-Length: 4\r\n"));
    EXPECT_TRUE(answer.has("Content-Security-Policy: default-src 'self'"));
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");  // nothing of a body in between
    client.send("HEAD /chunks HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(client.read(true).status, 200);
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
}

TEST_F(ServerTest, RefusesMalformedRequests) {
    for (const char* bad :
         {"nonsense\r\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: "
          "chunked\r\n\r\n0\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nxx",
          "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
        Client client{server.port()};
        client.send(bad);
        const auto answer = client.read();
        EXPECT_EQ(answer.status, 400) << bad << answer.head;
        EXPECT_TRUE(answer.has("Connection: close")) << bad;
        EXPECT_TRUE(answer.has("application/problem+json")) << bad;
    }
    Client client{server.port()};
    EXPECT_EQ(
        client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")
            .status,
        415);
}

TEST_F(ServerTest, LimitsHeaders) {
    Client large{server.port()};
    large.send("GET /ping HTTP/1.1\r\nHost: x\r\nA: " + std::string(100'000, 'a'));
    EXPECT_EQ(large.read().status, 431);
    Client many{server.port()};
    std::string fields;
    for (int i = 0; i < 300; ++i) fields += "A: b\r\n";
    EXPECT_EQ(many.ask(get("/ping", fields)).status, 431);
    Client endless{server.port()};
    endless.send("GET /ping HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 200 && endless.send("A" + std::to_string(i) + ": " + std::string(8000, 'a') + "\r\n");
         ++i) {
    }
    EXPECT_EQ(endless.read().status, 431);
}

TEST_F(ServerTest, LimitsBodies) {
    Client declared{server.port()};
    const auto start = std::chrono::steady_clock::now();
    const auto answer = declared.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
    EXPECT_EQ(answer.status, 413);
    EXPECT_NE(answer.body.find("1048576"), std::string::npos) << answer.body;
    EXPECT_LT(seconds_since(start), 1.0);
    // The whole body is sent before the answer is read: the answer must survive that.
    Client sent{server.port()};
    sent.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
    sent.send(std::string(4'000'000, 'x'));
    EXPECT_EQ(sent.read().status, 413);
    Client chunked{server.port()};
    chunked.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 40 && chunked.send("10000\r\n" + std::string(65536, 'x') + "\r\n"); ++i) {
    }
    EXPECT_EQ(chunked.read().status, 413);
    // A chunk extension that never ends is neither header nor body; only the read buffer's bound stops it.
    Client extension{server.port()};
    extension.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=");
    bool open = true;
    for (int i = 0; i < 100 && open; ++i) open = extension.send(std::string(65536, 'x'));
    EXPECT_EQ(extension.read().status, 413);
    Client fits{server.port()};
    EXPECT_EQ(fits.ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                  .body,
              "abcde");
    EXPECT_EQ(fits.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n" +
                       std::string(1048576, 'y'))
                  .body.size(),
              1048576U);
}

TEST_F(ServerTest, CutsSlowClientsOffWhileOthersAreServed) {
    const auto start = std::chrono::steady_clock::now();
    std::deque<Client> slow;
    for (int i = 0; i < 100; ++i)
        slow.emplace_back(server.port()).send("GET /ping HTTP/1.1\r\nHost: x\r\nA: ");
    Client body{server.port()};
    body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
    for (int i = 0; i < 12; ++i) {
        for (auto& client : slow) client.send("a");
        Client honest{server.port()};
        const auto before = std::chrono::steady_clock::now();
        EXPECT_EQ(honest.ask(get("/ping")).body, "pong");
        EXPECT_LT(seconds_since(before), 0.5);
        std::this_thread::sleep_for(100ms);
    }
    for (auto& client : slow) EXPECT_EQ(client.read().status, 408);
    EXPECT_EQ(body.read().status, 408);
    EXPECT_LT(seconds_since(start), 6.0);
}

TEST_F(ServerTest, ClosesIdleConnectionsSilently) {
    Client client{server.port()};
    EXPECT_EQ(client.ask(get("/ping")).status, 200);
    EXPECT_EQ(client.rest(4000), "");
    EXPECT_TRUE(client.closed);
}

TEST_F(ServerTest, UploadsToAFileAfterTheGuard) {
    const std::string bytes(2'500'000, 'u');
    const std::string rest = "Content-Length: 2500000\r\n\r\n";
    Client stranger{server.port()};
    EXPECT_EQ(stranger.ask("POST /upload HTTP/1.1\r\nHost: x\r\n" + rest).status, 401);
    Client client{server.port()};
    client.send(
        "POST /upload?name=a.csv HTTP/1.1\r\nHost: x\r\nAuthorization: y\r\nExpect: 100-continue\r\n" + rest);
    ASSERT_TRUE(client.until("100 Continue\r\n\r\n"));
    client.pending.clear();
    client.send(bytes);
    EXPECT_EQ(client.read().body, "2500000a.csv");
    EXPECT_EQ(client.ask(get("/ping")).status, 200);
    EXPECT_NE(upload_path, "");
    EXPECT_FALSE(std::ifstream{upload_path}.good());  // removed after the answer
    EXPECT_EQ(
        client.ask("POST /upload HTTP/1.1\r\nHost: x\r\nAuthorization: y\r\nContent-Length: 3000001\r\n\r\n")
            .status,
        413);
}

TEST_F(ServerTest, SendsChunksAndCutsWhenTheyFail) {
    Client client{server.port()};
    client.send(get("/chunks"));
    ASSERT_TRUE(client.until("0\r\n\r\n"));
    EXPECT_NE(client.pending.find("7\r\nline 1\n\r\n7\r\nline 2\n\r\n7\r\nline 3\n\r\n0\r\n\r\n"),
              std::string::npos);
    client.pending.clear();
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
    Client broken{server.port()};
    broken.send(get("/broken-chunks"));
    const auto text = broken.rest();
    EXPECT_TRUE(broken.closed);
    EXPECT_TRUE(text.ends_with("6\r\nfirst\n\r\n")) << text;
}

TEST_F(ServerTest, SendsFilesAndRanges) {
    file = testing::TempDir() + "kamino_server_file.bin";
    std::string content(1'000'000, '\0');
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 7 % 251);
    std::ofstream{file, std::ios::binary} << content;
    Client client{server.port()};
    EXPECT_EQ(client.ask(get("/file")).body, content);
    const auto part = client.ask(get("/file", "Range: bytes=999990-\r\n"));
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, content.substr(999'990));
    EXPECT_EQ(client.ask(get("/file", "Range: bytes=1000000-\r\n")).status, 416);
    file = "/nowhere";
    const auto lost = client.ask(get("/file"));
    EXPECT_EQ(lost.status, 500);
    EXPECT_NE(lost.body.find("request.failed"), std::string::npos);
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
}

TEST_F(ServerTest, StreamsEventsAndResumes) {
    append(1, "one");
    append(2, "hidden");
    append(3, "three");
    Client client{server.port()};
    client.send(get("/events"));
    ASSERT_TRUE(client.until("id: 3\nevent: change\ndata: three\n\n"));
    EXPECT_NE(client.pending.find("text/event-stream"), std::string::npos);
    EXPECT_NE(client.pending.find("id: 1\nevent: change\ndata: one\n\n"), std::string::npos);
    EXPECT_EQ(client.pending.find("hidden"), std::string::npos);
    append(4, "four");
    EXPECT_TRUE(client.until("id: 4\nevent: change\ndata: four\n\n", 1000));
    server.events().publish({.data = "{\"done\":1}", .name = "job"});
    EXPECT_TRUE(client.until("\n\nevent: job\ndata: {\"done\":1}\n\n", 1000));
    EXPECT_TRUE(client.until(": ping\n\n", 3000));
    append(5, "hidden");
    EXPECT_TRUE(client.until("id: 5\n\n", 1000));  // the cursor moves past what may not be seen
    client.hang_up();
    Client again{server.port()};
    again.send(get("/events", "Last-Event-ID: 3\r\n"));
    ASSERT_TRUE(again.until("id: 4\nevent: change"));
    EXPECT_EQ(again.pending.find("data: three"), std::string::npos);
    for (int i = 0; i < 50 && server.events().subscribers() > 1; ++i) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(server.events().subscribers(), 1U);  // the one that hung up was noticed
}

TEST_F(ServerTest, DropsASlowSubscriber) {
    Client slow{server.port(), 4096};
    slow.send(get("/events"));
    for (int i = 0; i < 50 && server.events().subscribers() == 0; ++i) std::this_thread::sleep_for(20ms);
    const std::string large(200'000, 'e');
    for (int i = 0; i < 200 && server.events().subscribers() > 0; ++i) {
        server.events().publish({.data = large, .name = "job"});
        std::this_thread::sleep_for(5ms);
    }
    for (int i = 0; i < 100 && server.events().subscribers() > 0; ++i) std::this_thread::sleep_for(50ms);
    EXPECT_EQ(server.events().subscribers(), 0U);
    Client client{server.port()};
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
}

TEST_F(ServerTest, DrainFinishesWhatIsInFlight) {
    Client busy{server.port()}, idle{server.port()}, stream{server.port()};
    EXPECT_EQ(idle.ask(get("/ping")).status, 200);
    stream.send(get("/events"));
    ASSERT_TRUE(stream.until("retry"));
    busy.send(get("/slow"));
    while (!entered) std::this_thread::sleep_for(5ms);
    const auto start = std::chrono::steady_clock::now();
    std::thread other{[&] { server.stop(); }};
    server.stop();
    other.join();
    EXPECT_LT(seconds_since(start), 2.0);
    const auto answer = busy.read();
    EXPECT_EQ(answer.body, "done");
    EXPECT_TRUE(answer.has("Connection: close"));
    EXPECT_FALSE(idle.more(500));
    EXPECT_FALSE(stream.more(500));
    EXPECT_TRUE(stream.closed);
}

TEST_F(ServerTest, HoldsTwoThousandIdleConnections) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 4400) GTEST_SKIP() << "needs 4400 file descriptors";
    std::deque<Client> idle;
    for (int i = 0; i < 2000; ++i) idle.emplace_back(server.port());
    for (int i = 0; i < 2000; i += 500)
        EXPECT_EQ(idle[static_cast<std::size_t>(i)].ask(get("/ping")).body, "pong");
    Client one_more{server.port()};
    EXPECT_EQ(one_more.ask(get("/ping")).body, "pong");
}

TEST(ServerLimits, RefusesConnectionsAndRequestsBeyondTheLimit) {
    Server server{{.port = 0, .workers = 1, .max_connections = 3, .max_waiting = 1, .handle_signals = false}};
    server.router().get("/slow", "slow", [](Request&) {
        std::this_thread::sleep_for(400ms);
        return Response::text("done");
    });
    server.start();
    Client a{server.port()}, b{server.port()}, c{server.port()};
    a.send(get("/slow"));
    std::this_thread::sleep_for(100ms);
    b.send(get("/slow"));
    std::this_thread::sleep_for(100ms);
    const auto busy = c.ask(get("/slow"));
    EXPECT_EQ(busy.status, 503);
    EXPECT_TRUE(busy.has("Retry-After: 1"));
    Client d{server.port()};
    EXPECT_EQ(d.read().status, 503);
    EXPECT_EQ(a.read().body, "done");
    EXPECT_EQ(b.read().body, "done");
}

// Once accept() fails for want of descriptors, the clients in the kernel's queue are served as soon as there
// are some.
TEST_F(ServerTest, SurvivesRunningOutOfFileDescriptors) {
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    Client client{server.port()};
    ASSERT_EQ(client.ask(get("/ping")).body, "pong");
    const int next = ::dup(0);
    ::close(next);
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(next) + 1;  // one more: the client's own end
    setrlimit(RLIMIT_NOFILE, &tight);
    Client waiting{server.port()};
    EXPECT_TRUE(waiting.connected);
    waiting.send(get("/ping"));
    EXPECT_FALSE(waiting.more(300));
    EXPECT_EQ(client.ask(get("/ping")).body, "pong");
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_EQ(waiting.read().body, "pong");
}

TEST(ServerLimits, DrainHasAnEnd) {
    Server server{{.port = 0, .workers = 2, .drain_s = 1, .handle_signals = false}};
    std::atomic<bool> finished{false}, entered{false};
    server.router().get("/stuck", "stuck", [&](Request&) {
        entered = true;
        std::this_thread::sleep_for(2s);
        finished = true;
        return Response::text("late");
    });
    server.start();
    Client client{server.port()};
    client.send(get("/stuck"));
    while (!entered) std::this_thread::sleep_for(5ms);
    const auto start = std::chrono::steady_clock::now();
    server.stop();
    EXPECT_TRUE(finished);  // a handler is never torn away, only its client is
    EXPECT_LT(seconds_since(start), 4.0);
    EXPECT_EQ(client.rest(500), "");
    server.stop();
}

TEST(ServerLimits, RunStopsOnASignal) {
    Server server{{.port = 0, .workers = 1}};
    std::thread runner{[&] { server.run(); }};
    while (server.port() == 0) std::this_thread::sleep_for(5ms);
    std::this_thread::sleep_for(100ms);
    ::kill(::getpid(), SIGTERM);
    runner.join();
    EXPECT_TRUE(server.stopping());
    EXPECT_THROW((Server{{.bind = "203.0.113.1", .port = 1}}.start()), std::system_error);
}

}  // namespace
}  // namespace kamino::http
