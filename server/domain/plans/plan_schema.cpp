#include "domain/plans/plan_schema.h"

#include "domain/plans/content.h"

namespace kamino::plans {
namespace {

struct Member {
    std::string name, schema;
};

// An object whose members are all required.
std::string object(const std::vector<Member>& members) {
    std::string required, properties;
    for (const auto& m : members) {
        const std::string comma = required.empty() ? "" : ",";
        const std::string name = "\"" + m.name + "\"";
        required += comma + name;
        properties += comma + name + ":" + m.schema;
    }
    return R"({"type":"object","required":[)" + required + R"(],"properties":{)" + properties + "}}";
}

std::string array_of(const std::string& items) {
    return R"({"type":"array","items":)" + items + "}";
}

std::string rows_of(const char* entity) {
    return array_of(std::string{R"({"$ref":"#/components/schemas/)"} + entity + "\"}");
}

std::string map_of(const std::string& values) {
    return R"({"type":"object","additionalProperties":)" + values + "}";
}

// The schema of an entity with further members, all of them required.
std::string extended(const describe::Entity& entity, const std::vector<Member>& members) {
    base::JsonWriter w;
    describe::write_schema(w, entity, describe::SchemaOf::item);
    return R"({"allOf":[)" + w.take() + "," + object(members) + "]}";
}

const std::string text = R"({"type":"string"})", whole = R"({"type":"integer"})",
                  flag = R"({"type":"boolean"})";

std::string findings() {
    return array_of(object({{"section", text},
                            {"key", text},
                            {"params", map_of(text)},
                            {"text", text},
                            {"page", text},
                            {"record_id", text}}));
}

std::string completeness() {
    return object({{"score", whole},
                   {"freshness", whole},
                   {"evidence", R"({"type":["integer","null"]})"},
                   {"missing", findings()},
                   {"stale", findings()},
                   {"unproven", findings()}});
}

std::string blocks() {
    const auto choices = array_of(object({{"key", text}, {"title", text}}));
    return array_of(object({{"key", text},
                            {"kind", text},
                            {"source", text},
                            {"audience", text},
                            {"title", text},
                            {"help", text},
                            {"required", flag},
                            {"fields", array_of(object({{"key", text},
                                                        {"type", text},
                                                        {"title", text},
                                                        {"help", text},
                                                        {"required", flag},
                                                        {"choices", choices}}))}}));
}

std::string entries() {
    return array_of(
        extended(BlockEntry::entity(),
                 {{"outside", flag},
                  {"title", text},
                  {"left_over", array_of(object({{"key", text}, {"title", text}, {"text", text}}))}}));
}

std::string followed() {
    return object({{"template_id", text},
                   {"name", text},
                   {"version_id", text},
                   {"number", whole},
                   {"compact", flag},
                   {"newer_id", text},
                   {"newer_number", whole}});
}

std::string section() {
    return extended(Section::entity(),
                    {{"title", text},
                     {"help", text},
                     {"asked", flag},
                     {"outside", flag},
                     {"blocks", blocks()},
                     {"questions",
                      array_of(extended(Question::entity(),
                                        {{"family_title", text}, {"answered", flag}, {"declined", flag}}))}});
}

// A line of a list in the reader's language, with what else it has.
std::string point(std::vector<Member> more) {
    more.insert(more.begin(), {{"key", text}, {"title", text}, {"help", text}});
    return object(more);
}

std::string stages() {
    return array_of(point({{"criteria", array_of(object({{"key", text},
                                                         {"title", text},
                                                         {"section", text},
                                                         {"by_hand", flag},
                                                         {"met", flag},
                                                         {"check_id", text}}))}}));
}

std::string roles() {
    return array_of(
        point({{"task_title", text},
               {"holders", array_of(object({{"member_id", text}, {"user_id", text}, {"name", text}}))}}));
}

}  // namespace

std::string plan_schema() {
    return extended(
        Plan::entity(),
        {{"account_name", text},
         {"owner_name", text},
         {"language", text},
         {"currency", text},
         {"headline", text},
         {"revision", whole},
         {"completeness", completeness()},
         {"sections", array_of(section())},
         {"objectives", array_of(extended(Objective::entity(), {{"smart_texts", array_of(text)}}))},
         {"swot_items", rows_of("plan_swot_item")},
         {"tows_moves", rows_of("plan_tows_move")},
         {"competitors", rows_of("plan_competitor")},
         {"insights", rows_of("plan_insight")},
         {"value_propositions", rows_of("plan_value_proposition")},
         {"initiatives", rows_of("plan_initiative")},
         {"possibilities", rows_of("plan_possibility")},
         {"profile_entries", rows_of("plan_profile_entry")},
         {"checks", rows_of("plan_check")},
         {"tasks", rows_of("plan_task")},
         {"sources", rows_of("plan_source")},
         {"entries", entries()},
         {"template", followed()},
         {"profile", array_of(point({{"section", text}, {"asked", flag}, {"entry_id", text}}))},
         {"ladder",
          array_of(point({{"state", text}, {"check_id", text}, {"proposed", flag}, {"proposal", text}}))},
         {"conditions", array_of(point({{"state", text}, {"check_id", text}}))},
         {"stages", stages()},
         {"roles", roles()},
         {"names", map_of(text)},
         {"labels", map_of(text)}});
}

std::string start_schema() {
    base::JsonWriter w;
    describe::write_schema(w, Plan::entity(), describe::SchemaOf::create);
    return w.take();
}

std::string template_schema() {
    return object(
        {{"version", whole},
         {"sections",
          array_of(
              object({{"key", text}, {"title", text}, {"help", text}, {"rigour", text}, {"drafted", flag}}))},
         {"questions", array_of(object({{"key", text},
                                        {"section", text},
                                        {"family", text},
                                        {"family_title", text},
                                        {"stage", text},
                                        {"rigour", text},
                                        {"classes", array_of(text)},
                                        {"focus", array_of(text)},
                                        {"text", text}}))}});
}

}  // namespace kamino::plans
