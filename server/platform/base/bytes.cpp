#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

#include "platform/base/encoding.h"
#include "platform/base/fault.h"

namespace kamino::base {

namespace {

class FileBytes : public ByteSource {
  public:
    explicit FileBytes(const std::string& path) : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        struct stat facts {};
        if (file_ < 0 || ::fstat(file_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
            if (file_ >= 0) ::close(file_);
            throw Fault{FaultCode::not_found, "import.file_missing", {{"file", path}}};
        }
        total_ = static_cast<std::uint64_t>(facts.st_size);
        (void)::posix_fadvise(file_, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
    ~FileBytes() override { ::close(file_); }
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    std::size_t read(char* to, std::size_t capacity) override {
        for (;;) {
            const ssize_t n = ::read(file_, to, capacity);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) throw unavailable("import.file_unreadable", std::strerror(errno));
            consumed_ += static_cast<std::uint64_t>(n);
            return static_cast<std::size_t>(n);
        }
    }
    std::uint64_t consumed() const override { return consumed_; }
    std::uint64_t total() const override { return total_; }
    std::string peek(std::size_t n) const {
        std::string head(n, '\0');
        const ssize_t got = ::pread(file_, head.data(), n, 0);
        head.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return head;
    }

  private:
    int file_;
    std::uint64_t consumed_ = 0;
    std::uint64_t total_ = 0;
};

class MemoryBytes : public ByteSource {
  public:
    explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}
    std::size_t read(char* to, std::size_t capacity) override {
        const std::size_t n = std::min(capacity, bytes_.size() - at_);
        std::memcpy(to, bytes_.data() + at_, n);
        at_ += n;
        return n;
    }
    std::uint64_t consumed() const override { return at_; }
    std::uint64_t total() const override { return bytes_.size(); }

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

class GzipBytes : public ByteSource {
  public:
    explicit GzipBytes(std::unique_ptr<ByteSource> packed)
        : packed_(std::move(packed)), in_(128 * 1024, '\0') {
        if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw unavailable("import.gzip", "inflateInit2");
    }
    ~GzipBytes() override { inflateEnd(&stream_); }
    GzipBytes(const GzipBytes&) = delete;
    GzipBytes& operator=(const GzipBytes&) = delete;

    std::size_t read(char* to, std::size_t capacity) override {
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(capacity, 1U << 30));
        const uInt offered = stream_.avail_out;
        while (stream_.avail_out == offered && !ended_) step();
        return offered - stream_.avail_out;
    }
    std::uint64_t consumed() const override { return packed_->consumed(); }
    std::uint64_t total() const override { return packed_->total(); }

  private:
    void step() {
        if (stream_.avail_in == 0) {
            stream_.avail_in = static_cast<uInt>(packed_->read(in_.data(), in_.size()));
            stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
            if (stream_.avail_in == 0) {
                if (!between_members_) throw invalid("import.gzip");  // cut off in the middle
                ended_ = true;
                return;
            }
        }
        if (between_members_) {  // files joined by cat are several members; what is no member is padding
            if (*stream_.next_in != 0x1f) {
                ended_ = true;
                return;
            }
            inflateReset(&stream_);
            between_members_ = false;
        }
        const int state = inflate(&stream_, Z_NO_FLUSH);
        if (state == Z_STREAM_END) {
            between_members_ = true;
        } else if (state != Z_OK && state != Z_BUF_ERROR) {
            throw invalid("import.gzip");
        }
    }

    std::unique_ptr<ByteSource> packed_;
    std::string in_;
    z_stream stream_{};
    bool between_members_ = false;
    bool ended_ = false;
};

class LimitedBytes : public ByteSource {
  public:
    LimitedBytes(std::unique_ptr<ByteSource> inner, std::uint64_t limit)
        : inner_(std::move(inner)), left_(limit) {}
    std::size_t read(char* to, std::size_t capacity) override {
        const std::size_t n = inner_->read(to, capacity);
        if (n > left_) throw Fault{FaultCode::too_large, "import.too_large"};
        left_ -= n;
        return n;
    }
    std::uint64_t consumed() const override { return inner_->consumed(); }
    std::uint64_t total() const override { return inner_->total(); }

  private:
    std::unique_ptr<ByteSource> inner_;
    std::uint64_t left_;
};

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, std::string_view head,
                                     const TextLimits& limits) {
    if (head.starts_with("\x1f\x8b")) source = std::make_unique<GzipBytes>(std::move(source));
    return std::make_unique<LimitedBytes>(std::move(source), limits.unpacked_bytes);
}

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::string& path, const TextLimits& limits) {
    auto file = std::make_unique<FileBytes>(path);
    const std::string head = file->peek(2);
    return unpacked(std::move(file), head, limits);
}

std::unique_ptr<ByteSource> memory_bytes(std::string bytes, const TextLimits& limits) {
    const std::string head = bytes.substr(0, 2);
    return unpacked(std::make_unique<MemoryBytes>(std::move(bytes)), head, limits);
}

}  // namespace kamino::base
