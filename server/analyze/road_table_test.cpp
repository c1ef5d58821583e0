// TERR-4: measured ways: matrices, and a routing server that stands in on the loopback and misbehaves.
#include "analyze/road_table.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "analyze/check.h"
#include "analyze/output.h"
#include "analyze/tour_reader.h"
#include "analyze/visits_reader.h"
#include "engine/territory/check/visits_check.h"

namespace kamino::analyze {
namespace {

// Answers one request a connection with what `say` makes of its target; an empty text: no answer until the
// test ends.
class StandIn {
  public:
    explicit StandIn(std::function<std::string(const std::string&)> say) : say_(std::move(say)) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        ::listen(socket_, 16);
        thread_ = std::thread([this] { serve(); });
    }
    ~StandIn() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        for (const int open : silent_) ::close(open);
        ::close(socket_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<std::string> targets() {
        const std::lock_guard lock{mutex_};
        return targets_;
    }

  private:
    void serve() {
        for (int client; (client = ::accept(socket_, nullptr, nullptr)) >= 0;) {
            std::string request;
            char piece[4096];
            while (request.find("\r\n\r\n") == std::string::npos) {
                const auto got = ::recv(client, piece, sizeof piece, 0);
                if (got <= 0) break;
                request.append(piece, static_cast<std::size_t>(got));
            }
            const auto from = request.find(' ') + 1;
            const auto target = request.substr(from, request.find(' ', from) - from);
            {
                const std::lock_guard lock{mutex_};
                targets_.push_back(target);
            }
            const auto answer = say_(target);
            if (answer.empty()) {
                silent_.push_back(client);
                continue;
            }
            ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(client);
        }
    }
    std::function<std::string(const std::string&)> say_;
    int socket_ = -1, port_ = 0;
    std::vector<int> silent_;
    std::mutex mutex_;
    std::vector<std::string> targets_;
    std::thread thread_;
};

std::string reply(const std::string& body, const std::string& status = "200 OK") {
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

const std::vector<Degrees> three{{52.37, 4.9}, {51.92, 4.48}, {52.09, 5.12}};

TEST(Roads, one_block_is_asked_and_read) {
    StandIn server{[](const std::string&) {
        return reply(R"({"code":"Ok","durations":[[0,3600,1800],[3540,0,2400],[1860,null,0]],
                        "distances":[[0,78000,42000],[77500,0,57000],[42100,null,0]]})");
    }};
    std::vector<std::string> warnings;
    auto table = ask_roads(server.url() + "/", three, three, 5, warnings);
    EXPECT_TRUE(warnings.empty());
    EXPECT_EQ(table.minutes_at(0, 1), 60);
    EXPECT_EQ(table.minutes_at(1, 0), 59);
    EXPECT_EQ(table.km_at(0, 1), 78);
    EXPECT_TRUE(std::isnan(table.minutes_at(2, 1)));  // null: no way known
    // As OSRM's documentation writes a table request: longitude first, sources and destinations by index.
    EXPECT_EQ(
        server.targets(),
        std::vector<std::string>{"/table/v1/driving/4.900000,52.370000;4.480000,51.920000;5.120000,52.090000;"
                                 "4.900000,52.370000;4.480000,51.920000;5.120000,52.090000"
                                 "?annotations=duration,distance&sources=0;1;2&destinations=3;4;5"});
}

TEST(Roads, many_places_are_asked_in_blocks) {
    // The stand-in says how many sources it counted: 3 blocks of 50, 50 and 20 sources to one of 10 targets.
    std::vector<Degrees> sources(120, {40, -3}), targets(10, {41, -3});
    StandIn server{[](const std::string& target) {
        const auto from = target.find("sources=") + 8, to = target.find('&', from);
        const auto count = std::count(target.begin() + static_cast<std::ptrdiff_t>(from),
                                      target.begin() + static_cast<std::ptrdiff_t>(to), ';') +
                           1;
        std::string row = "[60";
        for (int i = 1; i < 10; ++i) row += ",60";
        std::string rows = row + "]";
        for (long i = 1; i < count; ++i) rows += "," + row + "]";
        return reply("{\"code\":\"Ok\",\"durations\":[" + rows + "]}");
    }};
    std::vector<std::string> warnings;
    auto table = ask_roads(server.url(), sources, targets, 5, warnings);
    EXPECT_EQ(server.targets().size(), 3U);
    EXPECT_EQ(std::count(table.minutes.begin(), table.minutes.end(), 1.0), 1200);
    EXPECT_TRUE(std::isnan(table.km[0]));  // the server tells times only
}

TEST(Roads, a_server_that_fails_is_said_and_asked_no_more) {
    const std::vector<Degrees> many(400, {40, -3});
    struct Case {
        std::string answer, expected;
    };
    for (const auto& c :
         {Case{reply("oh", "500 Internal Server Error"), "answered 500"},
          Case{reply("<html>"), "sent no table"},
          Case{reply(R"({"code":"TooBig","message":"Too many table coordinates"})", "400 Bad Request"),
               "answered 400"},
          Case{reply(R"({"code":"Ok","durations":[[1]]})"), "sent no table"},
          Case{"nonsense\r\n\r\n", "did not answer"}, Case{"", "did not answer"}}) {
        StandIn server{[&](const std::string&) { return c.answer; }};
        std::vector<std::string> warnings;
        const auto table = ask_roads(server.url(), many, many, 0.2, warnings);
        ASSERT_EQ(warnings.size(), 1U) << c.answer;
        EXPECT_NE(warnings[0].find(c.expected), std::string::npos) << warnings[0];
        EXPECT_EQ(server.targets().size(), 3U);
        EXPECT_TRUE(
            std::all_of(table.minutes.begin(), table.minutes.end(), [](double m) { return std::isnan(m); }));
    }
    std::vector<std::string> warnings;
    ask_roads("http://127.0.0.1:1", three, three, 1, warnings);  // nobody listens
    EXPECT_EQ(warnings.size(), 1U);
    EXPECT_THROW(ask_roads("file:///etc/passwd", three, three, 1, warnings), Refusal);
    EXPECT_THROW(ask_roads("localhost:5000", three, three, 1, warnings), Refusal);
}

class RoadFiles : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directory(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string file(const std::string& name, const std::string& text) const {
        write_file(folder_ + name, text);
        return folder_ + name;
    }
    const std::string folder_ = "/tmp/kamino_roads_" + std::to_string(::getpid()) + "/";
};

TEST_F(RoadFiles, what_a_server_does_not_know_stays_estimated) {
    StandIn server{[](const std::string&) {
        return reply(R"({"code":"Ok","durations":[[0,3600,null],[3600,0,2400],[1800,2400,0]]})");
    }};
    const std::vector<Option> options = check().options;
    Arguments arguments{options};
    arguments.set("roads", {server.url()});
    arguments.set("save-matrix", {folder_ + "saved.csv"});
    auto input =
        read_tour(read_source(file("p.csv", "id,lat,lon\na,52.37,4.9\nb,51.92,4.48\nc,52.09,5.12\n")), {});
    const auto estimate = input.instance.distance;
    std::vector<std::string> warnings;
    const auto roads = with_roads(arguments, estimate, input.instance.labels, input.ground, warnings);
    EXPECT_EQ(roads->leg(0, 1).time, 60);
    EXPECT_EQ(roads->leg(0, 1).distance, estimate->leg(0, 1).distance);
    EXPECT_EQ(roads->leg(0, 2).time, estimate->leg(0, 2).time);
    EXPECT_EQ(roads->leg(2, 0).time, 30);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0], "1 of 6 ways are estimated: the routing server does not know them");
}

TEST_F(RoadFiles, matrices_by_id) {
    const std::vector<Option> options = check().options;
    Arguments arguments{options};
    arguments.set("matrix", {file("m.csv", "from,to,minutes,km\na,b,30,20\nb,a,40,22\n")});
    auto input = read_tour(read_source(file("p.csv", "id,lat,lon\na,52.37,4.9\nb,51.92,4.48\n")), {});
    read_ways(input, arguments);
    // A round without windows takes the mean of both directions, and says so.
    EXPECT_EQ(input.instance.distance->leg(0, 1).distance, 21);
    EXPECT_EQ(input.instance.distance->leg(1, 0).time, 35);
    EXPECT_EQ(input.warnings.size(), 1U);
    const auto refused = [&](const std::string& text) {
        Arguments wrong{options};
        wrong.set("matrix", {file("w.csv", text)});
        std::vector<std::string> warnings;
        EXPECT_THROW(with_roads(wrong, input.instance.distance, input.instance.labels, {}, warnings), Refusal)
            << text;
    };
    refused("from,to,minutes\na,x,3\n");
    refused("from,to,minutes\na,b,-3\n");
    refused("from,to,minutes\na,b,soon\n");
    refused("from,minutes\na,3\n");
    arguments.set("roads", {"http://127.0.0.1:1"});
    std::vector<std::string> warnings;
    EXPECT_THROW(
        with_roads(arguments, input.instance.distance, input.instance.labels, input.ground, warnings),
        Refusal);
}

// One visit of a person a fixed time away: the plan and its check stand on the same matrix.
TEST_F(RoadFiles, visits_are_planned_on_them) {
    const auto model = file("v.json", R"({"start_on": "2026-12-07", "days": 1,
        "people": [{"id": "ann", "start": {"lat": 52.37, "lon": 4.9}}],
        "accounts": [{"id": "acme", "place": {"lat": 52.09, "lon": 5.12}, "minutes": 30}]})");
    const std::vector<Option> options = check().options;
    Arguments arguments{options};
    arguments.set("matrix", {file("m.csv", "from,to,minutes\nperson:ann,acme,41\nacme,person:ann,43\n")});
    auto input = read_visits(read_source(model));
    read_ways(input, arguments);
    territory::Effort effort;
    effort.iterations = 50;
    const auto plan = territory::routing::solve_visits(input.instance, effort);
    const auto verdict = territory::check::judge_visits(input.instance, plan.trips);
    EXPECT_TRUE(verdict.feasible());
    EXPECT_EQ(verdict.objective, 84);
    EXPECT_TRUE(input.warnings.empty());
}

// The check of a day replays its windows: a late order is caught.
TEST_F(RoadFiles, check_of_a_day_looks_at_its_windows) {
    const auto points = file("p.csv", "id,x,y\ndepot,0,0\na,10,0\nb,20,0\n");
    const auto windows = file("w.csv", "id,open,close,service\ndepot,0,100,0\na,0,15,2\nb,0,60,2\n");
    const std::vector<Option> options = check().options;
    Arguments arguments{options};
    arguments.set("windows", {windows});
    for (const auto& kind : check_kinds()) {
        if (kind.name != "tour") continue;
        const auto good = kind.judge(read_source(points), {"s", R"({"order":["depot","a","b"]})"}, arguments);
        EXPECT_TRUE(good.feasible());
        const auto late = kind.judge(read_source(points), {"s", R"({"order":["depot","b","a"]})"}, arguments);
        ASSERT_EQ(late.violations.size(), 1U);
        EXPECT_EQ(late.violations[0].rule, "windows");
    }
}

}  // namespace
}  // namespace kamino::analyze
