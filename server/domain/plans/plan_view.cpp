#include "domain/plans/plan_view.h"

#include <algorithm>
#include <set>

#include "domain/plans/analysis.h"
#include "domain/plans/entries.h"
#include "domain/plans/plans_store.sql.h"
#include "domain/plans/process.h"
#include "domain/plans/template.h"

namespace kamino::plans {
namespace {

constexpr int reach_days = 180;
constexpr std::int64_t day_us = 86'400'000'000;

Surroundings surroundings_of(storage::Read& read, const Plan& plan, Date today) {
    Surroundings s;
    const Instant since{Instant::at(today.plus_days(1)).us - reach_days * day_us};
    auto rows = read.query(sql::surroundings, {{"account", plan.account_id},
                                               {"since", since},
                                               {"today", today},
                                               {"edition", plan.template_version_id.value_or("")}});
    if (!rows.next()) return s;
    s.account_name = rows.text(0);
    s.industry = rows.text(1);
    s.account_owner_id = rows.maybe_text(2);
    s.has_size = rows.boolean(3);
    s.has_sales = rows.boolean(4);
    s.people = static_cast<int>(rows.integer(5));
    s.unknown_roles = static_cast<int>(rows.integer(6));
    s.deciders = static_cast<int>(rows.integer(7));
    s.reached_deciders = static_cast<int>(rows.integer(8));
    if (const auto at = rows.maybe_integer(9)) s.last_contact_on = Instant{*at}.date();
    s.overdue_deals = static_cast<int>(rows.integer(10));
    if (s.has_sales) s.last_sale_on = rows.maybe_date(11);
    s.locale = rows.maybe_text(12).value_or("");
    s.currency = rows.maybe_text(13).value_or("EUR");
    s.account_type = rows.text(14);
    s.newest_version_id = rows.maybe_text(15).value_or("");
    return s;
}

// Which tables the ids of a reference have their names in.
struct Names {
    std::string_view entity, table;
};
constexpr Names named[] = {{"user", "users"},
                           {"person", "people"},
                           {"account_unit", "account_units"},
                           {"opportunity", "opportunities"},
                           {"product", "products"}};

using Ids = std::map<std::string_view, std::set<std::string>>;

void collect(const describe::Entity& e, const describe::Record& row, Ids& ids) {
    for (const auto& f : e.fields) {
        const auto known = std::find_if(std::begin(named), std::end(named),
                                        [&](const Names& n) { return n.entity == f.rule.reference; });
        if (known == std::end(named)) continue;
        auto text = describe::get_text(f, row);
        for (std::size_t at = 0; !text.empty() && at <= text.size();) {
            const auto end = std::min(text.find(';', at), text.size());
            ids[known->entity].insert(text.substr(at, end - at));
            at = end + 1;
        }
    }
}

// Sections in the order of the form; those that left it come last, in the order they had.
void arrange(std::vector<Section>& sections, const templates::Form& form) {
    std::map<std::string_view, int> place;
    for (const auto& s : form.sections) place.emplace(s.key, static_cast<int>(place.size()));
    const auto at = [&](const Section& s) {
        const auto found = place.find(s.key);
        return found == place.end() ? static_cast<int>(place.size()) : found->second;
    };
    std::stable_sort(sections.begin(), sections.end(),
                     [&](const Section& a, const Section& b) { return at(a) < at(b); });
}

std::optional<Date> day_of(const std::optional<Instant>& at) {
    return at ? std::optional{at->date()} : std::nullopt;
}

}  // namespace

templates::EditionPtr edition_of(storage::Read& read, const Plan& plan) {
    auto edition = templates::find_edition(read, plan.template_version_id.value_or(""));
    return edition ? edition : templates::standard_edition();
}

bool PlanView::asks(std::string_view section) const {
    const auto* s = form().section(section);
    return s && s->reach.is_for(rigour_of(plan.rigour), around.account_type);
}

std::string PlanView::title(std::string_view section, i18n::Language language) const {
    if (const auto* s = form().section(section)) return templates::text_in(s->title, language);
    const auto* known = shipped_template().section(section);
    return known ? in(known->title, language) : std::string{section};
}

PlanView view_of(storage::Read& read, const Plan& plan, Date today) {
    PlanView view{plan,
                  today,
                  content_of(read, plan.id),
                  surroundings_of(read, plan, today),
                  {},
                  edition_of(read, plan)};
    arrange(view.content.sections, view.form());
    auto rows = read.query(sql::list_role_holders, {{"account", plan.account_id}});
    while (rows.next()) view.team.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
    return view;
}

std::map<std::string, std::string> names_of(storage::Read& read, const PlanView& view) {
    Ids ids;
    collect(Plan::entity(), view.plan, ids);
    const auto rows_of = [&](const char*, const auto& rows) {
        for (const auto& row : rows) collect(std::decay_t<decltype(row)>::entity(), row, ids);
    };
    each_list(view.content, rows_of);
    rows_of("", view.content.sections);
    rows_of("", view.content.objectives);
    rows_of("", view.content.questions);
    for (const auto& e : view.content.entries) {
        const auto then = templates::find_edition(read, e.template_version_id.value_or(""));
        for (auto& id : people_in(view.form(), then ? then->form : view.form(), e))
            ids["user"].insert(std::move(id));
    }
    std::map<std::string, std::string> names;
    // Few shapes of one statement: each list of ids is filled up to a power of four.
    std::string sql;
    storage::Args args;
    for (const auto& n : named) {
        const auto& wanted = ids[n.entity];
        if (wanted.empty()) continue;
        std::size_t size = 4, i = 0;
        while (size < wanted.size()) size *= 4;
        sql += (sql.empty() ? "" : " UNION ALL ") + std::string{"SELECT id, name FROM "} +
               std::string{n.table} + " WHERE id IN (";
        auto id = wanted.begin();
        for (; i < size; ++i) {
            const auto name = std::string{n.table} + std::to_string(i);
            sql += (i ? ", :" : ":") + name;
            args.emplace_back(name, id == wanted.end() ? std::string{} : *id++);
        }
        sql += ")";
    }
    if (sql.empty()) return names;
    auto rows = read.query({"plans.names", sql}, args);
    while (rows.next()) names[rows.text(0)] = rows.text(1);
    return names;
}

std::vector<std::string> uncovered_roles(const std::vector<RoleHolder>& team) {
    std::vector<std::string> missing;
    for (const char* role : six_roles)
        if (std::none_of(team.begin(), team.end(), [&](const auto& m) { return m.role == role; }))
            missing.emplace_back(role);
    return missing;
}

PlanFacts facts_of(const PlanView& view) {
    const auto& around = view.around;
    PlanFacts f;
    f.today = view.today;
    f.has_owner = view.plan.owner_id || around.account_owner_id;
    f.has_industry = !around.industry.empty();
    f.has_size = around.has_size;
    f.has_sales = around.has_sales;
    f.people = around.people;
    f.unknown_roles = around.unknown_roles;
    f.decision_makers = around.deciders;
    f.reached_decision_makers = around.reached_deciders;
    f.overdue_deals = around.overdue_deals;
    f.last_contact_on = around.last_contact_on;
    f.last_sale_on = around.last_sale_on;
    f.uncovered_roles = static_cast<int>(uncovered_roles(view.team).size());
    f.questions = static_cast<int>(view.content.questions.size());
    for (const auto& q : view.content.questions)
        f.open_questions += q.answer.empty() && q.declined_reason.empty();
    for (const auto& o : view.content.objectives)
        f.smart_objectives += o.smart_reasons.empty() && (o.status == "agreed" || o.status == "reached");
    f.sources = static_cast<int>(view.content.sources.size());
    f.rows = rows_state(view);
    std::erase_if(f.rows, [&](const RowsState& r) { return !view.form().section(r.section); });
    count_content(view, f);
    f.blocks = empty_blocks(view);
    for (const auto& s : shipped_template().sections)
        if (const auto* t = view.form().section(s.key); !t || !t->reach.required || !view.asks(s.key))
            f.unasked.push_back(s.key);
    for (const auto& s : view.content.sections) {
        const auto* t = view.form().section(s.key);
        if (!t) continue;
        const bool asked = t->reach.required && view.asks(s.key);
        const bool has_rows =
            std::any_of(f.rows.begin(), f.rows.end(),
                        [&](const RowsState& r) { return r.section == s.key && r.rows > 0; }) ||
            has_entry(view, s.key);
        f.sections.push_back({s.key, s.body.empty() && !has_rows, s.edited_at.has_value(),
                              day_of(s.drafted_at), day_of(s.edited_at), day_of(s.reviewed_at), asked,
                              s.body.empty()});
    }
    return f;
}

}  // namespace kamino::plans
