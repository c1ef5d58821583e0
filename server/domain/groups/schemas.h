// JSON schemas of the groups' own answers and bodies, for OpenAPI.
#pragma once
#include <string_view>

namespace kamino::groups {

#define KAMINO_MONEY R"({"$ref":"#/components/schemas/money"})"

inline constexpr std::string_view fields_schema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["key","kind","section","format","choices","reference","label","suggests"],"properties":{"key":{"type":"string"},"kind":{"type":"string","enum":["text","number","money","date","choice","list","reference","boolean"]},"section":{"type":"string","enum":["account","place","structure","value","buying","relations","deals","plan","custom"]},"format":{"type":"string","enum":["","plain","ratio","percent","score"]},"choices":{"type":"array","items":{"type":"string"}},"reference":{"type":"string"},"label":{"type":"string"},"suggests":{"type":"boolean"}}}}}})";
inline constexpr std::string_view values_schema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["value","accounts"],"properties":{"value":{"type":"string"},"accounts":{"type":"integer"}}}}}})";
inline constexpr std::string_view rule_schema =
    R"({"type":"object","required":["rule"],"additionalProperties":false,"properties":{"rule":{"type":"object"}}})";
inline constexpr std::string_view count_schema =
    R"({"type":"object","required":["accounts","of_accounts","revenue_12m","sample"],"properties":{"accounts":{"type":"integer"},"of_accounts":{"type":"integer"},"revenue_12m":)" KAMINO_MONEY
    R"(,"sample":{"type":"array","items":{"type":"object","required":["id","name","class","owner_name","revenue_12m"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"class":{"type":"string"},"owner_name":{"type":"string"},"revenue_12m":)" KAMINO_MONEY
    R"(}}}}})";
inline constexpr std::string_view counts_schema =
    R"({"type":"object","required":["of_accounts","items"],"properties":{"of_accounts":{"type":"integer"},"items":{"type":"array","items":{"type":"object","required":["group_id","accounts","revenue_12m"],"properties":{"group_id":{"type":"string"},"accounts":{"type":["integer","null"]},"revenue_12m":{"anyOf":[)" KAMINO_MONEY
    R"(,{"type":"null"}]}}}}}})";
inline constexpr std::string_view members_schema =
    R"({"type":"object","additionalProperties":false,"properties":{"add":{"type":"array","maxItems":2000,"items":{"type":"string"}},"remove":{"type":"array","maxItems":2000,"items":{"type":"string"}}}})";
inline constexpr std::string_view members_changed_schema =
    R"({"type":"object","required":["changed","unseen"],"properties":{"changed":{"type":"integer"},"unseen":{"type":"integer"}}})";
inline constexpr std::string_view rfm_schema =
    R"({"type":"object","required":["as_of","accounts","never_bought","cells"],"properties":{"as_of":{"type":["string","null"],"format":"date"},"accounts":{"type":"integer"},"never_bought":{"type":"integer"},"cells":{"type":"array","items":{"type":"object","required":["recency","frequency","monetary","name","accounts","revenue_12m"],"properties":{"recency":{"type":"integer"},"frequency":{"type":"integer"},"monetary":{"type":"integer"},"name":{"type":"string"},"accounts":{"type":"integer"},"revenue_12m":)" KAMINO_MONEY
    R"(}}}}})";
#define KAMINO_FINDING \
    R"("key":{"type":"string"},"aspect":{"type":"string","enum":["who","buying","working"]},"n_in":{"type":"integer"},"n_out":{"type":"integer"},"p":{"type":"number"},"holds":{"type":"boolean"},"by_rule":{"type":"boolean"},"size":{"type":"string","enum":["none","small","medium","large"]})"
inline constexpr std::string_view characterisation_schema =
    R"({"type":"object","required":["accounts_in","accounts_out","enough","least","tests","q","numbers","shares"],"properties":{"accounts_in":{"type":"integer"},"accounts_out":{"type":"integer"},"enough":{"type":"boolean"},"least":{"type":"integer"},"tests":{"type":"integer"},"q":{"type":"number"},"numbers":{"type":"array","items":{"type":"object","required":["key","aspect","unit","n_in","n_out","median_in","median_out","mean_in","mean_out","delta","low","high","p","holds","by_rule","size"],"properties":{)" KAMINO_FINDING
    R"(,"unit":{"type":"string","enum":["money","ratio","percent","count","days","score"]},"median_in":{"type":"number"},"median_out":{"type":"number"},"mean_in":{"type":"number"},"mean_out":{"type":"number"},"delta":{"type":"number"},"low":{"type":"number"},"high":{"type":"number"}}}},"shares":{"type":"array","items":{"type":"object","required":["key","value","label","aspect","n_in","n_out","hits_in","hits_out","share_in","share_out","lift","low","high","p","holds","by_rule","size"],"properties":{)" KAMINO_FINDING
    R"(,"value":{"type":"string"},"label":{"type":"string"},"hits_in":{"type":"integer"},"hits_out":{"type":"integer"},"share_in":{"type":"number"},"share_out":{"type":"number"},"lift":{"type":["number","null"]},"low":{"type":"number"},"high":{"type":["number","null"]}}}}}})";
#undef KAMINO_FINDING
#undef KAMINO_MONEY

}  // namespace kamino::groups
