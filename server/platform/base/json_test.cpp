#include "platform/base/json.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>

#include "platform/base/fault.h"

namespace kamino::base {
namespace {

TEST(JsonWriter, KeepsCommasAndEscapes) {
    JsonWriter json;
    json.begin_object();
    json.pair("text", "a\"b\\c\n\t\x01 ñ");
    json.pair("whole", std::int64_t{9'007'199'254'740'993});
    json.pair("size", std::size_t{18'446'744'073'709'551'615U});
    json.pair("number", 0.1).pair("nan", std::numeric_limits<double>::quiet_NaN()).pair("flag", true);
    json.key("list").begin_array().value(1).value("x").null().begin_object().end_object().end_array();
    json.key("empty").begin_array().end_array().key("raw").raw("{\"a\":1}").key("none").null();
    json.end_object();
    EXPECT_EQ(
        json.text(),
        R"({"text":"a\"b\\c\n\t\u0001 ñ","whole":9007199254740993,"size":18446744073709551615,)"
        R"("number":0.1,"nan":null,"flag":true,"list":[1,"x",null,{}],"empty":[],"raw":{"a":1},"none":null})");
}

TEST(JsonWriter, WritesDocumentsAsTheyWere) {
    constexpr std::string_view text = R"({"b":[1,-2,0.5,1e+300,true,null],"a":{"ñ":"\u0000"}})";
    EXPECT_EQ(json_text(boost::json::parse(boost::json::string_view{text.data(), text.size()})), text);
}

TEST(ParseJson, RefusesWithAnOffset) {
    struct Case {
        std::string text;
        const char* offset;  // nullptr = good
    };
    const Case cases[] = {
        {R"({"a":[1,2,{"b":null}]})", nullptr},
        {" 5 ", nullptr},
        {R"("\ud83d\ude00")", nullptr},
        {"", "0"},
        {"{\"a\":}", "5"},
        {"{} x", "3"},
        {"[1,]", "3"},
        {"{\"a\":1", "6"},
        {"\"\xFF\"", "1"},
        {"1e400", "5"},
        {"[\"a\\u0000b\"]", "10"},
        {"{\"\\u0000\":1}", "8"},
        {R"({"a":1,"b":{"a":2}})", nullptr},
        {R"([{"a":1},{"a":2}])", nullptr},
        {R"({"a":1,"\u0061":2})", "14"},
        {"1e-400", nullptr},
        {"NaN", "0"},
        {std::string(33, '[') + std::string(33, ']'), "32"},
        {std::string(32, '[') + std::string(32, ']'), nullptr},
    };
    for (const auto& c : cases) {
        try {
            parse_json(c.text);
            EXPECT_EQ(c.offset, nullptr) << c.text;
        } catch (const Fault& fault) {
            EXPECT_EQ(fault.key, "request.malformed_json");
            EXPECT_EQ(fault.code, FaultCode::invalid);
            EXPECT_EQ(fault.params.at("offset"), c.offset ? c.offset : "good")
                << c.text << " " << fault.internal;
        }
    }
    EXPECT_THROW(parse_json("\"\\ud800\""), Fault);
    EXPECT_THROW(parse_json("[[1]]", 1), Fault);
}

TEST(ParseJson, ReadsNumbersExactly) {
    // Found by the fuzzer: Boost.JSON 1.81 reads these as a neighbour, so that what we wrote changed when
    // read again.
    for (const std::string text :
         {"1.2222222222222223e+22", "0.30000000000000004", "-179.99999999999997", "5e-324",
          "1.7976931348623157e+308", "-0", "9007199254740993", "18446744073709551615"}) {
        EXPECT_EQ(json_text(parse_json(text)), text == "-0" ? "0" : text);
    }
    EXPECT_EQ(parse_json("0.30000000000000004").as_double(), 0.1 + 0.2);
}

}  // namespace
}  // namespace kamino::base
