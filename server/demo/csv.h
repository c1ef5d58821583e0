// One CSV file being written: UTF-8, comma, LF, quotes only where needed. Rows go out through a buffer.
// A row must have as many cells as the header; close() or the file is incomplete. One thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kamino::demo {

class CsvFile {
  public:
    CsvFile(const std::filesystem::path& path, std::initializer_list<std::string_view> header);
    CsvFile& cell(std::string_view text);
    CsvFile& cell(std::int64_t number);
    CsvFile& cell(int number) { return cell(static_cast<std::int64_t>(number)); }
    void end_row();
    void row(std::initializer_list<std::string_view> cells);
    std::int64_t close();  // rows written; a failed write is Fault unavailable "demo.write_failed"

  private:
    void flush();
    std::filesystem::path path_;
    std::ofstream out_;
    std::string buffer_;
    std::size_t width_;
    std::size_t cells_ = 0;
    std::int64_t rows_ = 0;
};

}  // namespace kamino::demo
