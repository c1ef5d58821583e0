// The bytes of a file as UTF-8 text. A plain UTF-8 file is mapped and never copied; what is packed or encoded
// in another way is converted into memory once.
#pragma once
#include <string>
#include <string_view>

namespace kamino::analyze {

class TextFile {
  public:
    explicit TextFile(const std::string& path);  // Refusal when it cannot be read
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    // Without a byte order mark. Not yet known to be UTF-8: see ensure_utf8.
    std::string_view text() const { return text_; }
    // Converts a text that has bytes above 0x7F and is not UTF-8 (Windows-1252, single faults); true when
    // text() is another one now.
    bool ensure_utf8();

  private:
    void convert(std::string bytes);
    void map(int file, std::size_t size);

    std::string path_, held_;
    std::string_view text_;
    void* mapped_ = nullptr;
    std::size_t mapped_size_ = 0;
};

}  // namespace kamino::analyze
