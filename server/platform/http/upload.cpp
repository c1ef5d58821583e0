#include "platform/http/upload.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <optional>
#include <stdexcept>

#include "platform/base/fault.h"
#include "platform/base/text.h"
#include "platform/http/url.h"

namespace kamino::http {
namespace {

// A writable view of a whole private file, and the way to shorten it.
class Mapped {
  public:
    explicit Mapped(const std::string& path) : fd_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {
        struct stat info {};
        if (fd_ < 0 || ::fstat(fd_, &info) != 0) throw std::runtime_error("no upload " + path);
        size_ = static_cast<std::size_t>(info.st_size);
        if (size_ == 0) return;
        void* at = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
        if (at == MAP_FAILED) {
            ::close(fd_);
            throw std::runtime_error("upload cannot be mapped");
        }
        data_ = static_cast<char*>(at);
    }
    ~Mapped() {
        if (data_) ::munmap(data_, size_);
        ::close(fd_);
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    std::string_view text() const { return {data_, size_}; }
    void keep_only(std::string_view part) {
        std::memmove(data_, part.data(), part.size());
        if (::ftruncate(fd_, static_cast<off_t>(part.size())) != 0)
            throw std::runtime_error("upload cannot be cut");
    }

  private:
    int fd_;
    char* data_ = nullptr;
    std::size_t size_ = 0;
};

// The value of a parameter in "form-data; name=\"file\"; filename=\"a.csv\"".
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const auto equals = header.find('=');
        if (equals == header.npos) return std::nullopt;
        const auto before = header.substr(0, equals);
        const auto semicolon = before.rfind(';');
        std::string key = base::trim(semicolon == before.npos ? before : before.substr(semicolon + 1));
        std::string_view rest = header.substr(equals + 1);
        std::string value;
        if (rest.starts_with('"')) {
            const auto quote = rest.find('"', 1);
            if (quote == rest.npos) return std::nullopt;
            value = rest.substr(1, quote - 1);
            header = rest.substr(quote + 1);
        } else {
            const auto end = rest.find(';');
            value = base::trim(rest.substr(0, end));
            header = end == rest.npos ? std::string_view{} : rest.substr(end);
        }
        if (same_name(key, name)) return value;
    }
    return std::nullopt;
}

std::string clean_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != name.npos) name = name.substr(slash + 1);
    std::string out;
    for (const char c : name)
        if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f) out.push_back(c);
    if (out.size() > 200) {
        out.resize(200);
        while (!out.empty() && !base::is_utf8(out)) out.pop_back();
    }
    return out.empty() || !base::is_utf8(out) ? "upload" : out;
}

// The Content-Disposition of a part's header block.
std::string_view disposition_of(std::string_view block) {
    constexpr std::string_view wanted = "content-disposition:";
    while (!block.empty()) {
        const auto end = block.find("\r\n");
        const auto line = block.substr(0, end);
        if (line.size() > wanted.size() && same_name(line.substr(0, wanted.size()), wanted))
            return line.substr(wanted.size());
        block = end == block.npos ? std::string_view{} : block.substr(end + 2);
    }
    return {};
}

struct Part {
    std::string name;
    std::string_view content;
};

Part first_file(std::string_view text, const std::string& boundary) {
    const std::string delimiter = "\r\n--" + boundary;
    // The first delimiter may stand at the very beginning, without its line break.
    const bool at_start = text.starts_with(std::string_view{delimiter}.substr(2));
    auto at = at_start ? delimiter.size() - 2 : text.find(delimiter);
    if (!at_start && at != text.npos) at += delimiter.size();
    while (at != text.npos && text.substr(at, 2) == "\r\n") {
        const auto headers_end = text.find("\r\n\r\n", at);
        if (headers_end == text.npos) break;
        const auto content = headers_end + 4;
        const auto next = text.find(delimiter, content - 2);
        if (next == text.npos) break;
        const auto disposition = disposition_of(text.substr(at + 2, headers_end - at - 2));
        if (const auto file_name = parameter(disposition, "filename"))
            return {*file_name, text.substr(content, std::max(next, content) - content)};
        at = next + delimiter.size();
    }
    throw invalid("request.malformed");
}

}  // namespace

UploadedFile uploaded_file(Request& request) {
    if (request.body_file.empty()) throw std::logic_error("route without body_to_file");
    const auto type = request.header("content-type");
    constexpr std::string_view form = "multipart/form-data";
    if (!same_name(type.substr(0, form.size()), form))
        return {clean_name(request.query("name").value_or("")), request.body_file, request.body_size};
    const auto boundary = parameter(type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) throw invalid("request.malformed");
    Mapped body{request.body_file};
    const Part part = first_file(body.text(), *boundary);
    const auto size = part.content.size();
    body.keep_only(part.content);
    return {clean_name(part.name), request.body_file, size};
}

}  // namespace kamino::http
