// What a plan lacks, and the plan as JSON.
#include "domain/plans/plan_state.h"

#include <set>

#include "domain/plans/analysis.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/template.h"
#include "domain/workspace/public.h"

namespace kamino::plans {
namespace {

int whole(storage::Read& read, const storage::Sql& sql, const storage::Args& args) {
    return static_cast<int>(read.integer(sql, args).value_or(0));
}

std::optional<Date> day_of(const std::optional<Instant>& at) {
    return at ? std::optional{at->date()} : std::nullopt;
}

void read_team(storage::Read& read, const Plan& plan, PlanFacts& f) {
    Facts facts;
    auto rows = read.query(sql::list_team, {{"account", plan.account_id}});
    while (rows.next()) facts.team.push_back({rows.text(0), rows.text(1), rows.text(2)});
    f.uncovered_roles = static_cast<int>(uncovered_roles(facts).size());
}

void read_children(storage::Read& read, const Plan& plan, PlanFacts& f) {
    if (auto rows = read.query(sql::count_questions, {{"plan", plan.id}}); rows.next()) {
        f.questions = static_cast<int>(rows.integer(0));
        f.open_questions = static_cast<int>(rows.integer(1));
    }
    f.smart_objectives = whole(read, sql::count_smart_objectives, {{"plan", plan.id}});
    f.sources = whole(read, sql::count_sources, {{"plan", plan.id}});
    for (const auto& s : sections_of(read, plan.id))
        f.sections.push_back({s.key, s.body.empty(), s.edited_at.has_value(), day_of(s.drafted_at),
                              day_of(s.edited_at), day_of(s.reviewed_at)});
}

void write_question(base::JsonWriter& w, const Question& q, const Reader& reader) {
    w.begin_object().pair("id", std::string_view{q.id}).pair("version", q.version);
    w.pair("key", std::string_view{q.key.empty() ? q.id : q.key})
        .pair("section", std::string_view{q.section});
    w.pair("family", std::string_view{q.family});
    const auto family = shipped_template().families.find(q.family);
    w.pair("family_title",
           family == shipped_template().families.end() ? std::string{} : in(family->second, reader.language));
    w.pair("text", question_text(q, reader)).pair("answer", std::string_view{q.answer});
    w.pair("answered", !q.answer.empty()).pair("declined", !q.declined_reason.empty());
    w.pair("declined_reason", std::string_view{q.declined_reason}).end_object();
}

void write_findings(base::JsonWriter& w, std::string_view name, const std::vector<Finding>& findings,
                    const Reader& reader) {
    w.key(name).begin_array();
    for (const auto& f : findings) {
        w.begin_object()
            .pair("section", std::string_view{f.section})
            .pair("key", std::string_view{f.text.key});
        w.key("params").begin_object();
        for (const auto& [param, part] : f.text.params) w.pair(param, part_text(part, reader));
        w.end_object().pair("text", sentence_text(f.text, reader)).end_object();
    }
    w.end_array();
}

void write_section(base::JsonWriter& w, const Section& s, const std::vector<Question>& questions,
                   const Reader& reader) {
    auto shown = s;
    shown.body = body_of(s, reader);
    auto text = describe::json(Section::entity(), shown);
    text.pop_back();  // its "}": what the reader's language adds follows
    const auto* t = shipped_template().section(s.key);
    base::JsonWriter more;
    more.begin_object().pair("title", t ? in(t->title, reader.language) : s.key);
    more.pair("help", t ? in(t->help, reader.language) : std::string{}).key("questions").begin_array();
    for (const auto& q : questions)
        if (q.section == s.key) write_question(more, q, reader);
    more.end_array().end_object();
    w.raw(text + "," + more.take().substr(1));
}

// Labels of the figures' names, so that every reader of `facts` shows them in the reader's words.
void write_labels(base::JsonWriter& w, const Reader& reader) {
    constexpr std::string_view prefix = "plan.fact.";
    w.key("labels").begin_object();
    for (const auto& key : i18n::keys(reader.language))
        if (key.starts_with(prefix)) w.pair(key.substr(prefix.size()), i18n::translate(reader.language, key));
    w.end_object();
}

void write_objective(base::JsonWriter& w, const Objective& o, const Reader& reader) {
    auto text = describe::json(Objective::entity(), o);
    text.pop_back();
    base::JsonWriter more;
    more.begin_object().key("smart_texts").begin_array();
    for (const auto& reason : o.smart_reasons) more.value(i18n::translate(reader.language, reason));
    more.end_array().end_object();
    w.raw(text + "," + more.take().substr(1));
}

}  // namespace

Completeness plan_completeness(storage::Read& read, const Plan& plan, Date today) {
    PlanFacts f;
    f.today = today;
    f.has_owner = plan.owner_id.has_value();
    if (const auto account = storage::find<accounts::Account>(read, plan.account_id)) {
        f.has_owner = f.has_owner || account->owner_id;
        f.has_industry = !account->industry.empty();
        f.has_size = account->employees || account->annual_revenue;
    }
    const auto coverage = people::coverage(read, plan.account_id, Instant::at(today.plus_days(1)));
    f.people = coverage.people;
    f.decision_makers = coverage.decision_makers;
    f.reached_decision_makers = coverage.reached_decision_makers;
    f.last_contact_on = day_of(coverage.last_interaction_at);
    f.unknown_roles = whole(read, sql::count_unknown_roles, {{"account", plan.account_id}});
    f.overdue_deals = whole(read, sql::count_overdue_deals, {{"account", plan.account_id}, {"today", today}});
    if (auto rows = read.query(sql::buying, {{"account", plan.account_id}, {"since", today}}); rows.next())
        f.has_sales = rows.maybe_date(3).has_value();
    if (const auto last = sales::last_booked_on(read); last && f.has_sales) f.last_sale_on = last;
    read_team(read, plan, f);
    read_children(read, plan, f);
    return completeness(f);
}

Reader reader_of(storage::Read& read, i18n::Language language) {
    constexpr std::string_view usual[] = {"en-GB", "es-ES", "nl-NL"};
    const auto locale = workspace::settings(read).locale;
    if (i18n::language_of(locale) == language && !locale.empty()) return {language, locale};
    return {language, std::string{usual[static_cast<std::size_t>(language)]}};
}

std::string body_of(const Section& section, const Reader& reader) {
    if (section.edited_at) return section.body;
    const auto sentences = sentences_of(section.draft.json);
    return sentences.empty() ? section.body : body_text(sentences, reader);
}

std::string headline_of(const Plan& plan, const std::vector<Section>& sections, const Reader& reader) {
    if (!plan.objective.empty()) return plan.objective;
    for (const auto& s : sections) {
        if (s.key != "objective") continue;
        for (const auto& sentence : sentences_of(s.draft.json))
            if (sentence.key == "plan.goal.proposal") return sentence_text(sentence, reader);
    }
    return "";
}

std::int64_t revision_of(const Plan& plan, const std::vector<Section>& sections) {
    auto revision = plan.version;
    for (const auto& s : sections) revision += s.version - 1;
    return revision;
}

std::string question_text(const Question& question, const Reader& reader) {
    if (!question.text.empty()) return question.text;
    if (const auto* q = shipped_template().question(question.key)) return in(q->text, reader.language);
    return sentence_text(sentence_of(question.key, question.params.json), reader);
}

std::string plan_json(storage::Read& read, const Plan& plan, i18n::Language language) {
    const auto reader = reader_of(read, language);
    const auto complete = plan_completeness(read, plan, today());
    const auto questions = questions_of(read, plan.id);
    const auto sections = sections_of(read, plan.id);
    auto text = describe::json(Plan::entity(), plan);
    text.pop_back();
    base::JsonWriter w;
    w.begin_object().pair("account_name",
                          read.text(sql::account_name, {{"id", plan.account_id}}).value_or(""));
    w.pair("owner_name", user_name(read, plan.owner_id)).pair("language", i18n::tag(language));
    w.pair("headline", headline_of(plan, sections, reader)).pair("revision", revision_of(plan, sections));
    w.key("completeness").begin_object().pair("score", complete.score).pair("freshness", complete.freshness);
    write_findings(w, "missing", complete.missing, reader);
    write_findings(w, "stale", complete.stale, reader);
    w.end_object().key("sections").begin_array();
    for (const auto& s : sections) write_section(w, s, questions, reader);
    w.end_array().key("objectives").begin_array();
    for (const auto& o : objectives_of(read, plan.id)) write_objective(w, o, reader);
    w.end_array().key("sources").begin_array();
    for (const auto& s : sources_of(read, plan.id)) describe::write_json(w, Source::entity(), s);
    w.end_array();
    write_labels(w, reader);
    w.end_object();
    return text + "," + w.take().substr(1);
}

std::string document_json(storage::Read& read, const Plan& plan, i18n::Language language) {
    return plan_json(read, plan, language);
}

}  // namespace kamino::plans
