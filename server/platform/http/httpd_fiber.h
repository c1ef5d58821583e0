// Included by httpd.cpp only. One connection and the ground its fiber stands on: deadlines and work on the
// pool.
#pragma once
#include <boost/asio/async_result.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <unordered_set>

#include "platform/http/pipeline.h"
#include "platform/http/workers.h"

namespace kamino::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Yield = asio::yield_context;
using Clock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;

// Touched by the I/O thread only. The deadline is looked at by a sweep over all connections five times a
// second, which costs nothing per request and leaves the socket open, so that a 408 can still be sent.
struct Connection {
    Connection(asio::io_context& io, Tcp::socket s, std::size_t buffer_limit)
        : socket(std::move(s)), bell(io), buffer(buffer_limit) {}
    Tcp::socket socket;
    asio::steady_timer bell;  // event streams: rung when there is something to do
    beast::flat_buffer buffer;
    std::string peer;
    Clock::time_point deadline = Clock::time_point::max();
    bool timed_out = false;
    bool idle = false;    // between two requests: may be cut at any time
    bool gone = false;    // event streams: the client hung up
    char scratch[512]{};  // event streams: what a client says there is thrown away

    void allow(int seconds) {
        timed_out = false;
        deadline = Clock::now() + std::chrono::seconds{seconds};
    }
    void no_deadline() { deadline = Clock::time_point::max(); }
};

struct Ground {
    Pipeline& pipeline;
    asio::io_context& io;
    Workers& workers;
    const std::atomic<bool>& abandoned;  // shutdown lost its patience: waiting jobs return without working
};

// Runs `work` on the pool while the fiber waits; references to the fiber's stack stay good. False when the
// pool is full or abandoned. `work` must not throw.
template <class F>
bool on_pool(Ground& ground, Yield yield, F work, bool always = false) {
    bool ran = false;
    asio::async_initiate<Yield, void()>(
        [&](auto handler) {
            auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            const auto job = [&ran, &work, &ground, resume] {
                if (!ground.abandoned) {
                    work();
                    ran = true;
                }
                asio::post(ground.io, [resume] { std::move (*resume)(); });
            };
            if (!ground.workers.submit(job, always))
                asio::post(ground.io, [resume] { std::move (*resume)(); });
        },
        yield);
    return ran;
}

}  // namespace kamino::http
