#include "demo/csv.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include "platform/base/fault.h"

namespace kamino::demo {

namespace {
constexpr std::size_t buffer_size = 1 << 18;
}

CsvFile::CsvFile(const std::filesystem::path& path, std::initializer_list<std::string_view> header)
    : path_(path), out_(path, std::ios::binary | std::ios::trunc), width_(header.size()) {
    buffer_.reserve(buffer_size + 4096);
    row(header);
    rows_ = 0;
}

CsvFile& CsvFile::cell(std::string_view text) {
    if (cells_++ > 0) buffer_ += ',';
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
        buffer_ += text;
        return *this;
    }
    buffer_ += '"';
    for (char c : text) {
        if (c == '"') buffer_ += '"';
        buffer_ += c;
    }
    buffer_ += '"';
    return *this;
}

CsvFile& CsvFile::cell(std::int64_t number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return cell(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void CsvFile::end_row() {
    if (cells_ != width_)
        throw std::logic_error("demo: a row of " + path_.filename().string() + " has another width");
    buffer_ += '\n';
    cells_ = 0;
    ++rows_;
    if (buffer_.size() >= buffer_size) flush();
}

void CsvFile::row(std::initializer_list<std::string_view> cells) {
    for (auto text : cells) cell(text);
    end_row();
}

void CsvFile::flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
    if (!out_) throw Fault(FaultCode::unavailable, "demo.write_failed", {{"file", path_.string()}});
}

std::int64_t CsvFile::close() {
    flush();
    out_.close();
    if (!out_) throw Fault(FaultCode::unavailable, "demo.write_failed", {{"file", path_.string()}});
    return rows_;
}

}  // namespace kamino::demo
