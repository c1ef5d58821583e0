// Included by httpd.cpp only. From bytes to a Request, with every limit on the way.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <cerrno>
#include <filesystem>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/http/httpd_fiber.h"
#include "platform/http/url.h"

namespace kamino::http {

using Parser = beast::http::request_parser<beast::http::buffer_body>;

// What reading came to: a request, a closed connection, or a refusal that is sent before closing.
struct Reading {
    bool closed = false;
    std::optional<Response> refusal{};
    static Reading refuse(Response r) { return {false, std::move(r)}; }
    bool good() const { return !closed && !refusal; }
};

// A request body on its way to a temporary file. Opened, written and closed on the pool, since a disk may
// block.
class Upload {
  public:
    Upload() = default;
    Upload(const Upload&) = delete;
    Upload& operator=(const Upload&) = delete;
    ~Upload() {
        if (fd_ >= 0) ::close(fd_);
    }
    int open(const std::string& folder) {
        path = (folder.empty() ? std::filesystem::temp_directory_path().string() : folder) +
               "/kamino-upload-XXXXXX";
        fd_ = ::mkostemp(path.data(), O_CLOEXEC);  // mode 0600
        if (fd_ < 0) path.clear();
        return fd_ < 0 ? errno : 0;
    }
    int write(const char* data, std::size_t size) {
        while (size > 0) {
            const auto n = ::write(fd_, data, size);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return errno;
            data += n;
            size -= static_cast<std::size_t>(n);
        }
        return 0;
    }
    std::string path;

  private:
    int fd_ = -1;
};

inline Response disk_refusal(int error, const Request& request) {
    log::error("upload cannot be written", {{"request", request.id}, {"errno", std::to_string(error)}});
    if (error == ENOSPC || error == EDQUOT) return problem(unavailable("service.disk_full"), request);
    return problem(500, request);
}

// The first bytes, or the end of an idle connection.
inline bool await_request(Connection& c, int patience_s, Yield yield) {
    if (c.buffer.size() > 0) return true;  // pipelined
    if (c.buffer.capacity() > 32 * 1024) c.buffer.shrink_to_fit();
    ErrorCode ec;
    c.idle = true;
    c.allow(patience_s);
    const auto n = c.socket.async_read_some(c.buffer.prepare(4096), yield[ec]);
    c.idle = false;
    if (ec) return false;
    c.buffer.commit(n);
    return true;
}

// Fills everything of the request but its body.
inline Reading read_head(Connection& c, Pipeline& pipeline, Parser& parser, Request& request, Yield yield) {
    namespace bh = beast::http;
    ErrorCode ec;
    request.id = base::new_id();
    request.peer = c.peer;
    c.allow(pipeline.options.header_timeout_s);
    bh::async_read_header(c.socket, c.buffer, parser, yield[ec]);
    if (c.timed_out) return Reading::refuse(problem(408, request));
    const Params header_limit{{"max", std::to_string(pipeline.options.header_limit)}};
    if (ec == bh::error::header_limit || ec == bh::error::buffer_overflow)
        return Reading::refuse(problem(431, request, header_limit));
    if (ec == bh::error::end_of_stream || ec == bh::error::partial_message) return {.closed = true};
    if (ec) {
        if (ec.category() == bh::make_error_code(bh::error::bad_version).category())
            return Reading::refuse(problem(400, request));
        return {.closed = true};
    }
    const auto& message = parser.get();
    Pairs headers;
    int hosts = 0;
    for (const auto& field : message) {
        if (field.name() == bh::field::host) ++hosts;
        headers.emplace_back(std::string{field.name_string()}, std::string{field.value()});
    }
    constexpr std::size_t most_headers = 200;
    if (headers.size() > most_headers) return Reading::refuse(problem(431, request, header_limit));
    auto parsed =
        Request::parse(std::string{message.method_string()}, std::string{message.target()}, headers);
    if (!parsed) {
        request.language = i18n::from_accept_language(message[bh::field::accept_language]);
        return Reading::refuse(problem(400, request));
    }
    parsed->id = request.id;
    request = std::move(*parsed);
    pipeline.place(request, c.peer);
    pipeline.route(request);
    if (hosts > 1 || (hosts == 0 && message.version() >= 11)) return Reading::refuse(problem(400, request));
    // A coding that we do not undo would leave the end of the body open to interpretation: request smuggling.
    if (!request.header("transfer-encoding").empty() && !parser.chunked())
        return Reading::refuse(problem(400, request));
    if (!request.header("content-encoding").empty() &&
        !same_name(request.header("content-encoding"), "identity"))
        return Reading::refuse(problem(415, request));
    return {};
}

inline Reading read_body(Connection& c, Ground& ground, Parser& parser, Request& request, Upload& upload,
                         Yield yield) {
    namespace bh = beast::http;
    const auto& options = ground.pipeline.options;
    const bool to_file = request.route && request.route->body_to_file;
    const std::size_t limit =
        request.route && request.route->max_body > 0 ? request.route->max_body : options.body_limit;
    const auto too_large = [&] {
        return Reading::refuse(problem(413, request, {{"max", std::to_string(limit)}}));
    };
    if (parser.content_length().value_or(0) > limit) return too_large();
    ErrorCode ec;
    int disk_error = 0;
    if (to_file) {
        c.no_deadline();
        std::optional<Response> refusal;
        const bool ran = on_pool(ground, yield, [&] {
            refusal = ground.pipeline.refuse_upload(request);
            if (!refusal) disk_error = upload.open(options.upload_folder);
        });
        if (!ran) return Reading::refuse(problem(503, request));
        if (refusal) return Reading::refuse(std::move(*refusal));
        if (disk_error) return Reading::refuse(disk_refusal(disk_error, request));
        request.body_file = upload.path;
    }
    if (parser.is_done()) return {};
    if (same_name(request.header("expect"), "100-continue")) {
        c.allow(options.write_timeout_s);
        asio::async_write(c.socket, asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25), yield[ec]);
        if (ec) return {.closed = true};
    }
    const auto body_deadline =
        Clock::now() + std::chrono::seconds{to_file ? options.upload_timeout_s : options.body_timeout_s};
    std::vector<char> piece(to_file ? 256 * 1024 : 16 * 1024);
    while (!parser.is_done()) {
        parser.get().body().data = piece.data();
        parser.get().body().size = piece.size();
        c.timed_out = false;
        c.deadline = body_deadline;
        bh::async_read(c.socket, c.buffer, parser, yield[ec]);
        if (c.timed_out) return Reading::refuse(problem(408, request));
        if (ec == bh::error::buffer_overflow) return too_large();
        if (ec && ec != bh::error::need_buffer) {
            const bool broken = ec.category() == bh::make_error_code(bh::error::bad_chunk).category() &&
                                ec != bh::error::partial_message && ec != bh::error::end_of_stream;
            return broken ? Reading::refuse(problem(400, request)) : Reading{.closed = true};
        }
        const std::size_t got = piece.size() - parser.get().body().size;
        request.body_size += got;
        if (request.body_size > limit) return too_large();
        if (!to_file) {
            request.body.append(piece.data(), got);
            continue;
        }
        c.no_deadline();
        on_pool(
            ground, yield, [&] { disk_error = upload.write(piece.data(), got); }, true);
        if (disk_error) return Reading::refuse(disk_refusal(disk_error, request));
    }
    return {};
}

}  // namespace kamino::http
