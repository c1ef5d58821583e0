// A plan's first draft, and drafting again.
#include <algorithm>
#include <map>
#include <set>

#include "domain/plans/entries.h"
#include "domain/plans/plan.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/plans_store.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/process.h"
#include "domain/plans/words.h"
#include "domain/selection/public.h"

namespace kamino::plans {
namespace {

double major_units(std::int64_t minor, const std::string& currency) {
    double value = static_cast<double>(minor);
    for (int i = currency_exponent(currency).value_or(2); i > 0; --i) value /= 10;
    return value;
}

// Figures and sentences of a draft are not in the change log: they are kept beside it, so that a plan as it
// stood has the figures it had.
void keep_draft(storage::Write& write, const Section& section) {
    if (!section.drafted_at) return;
    write.execute(sql::keep_draft, {{"section", section.id},
                                    {"at", *section.drafted_at},
                                    {"facts", section.facts.json},
                                    {"draft", section.draft.json}});
}

// `there`: the sections that the plan has already; the others are added, in the template's order.
void add_sections(storage::Write& write, const Plan& plan, const Draft& d, const Reader& reader,
                  const std::set<std::string>& there = {}) {
    std::int64_t position = 0;
    for (const auto& s : d.sections) {
        position += 10;
        if (there.contains(s.key)) continue;
        Section section;
        section.plan_id = plan.id;
        section.account_id = plan.account_id;
        section.key = s.key;
        section.position = position;
        section.body = body_text(s.sentences, reader);
        section.facts.json = s.facts_json;
        section.draft.json = sentences_json(s.sentences, reader.locale);
        if (!s.sentences.empty()) section.drafted_at = write.at();
        storage::insert_record(write, Section::entity(), section);
        keep_draft(write, section);
    }
}

Question question_of(const Plan& plan, std::string section, std::string family, std::string key,
                     std::int64_t position) {
    Question q;
    q.plan_id = plan.id;
    q.account_id = plan.account_id;
    q.section = std::move(section);
    q.family = std::move(family);
    q.key = std::move(key);
    q.position = position;
    return q;
}

void add_questions(storage::Write& write, const Plan& plan, const Draft& d) {
    std::int64_t position = 0;
    for (const auto& asked : d.questions) {
        auto q = question_of(plan, asked.section, asked.family, asked.text.key, ++position);
        q.params.json = params_json(asked.text);
        storage::insert_record(write, Question::entity(), q);
    }
}

// The first objective waits as a draft until somebody agrees to it.
void add_objective(storage::Write& write, const Plan& plan, const Facts& f, const Draft& d,
                   const Reader& reader) {
    if (d.gap.baseline <= 0) return;
    Objective o;
    o.plan_id = plan.id;
    o.account_id = plan.account_id;
    const Sentence title{"plan.goal.title", {{"target", money_part(d.gap.target, f.currency)}}};
    const Sentence metric{"plan.goal.metric", {}};
    o.title = sentence_text(title, reader);
    o.metric = sentence_text(metric, reader);
    o.drafted = drafted_of({{"title", o.title, title}, {"metric", o.metric, metric}}, reader.locale);
    o.unit = f.currency;
    o.baseline = major_units(d.gap.baseline, f.currency);
    o.target = major_units(d.gap.target, f.currency);
    o.due_on = plan.ends_on;
    o.owner_id = plan.owner_id;
    o.smart_reasons = smart_reasons(o, f.today);
    storage::insert_record(write, Objective::entity(), o);
}

// The questions that a block of the template asks of every plan.
std::vector<Question> questions_of_block(const Plan& plan, const std::string& section,
                                         const templates::Block& block, std::int64_t& position) {
    std::vector<Question> all;
    for (const auto& key : block.library)
        if (const auto* q = shipped_template().question(key))
            all.push_back(question_of(plan, section, q->family, key, ++position));
    for (const auto& own : block.questions) {
        all.push_back(question_of(plan, section, "", own_key(block, own), ++position));
        all.back().params.json = own_params(own.text);
    }
    return all;
}

// What a question of the library carries while it stands aside, so that one that somebody took away stays
// away.
constexpr const char* aside = R"({"aside":true})";

void bring_back(storage::Write& write, const std::string& id) {
    const auto& e = Question::entity();
    const auto record = storage::find_record(write, e, id, {}, true);
    if (!record) return;
    storage::restore_record(write, e, *record);
    auto after = static_cast<const Question&>(*record);
    after.params.json = "{}";
    storage::update_record(write, e, *record, after);
}

bool is_in_a_block(const templates::Form& form, const std::string& key) {
    for (const auto& s : form.sections)
        for (const auto& b : s.blocks)
            if (std::find(b.library.begin(), b.library.end(), key) != b.library.end()) return true;
    return false;
}

}  // namespace

void step_aside(storage::Write& write, const Plan& was, const Plan& is) {
    const auto edition = edition_of(write, is);
    const auto row = selection::portfolio_row(write, is.account_id);
    auto before = is;
    before.focus = was.focus;
    const auto content = content_of(write, is.id);
    for (auto question : content.questions) {
        const auto* known = shipped_template().question(question.key);
        const std::string customer_class = row ? row->class_ : "";
        if (!known || !question.answer.empty() || !question.declined_reason.empty() ||
            !is_relevant(*known, before, customer_class) || is_relevant(*known, is, customer_class) ||
            is_in_a_block(edition->form, question.key))
            continue;
        if (std::any_of(content.tasks.begin(), content.tasks.end(),
                        [&](const Task& t) { return t.question_id == question.id; }))
            continue;
        auto marked = question;
        marked.params.json = aside;
        storage::update_record(write, Question::entity(), question, marked);
        storage::delete_record(write, Question::entity(), marked);
    }
}

void ask_relevant(storage::Write& write, const Plan& plan) {
    const auto edition = edition_of(write, plan);
    const auto& form = edition->form;
    const auto row = selection::portfolio_row(write, plan.account_id);
    std::set<std::string> asked;
    std::map<std::string, std::string> standing_aside;
    {
        auto rows = write.query(sql::list_question_keys, {{"plan", plan.id}, {"aside", aside}});
        while (rows.next()) {
            asked.insert(rows.text(0));
            if (rows.boolean(2)) standing_aside[rows.text(0)] = rows.text(1);
        }
    }
    std::int64_t position = 1000;  // after those that the draft asked
    const auto ask = [&](Question question) {
        if (asked.insert(question.key).second) storage::insert_record(write, Question::entity(), question);
        if (const auto found = standing_aside.find(question.key); found != standing_aside.end()) {
            bring_back(write, found->second);
            standing_aside.erase(found);
        }
    };
    for (const auto& q : shipped_template().questions) {
        ++position;
        if (form.library && form.section(q.section) && is_relevant(q, plan, row ? row->class_ : ""))
            ask(question_of(plan, q.section, q.family, q.key, position));
    }
    const auto type = write.text(sql::account_status, {{"id", plan.account_id}}).value_or("");
    for (const auto& s : form.sections)
        for (const auto& b : s.blocks)
            if (s.reach.is_for(rigour_of(plan.rigour), type) && b.reach.is_for(rigour_of(plan.rigour), type))
                for (auto& question : questions_of_block(plan, s.key, b, position)) ask(std::move(question));
}

Plan start_plan(storage::Write& write, const accounts::Account& account, const Plan& wanted,
                i18n::Language language, PeerCache* peers) {
    const auto reader = reader_of(write, language);
    const auto facts = gather(write, account, write.at().date(), peers);
    Plan plan = wanted;
    if (plan.focus.empty() && events().focus_of) plan.focus = events().focus_of(write, plan.account_id);
    if (!plan.owner_id) plan.owner_id = account.owner_id;
    if (!plan.starts_on) plan.starts_on = facts.today;
    if (!plan.ends_on) plan.ends_on = plan.starts_on->plus_months(12);
    const auto edition = plan.template_version_id
                             ? edition_of(write, plan)
                             : templates::edition_for(write, plan.rigour, account.status);
    if (!edition->id.empty()) plan.template_version_id = edition->id;
    plan.template_version = std::max<std::int64_t>(edition->number, 1);
    const auto d = draft(facts, shipped_template(), edition->form, plan);
    try {
        storage::insert_record(write, Plan::entity(), plan);
    } catch (const storage::ConstraintError&) {
        throw conflict("plan.already_open");
    }
    add_sections(write, plan, d, reader);
    add_questions(write, plan, d);
    ask_relevant(write, plan);
    add_objective(write, plan, facts, d, reader);
    rescore(write, plan.id);
    return storage::load<Plan>(write, plan.id);
}

void refresh_plan(storage::Write& write, const Plan& plan, i18n::Language language) {
    const auto reader = reader_of(write, language);
    const auto account = storage::load<accounts::Account>(write, plan.account_id);
    const auto edition = edition_of(write, plan);
    const auto d = draft(gather(write, account, write.at().date()), shipped_template(), edition->form, plan);
    std::map<std::string, const SectionDraft*> drafts;
    for (const auto& s : d.sections) drafts[s.key] = &s;
    std::set<std::string> there;
    for (const auto& before : sections_of(write, plan.id)) {
        there.insert(before.key);
        const auto found = drafts.find(before.key);
        if (found == drafts.end() || found->second->sentences.empty()) continue;
        auto after = before;
        after.facts.json = found->second->facts_json;
        after.drafted_at = write.at();
        if (!before.edited_at) {
            after.body = body_text(found->second->sentences, reader);
            after.draft.json = sentences_json(found->second->sentences, reader.locale);
        }
        storage::update_record(write, Section::entity(), before, after);
        keep_draft(write, after);
    }
    add_sections(write, plan, d, reader, there);
    ask_relevant(write, plan);
    rescore(write, plan.id);
}

void complete_plan(storage::Write& write, const Plan& plan, i18n::Language language) {
    const auto edition = edition_of(write, plan);
    std::set<std::string> there;
    for (const auto& s : sections_of(write, plan.id)) there.insert(s.key);
    const auto& sections = edition->form.sections;
    if (!std::all_of(sections.begin(), sections.end(),
                     [&](const auto& s) { return there.contains(s.key); })) {
        const auto account = storage::load<accounts::Account>(write, plan.account_id);
        const auto facts = gather(write, account, write.at().date());
        add_sections(write, plan, draft(facts, shipped_template(), edition->form, plan),
                     reader_of(write, language), there);
    }
    for (const auto& before : questions_of(write, plan.id))
        for (const auto& s : sections)
            for (const auto& b : s.blocks)
                for (const auto& own : b.questions) {
                    if (before.key != own_key(b, own)) continue;
                    auto after = before;
                    after.params.json = own_params(own.text);
                    after.section = s.key;
                    storage::update_record(write, Question::entity(), before, after);
                }
    ask_relevant(write, plan);
    rescore(write, plan.id);
}

}  // namespace kamino::plans
