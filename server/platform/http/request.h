// One HTTP request as a handler sees it: already routed, decoded and read to its end. Owned by the server (or
// by a test) for the time of the call; one thread at a time.
#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/i18n/i18n.h"

namespace kamino::http {

using Pairs = std::vector<std::pair<std::string, std::string>>;
struct Route;

struct Request {
    std::string method = "GET";  // upper case; HEAD arrives at GET handlers as "HEAD"
    std::string target = "/";    // as sent: "/api/v1/accounts?q=x"
    std::string path = "/";      // percent-decoded, without the query
    Pairs query_items;           // decoded, in order, repeated names kept
    Pairs headers;               // names as sent; look up with header()
    Pairs params;                // from the route's pattern: {"id", "…"}
    std::string body;            // empty when body_file is set
    std::string body_file;  // route option body_to_file: a private temporary file, removed after the response
    std::uint64_t body_size = 0;
    std::string peer;     // the client's address; behind a trusted proxy the address the proxy names
    bool secure = false;  // https seen by the client (trusted X-Forwarded-Proto) or option `secure`
    std::string id;       // request id: in the log, in problem+json `instance`, in header X-Request-Id
    i18n::Language language = i18n::Language::en;  // from Accept-Language; a guard may set the user's own
    const Route* route = nullptr;                  // the route that matched; set before any middleware runs
    std::shared_ptr<const void> context;           // whatever the guard puts here (the actor); see context_as

    // Parses target into path and query. A bad target is Fault invalid "request.malformed".
    static Request make(std::string method, std::string target, Pairs headers = {}, std::string body = {});
    // The same with nullopt for a bad target: for fibers, where exceptions blind the address sanitizer.
    static std::optional<Request> parse(std::string method, std::string target, Pairs headers = {},
                                        std::string body = {});

    std::string_view header(std::string_view name) const;  // case-insensitive; "" when absent
    std::string_view cookie(std::string_view name) const;  // "" when absent
    const std::string& param(
        std::string_view name) const;  // std::logic_error when the pattern has no such name
    std::optional<std::string> query(std::string_view name) const;  // the first of that name
    std::vector<std::string> query_all(std::string_view name) const;
    bool is_get() const { return method == "GET" || method == "HEAD"; }

    // The body as JSON. Refuses other content types (invalid "request.not_json"), which also keeps plain HTML
    // forms out, and malformed text (invalid "request.malformed_json"). An empty body is malformed.
    boost::json::value json() const;

    // If-Match without its quotes; nullopt when absent. "*" is returned as it is.
    std::optional<std::string> if_match() const;
    // Last-Event-ID header, or else query `after`; 0 when neither is a number.
    std::uint64_t last_event_id() const;

    template <class T>
    const T* context_as() const {
        return static_cast<const T*>(context.get());
    }
};

}  // namespace kamino::http
