#include "analyze/text_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "analyze/command.h"
#include "platform/base/encoding.h"
#include "platform/base/fault.h"
#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
};

std::string read_all(int file, const std::string& path) {
    std::string bytes;
    constexpr std::size_t piece = 1 << 20;
    for (;;) {
        const auto had = bytes.size();
        bytes.resize(had + piece);
        const ssize_t n = ::read(file, bytes.data() + had, piece);
        if (n < 0 && errno != EINTR)
            throw Refusal(std::string{"cannot be read: "} + std::strerror(errno), path);
        bytes.resize(had + (n > 0 ? static_cast<std::size_t>(n) : 0));
        if (n == 0) return bytes;
    }
}

bool packed(std::string_view head) {
    return head.starts_with("\x1F\x8B");
}

}  // namespace

TextFile::TextFile(const std::string& path) : path_(path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat facts {};
    if (file.number < 0 || ::fstat(file.number, &facts) != 0)
        throw Refusal(std::string{"cannot be read: "} + std::strerror(errno), path);
    if (S_ISDIR(facts.st_mode)) throw Refusal("is a folder, not a file", path);
    if (S_ISREG(facts.st_mode) && facts.st_size > 0) {
        map(file.number, static_cast<std::size_t>(facts.st_size));
    } else {
        held_ = read_all(file.number, path);
        text_ = held_;
    }
    const auto known = base::detect_encoding(text_.substr(0, 4096));
    const bool wide = known == base::Encoding::utf16_le || known == base::Encoding::utf16_be;
    if (packed(text_) || wide) {
        convert(std::string{text_});
    } else if (text_.starts_with(utf8_mark)) {
        text_.remove_prefix(utf8_mark.size());
    }
}

TextFile::~TextFile() {
    if (mapped_ != nullptr) ::munmap(mapped_, mapped_size_);
}

void TextFile::map(int file, std::size_t size) {
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (at == MAP_FAILED) {
        held_ = read_all(file, path_);
        text_ = held_;
        return;
    }
    mapped_ = at;
    mapped_size_ = size;
    text_ = {static_cast<const char*>(at), size};
}

void TextFile::convert(std::string bytes) {
    try {
        std::string plain;
        if (packed(bytes)) {
            const auto source = base::memory_bytes(std::move(bytes));
            std::string piece(1 << 20, '\0');
            while (const auto n = source->read(piece.data(), piece.size())) plain.append(piece, 0, n);
        } else {
            plain = std::move(bytes);
        }
        const auto encoding = base::detect_encoding(plain);
        if (encoding == base::Encoding::utf8 && base::is_utf8(plain)) {
            held_ = std::move(plain);
        } else {
            base::TextStream stream{base::memory_bytes(std::move(plain)), encoding};
            held_.clear();
            std::string piece(1 << 20, '\0');
            while (const auto n = stream.read(piece.data(), piece.size())) held_.append(piece, 0, n);
        }
        text_ = held_;
    } catch (const Fault& fault) {
        throw Refusal(fault.key == "import.gzip" ? "is a damaged .gz file" : "cannot be unpacked", path_);
    }
}

bool TextFile::ensure_utf8() {
    if (base::is_utf8(text_)) return false;
    convert(std::string{text_});
    return true;
}

}  // namespace kamino::analyze
