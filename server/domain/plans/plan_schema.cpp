#include "domain/plans/plan_schema.h"

#include "domain/plans/public.h"

namespace kamino::plans {
namespace {

// The schema of an entity with further members, all of them required.
std::string extended(const describe::Entity& entity, const std::string& name_and_schema) {
    base::JsonWriter w;
    describe::write_schema(w, entity, describe::SchemaOf::item);
    return R"({"allOf":[)" + w.take() + R"(,)" + name_and_schema + "]}";
}

const std::string text = R"({"type":"string"})";

std::string findings() {
    return R"({"type":"array","items":{"type":"object","required":["section","key","params","text"],"properties":{"section":)" +
           text + R"(,"key":)" + text + R"(,"params":{"type":"object","additionalProperties":)" + text +
           R"(},"text":)" + text + "}}}";
}

std::string question() {
    return R"({"type":"object","required":["id","version","key","section","family","family_title","text","answer","answered","declined","declined_reason"],"properties":{"id":)" +
           text + R"(,"version":{"type":"integer"},"key":)" + text + R"(,"section":)" + text +
           R"(,"family":)" + text + R"(,"family_title":)" + text + R"(,"text":)" + text + R"(,"answer":)" +
           text + R"(,"answered":{"type":"boolean"},"declined":{"type":"boolean"},"declined_reason":)" +
           text + "}}";
}

std::string section() {
    return extended(Section::entity(),
                    R"({"type":"object","required":["title","help","questions"],"properties":{"title":)" +
                        text + R"(,"help":)" + text + R"(,"questions":{"type":"array","items":)" +
                        question() + "}}}");
}

std::string objective() {
    return extended(
        Objective::entity(),
        R"({"type":"object","required":["smart_texts"],"properties":{"smart_texts":{"type":"array","items":)" +
            text + "}}}");
}

}  // namespace

std::string plan_schema() {
    return extended(
        Plan::entity(),
        R"({"type":"object","required":["account_name","owner_name","language","headline","revision","completeness","sections","objectives","sources","labels"],"properties":{"account_name":)" +
            text + R"(,"owner_name":)" + text + R"(,"language":)" + text + R"(,"headline":)" + text +
            R"(,"revision":{"type":"integer"},"completeness":{"type":"object","required":["score","freshness","missing","stale"],"properties":{"score":{"type":"integer"},"freshness":{"type":"integer"},"missing":)" +
            findings() + R"(,"stale":)" + findings() + R"(}},"sections":{"type":"array","items":)" +
            section() + R"(},"objectives":{"type":"array","items":)" + objective() +
            R"(},"sources":{"type":"array","items":{"$ref":"#/components/schemas/plan_source"}},"labels":{"type":"object","additionalProperties":)" +
            text + "}}}");
}

std::string start_schema() {
    base::JsonWriter w;
    describe::write_schema(w, Plan::entity(), describe::SchemaOf::create);
    return w.take();
}

std::string template_schema() {
    return R"({"type":"object","required":["version","sections","questions"],"properties":{"version":{"type":"integer"},"sections":{"type":"array","items":{"type":"object","required":["key","title","help","drafted"],"properties":{"key":)" +
           text + R"(,"title":)" + text + R"(,"help":)" + text +
           R"(,"drafted":{"type":"boolean"}}}},"questions":{"type":"array","items":{"type":"object","required":["key","section","family","family_title","text"],"properties":{"key":)" +
           text + R"(,"section":)" + text + R"(,"family":)" + text + R"(,"family_title":)" + text +
           R"(,"text":)" + text + "}}}}}";
}

}  // namespace kamino::plans
