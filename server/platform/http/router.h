// Routes: method and pattern ("/api/v1/accounts/{id}") to a plain synchronous handler, with the words that
// OpenAPI and the access test read. Filled at start by one thread, then read by all; literal segments win
// over {names}.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kamino::http {

using Handler = std::function<Response(Request&)>;
// Wraps every routed request, in the order of use(); call `next(request)` to go on. Faults pass through as
// exceptions.
using Middleware = std::function<Response(Request&, const Handler& next)>;
// For routes with body_to_file: runs on a worker with method, path, headers and route known but no body read
// yet. Throw a Fault to refuse, so that strangers cannot fill the disk.
using UploadGuard = std::function<void(Request&)>;

struct Route {
    std::string method{};   // "GET" also serves HEAD
    std::string pattern{};  // "/api/v1/accounts/{id}"
    std::string name{};     // "accounts.get": unique, in metrics, log and OpenAPI operationId
    std::string summary{};  // English sentence for OpenAPI
    Handler handler{};
    std::string access{};       // who may call, in the guard's words ("public", "accounts.read"); opaque here
    std::size_t max_body = 0;   // bytes; 0 = the server's default (1 MB)
    bool body_to_file = false;  // body goes to Request::body_file
    std::string tag{};          // OpenAPI group
    std::string request_schema{};      // OpenAPI: JSON text of the body's schema, or "" for none
    std::string response_schema{};     // OpenAPI: JSON text of the 2xx body's schema, or ""
    std::vector<std::string> query{};  // OpenAPI: names of query parameters
};

class Router {
  public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // A second route of the same method and shape, or of the same name, is a std::logic_error.
    const Route& add(Route route);
    const Route& get(std::string pattern, std::string name, Handler handler, std::string access = "public");
    const Route& post(std::string pattern, std::string name, Handler handler, std::string access = "public");
    void use(Middleware middleware);
    void guard_uploads(UploadGuard guard) { upload_guard_ = std::move(guard); }

    const std::deque<Route>& routes() const { return routes_; }
    const UploadGuard& upload_guard() const { return upload_guard_; }

    struct Match {
        const Route* route = nullptr;
        Pairs params;       // decoded
        std::string allow;  // path known, method not: the methods that are ("GET, HEAD, PATCH")
    };
    // `path` still percent-encoded, so that %2F inside a segment stays one segment.
    Match find(std::string_view method, std::string_view raw_path) const;

    // Middlewares and handler for a matched request; faults come out as exceptions.
    Response call(Request& request) const;

  private:
    struct Node;
    std::deque<Route> routes_;
    std::vector<Middleware> middlewares_;
    UploadGuard upload_guard_;
    std::unique_ptr<Node> root_;
};

}  // namespace kamino::http
