#include "domain/revisions/comparison.h"

#include <boost/json.hpp>

#include "platform/markup/rich_text.h"
#include "platform/registry/parameters.h"
#include "platform/registry/titles.h"

namespace kamino::revisions {
namespace {

// Names of what a row points to are the reader's work; its own title is given.
std::string title_of(const registry::Registry& registry, const RowChange& row, const State& before,
                     const State& after) {
    const auto* resource = registry.find(row.entity);
    const auto& state = row.kind == RowChange::Kind::removed ? before : after;
    const auto& members = state.at(row.entity).at(row.id);
    for (const auto name :
         {std::string_view{resource ? resource->entity->title_field : "name"}, std::string_view{"text"},
          std::string_view{"title"}, std::string_view{"name"}, std::string_view{"key"}})
        if (const auto* value = members.if_contains(name);
            value && value->is_string() && !value->as_string().empty())
            return std::string{value->as_string()}.substr(0, 400);
    return "";
}

using Words = std::map<std::string, plans::EntryWords>;  // of the plan's own entries, by their id

Words words_of(storage::Read& read, i18n::Language language, const std::vector<RowChange>& rows,
               const State& before, const State& after) {
    Words words;
    for (const auto& row : rows) {
        if (row.entity != "plan_entry") continue;
        std::vector<const boost::json::object*> states;
        for (const auto* state : {&before, &after})
            if (const auto found = state->find(row.entity);
                found != state->end() && found->second.contains(row.id))
                states.push_back(&found->second.at(row.id));
        words[row.id] = plans::entry_words(read, language, states);
    }
    return words;
}

void write_words(base::JsonWriter& w, const plans::EntryWords& words) {
    w.begin_object().pair("title", words.title).key("fields").begin_object();
    for (const auto& [key, field] : words.fields) {
        w.key(key).begin_object().pair("title", field.title).pair("type", field.type);
        w.key("choices").begin_object();
        for (const auto& [choice, title] : field.choices) w.pair(choice, title);
        w.end_object().end_object();
    }
    w.end_object().end_object();
}

constexpr std::string_view row_kinds[] = {"added", "removed", "changed"};
constexpr std::string_view word_kinds[] = {"same", "removed", "added"};

// Is the text written with marks? They are not part of what people compare.
bool is_rich(const registry::Registry& registry, const std::string& entity,
             const boost::json::object& members, const std::string& name) {
    const auto* resource = registry.find(entity);
    const auto* field = resource ? resource->entity->find(name) : nullptr;
    if (field) return field->rule.format == "markdown";
    const auto* kind = members.if_contains("kind");
    return entity == "plan_entry" && name.starts_with("content.") && kind && *kind == "text";
}

std::string string_of(const boost::json::value& value) {
    return value.is_string() ? std::string{value.get_string()} : "";
}

// By word; of rich text without its marks, unless nothing but marks was changed.
std::vector<Word> words_of(const FieldChange& field, bool rich) {
    const auto before = string_of(field.before), after = string_of(field.after);
    if (!rich) return word_difference(before, after);
    const auto was = markup::plain(before), is = markup::plain(after);
    return was == is ? word_difference(before, after) : word_difference(was, is);
}

void write_field(base::JsonWriter& w, const FieldChange& field, bool rich) {
    w.begin_object()
        .pair("name", field.name)
        .key("before")
        .value(field.before)
        .key("after")
        .value(field.after);
    w.key("words");
    const bool both = field.before.is_string() && field.after.is_string();
    if (both || (rich && (field.before.is_string() || field.after.is_string()))) {
        w.begin_array();
        for (const auto& word : words_of(field, rich))
            w.begin_object()
                .pair("kind", word_kinds[static_cast<int>(word.kind)])
                .pair("text", word.text)
                .end_object();
        w.end_array();
    } else {
        w.null();
    }
    w.end_object();
}

// The entity whose ids the field holds; "" = none that needs a name.
std::string pointed_at(const registry::Resource* resource, const RowChange& row, const FieldChange& change,
                       const Words& words) {
    if (const auto own = words.find(row.id); own != words.end() && change.name.starts_with("content.")) {
        const auto field = own->second.fields.find(change.name.substr(8));
        return field != own->second.fields.end() && field->second.type == "person" ? "user" : "";
    }
    const auto* field = resource ? resource->entity->find(change.name) : nullptr;
    return !field || change.name == "plan_id" || change.name == "account_id"
               ? ""
               : std::string{field->rule.reference};
}

// Names of what the changed fields point to, as far as the reader sees it.
void write_names(base::JsonWriter& w, const registry::Registry& registry, storage::Read& read,
                 const auth::Actor& actor, i18n::Language language, const std::vector<RowChange>& rows,
                 const Words& words) {
    registry::IdsByEntity wanted;
    for (const auto& row : rows) {
        const auto* resource = registry.find(row.entity);
        for (const auto& change : row.fields) {
            const auto target = pointed_at(resource, row, change, words);
            if (target.empty()) continue;
            auto& ids = wanted[target];
            for (const auto* value : {&change.before, &change.after}) {
                if (value->is_string()) ids.emplace_back(value->get_string());
                if (value->is_array())
                    for (const auto& id : value->get_array())
                        if (id.is_string()) ids.emplace_back(id.get_string());
            }
        }
    }
    w.key("names").begin_object();
    for (const auto& [id, title] : registry::titles_of(registry, read, actor, language, wanted))
        w.pair(id, title.text);
    w.end_object();
}

}  // namespace

plans::Plan load_plan(storage::Read& read, const auth::Actor& actor, const std::string& id) {
    return storage::load<plans::Plan>(read, id, auth::visible_accounts(actor, "plans.account_id"));
}

void write_moment(base::JsonWriter& w, std::string_view key, const Moment& moment) {
    w.key(key).begin_object().pair("label", moment.label).pair("at", moment.at.to_text()).end_object();
}

http::Response compare(registry::Registry& registry, http::Request& request) {
    registry::refuse_unknown_parameters(request);
    return registry::read(registry, request, [&](storage::Read& r, const auth::Actor& actor) {
        const auto plan = load_plan(r, actor, request.param("id"));
        const auto from = moment_of(r, plan, request.query("from").value_or("now"), "from");
        const auto to = moment_of(r, plan, request.query("to").value_or("now"), "to");
        auto before = state_at(registry, r, plan, from.seq), after = state_at(registry, r, plan, to.seq);
        put_in_words(registry, r, request.language, before);
        put_in_words(registry, r, request.language, after);
        base::JsonWriter w;
        w.begin_object();
        write_moment(w, "from", from);
        write_moment(w, "to", to);
        w.key("items").begin_array();
        const auto rows = difference(before, after);
        const auto words = words_of(r, request.language, rows, before, after);
        for (const auto& row : rows) {
            const auto& members =
                (row.kind == RowChange::Kind::removed ? before : after).at(row.entity).at(row.id);
            w.begin_object().pair("entity", row.entity).pair("id", row.id);
            w.pair("kind", row_kinds[static_cast<int>(row.kind)])
                .pair("section", section_of(row.entity, members));
            const auto own = words.find(row.id);
            w.pair("title", own == words.end() ? title_of(registry, row, before, after) : own->second.title);
            w.key("words");
            own == words.end() ? void(w.null()) : write_words(w, own->second);
            w.key("fields").begin_array();
            for (const auto& field : row.fields)
                if (field.name != "plan_id" && field.name != "account_id")
                    write_field(w, field, is_rich(registry, row.entity, members, field.name));
            w.end_array().end_object();
        }
        w.end_array();
        write_names(w, registry, r, actor, request.language, rows, words);
        w.end_object();
        auto response = http::Response::json(w.take());
        response.set("Cache-Control", "no-store");
        return response;
    });
}

std::string difference_schema() {
    return R"({"type":"object","required":["from","to","items","names"],"properties":{"from":)" +
           std::string{moment_schema} + R"(,"to":)" + moment_schema +
           R"(,"names":{"type":"object","additionalProperties":{"type":"string"}},"items":{"type":"array","items":{"type":"object","required":["entity","id","kind","section","title","words","fields"],"properties":{"entity":{"type":"string"},"words":{"type":["object","null"],"required":["title","fields"],"properties":{"title":{"type":"string"},"fields":{"type":"object","additionalProperties":{"type":"object","required":["title","type","choices"],"properties":{"title":{"type":"string"},"type":{"type":"string"},"choices":{"type":"object","additionalProperties":{"type":"string"}}}}}}},"id":{"type":"string"},"kind":{"type":"string","enum":["added","removed","changed"]},"section":{"type":"string"},"title":{"type":"string"},"fields":{"type":"array","items":{"type":"object","required":["name","before","after","words"],"properties":{"name":{"type":"string"},"before":{},"after":{},"words":{"type":["array","null"],"items":{"type":"object","required":["kind","text"],"properties":{"kind":{"type":"string","enum":["same","removed","added"]},"text":{"type":"string"}}}}}}}}}}}})";
}

}  // namespace kamino::revisions
