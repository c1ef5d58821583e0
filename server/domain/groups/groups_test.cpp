// Rules of groups (SEL-6): what they become, and what is refused where.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "domain/groups/rule.h"

namespace kamino::groups {
namespace {

const std::vector<RuleField>& custom() {
    static const std::vector<RuleField> fields{{"custom.size", "number", "custom", ""},
                                               {"custom.since", "date", "custom", ""},
                                               {"custom.vip", "boolean", "custom", ""},
                                               {"custom.tier", "choice", "custom", "", {"gold", "tin"}}};
    return fields;
}

std::string shown(const describe::Filter& f) {
    using Node = describe::Filter::Node;
    if (f.node == Node::negation) return "not " + shown(f.parts[0]);
    if (f.node != Node::comparison) {
        std::string all;
        for (const auto& part : f.parts)
            all += (all.empty() ? "" : f.node == Node::all ? " and " : " or ") + shown(part);
        return "(" + all + ")";
    }
    static constexpr std::array<const char*, 8> ops{"=", "!=", "<", "<=", ">", ">=", "~", "in"};
    std::string text = f.name + " " + ops[static_cast<std::size_t>(f.op)];
    for (const auto& l : f.values) text += l.quoted ? " \"" + l.text + "\"" : " " + l.text;
    return text;
}

std::string read(std::string_view rule, bool strict = true) {
    std::vector<FieldFault> faults;
    const auto filter = filter_of(boost::json::parse(rule), custom(), strict, faults);
    if (faults.empty()) return shown(filter);
    std::string all;
    for (const auto& f : faults) all += (all.empty() ? "" : ", ") + f.path + " " + f.key;
    return all;
}

TEST(GroupRule, BecomesAFilter) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {R"({})", "()"},
        {R"({"all":[]})", "()"},
        {R"({"any":[]})", "not ()"},
        {R"({"field":"country","op":"in","value":["ES","NL"]})", R"(country in "ES" "NL")"},
        {R"({"field":"country","op":"not in","value":["ES"]})", R"(not country in "ES")"},
        {R"({"field":"growth","op":">=","value":0.1})", "growth >= 0.1"},
        {R"({"field":"revenue_fy","op":"<","value":5000})", "revenue_fy < 5000"},
        {R"({"field":"last_interaction_at","op":"<","value":"today-6m"})", "last_interaction_at < today-6m"},
        {R"({"field":"last_purchase_on","op":"=","value":"fq-1"})", "last_purchase_on = fq-1"},
        {R"({"field":"industry","op":"empty"})", "industry = null"},
        {R"({"field":"owner_id","op":"filled"})", "owner_id != null"},
        {R"({"field":"name","op":"~","value":"null"})", R"(name ~ "null")"},
        {R"({"field":"custom.size","op":">","value":3})", "custom.size > 3"},
        {R"({"field":"custom.vip","op":"=","value":true})", "custom.vip = true"},
        {R"({"field":"custom.since","op":">=","value":"2026-01-01"})", "custom.since >= 2026-01-01"},
        {R"({"not":{"any":[{"field":"class","op":"=","value":"A"},{"all":[{"field":"tags","op":"=","value":"x"}]}]}})",
         R"(not (class = "A" or (tags = "x")))"},
    };
    for (const auto& [rule, text] : cases) EXPECT_EQ(read(rule), text) << rule;
    EXPECT_EQ(read(R"({"field":"custom.gone","op":"=","value":"x"})", false), R"(custom.gone = "x")")
        << "a rule outlives its field";
    EXPECT_EQ(read(R"({"field":"custom.tier","op":"=","value":"bronze"})", false),
              R"(custom.tier = "bronze")");
}

TEST(GroupRule, SaysWhatIsWrongAndWhere) {
    std::string deep = R"({"field":"name","op":"filled"})", wide = R"({"all":[)", many = "[";
    for (int i = 0; i < 14; ++i) deep = R"({"not":)" + deep + "}";
    for (int i = 0; i < 101; ++i) wide += std::string{i ? "," : ""} + R"({"field":"name","op":"filled"})";
    for (int i = 0; i < 501; ++i) many += std::string{i ? "," : ""} + "\"x\"";
    const std::vector<std::pair<std::string, const char*>> cases{
        {"[]", "/rule field.wrong_type"},
        {R"({"all":{}})", "/rule/all field.wrong_type"},
        {R"({"all":[],"any":[]})", "/rule group.bad_node"},
        {R"({"op":"="})", "/rule group.bad_node"},
        {R"({"all":[1]})", "/rule/all/0 field.wrong_type"},
        {R"({"any":[{"field":"nothing","op":"=","value":"x"}]})", "/rule/any/0/field group.unknown_field"},
        {R"({"field":"custom.gone","op":"=","value":"x"})", "/rule/field group.unknown_field"},
        {R"({"field":"group","op":"=","value":"x"})", "/rule/field group.unknown_field"},
        {R"({"field":7,"op":"=","value":"x"})", "/rule/field field.wrong_type"},
        {R"({"field":"name"})", "/rule/op field.required"},
        {R"({"field":"name","op":"like","value":"x"})", "/rule/op group.bad_op"},
        {R"({"field":"name","op":"<","value":"x"})", "/rule/op group.bad_op"},
        {R"({"field":"score","op":"~","value":"x"})", "/rule/op group.bad_op"},
        {R"({"field":"name","op":"="})", "/rule/value field.required"},
        {R"({"field":"name","op":"=","value":""})", "/rule/value field.required"},
        {R"({"field":"name","op":"=","value":5})", "/rule/value field.wrong_type"},
        {R"({"field":"score","op":"=","value":"x"})", "/rule/value field.wrong_type"},
        {R"({"field":"name","op":"in","value":"x"})", "/rule/value field.wrong_type"},
        {R"({"field":"name","op":"in","value":[]})", "/rule/value field.required"},
        {R"({"field":"name","op":"in","value":["x",1]})", "/rule/value/1 field.wrong_type"},
        {R"({"field":"status","op":"=","value":"gone"})", "/rule/value field.not_a_choice"},
        {R"({"field":"last_purchase_on","op":"<","value":"soon"})", "/rule/value group.bad_value"},
        {R"({"field":"last_purchase_on","op":"<","value":"2026-02-30"})", "/rule/value group.bad_value"},
        {R"({"field":"custom.since","op":"<","value":"soon"})", "/rule/value group.bad_value"},
        {R"({"field":"name","op":"=","value":"x","more":1})", "/rule/more field.unknown"},
        {R"({"not":{"not":{"field":"x","op":"="}}})", "/rule/not/not/field group.unknown_field"},
        {deep, "/rule/not/not/not/not/not/not/not/not/not/not/not/not/not group.too_deep"},
        {wide + "]}", "/rule/all/100 group.too_many"},
        {R"({"field":"name","op":"in","value":)" + many + "]}", "/rule/value group.too_many"},
    };
    for (const auto& [rule, text] : cases) EXPECT_EQ(read(rule), text) << rule;
}

// Every field that is offered can be asked for, by every comparison of its kind.
TEST(GroupRule, EveryFieldCanBeAsked) {
    const std::map<std::string, std::string> values{{"text", R"("x")"}, {"number", "1"},
                                                    {"money", "1.5"},   {"date", R"("last-90d")"},
                                                    {"list", R"("x")"}, {"reference", R"("x")"}};
    std::set<std::string> keys;
    for (const auto& f : standard_fields()) {
        EXPECT_TRUE(keys.insert(f.key).second) << f.key << " twice";
        const auto value = f.kind == "choice" ? "\"" + f.choices.at(0) + "\"" : values.at(f.kind);
        for (const auto* op : {"=", "!="})
            EXPECT_EQ(read(R"({"field":")" + f.key + R"(","op":")" + op + R"(","value":)" + value + "}")
                          .find("/rule"),
                      std::string::npos)
                << f.key;
    }
    EXPECT_EQ(keys.size(), standard_fields().size());
}

TEST(GroupRule, KnowsItsFields) {
    std::vector<FieldFault> faults;
    const auto filter = filter_of(
        boost::json::parse(
            R"({"all":[{"field":"class","op":"=","value":"A"},{"not":{"field":"city","op":"empty"}}]})"),
        {}, true, faults);
    EXPECT_EQ(fields_in(filter), (std::set<std::string>{"city", "class"}));
}

}  // namespace
}  // namespace kamino::groups
