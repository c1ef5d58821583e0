// The plan as one JSON document.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/analysis.h"
#include "domain/plans/entries.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/process.h"
#include "domain/plans/template.h"
#include "domain/plans/words.h"

namespace kamino::plans {
namespace {

using base::JsonWriter;

// The row's own members, then what `more` adds for the reader.
template <class T, class More>
void write_row(JsonWriter& w, const T& row, More more) {
    auto text = describe::json(T::entity(), row);
    text.pop_back();
    JsonWriter extra;
    extra.begin_object();
    more(extra);
    extra.end_object();
    w.raw(text + "," + extra.take().substr(1));
}

std::string family_title(const std::string& family, const Reader& reader) {
    const auto found = shipped_template().families.find(family);
    return found == shipped_template().families.end() ? std::string{} : in(found->second, reader.language);
}

void write_question(JsonWriter& w, const Question& q, const Reader& reader) {
    auto shown = q;
    shown.text = question_text(q, reader);
    if (shown.key.empty()) shown.key = q.id;
    write_row(w, shown, [&](JsonWriter& more) {
        more.pair("family_title", family_title(q.family, reader));
        more.pair("answered", !q.answer.empty()).pair("declined", !q.declined_reason.empty());
    });
}

void write_findings(JsonWriter& w, std::string_view name, const std::vector<Finding>& findings,
                    const Reader& reader) {
    w.key(name).begin_array();
    for (const auto& f : findings) {
        w.begin_object()
            .pair("section", std::string_view{f.section})
            .pair("key", std::string_view{f.text.key});
        w.key("params").begin_object();
        for (const auto& [param, part] : f.text.params) w.pair(param, part_text(part, reader));
        w.end_object().pair("text", sentence_text(f.text, reader));
        w.pair("page", std::string_view{f.page}).pair("record_id", std::string_view{f.record_id});
        w.end_object();
    }
    w.end_array();
}

void write_health(JsonWriter& w, const Completeness& c, const Reader& reader) {
    w.key("completeness").begin_object().pair("score", c.score).pair("freshness", c.freshness);
    w.key("evidence");
    if (c.evidence)
        w.value(static_cast<std::int64_t>(*c.evidence));
    else
        w.null();
    write_findings(w, "missing", c.missing, reader);
    write_findings(w, "stale", c.stale, reader);
    write_findings(w, "unproven", c.unproven, reader);
    w.end_object();
}

void write_fields(JsonWriter& w, const templates::Block& b, i18n::Language language) {
    w.key("fields").begin_array();
    for (const auto& f : b.fields) {
        w.begin_object().pair("key", f.key).pair("type", f.type);
        w.pair("title", templates::text_in(f.title, language))
            .pair("help", templates::text_in(f.help, language));
        w.pair("required", f.required).key("choices").begin_array();
        for (const auto& c : f.choices)
            w.begin_object()
                .pair("key", c.key)
                .pair("title", templates::text_in(c.title, language))
                .end_object();
        w.end_array().end_object();
    }
    w.end_array();
}

// The blocks that a template adds to a section, as far as this plan is asked for them.
void write_blocks(JsonWriter& w, const PlanView& view, const templates::FormSection* s,
                  const Reader& reader) {
    w.key("blocks").begin_array();
    for (const auto& b : s ? s->blocks : std::vector<templates::Block>{}) {
        const bool has_text = std::any_of(view.content.entries.begin(), view.content.entries.end(),
                                          [&](const BlockEntry& e) { return e.block == b.key; });
        if (!has_text && !b.reach.is_for(rigour_of(view.plan.rigour), view.around.account_type)) continue;
        w.begin_object().pair("key", b.key).pair("kind", b.kind).pair("source", b.source);
        w.pair("audience", b.audience);
        w.pair("title", templates::text_in(b.title, reader.language));
        w.pair("help", templates::text_in(b.help, reader.language)).pair("required", b.reach.required);
        write_fields(w, b, reader.language);
        w.end_object();
    }
    w.end_array();
}

void write_sections(JsonWriter& w, const PlanView& view, const Reader& reader) {
    w.key("sections").begin_array();
    for (const auto& s : view.content.sections) {
        auto shown = s;
        shown.body = body_of(s, reader);
        const auto* t = view.form().section(s.key);
        const auto* known = shipped_template().section(s.key);
        write_row(w, shown, [&](JsonWriter& more) {
            more.pair("title", view.title(s.key, reader.language));
            more.pair("help", t       ? templates::text_in(t->help, reader.language)
                              : known ? in(known->help, reader.language)
                                      : std::string{});
            more.pair("asked", view.asks(s.key)).pair("outside", t == nullptr);
            write_blocks(more, view, t, reader);
            more.key("questions").begin_array();
            for (const auto& q : view.content.questions)
                if (q.section == s.key) write_question(more, q, reader);
            more.end_array();
        });
    }
    w.end_array();
}

// Labels of the figures' names, so that every reader of `facts` shows them in the reader's words.
void write_labels(JsonWriter& w, const Reader& reader) {
    constexpr std::string_view prefix = "plan.fact.";
    w.key("labels").begin_object();
    for (const auto& key : i18n::keys(reader.language))
        if (key.starts_with(prefix)) w.pair(key.substr(prefix.size()), i18n::translate(reader.language, key));
    w.end_object();
}

void write_objectives(JsonWriter& w, const PlanView& view, const Reader& reader) {
    w.key("objectives").begin_array();
    for (const auto& o : view.content.objectives)
        write_row(w, o, [&](JsonWriter& more) {
            more.key("smart_texts").begin_array();
            for (const auto& reason : o.smart_reasons) more.value(i18n::translate(reader.language, reason));
            more.end_array();
        });
    w.end_array();
}

void write_point(JsonWriter& w, const Point& p, const Reader& reader) {
    w.begin_object().pair("key", std::string_view{p.key});
    w.pair("title", in(p.title, reader.language)).pair("help", in(p.help, reader.language));
}

void write_check_id(JsonWriter& w, const Content& content, std::string_view list, std::string_view key) {
    const auto* check = check_of(content, list, key);
    w.pair("state", check ? std::string_view{check->state} : std::string_view{"open"});
    w.pair("check_id", check ? std::string_view{check->id} : std::string_view{});
}

// What the records said of each step when the plan was drafted last.
void write_proposal(JsonWriter& w, const PlanView& view, const std::string& step, const Reader& reader) {
    bool met = false;
    std::string why;
    for (const auto& s : view.content.sections) {
        if (s.key != "relationship") continue;
        const auto facts = base::parse_json(s.facts.json);
        const auto* ladder = facts.as_object().if_contains("ladder");
        for (const auto& p : ladder ? ladder->as_array() : boost::json::array{}) {
            if (p.at("step").as_string() != step) continue;
            met = p.at("met").as_bool();
            why = sentence_text(
                sentence_of(std::string{p.at("key").as_string()}, boost::json::serialize(p.at("params"))),
                reader);
        }
    }
    w.pair("proposed", met).pair("proposal", why);
}

void write_process(JsonWriter& w, const PlanView& view, const Reader& reader) {
    const auto& t = shipped_template();
    w.key("ladder").begin_array();
    for (const auto& step : t.ladder) {
        write_point(w, step, reader);
        write_check_id(w, view.content, "ladder", step.key);
        write_proposal(w, view, step.key, reader);
        w.end_object();
    }
    w.end_array().key("conditions").begin_array();
    for (const auto& c : t.conditions) {
        write_point(w, c, reader);
        write_check_id(w, view.content, "condition", c.key);
        w.end_object();
    }
    w.end_array().key("stages").begin_array();
    for (const auto& s : t.stages) {
        w.begin_object().pair("key", std::string_view{s.key});
        w.pair("title", in(s.title, reader.language)).pair("help", in(s.help, reader.language));
        w.key("criteria").begin_array();
        for (const auto& c : criteria_of(view, s)) {
            const auto key = s.key + "." + c.criterion->key;
            w.begin_object().pair("key", std::string_view{key});
            w.pair("title", in(c.criterion->title, reader.language));
            w.pair("section", view.form().section(c.criterion->section)
                                  ? std::string_view{c.criterion->section}
                                  : std::string_view{});
            w.pair("by_hand", c.criterion->by_hand).pair("met", c.met);
            const auto* check = check_of(view.content, "stage", key);
            w.pair("check_id", check ? std::string_view{check->id} : std::string_view{}).end_object();
        }
        w.end_array().end_object();
    }
    w.end_array();
}

void write_roles(JsonWriter& w, const PlanView& view, const Reader& reader) {
    w.key("roles").begin_array();
    std::vector<std::string> roles{six_roles.begin(), six_roles.end()};
    roles.emplace_back("executive_sponsor");
    for (const auto& role : roles) {
        w.begin_object().pair("key", std::string_view{role});
        w.pair("title", i18n::translate(reader.language, "plan.role." + role));
        w.pair("help", i18n::translate(reader.language, "plan.role_help." + role));
        w.pair("task_title", sentence_text(task_of_vacancy(role), reader));
        w.key("holders").begin_array();
        for (const auto& m : view.team)
            if (m.role == role)
                w.begin_object()
                    .pair("member_id", std::string_view{m.member_id})
                    .pair("user_id", std::string_view{m.user_id})
                    .pair("name", std::string_view{m.name})
                    .end_object();
        w.end_array().end_object();
    }
    w.end_array();
}

// The lines of the customer's profile with what stands in them.
void write_profile(JsonWriter& w, const PlanView& view, const Reader& reader) {
    w.key("profile").begin_array();
    for (const auto& p : shipped_template().profile) {
        write_point(w, p, reader);
        w.pair("section", std::string_view{p.section});
        w.pair("asked", p.rigour <= rigour_of(view.plan.rigour));
        std::string entry;
        for (const auto& e : view.content.profile)
            if (e.key == p.key) entry = e.id;
        w.pair("entry_id", std::string_view{entry}).end_object();
    }
    w.end_array();
}

// Entries with what the form has no place for any more.
void write_entries(JsonWriter& w, storage::Read& read, const PlanView& view, const Reader& reader,
                   const std::map<std::string, std::string>& names) {
    w.key("entries").begin_array();
    for (const auto& e : view.content.entries)
        write_row(w, e, [&](JsonWriter& more) {
            const auto then = templates::find_edition(read, e.template_version_id.value_or(""));
            const auto& written = then ? then->form : view.form();
            const auto* block = view.form().block(e.block);
            const auto& title = block ? block->title : words_of(e, written).title;
            more.pair("outside", !has_place(view.form(), e));
            more.pair("title", templates::text_in(title, reader.language));
            more.key("left_over").begin_array();
            for (const auto& l : left_over(view.form(), written, e, reader, names))
                more.begin_object()
                    .pair("key", l.key)
                    .pair("title", l.title)
                    .pair("text", l.text)
                    .end_object();
            more.end_array();
        });
    w.end_array();
}

void write_template(JsonWriter& w, storage::Read& read, const PlanView& view, i18n::Language language) {
    const auto newest = templates::find_edition(read, view.around.newest_version_id);
    const bool is_newer = newest && newest->id != view.edition->id;
    w.key("template").begin_object().pair("template_id", view.edition->template_id);
    w.pair("name", templates::in_words(view.edition->name, language))
        .pair("version_id", view.edition->id)
        .pair("number", view.edition->number);
    w.pair("compact", view.form().compact);
    w.pair("newer_id", is_newer ? newest->id : std::string{});
    w.pair("newer_number", is_newer ? newest->number : std::int64_t{0}).end_object();
}

void write_names(JsonWriter& w, const std::map<std::string, std::string>& names) {
    w.key("names").begin_object();
    for (const auto& [id, name] : names) w.pair(id, std::string_view{name});
    w.end_object();
}

}  // namespace

std::string plan_json(storage::Read& read, const Plan& plan, i18n::Language language) {
    auto view = view_of(read, plan, today());
    const auto names = names_of(read, view);
    const auto reader = reader_for(view.around.locale, language);
    put_in_words(view.content, language);
    const auto owner = plan.owner_id ? names.find(*plan.owner_id) : names.end();
    auto text = describe::json(Plan::entity(), plan);
    text.pop_back();
    JsonWriter w;
    w.begin_object().pair("account_name", std::string_view{view.around.account_name});
    w.pair("owner_name", owner == names.end() ? std::string_view{} : std::string_view{owner->second});
    w.pair("language", i18n::tag(language)).pair("currency", std::string_view{view.around.currency});
    w.pair("headline", headline_of(plan, view.content.sections, reader));
    w.pair("revision", revision_of(plan, view.content.sections));
    write_health(w, completeness(facts_of(view)), reader);
    write_sections(w, view, reader);
    write_objectives(w, view, reader);
    each_list(view.content, [&](const char* name, const auto& rows) {
        if (std::string_view{name} == "entries") return;
        w.key(name).begin_array();
        for (const auto& row : rows) describe::write_json(w, std::decay_t<decltype(row)>::entity(), row);
        w.end_array();
    });
    write_entries(w, read, view, reader, names);
    write_template(w, read, view, language);
    write_profile(w, view, reader);
    write_process(w, view, reader);
    write_roles(w, view, reader);
    write_names(w, names);
    write_labels(w, reader);
    w.end_object();
    return text + "," + w.take().substr(1);
}

}  // namespace kamino::plans
