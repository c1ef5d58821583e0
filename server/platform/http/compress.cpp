#include "platform/http/compress.h"

#include <zlib.h>

namespace kamino::http {

std::string gzip(std::string_view data, int level) {
    z_stream z{};
    constexpr int gzip_wrapper = 15 + 16;
    if (deflateInit2(&z, level, Z_DEFLATED, gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&z, data.size()), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    z.avail_in = static_cast<uInt>(data.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    const int done = deflate(&z, Z_FINISH);
    out.resize(done == Z_STREAM_END ? z.total_out : 0);
    deflateEnd(&z);
    return out;
}

bool compressible(std::string_view type) {
    type = type.substr(0, type.find(';'));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("javascript") ||
           type.ends_with("xml") || type == "application/manifest" || type == "application/wasm";
}

}  // namespace kamino::http
