// The pipeline without sockets: router, faults, conditional requests, ranges, compression, headers, static
// files. OPS-4: health and metrics.
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <boost/json.hpp>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "platform/http/http.h"
#include "platform/http/pipeline.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

Response ask(Server& server, std::string method, std::string target, Pairs headers = {},
             std::string body = {}) {
    return server.dispatch(
        Request::make(std::move(method), std::move(target), std::move(headers), std::move(body)));
}

std::string gunzip(std::string_view data) {
    z_stream z{};
    inflateInit2(&z, 15 + 16);
    std::string out(1'000'000, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    z.avail_in = static_cast<uInt>(data.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
    out.resize(z.total_out);
    inflateEnd(&z);
    return out;
}

Response echo(Request& r) {
    std::string text = r.route->name;
    for (const auto& [name, value] : r.params) text += " " + name + "=" + value;
    return Response::text(text);
}

TEST(Router, FindsLiteralsBeforeNamesAndTellsWhatIsAllowed) {
    Server server{{}};
    server.router().get("/api/v1/accounts", "list", echo);
    server.router().get("/api/v1/accounts/export", "export", echo);
    server.router().get("/api/v1/accounts/{id}", "get", echo);
    server.router().add(
        {.method = "PATCH", .pattern = "/api/v1/accounts/{id}", .name = "patch", .handler = echo});
    server.router().get("/api/v1/accounts/{account}/team/{user}", "team", echo);
    struct Case {
        const char *method, *target;
        int status;
        const char* body;
    };
    for (const Case& c :
         {Case{"GET", "/api/v1/accounts", 200, "list"}, Case{"GET", "/api/v1/accounts/export", 200, "export"},
          Case{"GET", "/api/v1/accounts/7", 200, "get id=7"},
          Case{"GET", "/api/v1/accounts/a%2Fb%20%C3%A9", 200, "get id=a/b é"},
          Case{"PATCH", "/api/v1/accounts/7?x=1", 200, "patch id=7"},
          Case{"GET", "/api/v1/accounts/export/team/u", 200, "team account=export user=u"},
          Case{"GET", "/api/v1/accounts/", 404, nullptr},
          Case{"GET", "/api/v1/accounts/7/team", 404, nullptr},
          Case{"GET", "/api/v1//accounts", 404, nullptr},
          Case{"DELETE", "/api/v1/accounts/7", 405, nullptr}}) {
        const auto response = ask(server, c.method, c.target);
        EXPECT_EQ(response.status, c.status) << c.target;
        if (c.body) {
            EXPECT_EQ(response.body, c.body) << c.target;
        }
        if (c.status == 405) {
            EXPECT_EQ(response.header("allow"), "GET, HEAD, PATCH");
        }
    }
    EXPECT_EQ(server.router().routes().size(), 5U);
    EXPECT_THROW(server.router().get("/api/v1/accounts/{other}", "again", echo), std::logic_error);
    EXPECT_THROW(server.router().get("/elsewhere", "list", echo), std::logic_error);
}

TEST(Router, MiddlewaresWrapInOrderAndSeeTheRoute) {
    Server server{{}};
    std::string trace;
    for (const char* name : {"a", "b"})
        server.router().use([&trace, name](Request& r, const Handler& next) {
            trace += name + r.route->name;
            auto response = next(r);
            trace += name;
            return response;
        });
    server.router().use([](Request& r, const Handler& next) {
        r.context = std::make_shared<const std::string>("ana");
        return next(r);
    });
    server.router().get("/x", "X", [](Request& r) { return Response::text(*r.context_as<std::string>()); });
    EXPECT_EQ(ask(server, "GET", "/x").body, "ana");
    EXPECT_EQ(trace, "aXbXba");
}

TEST(Request, ReadsQueryCookiesAndTags) {
    const auto r =
        Request::make("GET", "http://host/p%20q?a=1&b=x+y&a=2&c=%C3%B1&flag",
                      {{"Cookie", "one=1; kamino=abc=="}, {"If-Match", "\"7\""}, {"ACCEPT-LANGUAGE", "nl"}});
    EXPECT_EQ(r.path, "/p q");
    EXPECT_EQ(r.query("b"), "x y");
    EXPECT_EQ(r.query("c"), "ñ");
    EXPECT_EQ(r.query("flag"), "");
    EXPECT_EQ(r.query("none"), std::nullopt);
    EXPECT_EQ(r.query_all("a"), (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(r.cookie("kamino"), "abc==");
    EXPECT_EQ(r.cookie("kam"), "");
    EXPECT_EQ(r.if_match(), "7");
    EXPECT_EQ(r.language, i18n::Language::nl);
    EXPECT_EQ(Request::make("GET", "/e?after=41").last_event_id(), 41U);
    EXPECT_EQ(Request::make("GET", "/e?after=41", {{"Last-Event-ID", "42"}}).last_event_id(), 42U);
    for (const char* bad :
         {"/%zz", "/%", "/a%00b", "/..", "/a/%2e%2e/b", "/a\\b", "/%ff", "/?q=%c3", "x", ""})
        EXPECT_THROW(Request::make("GET", bad), Fault) << bad;
}

TEST(Request, TakesJsonOnlyFromJson) {
    const auto body = [](const char* type, const char* text) {
        return Request::make("POST", "/", {{"Content-Type", type}}, text).json();
    };
    EXPECT_EQ(body("application/json; charset=utf-8", "{\"a\":1}").at("a").as_int64(), 1);
    EXPECT_NO_THROW(body("application/merge-patch+json", "{}"));
    EXPECT_THROW(body("text/plain", "{}"), Fault);
    EXPECT_THROW(body("application/json", "{"), Fault);
    EXPECT_THROW(body("application/json", ""), Fault);
}

TEST(Faults, BecomeProblemsInTheReadersLanguage) {
    Server server{{}};
    server.router().get("/fault/{code}", "fault", [](Request& r) -> Response {
        Fault fault{static_cast<FaultCode>(std::stoi(r.param("code"))), "request.stale"};
        fault.fields.push_back({"/name", "field.required"});
        fault.internal = "secret";
        fault.retry_after_s = 9;
        if (fault.code == FaultCode::conflict) fault.current_json = "{\"version\":3}";
        throw fault;
    });
    server.router().get("/disk", "disk",
                        [](Request&) -> Response { throw unavailable("service.disk_full"); });
    server.router().get("/defect", "defect",
                        [](Request&) -> Response { throw std::runtime_error("secret"); });
    const int statuses[] = {422, 401, 403, 404, 409, 413, 429, 503};
    for (int i = 0; i < 8; ++i) {
        const auto response = ask(server, "GET", "/fault/" + std::to_string(i), {{"Accept-Language", "es"}});
        EXPECT_EQ(response.status, statuses[i]);
        EXPECT_EQ(response.header("content-type"), "application/problem+json");
        EXPECT_EQ(response.header("retry-after"), "9");
        EXPECT_EQ(response.body.find("secret"), std::string::npos);
        const auto problem = boost::json::parse(response.body).as_object();
        EXPECT_EQ(problem.at("status").as_int64(), statuses[i]);
        EXPECT_EQ(problem.at("key").as_string(), "request.stale");
        EXPECT_EQ(problem.at("detail").as_string(), i18n::translate(i18n::Language::es, "request.stale"));
        EXPECT_EQ(problem.at("fields").at(0).at("message").as_string(),
                  i18n::translate(i18n::Language::es, "field.required"));
        EXPECT_EQ(problem.at("instance").as_string(),
                  "urn:uuid:" + std::string{response.header("x-request-id")});
        EXPECT_EQ(problem.contains("current"), i == 4);
    }
    EXPECT_EQ(ask(server, "GET", "/disk").status, 507);
    const auto defect = ask(server, "GET", "/defect");
    EXPECT_EQ(defect.status, 500);
    EXPECT_EQ(defect.body.find("secret"), std::string::npos);
}

TEST(Faults, EveryWordIsInTheCatalogues) {
    for (int status : {400, 404, 405, 408, 413, 415, 431, 500, 503}) {
        const auto text = problem(status, Request::make("PUT", "/"), {{"max", "5"}}).body;
        const auto json = boost::json::parse(text);
        EXPECT_NE(json.at("detail").as_string(), json.at("key").as_string()) << text;
        EXPECT_FALSE(json.at("title").as_string().starts_with("fault.")) << text;
        EXPECT_EQ(text.find('{', 1), std::string::npos) << text;
    }
}

TEST(Caching, AnswersNotModifiedForAKnownVersion) {
    Server server{{}};
    server.router().get("/a", "a", [](Request&) { return std::move(Response::json("{}").etag("3")); });
    const auto first = ask(server, "GET", "/a");
    EXPECT_EQ(first.header("etag"), "\"3\"");
    EXPECT_EQ(first.header("cache-control"), "private, no-cache");
    for (const char* known : {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"}) {
        const auto response = ask(server, "GET", "/a", {{"If-None-Match", known}});
        EXPECT_EQ(response.status, 304) << known;
        EXPECT_TRUE(response.body.empty());
        EXPECT_EQ(response.header("etag"), "\"3\"");
    }
    EXPECT_EQ(ask(server, "GET", "/a", {{"If-None-Match", "\"2\""}}).status, 200);
}

TEST(Caching, CompressesLargeTextWhenAsked) {
    Server server{{}};
    const std::string large = "\"" + std::string(5000, 'x') + "\"";
    server.router().get("/large", "large", [&](Request&) { return Response::json(large); });
    server.router().get("/small", "small", [](Request&) { return Response::json("{}"); });
    const auto response = ask(server, "GET", "/large", {{"Accept-Encoding", "br, gzip;q=0.8"}});
    EXPECT_EQ(response.header("content-encoding"), "gzip");
    EXPECT_EQ(response.header("vary"), "Accept-Encoding");
    EXPECT_EQ(response.header("content-length"), std::to_string(response.body.size()));
    EXPECT_EQ(gunzip(response.body), large);
    EXPECT_EQ(ask(server, "GET", "/large").body, large);
    EXPECT_EQ(ask(server, "GET", "/large", {{"Accept-Encoding", "gzip;q=0"}}).body, large);
    EXPECT_EQ(ask(server, "GET", "/small", {{"Accept-Encoding", "gzip"}}).header("content-encoding"), "");
    const auto head = ask(server, "HEAD", "/large");
    EXPECT_EQ(head.header("content-length"), "5002");
    EXPECT_TRUE(head.body.empty());
}

TEST(Caching, CutsRangesOfFiles) {
    const std::string path = testing::TempDir() + "kamino_range.txt";
    std::ofstream{path} << "0123456789";
    Server server{{}};
    server.router().get("/f", "f", [&](Request&) {
        return std::move(Response::download_file("ñ.txt", "text/plain", path, false).etag("f"));
    });
    struct Case {
        const char* range;
        int status;
        std::uint64_t offset, length;
    };
    for (const Case& c :
         {Case{"bytes=2-4", 206, 2, 3}, Case{"bytes=7-", 206, 7, 3}, Case{"bytes=-4", 206, 6, 4},
          Case{"bytes=5-99", 206, 5, 5}, Case{"bytes=-99", 206, 0, 10}, Case{"bytes=10-", 416, 0, 0},
          Case{"bytes=4-2", 200, 0, 10}, Case{"bytes=0-1,3-4", 200, 0, 10}, Case{"lines=1-2", 200, 0, 10},
          Case{"bytes=x-", 200, 0, 10}}) {
        const auto r = ask(server, "GET", "/f", {{"Range", c.range}});
        EXPECT_EQ(r.status, c.status) << c.range;
        EXPECT_EQ(r.file_length, c.length) << c.range;
        if (c.status == 206) {
            EXPECT_EQ(r.file_offset, c.offset) << c.range;
        }
        if (c.status == 416) {
            EXPECT_EQ(r.header("content-range"), "bytes */10");
        }
    }
    EXPECT_EQ(ask(server, "GET", "/f", {{"Range", "bytes=2-4"}, {"If-Range", "\"old\""}}).status, 200);
    EXPECT_EQ(ask(server, "GET", "/f", {{"Range", "bytes=2-4"}, {"If-Range", "\"f\""}}).status, 206);
    EXPECT_NE(ask(server, "GET", "/f").header("content-disposition").find("UTF-8''%C3%B1.txt"),
              std::string::npos);
}

TEST(StaticFiles, ServesTheApplicationAndItsPages) {
    static const std::string script(4000, 'j');
    static const std::string index = "<html></html>";
    Server server{{}};
    server.serve_files({{"index.html", index.data(), index.size()},
                        {"assets/index-4f3a2b1c.js", script.data(), script.size()}});
    const auto js = ask(server, "GET", "/assets/index-4f3a2b1c.js", {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(js.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(js.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(gunzip(js.text_body()), script);
    EXPECT_EQ(ask(server, "GET", "/assets/index-4f3a2b1c.js",
                  {{"If-None-Match", std::string{js.header("etag")}}, {"Accept-Encoding", "gzip"}})
                  .status,
              304);
    const auto part = ask(server, "GET", "/assets/index-4f3a2b1c.js", {{"Range", "bytes=0-9"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.text_body(), script.substr(0, 10));
    for (const char* page : {"/", "/accounts/7", "/plans?x=1"}) {
        const auto response = ask(server, "GET", page);
        EXPECT_EQ(response.text_body(), index) << page;
        EXPECT_EQ(response.header("cache-control"), "no-cache");
    }
    EXPECT_EQ(ask(server, "GET", "/assets/old-00000000.js").status, 404);
    EXPECT_EQ(ask(server, "GET", "/api/v1/nothing").status, 404);
    EXPECT_EQ(ask(server, "POST", "/accounts").status, 405);
}

TEST(Headers, ProtectTheBrowser) {
    Server plain{{}}, secure{{.secure = true}};
    for (Server* server : {&plain, &secure}) {
        const auto r = ask(*server, "GET", "/nothing");
        EXPECT_NE(r.header("content-security-policy").find("script-src 'self';"), std::string::npos);
        EXPECT_NE(r.header("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
        EXPECT_EQ(r.header("x-content-type-options"), "nosniff");
        EXPECT_EQ(r.header("cross-origin-opener-policy"), "same-origin");
        EXPECT_EQ(r.header("strict-transport-security").empty(), server == &plain);
    }
}

TEST(Headers, CannotBeSplitByText) {
    Response response = Response::text("x");
    response.set("Location", "/a\r\nSet-Cookie: evil=1");
    EXPECT_EQ(head_text(response, false, true).find("\r\nSet-Cookie"), std::string::npos);
}

TEST(Proxy, IsBelievedOnlyWhenTrusted) {
    Pipeline pipeline{{.trusted_proxies = {"10.0.0.1", "10.0.0.2"}}};
    auto request = Request::make(
        "GET", "/", {{"X-Forwarded-For", "6.6.6.6, 9.9.9.9, 10.0.0.2"}, {"X-Forwarded-Proto", "https"}});
    pipeline.place(request, "10.0.0.1");
    EXPECT_EQ(request.peer, "9.9.9.9");  // what stands left of it is the client's own claim
    EXPECT_TRUE(request.secure);
    pipeline.place(request, "7.7.7.7");
    EXPECT_EQ(request.peer, "7.7.7.7");
    EXPECT_FALSE(request.secure);
}

TEST(Uploads, TakeTheRawBodyOrTheFirstFileOfAForm) {
    const std::string path = testing::TempDir() + "kamino_upload_test";
    const auto upload = [&](const std::string& type, const std::string& body,
                            const std::string& target = "/") {
        std::ofstream{path, std::ios::binary} << body;
        auto request = Request::make("POST", target, {{"Content-Type", type}});
        request.body_file = path;
        request.body_size = body.size();
        const auto file = uploaded_file(request);
        std::ifstream in{path, std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{in}, {}};
        EXPECT_EQ(file.size, content.size());
        return file.name + "|" + content;
    };
    EXPECT_EQ(upload("text/csv", "a;b", "/?name=..%2Fventas.csv"), "ventas.csv|a;b");
    EXPECT_EQ(upload("text/csv", "a;b"), "upload|a;b");
    const std::string form = "multipart/form-data; boundary=\"XyZ\"";
    const std::string field = "--XyZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhola\r\n";
    const std::string file =
        "--XyZ\r\ncontent-disposition: form-data; name=\"f\"; filename=\"C:\\d\\año.csv\"\r\n"
        "Content-Type: text/csv\r\n\r\n";
    EXPECT_EQ(upload(form, field + file + "a\r\n--Xy\r\nb\r\n--XyZ--\r\n"), "año.csv|a\r\n--Xy\r\nb");
    EXPECT_EQ(upload(form, "preamble\r\n" + file + "\r\n--XyZ--\r\n"), "año.csv|");
    for (const std::string& bad :
         {std::string{}, std::string{"x"}, field + "--XyZ--\r\n", file + "no end", std::string{"--XyZ"},
          std::string{"--XyZ--\r\n"}, std::string{"--XyZ\r\n\r\n"}})
        EXPECT_THROW(upload(form, bad), Fault) << bad;
    EXPECT_THROW(upload("multipart/form-data", file + "\r\n--XyZ--\r\n"), Fault);
}

TEST(Events, ManyThreadsWakePublishAndTake) {
    EventHub hub;
    auto response = Response::event_stream(hub, 0, {});
    std::atomic<int> rung{0};
    response.events->on_signal([&] { ++rung; });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                hub.wake();
                hub.publish({.data = "x"});
                if (i % 10 == 0) response.events->take();
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_GT(rung, 0);
    response.events.reset();
    EXPECT_EQ(hub.subscribers(), 0U);
    EXPECT_EQ(wire_text({7, "a\nb", "change"}), "id: 7\nevent: change\ndata: a\ndata: b\n\n");
}

TEST(Operations, ManyThreadsDispatch) {
    Server server{{}};
    server.router().get("/a/{id}", "a.get", [](Request& r) {
        if (r.param("id") == "3") throw not_found();
        return Response::json("\"" + std::string(2000, 'x') + "\"");
    });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                const auto r =
                    ask(server, "GET", "/a/" + std::to_string(i % 5), {{"Accept-Encoding", "gzip"}});
                EXPECT_EQ(r.status, i % 5 == 3 ? 404 : 200);
                if (i % 10 == 0) {
                    EXPECT_EQ(ask(server, "GET", "/metrics").status, 200);
                }
            }
        });
    for (auto& thread : threads) thread.join();
}

TEST(Operations, HealthReadinessAndMetrics) {
    Server server{{}};
    std::string reason;
    server.on_ready([&] { return reason; });
    server.router().get("/a/{id}", "a.get", echo);
    EXPECT_EQ(ask(server, "GET", "/healthz").status, 200);
    EXPECT_EQ(ask(server, "GET", "/readyz").status, 200);
    reason = "migrating";
    EXPECT_EQ(ask(server, "GET", "/readyz").status, 503);
    ask(server, "GET", "/a/1");
    ask(server, "GET", "/a/2");
    server.metrics().count("jobs_total", labels({{"kind", "a\"b\\c\nd"}}), 2);
    const auto text = ask(server, "GET", "/metrics").body;
    EXPECT_NE(text.find("kamino_http_requests_total{route=\"a.get\",status=\"200\"} 2"), std::string::npos)
        << text;
    EXPECT_NE(text.find("kamino_http_request_seconds_bucket{route=\"a.get\",le=\"+Inf\"} 2"),
              std::string::npos);
    EXPECT_NE(text.find("jobs_total{kind=\"a\\\"b\\\\c\\nd\"} 2"), std::string::npos);
    EXPECT_EQ(ask(server, "GET", "/metrics", {{"X-Forwarded-For", "6.6.6.6"}}).status, 404);
    Server guarded{{.metrics_token = "t0ken"}};
    EXPECT_EQ(ask(guarded, "GET", "/metrics").status, 404);
    EXPECT_EQ(ask(guarded, "GET", "/metrics", {{"Authorization", "Bearer t0ken"}}).status, 200);
}

}  // namespace
}  // namespace kamino::http
