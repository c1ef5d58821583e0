#include "platform/http/pipeline.h"

#include <sys/stat.h>

#include <cxxabi.h>
#include <chrono>
#include <typeinfo>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/http/caching.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t us_since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
}

std::string_view raw_path(const Request& request) {
    return std::string_view{request.target}.substr(0, request.target.find('?'));
}

Response fault_response(const Fault& fault, const Request& request) {
    if (!fault.internal.empty() || fault.code == FaultCode::unavailable)
        log::warn("fault", {{"request", request.id}, {"key", fault.key}, {"internal", fault.internal}});
    return problem(fault, request);
}

// A defect: everything goes to the log, nothing but the request id to the caller.
Response defect_response(const char* type, const char* what, const Request& request) {
    log::error("defect", {{"request", request.id},
                          {"route", request.route ? request.route->name : std::string{"-"}},
                          {"type", type},
                          {"what", what}});
    return problem(500, request);
}

template <class F>
Response guarded(const Request& request, F work) {
    try {
        return work();
    } catch (const Fault& fault) {
        return fault_response(fault, request);
    } catch (const std::exception& error) {
        return defect_response(typeid(error).name(), error.what(), request);
    } catch (...) {
        return defect_response("unknown", "not a std::exception", request);
    }
}

}  // namespace

Pipeline::Pipeline(Options o) : options(std::move(o)) {
    metrics.help("kamino_http_requests_total", "Requests answered, by route and status.");
    metrics.help("kamino_http_request_seconds", "Time from the last byte read to the answer made.");
    metrics.gauge("kamino_http_event_streams", [this] { return static_cast<double>(events.subscribers()); });
}

void Pipeline::route(Request& request) const {
    auto match = router.find(request.method, raw_path(request));
    request.route = match.route;
    request.params = std::move(match.params);
}

void Pipeline::place(Request& request, const std::string& socket_peer) const {
    const auto trusted = [&](std::string_view address) {
        for (const auto& proxy : options.trusted_proxies)
            if (proxy == address) return true;
        return false;
    };
    request.peer = socket_peer;
    request.secure = options.secure;
    if (!trusted(socket_peer)) return;
    // Only what our own proxies appended counts: from the right, the first address that is none of them.
    std::string_view list = request.header("x-forwarded-for");
    while (!list.empty()) {
        const auto comma = list.rfind(',');
        std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
        list = comma == list.npos ? std::string_view{} : list.substr(0, comma);
        while (last.starts_with(' ')) last.remove_prefix(1);
        while (last.ends_with(' ')) last.remove_suffix(1);
        if (last.empty() || last.size() > 64) break;
        request.peer = std::string{last};
        if (!trusted(last)) break;
    }
    if (same_name(request.header("x-forwarded-proto"), "https")) request.secure = true;
}

std::optional<Response> Pipeline::builtin(const Request& request) {
    if (!request.is_get()) return std::nullopt;
    if (request.path == "/healthz") return Response::text("ok\n");
    if (request.path == "/readyz") {
        const std::string reason = stopping ? "stopping" : ready ? ready() : "";
        if (reason.empty()) return Response::text("ready\n");
        log::warn("not ready", {{"reason", reason}});
        return Response::text("not ready\n", 503);
    }
    if (request.path != "/metrics") return std::nullopt;
    const bool proxied = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    const bool local = request.peer == "127.0.0.1" || request.peer == "::1" || request.peer.empty();
    const bool allowed = options.metrics_token.empty()
                             ? local && !proxied
                             : base::sha256_hex(request.header("authorization")) ==
                                   base::sha256_hex("Bearer " + options.metrics_token);
    if (!allowed) return std::nullopt;
    Response response = Response::text(metrics.text());
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return response;
}

Response Pipeline::answer(Request& request) {
    if (auto response = builtin(request)) return std::move(*response);
    auto match = router.find(request.method, raw_path(request));
    if (match.route) {
        request.route = match.route;
        request.params = std::move(match.params);
        return router.call(request);
    }
    const bool api = request.path == "/api" || request.path.starts_with("/api/");
    if (match.allow.empty() && !api && !files.empty()) {
        if (request.is_get()) return files.answer(request);
        match.allow = "GET, HEAD";
    }
    if (match.allow.empty()) return problem(404, request);
    Response response = problem(405, request);
    response.set("Allow", match.allow);
    return response;
}

Response Pipeline::handle(Request& request) {
    const auto start = Clock::now();
    Response response = guarded(request, [&] { return answer(request); });
    // Finishing can fail as well (a file that is gone); the answer about that needs its own finish.
    bool finished = false;
    Response other = guarded(request, [&] {
        finish(request, response);
        finished = true;
        return Response{};
    });
    if (!finished) {
        response = std::move(other);
        finish(request, response);
    }
    record(request, response, us_since(start));
    return response;
}

void Pipeline::finish_refusal(const Request& request, Response& response) {
    finish(request, response);
    record(request, response, 0);
}

std::optional<Response> Pipeline::refuse_upload(Request& request) const {
    if (!router.upload_guard()) return std::nullopt;
    bool passed = false;
    Response response = guarded(request, [&] {
        router.upload_guard()(request);
        passed = true;
        return Response{};
    });
    if (passed) return std::nullopt;
    return response;
}

void Pipeline::finish(const Request& request, Response& response) const {
    if (!response.file.empty()) {
        struct stat info {};
        if (::stat(response.file.c_str(), &info) != 0) throw std::runtime_error("no file " + response.file);
        response.file_offset = 0;
        response.file_length = static_cast<std::uint64_t>(info.st_size);
    }
    default_caching(request, response);
    if (!answer_not_modified(request, response)) {
        cut_range(request, response);
        compress_body(request, response);
    }
    add_security_headers(request.secure, response);
    if (!request.id.empty()) response.set("X-Request-Id", request.id);
    response.set("Date", http_date());
    const bool sized = !response.chunks && !response.events;
    const bool bodiless = response.status == 204 || response.status == 304 || response.status < 200;
    if (sized && !bodiless) {
        const auto size = response.file.empty() ? response.text_body().size() : response.file_length;
        response.set("Content-Length", std::to_string(size));
    }
    if (request.method == "HEAD" || bodiless) {
        response.body.clear();
        response.static_body = {};
        response.file_length = 0;
        response.chunks = nullptr;
        response.events.reset();
    }
}

void Pipeline::record(const Request& request, const Response& response, std::int64_t us) {
    const std::string route = request.route ? request.route->name : "-";
    const std::string status = std::to_string(response.status);
    metrics.count("kamino_http_requests_total", labels({{"route", route}, {"status", status}}));
    metrics.observe("kamino_http_request_seconds", labels({{"route", route}}), static_cast<double>(us) / 1e6);
    // The route's name, not the target: targets carry what people search for.
    log::info("request", {{"id", request.id},
                          {"method", request.method},
                          {"route", route},
                          {"status", status},
                          {"us", std::to_string(us)},
                          {"peer", request.peer}});
}

}  // namespace kamino::http
