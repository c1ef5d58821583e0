// Routes of templates: publishing with the summary of its effect. What else there is comes from the registry.
#include <boost/json.hpp>

#include "domain/templates/template.h"

namespace kamino::templates {
namespace {

void write_texts(base::JsonWriter& w, std::string_view name, const Texts& texts, i18n::Language language) {
    w.pair(name, std::string_view{text_in(texts, language)});
}

std::string note_of(const boost::json::value& body) {
    const auto* object = body.if_object();
    if (!object) throw invalid_field("", "field.wrong_type");
    const auto* note = object->if_contains("note");
    if (!note || note->is_null()) return "";
    if (!note->is_string()) throw invalid_field("/note", "field.wrong_type");
    if (note->as_string().size() > 1000) throw invalid_field("/note", "field.too_long", {{"max", "1000"}});
    return std::string{note->as_string()};
}

// What publishing the draft would change, for plans that follow the newest version.
http::Response effect(registry::Registry& registry, http::Request& request) {
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor&) {
        const auto draft = storage::load<PlanTemplate>(r, request.param("id"));
        const auto newest = draft.version_id ? find_edition(r, *draft.version_id) : nullptr;
        std::vector<FieldFault> ignored;
        const auto form = read_form(draft.form.json, "/form", ignored);
        const auto plans = events().followers ? events().followers(r, draft.id) : 0;
        base::JsonWriter w;
        w.begin_object().pair("number", draft.number + 1).pair("plans", plans).key("changes");
        write_changes(w, difference(newest ? newest->form : Form{}, form), request.language);
        w.end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

http::Response post_version(registry::Registry& registry, http::Request& request) {
    auto note = note_of(request.json());
    return registry::write(registry, request, [&](storage::Write& w, const auth::Actor& actor) {
        const auto draft = storage::load<PlanTemplate>(w, request.param("id"));
        const auto version =
            publish(w, draft, note, actor.user_id.empty() ? std::nullopt : std::optional{actor.user_id});
        return http::Response::created("/api/v1/plan-template-versions/" + version.id,
                                       describe::json(PlanTemplateVersion::entity(), version));
    });
}

}  // namespace

void write_changes(base::JsonWriter& w, const std::vector<Change>& changes, i18n::Language language) {
    w.begin_array();
    for (const auto& c : changes) {
        w.begin_object().pair("kind", c.kind).pair("what", c.what).pair("section", c.section);
        w.pair("block", c.block).pair("field", c.field);
        write_texts(w, "before", c.before, language);
        write_texts(w, "after", c.after, language);
        w.pair("was", c.was).pair("is", c.is).end_object();
    }
    w.end_array();
}

std::string changes_schema() {
    std::string required, properties;
    for (const char* name : {"kind", "what", "section", "block", "field", "before", "after", "was", "is"}) {
        required += (required.empty() ? "\"" : ",\"") + std::string{name} + "\"";
        properties += (properties.empty() ? "\"" : ",\"") + std::string{name} + R"(":{"type":"string"})";
    }
    return R"({"type":"array","items":{"type":"object","required":[)" + required + R"(],"properties":{)" +
           properties + "}}}";
}

void offer(registry::Registry& registry) {
    registry.offer({.entity = &PlanTemplate::entity(),
                    .route = "plan-templates",
                    .area = "selection",
                    .default_sort = "position",
                    .check = check_template,
                    .in_words = [](describe::Record& record, i18n::Language language) {
                        auto& t = static_cast<PlanTemplate&>(record);
                        t.name = in_words(t.name, language);
                        t.description = in_words(t.description, language);
                    }});
    registry.offer({.entity = &PlanTemplateVersion::entity(),
                    .route = "plan-template-versions",
                    .area = "selection",
                    .creatable = false,
                    .updatable = false,
                    .deletable = false,
                    .default_sort = "-number",
                    .in_words = [](describe::Record& record, i18n::Language language) {
                        auto& v = static_cast<PlanTemplateVersion&>(record);
                        v.name = in_words(v.name, language);
                    }});
    http::Route look{"GET", "/api/v1/plan-templates/{id}/effect", "plan-templates.effect",
                     "What publishing the draft changes, and how many open plans follow the template."};
    look.access = "selection.read";
    look.tag = "plans";
    look.response_schema =
        R"({"type":"object","required":["number","plans","changes"],"properties":{"number":{"type":"integer"},"plans":{"type":"integer"},"changes":)" +
        changes_schema() + "}}";
    look.handler = [&registry](http::Request& r) { return effect(registry, r); };
    registry.route(std::move(look));
    http::Route post{"POST", "/api/v1/plan-templates/{id}/versions", "plan-templates.publish",
                     "Publishes the draft as the next version; what is published never changes."};
    post.access = "selection.write";
    post.tag = "plans";
    post.request_schema = R"({"type":"object","properties":{"note":{"type":"string","maxLength":1000}}})";
    post.response_schema = R"({"$ref":"#/components/schemas/plan_template_version"})";
    post.handler = [&registry](http::Request& r) { return post_version(registry, r); };
    registry.route(std::move(post));
}

}  // namespace kamino::templates
