// The only file that includes Asio and Beast (1 GB and half a minute to compile). Stackful fibers, not C++20
// coroutines: g++ 12 destroys temporaries in a co_await expression twice. Nothing is ever thrown across a
// fiber: errors are values.
#define BOOST_ASIO_NO_DEPRECATED
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/context/protected_fixedsize_stack.hpp>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>

#include "platform/http/httpd_fiber.h"
#include "platform/http/httpd_read.h"
#include "platform/http/httpd_write.h"
#include "platform/http/listener.h"

namespace kamino::http {
namespace {

constexpr std::size_t fiber_stack = 128 * 1024;  // reserved, not touched; one guard page below

}  // namespace

struct Listener::Loop {
    explicit Loop(Pipeline& p)
        : pipeline(p), workers(p.options.workers, static_cast<std::size_t>(p.options.max_waiting)) {}

    Pipeline& pipeline;
    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
    Tcp::acceptor acceptor{io};
    asio::steady_timer sweep_timer{io};
    asio::steady_timer accept_pause{io};
    asio::signal_set signals{io};
    Workers workers;
    std::atomic<bool> abandoned{false};
    Ground ground{pipeline, io, workers, abandoned};
    std::unordered_set<std::shared_ptr<Connection>> connections;  // I/O thread only
    std::mutex mutex;
    std::condition_variable changed;
    int live = 0;            // fibers of connections; under mutex
    bool swept_out = false;  // I/O thread only: nothing left to sweep
    unsigned short bound_port = 0;
    std::thread thread;

    void listen();
    void accept_loop(Yield yield);
    void welcome(Tcp::socket socket);
    void count_live(int by);
    int idle_patience(bool fresh) const;
    void serve(const std::shared_ptr<Connection>& c, Yield yield);
    bool serve_one(const std::shared_ptr<Connection>& c, Yield yield);
    bool respond(const std::shared_ptr<Connection>& c, const Request& request, Response& response,
                 bool http_1_0, bool keep_alive, Yield yield);
    void refuse(Connection& c, const Request& request, Response response, Yield yield);
    void sweep();
    bool wait_drained(std::chrono::seconds patience);
    template <class F>
    void fiber(F body) {
        asio::spawn(io, std::allocator_arg, boost::context::protected_fixedsize_stack{fiber_stack},
                    std::move(body), asio::detached);
    }
};

void Listener::Loop::listen() {
    ErrorCode ec;
    const auto& options = pipeline.options;
    const auto address = asio::ip::make_address(options.bind == "localhost" ? "127.0.0.1" : options.bind, ec);
    const Tcp::endpoint endpoint{address, options.port};
    if (!ec) acceptor.open(endpoint.protocol(), ec);
    if (!ec) acceptor.set_option(asio::socket_base::reuse_address{true}, ec);
    if (!ec) acceptor.bind(endpoint, ec);
    if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
    if (ec)
        throw std::system_error(static_cast<std::error_code>(ec),
                                "cannot listen on " + options.bind + ":" + std::to_string(options.port));
    bound_port = acceptor.local_endpoint().port();
    fiber([this](Yield yield) { accept_loop(yield); });
    sweep();
}

void Listener::Loop::accept_loop(Yield yield) {
    ErrorCode ec;
    while (!pipeline.stopping) {
        Tcp::socket socket{io};
        acceptor.async_accept(socket, yield[ec]);
        if (ec == asio::error::operation_aborted || ec == asio::error::bad_descriptor) return;
        if (ec) {
            // Out of file descriptors or memory: the queue of the kernel waits; accepting at once would spin.
            log::warn("accept failed", {{"what", ec.message()}});
            accept_pause.expires_after(std::chrono::milliseconds{50});
            accept_pause.async_wait(yield[ec]);
            continue;
        }
        try {
            welcome(std::move(socket));
        } catch (const std::exception& error) {
            log::warn("connection dropped", {{"what", error.what()}});
        }
    }
}

void Listener::Loop::welcome(Tcp::socket socket) {
    ErrorCode ec;
    socket.set_option(Tcp::no_delay{true}, ec);
    const auto& options = pipeline.options;
    if (connections.size() >= static_cast<std::size_t>(options.max_connections)) {
        static constexpr std::string_view full =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: "
            "close\r\n\r\n";
        socket.non_blocking(true, ec);
        socket.write_some(asio::buffer(full.data(), full.size()), ec);
        pipeline.metrics.count("kamino_http_connections_refused_total");
        return;
    }
    auto c = std::make_shared<Connection>(io, std::move(socket), options.header_limit + 65536);
    auto address = c->socket.remote_endpoint(ec).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    c->peer = address.to_string();
    // Counted first: the fiber may run, and even end, before spawn returns.
    connections.insert(c);
    count_live(1);
    try {
        fiber([this, c](Yield yield) { serve(c, yield); });
    } catch (...) {
        connections.erase(c);
        count_live(-1);
        throw;
    }
}

void Listener::Loop::count_live(int by) {
    {
        std::lock_guard lock{mutex};
        live += by;
    }
    changed.notify_all();
}

void Listener::Loop::serve(const std::shared_ptr<Connection>& c, Yield yield) {
    try {
        bool fresh = true;
        while (!pipeline.stopping && await_request(*c, idle_patience(fresh), yield) && serve_one(c, yield))
            fresh = false;
    } catch (const std::exception& error) {  // not `...`: the fiber's own unwinding must pass
        log::error("connection failed", {{"what", error.what()}});
    }
    ErrorCode ec;
    c->no_deadline();
    c->socket.shutdown(Tcp::socket::shutdown_both, ec);
    c->socket.close(ec);
    connections.erase(c);
    count_live(-1);
}

// A connection that never asked anything, and every idle one when places get scarce, is given less time.
int Listener::Loop::idle_patience(bool fresh) const {
    const auto& options = pipeline.options;
    const bool crowded = connections.size() * 4 > static_cast<std::size_t>(options.max_connections) * 3;
    const int patience = fresh ? options.header_timeout_s : options.idle_timeout_s;
    return crowded ? std::min(patience, 5) : patience;
}

// One request and its answer; false when the connection ends with it.
bool Listener::Loop::serve_one(const std::shared_ptr<Connection>& c, Yield yield) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(pipeline.options.header_limit));
    parser.body_limit(boost::none);  // ours, by route
    Request request;
    Upload upload;
    auto reading = read_head(*c, pipeline, parser, request, yield);
    const bool http_1_0 = parser.is_header_done() && parser.get().version() < 11;
    const bool keep_alive = parser.is_header_done() && parser.keep_alive();
    const RemoveLater removal{upload.path};
    if (reading.good()) reading = read_body(*c, ground, parser, request, upload, yield);
    c->no_deadline();
    if (reading.closed) return false;
    if (reading.refusal) {
        refuse(*c, request, std::move(*reading.refusal), yield);
        return false;
    }
    Response response;
    if (!on_pool(ground, yield, [&] { response = pipeline.handle(request); })) {
        Fault busy = unavailable("service.unavailable");
        busy.retry_after_s = 1;
        refuse(*c, request, problem(busy, request), yield);
        return false;
    }
    return respond(c, request, response, http_1_0, keep_alive, yield);
}

bool Listener::Loop::respond(const std::shared_ptr<Connection>& c, const Request& request, Response& response,
                             bool http_1_0, bool keep_alive, Yield yield) {
    const bool until_close = response.events || (response.chunks && http_1_0);
    keep_alive = keep_alive && !until_close && !pipeline.stopping;
    const std::string head = head_text(response, http_1_0, keep_alive);
    static const std::string no_file;
    const RemoveLater removal{response.remove_file ? response.file : no_file};
    bool good = write_whole(*c, pipeline.options, head, response.text_body(), yield);
    if (good && response.file_length > 0) good = write_file(*c, ground, response, yield);
    if (good && response.chunks) good = write_chunks(*c, ground, response, http_1_0, yield);
    if (good && response.events) stream_events(c, ground, response.events, yield);
    (void)request;
    return good && keep_alive;
}

void Listener::Loop::refuse(Connection& c, const Request& request, Response response, Yield yield) {
    pipeline.finish_refusal(request, response);
    const std::string head = head_text(response, false, false);
    if (write_whole(c, pipeline.options, head, response.text_body(), yield)) linger(c, yield);
}

void Listener::Loop::sweep() {
    const auto now = Clock::now();
    ErrorCode ec;
    for (const auto& c : connections) {
        const bool late = now >= c->deadline;
        if (!late && !(pipeline.stopping && c->idle)) continue;
        c->timed_out = late;
        c->socket.cancel(ec);
    }
    sweep_timer.expires_after(std::chrono::milliseconds{200});
    sweep_timer.async_wait([this](const ErrorCode& stopped) {
        if (!stopped && !swept_out) sweep();
    });
}

bool Listener::Loop::wait_drained(std::chrono::seconds patience) {
    std::unique_lock lock{mutex};
    return changed.wait_for(lock, patience, [this] { return live == 0; });
}

Listener::Listener(Pipeline& pipeline) : loop_(std::make_unique<Loop>(pipeline)) {}

Listener::~Listener() {
    if (loop_->thread.joinable()) stop();
}

void Listener::start() {
    loop_->listen();
    loop_->pipeline.metrics.gauge("kamino_http_connections", [loop = loop_.get()] {
        std::lock_guard lock{loop->mutex};
        return static_cast<double>(loop->live);
    });
    loop_->pipeline.metrics.gauge("kamino_http_waiting_requests", [loop = loop_.get()] {
        return static_cast<double>(loop->workers.waiting());
    });
    loop_->thread = std::thread([loop = loop_.get()] { loop->io.run(); });
}

void Listener::watch_signals(std::function<void()> on_signal) {
    ErrorCode ec;
    loop_->signals.add(SIGTERM, ec);
    loop_->signals.add(SIGINT, ec);
    loop_->signals.async_wait([on_signal = std::move(on_signal)](const ErrorCode& failed, int number) {
        if (failed) return;
        log::info("signal", {{"number", std::to_string(number)}});
        on_signal();
    });
}

void Listener::stop() {
    auto& loop = *loop_;
    asio::post(loop.io, [&loop] {
        ErrorCode ec;
        loop.acceptor.close(ec);
        for (const auto& c : loop.connections) {
            if (c->idle) c->socket.cancel(ec);
            c->bell.cancel();
        }
    });
    if (!loop.wait_drained(std::chrono::seconds{loop.pipeline.options.drain_s})) {
        loop.abandoned = true;
        asio::post(loop.io, [&loop] {
            ErrorCode ec;
            log::warn("drain cut short", {{"connections", std::to_string(loop.connections.size())}});
            for (const auto& c : loop.connections) c->socket.close(ec);
        });
        while (!loop.wait_drained(std::chrono::seconds{30})) log::warn("waiting for a handler to return");
    }
    loop.workers.stop();
    loop.pipeline.metrics.gauge("kamino_http_connections", [] { return 0.0; });
    loop.pipeline.metrics.gauge("kamino_http_waiting_requests", [] { return 0.0; });
    // Not io.stop(): every fiber ends by itself, so that none is torn down in the middle by the destructor.
    asio::post(loop.io, [&loop] {
        loop.swept_out = true;
        loop.sweep_timer.cancel();
        loop.signals.cancel();
    });
    loop.work.reset();
    loop.thread.join();
}

unsigned short Listener::port() const {
    return loop_->bound_port;
}

}  // namespace kamino::http
