#include "platform/base/json.h"

#include <boost/json.hpp>
#include <cmath>

#include "platform/base/text.h"

namespace kamino::base {
namespace {

namespace json = boost::json;

void append_quoted(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, done, i - done);
        done = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00";
                out += hex[c >> 4];
                out += hex[c & 15];
        }
    }
    out.append(text, done);
    out += '"';
}

}  // namespace

void JsonWriter::comma() {
    if (need_comma_) text_ += ',';
    need_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
    comma();
    text_ += '{';
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    text_ += '}';
    need_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    comma();
    text_ += '[';
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    text_ += ']';
    need_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    comma();
    append_quoted(text_, name);
    text_ += ':';
    need_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    comma();
    append_quoted(text_, text);
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    return raw(std::to_string(number));
}
JsonWriter& JsonWriter::value(std::uint64_t number) {
    return raw(std::to_string(number));
}
JsonWriter& JsonWriter::value(double number) {
    // Zero has no sign here: -0 reads back as the integer 0.
    return std::isfinite(number) ? raw(number_text(number == 0 ? 0 : number)) : null();
}
JsonWriter& JsonWriter::value(bool flag) {
    return raw(flag ? "true" : "false");
}
JsonWriter& JsonWriter::null() {
    return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    text_ += json;
    return *this;
}

JsonWriter& JsonWriter::value(const json::value& document) {
    switch (document.kind()) {
        case json::kind::null:
            return null();
        case json::kind::bool_:
            return value(document.get_bool());
        case json::kind::int64:
            return value(document.get_int64());
        case json::kind::uint64:
            return value(document.get_uint64());
        case json::kind::double_:
            return value(document.get_double());
        case json::kind::string: {
            const auto& text = document.get_string();
            return value(std::string_view{text.data(), text.size()});
        }
        case json::kind::array:
            begin_array();
            for (const auto& item : document.get_array()) value(item);
            return end_array();
        case json::kind::object:
            begin_object();
            for (const auto& [name, item] : document.get_object()) {
                key({name.data(), name.size()});
                value(item);
            }
            return end_object();
    }
    return null();
}

std::string json_text(const json::value& document) {
    JsonWriter writer;
    writer.value(document);
    return writer.take();
}

}  // namespace kamino::base
