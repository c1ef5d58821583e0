// The HTTP server's face: no Asio, no Beast. One I/O thread reads and writes; handlers are plain synchronous
// functions on a pool of workers. What a request goes through, in order:
//   limits and timeouts -> router -> (upload guard) -> body -> middlewares -> handler -> fault to
//   problem+json
//   -> ETag/304, range, gzip -> security headers -> access log and metrics.
// Built-in routes: /healthz (the process answers), /readyz (on_ready says so), /metrics (Prometheus; loopback
// or token).
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/embedded.h"
#include "platform/base/fault.h"
#include "platform/http/events.h"
#include "platform/http/metrics.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/http/router.h"
#include "platform/http/upload.h"

namespace kamino::http {

struct Options {
    std::string bind = "127.0.0.1";
    unsigned short port = 8080;  // 0: any free one, see Server::port()
    int workers = 4;
    int max_connections = 4096;
    int max_waiting = 1024;  // requests that wait for a worker; more are answered 503
    std::size_t header_limit = 64 * 1024;
    std::size_t body_limit = 1024 * 1024;
    int header_timeout_s = 10;
    int body_timeout_s = 30;
    int upload_timeout_s = 600;  // for body_to_file routes
    int idle_timeout_s = 60;
    int write_timeout_s = 30;  // for each piece of 64 kB
    int ping_s = 15;
    int drain_s = 10;
    bool secure = false;  // served as https (by a proxy): HSTS
    // Addresses ("127.0.0.1") whose X-Forwarded-For and X-Forwarded-Proto are believed.
    std::vector<std::string> trusted_proxies{};
    std::string upload_folder{};  // for body_to_file; empty: the system's temporary folder
    std::string metrics_token{};  // Bearer token for /metrics; empty: loopback only
    bool handle_signals = true;   // run() stops on SIGTERM and SIGINT
};

class Server {
  public:
    explicit Server(Options options);
    ~Server();  // stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Before start or run only:
    Router& router();
    // The web application: hashed assets ("assets/index-4f3a2b1c.js") cached for ever, all else revalidated;
    // unknown GET paths outside /api give index.html. Compressed once, here.
    void serve_files(const std::vector<base::EmbeddedFile>& files);
    // For /readyz: empty text = ready, else the reason (not shown to strangers, logged).
    void on_ready(std::function<std::string()> check);

    EventHub& events();
    Metrics& metrics();

    // Listens (throws std::system_error when the address is taken) and serves in the background.
    void start();
    // start(), then blocks until stop() or a signal, and drains.
    void run();
    // Stops accepting, lets running requests finish (drain_s), ends event streams. Idempotent, from any
    // thread but a worker's. Returns when drained.
    void stop();
    unsigned short port() const;
    bool stopping() const;

    // The whole pipeline without sockets: for tests and for commands. Thread-safe.
    Response dispatch(Request request);

  private:
    struct Core;
    std::unique_ptr<Core> core_;
};

// Fault to response: THE switch. problem+json (RFC 9457) in the request's language.
Response problem(const Fault& fault, const Request& request);
// The same for refusals of the protocol itself (400, 405, 408, 431, 500 …). `params` are those of the
// message: {max} for 413 and 431.
Response problem(int status, const Request& request, Params params = {});

}  // namespace kamino::http
