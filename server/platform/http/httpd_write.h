// Included by httpd.cpp only. From a Response to bytes: whole bodies, files, chunks and event streams, each
// piece under the write deadline.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include "platform/base/log.h"
#include "platform/http/httpd_fiber.h"

namespace kamino::http {

// A temporary file that goes with the response.
struct RemoveLater {
    explicit RemoveLater(const std::string& p) : path(p) {}
    ~RemoveLater() {
        if (!path.empty()) ::unlink(path.c_str());
    }
    RemoveLater(const RemoveLater&) = delete;
    RemoveLater& operator=(const RemoveLater&) = delete;
    const std::string& path;
};

inline bool write_piece(Connection& c, const Options& options, std::string_view text, Yield yield) {
    ErrorCode ec;
    c.allow(options.write_timeout_s);
    asio::async_write(c.socket, asio::buffer(text.data(), text.size()), yield[ec]);
    c.no_deadline();
    return !ec;
}

inline bool write_whole(Connection& c, const Options& options, const std::string& head, std::string_view body,
                        Yield yield) {
    constexpr std::size_t piece = 64 * 1024;
    ErrorCode ec;
    const auto first = body.substr(0, piece);
    const std::array<asio::const_buffer, 2> both{asio::buffer(head),
                                                 asio::buffer(first.data(), first.size())};
    c.allow(options.write_timeout_s);
    asio::async_write(c.socket, both, yield[ec]);
    c.no_deadline();
    for (std::size_t at = first.size(); !ec && at < body.size(); at += piece)
        if (!write_piece(c, options, body.substr(at, piece), yield)) return false;
    return !ec;
}

// The client may still be sending; closing now would reset the connection and destroy the answer on its way.
inline void linger(Connection& c, Yield yield) {
    ErrorCode ec;
    c.socket.shutdown(Tcp::socket::shutdown_send, ec);
    c.allow(2);
    const auto end = c.deadline;
    std::vector<char> waste(64 * 1024);
    while (!ec && Clock::now() < end) c.socket.async_read_some(asio::buffer(waste), yield[ec]);
}

inline bool write_file(Connection& c, Ground& ground, const Response& response, Yield yield) {
    constexpr std::size_t piece = 256 * 1024;
    int fd = -1;
    on_pool(
        ground, yield, [&] { fd = ::open(response.file.c_str(), O_RDONLY | O_CLOEXEC); }, true);
    if (fd < 0) return false;
    std::string block(std::min<std::uint64_t>(piece, response.file_length), '\0');
    std::uint64_t at = response.file_offset, end = response.file_offset + response.file_length;
    bool good = true;
    while (good && at < end) {
        ssize_t n = -1;
        const auto want = std::min<std::uint64_t>(block.size(), end - at);
        on_pool(
            ground, yield, [&] { n = ::pread(fd, block.data(), want, static_cast<off_t>(at)); }, true);
        // A file that shrank cannot keep its Content-Length: cut the connection, so that the client notices.
        good = n > 0 &&
               write_piece(c, ground.pipeline.options, {block.data(), static_cast<std::size_t>(n)}, yield);
        at += static_cast<std::uint64_t>(std::max<ssize_t>(n, 0));
    }
    ::close(fd);
    return good;
}

inline std::string chunk(std::string_view data) {
    char size[20];
    const int n = std::snprintf(size, sizeof size, "%zx\r\n", data.size());
    return std::string{size, static_cast<std::size_t>(n)}.append(data).append("\r\n");
}

inline bool write_chunks(Connection& c, Ground& ground, const Response& response, bool plain, Yield yield) {
    const auto& options = ground.pipeline.options;
    while (true) {
        std::string piece;
        bool more = false, failed = false;
        const bool ran = on_pool(
            ground, yield,
            [&] {
                try {
                    more = response.chunks(piece);
                } catch (const std::exception& error) {
                    log::error("chunked body cut short", {{"what", error.what()}});
                    failed = true;
                }
            },
            true);
        if (!ran || failed) return false;
        if (!piece.empty() && !write_piece(c, options, plain ? piece : chunk(piece), yield)) return false;
        if (!more) return plain || write_piece(c, options, "0\r\n\r\n", yield);
    }
}

// Reads and drops what the client says, to see it hang up at once.
inline void watch_for_end(const std::shared_ptr<Connection>& c) {
    c->socket.async_read_some(asio::buffer(c->scratch), [c](const ErrorCode& ec, std::size_t) {
        if (!ec) return watch_for_end(c);
        c->gone = true;
        c->bell.cancel();
    });
}

// One pull of the log: what to write, or nullopt when the stream is over.
inline std::optional<std::string> pull_events(Ground& ground, EventStream& stream, bool& more, Yield yield) {
    std::string text;
    bool over = false;
    const bool ran = on_pool(ground, yield, [&] {
        try {
            const EventBatch batch = stream.pull(stream.after);
            for (const auto& event : batch.events) text += wire_text(event);
            for (const auto& event : batch.events) stream.after = std::max(stream.after, event.seq);
            const bool silent_progress = batch.events.empty() && batch.seq > stream.after;
            stream.after = std::max(stream.after, batch.seq);
            // An id without data moves the browser's Last-Event-ID and dispatches nothing.
            if (silent_progress) text += "id: " + std::to_string(stream.after) + "\n\n";
            more = batch.more;
        } catch (const Fault&) {
            over = true;  // the session ended, the right was taken away
        } catch (const std::exception& error) {
            log::error("event stream ended", {{"what", error.what()}});
            over = true;
        }
    });
    if (over) return std::nullopt;
    if (!ran) stream.wake();  // the pool is full: look again soon
    return text;
}

// Until the client, the pull or the server has enough of it. Nothing is kept for a slow client but what it is
// being sent: the log keeps the rest.
inline void stream_events(const std::shared_ptr<Connection>& c, Ground& ground,
                          const std::shared_ptr<EventStream>& shared, Yield yield) {
    EventStream& stream = *shared;
    const auto& options = ground.pipeline.options;
    constexpr auto gather = std::chrono::milliseconds{50};  // commits in a burst become one pull
    stream.on_signal([weak = std::weak_ptr{c}, stream_weak = std::weak_ptr{shared}, &io = ground.io] {
        asio::post(io, [weak, stream_weak] {
            const auto connection = weak.lock();
            const auto subscriber = stream_weak.lock();
            if (!connection || !subscriber) return;
            ErrorCode ignored;
            if (subscriber->overflowed()) connection->socket.close(ignored);  // also ends a write that hangs
            connection->bell.cancel();
        });
    });
    watch_for_end(c);
    bool good = write_piece(*c, options, "retry: 2000\n\n", yield), more = false;
    auto next_ping = Clock::now() + std::chrono::seconds{options.ping_s};
    auto next_pull = Clock::now();
    bool pull_due = true;
    while (good && !c->gone && !ground.pipeline.stopping) {
        auto taken = stream.take();
        if (taken.overflowed) break;
        std::string text;
        for (const auto& event : taken.events) text += wire_text(event);
        pull_due = pull_due || taken.woken || more;
        const bool ping = Clock::now() >= next_ping;
        if (ping || (pull_due && Clock::now() >= next_pull)) {
            more = pull_due = false;
            const auto pulled = pull_events(ground, stream, more, yield);
            if (!pulled) break;
            text += *pulled;
            next_pull = Clock::now() + (more ? std::chrono::milliseconds{0} : gather);
        }
        if (ping && text.empty()) text = ": ping\n\n";
        if (ping) next_ping = Clock::now() + std::chrono::seconds{options.ping_s};
        if (!text.empty()) {
            good = write_piece(*c, options, text, yield);
        } else if (!more) {
            ErrorCode ec;
            c->bell.expires_at(pull_due ? std::min(next_ping, next_pull) : next_ping);
            c->bell.async_wait(yield[ec]);
        }
    }
    stream.on_signal({});
}

}  // namespace kamino::http
