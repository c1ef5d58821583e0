// The bytes of an uploaded text file as UTF-8: what encoding they are in, and a stream that converts them
// piece by piece (about 200 kB of memory whatever the file's size). A .gz file is unpacked on the way. One
// reader belongs to one thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kamino::base {

enum class Encoding { utf8, utf8_bom, utf16_le, utf16_be, windows_1252 };

std::string_view encoding_name(
    Encoding encoding);  // "utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "windows-1252"
std::optional<Encoding> encoding_of_name(std::string_view name);

// Judges by the bytes given: byte order marks first, then the zeros of UTF-16 without one, then whether the
// bytes above 0x7F are UTF-8. Bytes that are mostly good UTF-8 with single faults stay UTF-8 (the faults are
// repaired on reading).
Encoding detect_encoding(std::string_view bytes);

struct TextLimits {
    std::uint64_t unpacked_bytes = 8ULL
                                   << 30;  // of the whole text; more is Fault too_large "import.too_large"
};

// Where raw bytes come from. `read` fills at most `capacity` bytes and gives 0 at the end only.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    virtual std::size_t read(char* to, std::size_t capacity) = 0;
    virtual std::uint64_t consumed() const = 0;  // of total(), for progress: packed bytes of a .gz
    virtual std::uint64_t total() const = 0;
};

// A file, unpacked when it starts with the gzip magic. Faults: not_found "import.file_missing", invalid
// "import.gzip".
std::unique_ptr<ByteSource> open_bytes(const std::string& path, const TextLimits& limits = {});
// Bytes in memory (copied), unpacked likewise.
std::unique_ptr<ByteSource> memory_bytes(std::string bytes, const TextLimits& limits = {});

// Reads the whole file once to decide (a Windows-1252 letter may first occur in the last row).
Encoding detect_file_encoding(const std::string& path, const TextLimits& limits = {});

// UTF-8 out, always valid, without a byte order mark and without U+0000 (which no database text can hold).
class TextStream {
  public:
    TextStream(std::unique_ptr<ByteSource> source, Encoding encoding);
    // At most `capacity` bytes (at least 64 must be offered); 0 at the end only. May end inside a character.
    std::size_t read(char* to, std::size_t capacity);
    Encoding encoding() const { return encoding_; }
    std::uint64_t repaired() const {
        return repaired_;
    }  // bytes that were not of the encoding, read as Windows-1252
    std::uint64_t consumed() const { return source_->consumed(); }
    std::uint64_t total() const { return source_->total(); }

  private:
    void convert();  // raw_ -> ready_, all that is whole
    void convert_utf8(bool at_end);
    void convert_utf16(bool at_end);
    void convert_windows_1252();

    std::unique_ptr<ByteSource> source_;
    Encoding encoding_;
    std::string raw_;    // read and not yet converted
    std::string ready_;  // converted and not yet given
    std::size_t given_ = 0;
    bool at_end_ = false;
    bool at_start_ = true;
    std::uint64_t repaired_ = 0;
};

}  // namespace kamino::base
