// What people judge and add, section by section.
#include <algorithm>
#include <cmath>

#include "domain/plans/analysis.h"
#include "domain/plans/document_rows.h"
#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

using As = Shown::As;

Block profile(const Printed& p, std::string_view section) {
    Block block{Block::Kind::table, {}, Audience::customer_safe};
    const auto& e = ProfileEntry::entity();
    block.table.columns = {{p.column("line"), false, 1.2, Audience::customer_safe},
                           {p.column("text"), false, 2.6, Audience::customer_safe},
                           {p.column("evidence"), false, 1.6, Audience::customer_safe}};
    for (const auto& line : shipped_template().profile)
        for (const auto& entry : p.view.content.profile) {
            if (line.section != section || entry.key != line.key) continue;
            office::Row row{{}, false, audience_of(entry)};
            row.cells.push_back({text_value(in(line.title, p.reader.language), audience_of(e, "key"))});
            row.cells.push_back({value_of(p, e, entry, {"text"})});
            row.cells.push_back({value_of(p, e, entry, {"source_id"}), value_of(p, e, entry, {"evidence"}),
                                 value_of(p, e, entry, {"dated_on", "", As::small})});
            block.table.rows.push_back(std::move(row));
        }
    return block;
}

// Our people who hold the roles; that a role is vacant is ours to know.
Block roles(const Printed& p) {
    Block block{Block::Kind::table, {}, Audience::customer_safe};
    block.table.columns = {{p.column("role"), false, 1, Audience::customer_safe},
                           {p.column("people"), false, 2, Audience::customer_safe}};
    std::vector<std::string> all{six_roles.begin(), six_roles.end()};
    all.emplace_back("executive_sponsor");
    for (const auto& role : all) {
        std::vector<std::string> holders;
        for (const auto& m : p.view.team)
            if (m.role == role) holders.push_back(m.name);
        const auto audience = holders.empty() ? Audience::internal : Audience::customer_safe;
        block.table.rows.push_back(
            {{{text_value(capital(p.word("role", role)), audience)},
              {text_value(holders.empty() ? p.column("vacant") : joined(holders, p.reader), audience)}},
             false,
             audience});
    }
    return block;
}

Block competitors(const Printed& p) {
    return rows_block(p, p.view.content.competitors,
                      {{"competitor", {{"name"}}, 1.2},
                       {"where", {{"product_ids"}, {"unit_ids"}}, 1.3},
                       {"strength", {{"strength", "", As::of_five}}, 0.8},
                       {"share", {{"share_percent", "", As::percent}}, 0.7},
                       {"counter_move", {{"counter_move"}}, 2},
                       {"evidence", {{"evidence"}, {"dated_on", "", As::small}}, 1.7}});
}

Block insights(const Printed& p) {
    return rows_block(p, p.view.content.insights,
                      {{"kind", {{"kind", "insight"}}, 0.7},
                       {"text", {{"text"}}, 2.2},
                       {"evidence", {{"evidence"}, {"url", "", As::small}, {"dated_on", "", As::small}}, 2}});
}

Block initiatives(const Printed& p) {
    return rows_block(
        p, p.view.content.initiatives,
        {{"initiative", {{"name"}, {"note", "", As::small}, {"evidence", "", As::small}}, 2.2},
         {"sponsor", {{"sponsor_id"}}, 1.1},
         {"horizon", {{"horizon", "horizon"}, {"starts_on", "", As::small}, {"ends_on", "", As::small}}, 1.1},
         {"budget", {{"budget"}}, 0.9},
         {"priority", {{"priority", "", As::of_five}}, 0.7},
         {"status", {{"status", "initiative_status"}}, 1},
         {"opportunities", {{"opportunity_ids"}}, 1.3}});
}

Block possibilities(const Printed& p) {
    return rows_block(p, p.view.content.possibilities,
                      {{"possibility", {{"title"}}, 1.6},
                       {"initiative", {{"initiative_id"}}, 1.3},
                       {"priority", {{"priority", "", As::of_five}}, 0.7},
                       {"viability", {{"viability", "", As::of_five}}, 0.8},
                       {"value", {{"value"}}, 0.9},
                       {"reasoning", {{"reasoning"}}, 2}});
}

Block values(const Printed& p) {
    return rows_block(p, p.view.content.value_propositions,
                      {{"buying_centre", {{"unit_id"}}, 1},
                       {"pains", {{"pains"}}, 1.5},
                       {"offer", {{"offer"}}, 1.8},
                       {"proof", {{"proof"}}, 1.3},
                       {"bundle", {{"product_ids"}}, 1}});
}

Block tasks(const Printed& p) {
    return rows_block(p, p.view.content.tasks,
                      {{"task", {{"title"}, {"note", "", As::small}}, 2.6},
                       {"owner", {{"owner_id"}}, 1.1},
                       {"due", {{"due_on"}}, 0.8},
                       {"done", {{"done_on"}}, 0.8}});
}

Block swot(const Printed& p) {
    Block block{Block::Kind::board, {}, Audience::customer_safe};
    auto items = p.view.content.swot_items;
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    for (const char* kind : {"strength", "weakness", "opportunity", "threat"}) {
        office::Quarter quarter{p.word("swot", kind), {}};
        for (const auto& i : items) {
            if (i.kind != kind) continue;
            const auto& e = SwotItem::entity();
            office::Cell cell{value_of(p, e, i, {"text"}), value_of(p, e, i, {"evidence", "", As::small}),
                              value_of(p, e, i, {"dated_on", "", As::small})};
            for (const char* link : {"objective_ids", "task_ids"})
                if (auto v = value_of(p, e, i, {link, "", As::small}); !v.text.empty()) {
                    v.text = "→ " + v.text;
                    cell.push_back(std::move(v));
                }
            std::erase_if(cell, [](const Value& v) { return v.text.empty(); });
            quarter.items.push_back({std::move(cell), audience_of(i)});
        }
        block.board.push_back(std::move(quarter));
    }
    return block;
}

Block tows(const Printed& p) {
    return rows_block(p, p.view.content.tows_moves,
                      {{"pairing", {{"kind", "tows"}}, 1},
                       {"from", {{"first_id"}, {"second_id"}}, 1.8},
                       {"move", {{"text"}, {"objective_id"}}, 2}});
}

Block checks(const Printed& p, const char* list, const char* first, const std::vector<Point>& points) {
    const auto& e = Check::entity();
    const auto audience = audience_of(e, "state");
    Block block{Block::Kind::table, {}, Audience::customer_safe};
    block.table.columns = {{p.column(first), false, 2, audience},
                           {p.column("state"), false, 0.8, audience},
                           {p.column("evidence"), false, 2, audience_of(e, "evidence")}};
    for (const auto& point : points) {
        const auto* c = check_of(p.view.content, list, point.key);
        office::Row row{{{text_value(in(point.title, p.reader.language), audience)},
                         {text_value(p.word("check", c ? c->state : "open"), audience)},
                         {}},
                        false,
                        c ? audience_of(*c) : Audience::internal};
        auto& state = row.cells[1][0];
        state.tone = !c || c->state == "open" ? office::Tone::mute
                     : c->state == "met"      ? office::Tone::good
                                              : office::Tone::bad;
        if (c)
            row.cells[2] = {value_of(p, e, *c, {"evidence"}),
                            value_of(p, e, *c, {"dated_on", "", As::small})};
        block.table.rows.push_back(std::move(row));
    }
    return block;
}

// What is counted in money is never wider than ours.
Audience objective_audience(const Objective& o) {
    return currency_exponent(o.unit) ? Audience::internal : audience_of(o);
}

Value amount(const Printed& p, const Objective& o, const std::optional<double>& v, const char* field) {
    const auto audience = audience_of(Objective::entity(), field);
    if (!v) return text_value("", audience);
    if (const auto exponent = currency_exponent(o.unit))
        return money_value(p, std::llround(*v * std::pow(10, *exponent)), o.unit, audience);
    auto number = number_value(p, *v, *v == std::floor(*v) ? 0 : 2, audience);
    if (!o.unit.empty()) number.text += " " + o.unit;
    return number;
}

Block objectives(const Printed& p) {
    const auto& e = Objective::entity();
    const auto column = [&](std::string title, const char* field, double width, bool numeric = false) {
        return office::Column{std::move(title), numeric, width, audience_of(e, field)};
    };
    Block block{Block::Kind::table, p.say("objectives"), Audience::customer_safe};
    block.table.columns = {
        column(p.say("objective"), "title", 2.4),   column(p.say("baseline"), "baseline", 1, true),
        column(p.say("target"), "target", 1, true), column(p.column("horizon"), "horizon", 0.9),
        column(p.say("due"), "due_on", 0.9),        column(p.say("owner"), "owner_id", 1.1)};
    for (const auto& o : p.view.content.objectives) {
        std::string reasons;
        for (const auto& r : o.smart_reasons)
            reasons += (reasons.empty() ? "" : " ") + i18n::translate(p.reader.language, r);
        office::Cell what{value_of(p, e, o, {"title"}), value_of(p, e, o, {"metric", "", As::small})};
        if (!o.note.empty()) what.push_back(value_of(p, e, o, {"note", "", As::small}));
        if (!reasons.empty())
            what.push_back(text_value(p.say("not_smart", {{"reasons", reasons}}),
                                      audience_of(e, "smart_reasons"), true));
        block.table.rows.push_back({{std::move(what),
                                     {amount(p, o, o.baseline, "baseline")},
                                     {amount(p, o, o.target, "target")},
                                     {value_of(p, e, o, {"horizon", "horizon"})},
                                     {value_of(p, e, o, {"due_on"})},
                                     {value_of(p, e, o, {"owner_id"})}},
                                    false,
                                    objective_audience(o)});
    }
    return block;
}

}  // namespace

std::vector<Block> section_rows(const Printed& p, std::string_view section) {
    if (section == "profile") return {profile(p, section)};
    if (section == "own_company") return {roles(p), profile(p, section)};
    if (section == "objective") return {objectives(p)};
    if (section == "trends") return {insights(p)};
    if (section == "initiatives") return {initiatives(p)};
    if (section == "analysis") return {possibilities(p)};
    if (section == "competitors") return {competitors(p)};
    if (section == "swot") return {swot(p), tows(p)};
    if (section == "value") return {values(p)};
    if (section == "relationship")
        return {checks(p, "ladder", "step", shipped_template().ladder),
                checks(p, "condition", "condition", shipped_template().conditions)};
    if (section == "open_questions") return {tasks(p)};
    return {};
}

}  // namespace kamino::plans
