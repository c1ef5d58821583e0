// JSON schemas of the programme's own answers and bodies, for OpenAPI.
#pragma once
#include <string>
#include <string_view>

namespace kamino::programme {

#define KAMINO_ACCOUNT \
    R"({"type":"object","required":["id","name","class","score","list","state","focus","rigour","plan_id","plan_status","plan_completeness","manager_id","wave_id","hours"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"class":{"type":"string"},"score":{"type":"number"},"list":{"type":"string"},"state":{"type":"string"},"focus":{"type":"string"},"rigour":{"type":"string"},"plan_id":{"type":"string"},"plan_status":{"type":"string"},"plan_completeness":{"type":"number"},"manager_id":{"type":"string"},"wave_id":{"type":"string"},"hours":{"type":"number"}}})"
#define KAMINO_PROGRESS \
    R"("accounts":{"type":"integer"},"with_plan":{"type":"integer"},"active":{"type":"integer"},"completeness":{"type":["number","null"]})"

inline constexpr std::string_view list_schema =
    R"({"type":"object","required":["list","count","cap","manager_cap","probation_months","review_month","items","requests"],"properties":{"list":{"type":"string","enum":["key","prospect"]},"count":{"type":"integer"},"cap":{"type":["integer","null"]},"manager_cap":{"type":["integer","null"]},"probation_months":{"type":"integer"},"review_month":{"type":"integer"},"items":{"type":"array","items":{"type":"object","required":["membership","account"],"properties":{"membership":{"$ref":"#/components/schemas/key_account"},"account":{"anyOf":[{"$ref":"#/components/schemas/portfolio_row"},{"type":"null"}]}}}},"requests":{"type":"array","items":{"type":"object","required":["move","account"],"properties":{"move":{"$ref":"#/components/schemas/key_account_move"},"account":{"anyOf":[{"$ref":"#/components/schemas/portfolio_row"},{"type":"null"}]}}}}}})";
inline constexpr std::string_view growth_schema =
    R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{"type":"object","required":["month","entries","exits","members"],"properties":{"month":{"type":"string","format":"date"},"entries":{"type":"integer"},"exits":{"type":"integer"},"members":{"type":"integer"}}}}}})";
inline constexpr std::string_view decision_schema =
    R"({"type":"object","required":["decision"],"properties":{"decision":{"type":"string","enum":["approved","refused","withdrawn"]},"note":{"type":"string","maxLength":2000},"replaces_id":{"type":["string","null"]}}})";
inline constexpr std::string_view coverage_schema =
    R"({"type":"object","required":["accounts","with_plan","active","completeness","managers","unled"],"properties":{)" KAMINO_PROGRESS
    R"(,"managers":{"type":"array","items":{"type":"object","required":["user_id","name","hours_have","hours_needed","plans_led","without_plan","cap","key_accounts","over","over_cap","room","capacity_id","capacity_version","accounts"],"properties":{"user_id":{"type":"string"},"name":{"type":"string"},"hours_have":{"type":"number"},"hours_needed":{"type":"number"},"plans_led":{"type":"integer"},"without_plan":{"type":"integer"},"cap":{"type":["integer","null"]},"key_accounts":{"type":"integer"},"over":{"type":"boolean"},"over_cap":{"type":"boolean"},"room":{"type":["number","null"]},"capacity_id":{"type":"string"},"capacity_version":{"type":"integer"},"accounts":{"type":"array","items":)" KAMINO_ACCOUNT
    R"(}}}},"unled":{"type":"array","items":)" KAMINO_ACCOUNT R"(}}})";
inline constexpr std::string_view rollout_schema =
    R"({"type":"object","required":["accounts","with_plan","active","completeness","waves","unassigned"],"properties":{)" KAMINO_PROGRESS
    R"(,"waves":{"type":"array","items":{"type":"object","required":["wave","accounts","with_plan","active","completeness","items"],"properties":{"wave":{"$ref":"#/components/schemas/rollout_wave"},)" KAMINO_PROGRESS
    R"(,"items":{"type":"array","items":)" KAMINO_ACCOUNT
    R"(}}}},"unassigned":{"type":"array","items":)" KAMINO_ACCOUNT R"(}}})";
inline constexpr std::string_view proposal_request_schema =
    R"({"type":"object","properties":{"waves":{"type":"integer","minimum":1,"maximum":24},"months":{"type":"integer","minimum":1,"maximum":24},"starts_on":{"type":"string","format":"date"},"apply":{"type":"boolean"}}})";
inline constexpr std::string_view proposal_schema =
    R"({"type":"object","required":["applied","waves"],"properties":{"applied":{"type":"boolean"},"waves":{"type":"array","items":{"type":"object","required":["name","starts_on","ends_on","hours","items"],"properties":{"name":{"type":"string"},"starts_on":{"type":"string","format":"date"},"ends_on":{"type":"string","format":"date"},"hours":{"type":"number"},"items":{"type":"array","items":)" KAMINO_ACCOUNT
    R"(}}}}}})";

#undef KAMINO_ACCOUNT
#undef KAMINO_PROGRESS

}  // namespace kamino::programme
