// parse_json: Boost.JSON's tokens, our values. Boost 1.81 rounds 17-digit numbers to a neighbour one time in
// six, lets the last of two equal names win and lets 1e400 become infinite; here numbers read as written and
// those are faults.
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <set>
#include <vector>

#include "platform/base/fault.h"
#include "platform/base/json.h"

namespace kamino::base {
namespace {

namespace json = boost::json;
using Error = json::error_code;
using Text = json::string_view;

// Called by basic_parser for every token; false with an error ends the parse there.
struct Builder {
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack values;
    std::vector<std::set<std::string>> names;  // of the open objects
    std::string name;                          // the pieces of a name so far
    const char* why = nullptr;

    bool refuse(const char* reason, Error& error) {
        why = reason;
        error = json::error::syntax;
        return false;
    }
    bool storable(Text text, Error& error) {
        return text.find('\0') == Text::npos || refuse("U+0000, which no database stores", error);
    }

    bool on_document_begin(Error&) {
        values.reset();
        return true;
    }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        names.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t n, Error&) {
        names.pop_back();
        values.push_object(n);
        return true;
    }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t n, Error&) {
        values.push_array(n);
        return true;
    }
    bool on_key_part(Text text, std::size_t, Error& error) {
        name.append(text.data(), text.size());
        values.push_chars(text);
        return storable(text, error);
    }
    bool on_key(Text text, std::size_t, Error& error) {
        name.append(text.data(), text.size());
        const bool fresh = names.back().insert(std::move(name)).second;
        name.clear();
        values.push_key(text);
        return storable(text, error) && (fresh || refuse("a name stands twice", error));
    }
    bool on_string_part(Text text, std::size_t, Error& error) {
        values.push_chars(text);
        return storable(text, error);
    }
    bool on_string(Text text, std::size_t, Error& error) {
        values.push_string(text);
        return storable(text, error);
    }
    bool on_number_part(Text, Error& error) {
        return refuse("a number in pieces", error);
    }  // one buffer: never
    bool on_int64(std::int64_t number, Text, Error&) {
        values.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, Text, Error&) {
        values.push_uint64(number);
        return true;
    }
    bool on_double(double rough, Text text, Error& error) {
        double exact = 0;  // stays so when the number is too small for a double
        const auto result = std::from_chars(text.data(), text.data() + text.size(), exact);
        const bool too_large = result.ec == std::errc::result_out_of_range && (rough > 1 || rough < -1);
        if (too_large || result.ec == std::errc::invalid_argument)
            return refuse("number out of range", error);
        values.push_double(exact);
        return true;
    }
    bool on_bool(bool flag, Error&) {
        values.push_bool(flag);
        return true;
    }
    bool on_null(Error&) {
        values.push_null();
        return true;
    }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }
};

[[noreturn]] void malformed(std::size_t offset, const std::string& why) {
    throw Fault{FaultCode::invalid, "request.malformed_json", {{"offset", std::to_string(offset)}}, {}, why};
}

}  // namespace

json::value parse_json(std::string_view text, int max_depth) {
    json::parse_options options;
    options.max_depth = static_cast<std::size_t>(max_depth);
    json::basic_parser<Builder> parser{options};
    Error error;
    const std::size_t offset = parser.write_some(false, text.data(), text.size(), error);
    const Builder& builder = parser.handler();
    if (error) malformed(offset, builder.why ? builder.why : error.message());
    if (offset < text.size()) malformed(offset, "text behind the document");
    return parser.handler().values.release();
}

}  // namespace kamino::base
