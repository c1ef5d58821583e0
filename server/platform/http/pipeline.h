// What a request goes through between its last byte read and the first byte of the answer; knows no sockets.
// Filled at start by one thread, then used by all workers at once.
#pragma once
#include <atomic>
#include <functional>
#include <string>

#include "platform/http/http.h"
#include "platform/http/static_files.h"

namespace kamino::http {

class Pipeline {
  public:
    explicit Pipeline(Options options);

    // Sets route and params; not found is not a fault yet. Throws Fault invalid on broken escapes.
    void route(Request& request) const;
    // Peer and scheme as a trusted proxy tells them.
    void place(Request& request, const std::string& socket_peer) const;
    // Everything else: never throws.
    Response handle(Request& request);
    // The finishing touches for answers that no handler made (413, 503 …), with log and metrics.
    void finish_refusal(const Request& request, Response& response);
    // May this upload begin? Runs the router's upload guard; the response to send when not.
    std::optional<Response> refuse_upload(Request& request) const;

    const Options options;
    Router router;
    StaticFiles files;
    Metrics metrics;
    EventHub events;
    std::function<std::string()> ready;
    std::atomic<bool> stopping{false};

  private:
    Response answer(Request& request);
    std::optional<Response> builtin(const Request& request);
    void finish(const Request& request, Response& response) const;
    void record(const Request& request, const Response& response, std::int64_t us);
};

// Status line and headers, ready for the wire.
std::string head_text(const Response& response, bool http_1_0, bool keep_alive);

}  // namespace kamino::http
