#include "analyze/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <stdexcept>

#include "platform/base/text.h"

namespace kamino::analyze {

namespace {

void write_all(int file, std::string_view text, const std::string& name) {
    while (!text.empty()) {
        const ssize_t n = ::write(file, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) throw Refusal(std::string{"cannot be written: "} + std::strerror(errno), name);
        text.remove_prefix(static_cast<std::size_t>(n));
    }
}

// A spreadsheet takes a cell that begins so for a formula. Numbers are written as numbers and never pass
// here.
bool formula_like(std::string_view text) {
    if (text.empty() || std::string_view{"=+-@\t\r"}.find(text.front()) == std::string_view::npos)
        return false;
    return !base::to_double(text);
}

}  // namespace

void print(std::string_view text) {
    std::fflush(stdout);
    write_all(STDOUT_FILENO, text, "standard output");
    if (!text.ends_with('\n')) write_all(STDOUT_FILENO, "\n", "standard output");
}

void write_warnings(base::JsonWriter& out, const std::vector<std::string>& warnings) {
    out.key("warnings").begin_array();
    for (const auto& warning : warnings) out.value(std::string_view{warning});
    out.end_array();
}

CsvWriter::CsvWriter(std::vector<std::string> header) : width_(header.size()) {
    for (const auto& name : header) cell(name);
    end_row();
}

CsvWriter& CsvWriter::cell(std::string_view text) {
    if (filled_++ > 0) text_ += ',';
    const bool formula = formula_like(text);
    const bool quotes =
        text.find_first_of("\",\r\n") != text.npos || text.starts_with(' ') || text.ends_with(' ');
    if (quotes) text_ += '"';
    if (formula) text_ += '\'';
    for (const char c : text) {
        if (c == '"') text_ += '"';
        text_ += c;
    }
    if (quotes) text_ += '"';
    return *this;
}

CsvWriter& CsvWriter::cell(double number) {
    if (filled_++ > 0) text_ += ',';
    if (std::isfinite(number)) text_ += base::number_text(number);
    return *this;
}

CsvWriter& CsvWriter::cell(long long number) {
    if (filled_++ > 0) text_ += ',';
    text_ += std::to_string(number);
    return *this;
}

void CsvWriter::end_row() {
    if (filled_ != width_) throw std::logic_error("a row of a CSV file has another width than its header");
    text_ += '\n';
    filled_ = 0;
}

void CsvWriter::save(const std::string& path) const {
    write_file(path, text_);
}

void write_file(const std::string& path, std::string_view text) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode)) {
        if (S_ISDIR(facts.st_mode)) throw Refusal("is a folder and cannot be written", path);
        const int device = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // /dev/stdout, a pipe
        if (device < 0) throw Refusal(std::string{"cannot be written: "} + std::strerror(errno), path);
        try {
            write_all(device, text, path);
        } catch (...) {
            ::close(device);
            throw;
        }
        ::close(device);
        return;
    }
    std::string beside = path + ".XXXXXX";
    const int file = ::mkstemp(beside.data());
    if (file < 0) throw Refusal(std::string{"cannot be written: "} + std::strerror(errno), path);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    try {
        write_all(file, text, path);
        if (::fchmod(file, 0666 & ~mask) != 0 || ::fsync(file) != 0 || ::close(file) != 0 ||
            std::rename(beside.c_str(), path.c_str()) != 0)
            throw Refusal(std::string{"cannot be written: "} + std::strerror(errno), path);
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
}

void progress(std::string_view label, double done, double of) {
    static const bool wanted = [] {
        const char* forced = std::getenv("KAMINO_PROGRESS");
        return (forced && std::string_view{forced} == "1") || ::isatty(STDERR_FILENO) == 1;
    }();
    if (!wanted) return;
    static std::mutex one_at_a_time;  // parts of a work tell from their own threads
    const std::lock_guard lock{one_at_a_time};
    static auto last = std::chrono::steady_clock::time_point{};
    const auto now = std::chrono::steady_clock::now();
    const bool end = done >= of;
    if (!end && now - last < std::chrono::milliseconds(200)) return;
    last = now;
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    std::fprintf(stderr, "%s%.*s: %.0f of %.0f%s", terminal ? "\r" : "", static_cast<int>(label.size()),
                 label.data(), done, of, terminal && !end ? "" : "\n");
    std::fflush(stderr);
}

}  // namespace kamino::analyze
