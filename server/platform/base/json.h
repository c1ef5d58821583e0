// JSON out: an appending writer, since Boost.JSON prints numbers as 1E-1 and NaN. Reading is Boost.JSON's
// work. The writer keeps commas right; the caller keeps begin/end paired. Text must be valid UTF-8 (checked
// at the border).
#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace kamino::base {

class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(long long number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(unsigned number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter& value(std::uint64_t number);
    JsonWriter& value(double number);  // not finite -> null
    JsonWriter& value(bool flag);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  // already JSON
    JsonWriter& value(const boost::json::value& document);

    template <class T>
    JsonWriter& pair(std::string_view name, const T& v) {
        return key(name).value(v);
    }
    const std::string& text() const { return text_; }
    std::string take() { return std::move(text_); }

  private:
    void comma();
    std::string text_;
    bool need_comma_ = false;
};

// A document to JSON text by the writer above.
std::string json_text(const boost::json::value& document);

// Parses at most `max_depth` levels; a fault of the text is Fault invalid "request.malformed_json" with its
// offset. Numbers that leave the doubles (1e400) and texts with U+0000, which no database stores, are faults
// as well.
boost::json::value parse_json(std::string_view text, int max_depth = 32);

}  // namespace kamino::base
