#include "platform/http/static_files.h"

#include <array>

#include "platform/base/id.h"
#include "platform/http/compress.h"
#include "platform/http/http.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

std::string type_of(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".xml", "application/xml"},
        {".wasm", "application/wasm"},
        {".csv", "text/csv; charset=utf-8"},
    }};
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return std::string{type};
    return "application/octet-stream";
}

// "assets/index-4f3a2b1c.js", as Vite names them: a dash and eight or more characters of hash before the
// ending.
bool is_hashed(std::string_view path) {
    if (!path.starts_with("assets/")) return false;
    const auto dash = path.rfind('-');
    const auto dot = path.find('.', dash == path.npos ? 0 : dash);
    return dash != path.npos && dot != path.npos && dot - dash > 8;
}

}  // namespace

void StaticFiles::add(const std::vector<base::EmbeddedFile>& files) {
    for (const auto& embedded : files) {
        File file{.content = embedded.content,
                  .compressed = {},
                  .type = type_of(embedded.path),
                  .etag = base::sha256_hex(embedded.content).substr(0, 32),
                  .immutable = is_hashed(embedded.path)};
        if (compressible(file.type) && file.content.size() >= 1000) file.compressed = gzip(file.content, 9);
        if (file.compressed.size() >= file.content.size()) file.compressed.clear();
        files_[std::string{embedded.path}] = std::move(file);
    }
}

Response StaticFiles::answer(const Request& request) const {
    const std::string_view path = std::string_view{request.path}.substr(1);
    auto it = files_.find(path);
    // A page of the application lives in the browser's router; a missing asset must stay a 404, or a browser
    // with an old index.html would run HTML as a script.
    if (it == files_.end() && !path.starts_with("assets/")) it = files_.find("index.html");
    if (it == files_.end()) return problem(404, request);
    const File& file = it->second;
    Response response;
    response.set("Content-Type", file.type);
    response.set("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    // Ranges count bytes of the plain file, so a ranged answer is never the compressed one.
    if (!file.compressed.empty()) response.set("Vary", "Accept-Encoding");
    if (!file.compressed.empty() && request.header("range").empty() &&
        accepts(request.header("accept-encoding"), "gzip")) {
        response.static_body = file.compressed;
        response.set("Content-Encoding", "gzip");
        response.etag(file.etag + "-gzip");
    } else {
        response.static_body = file.content;
        response.etag(file.etag);
    }
    response.set("Accept-Ranges", "bytes");
    return response;
}

}  // namespace kamino::http
