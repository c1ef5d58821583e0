#include "domain/plans/document_content.h"

#include <algorithm>
#include <functional>

#include "domain/plans/analysis.h"
#include "domain/plans/document_parts.h"
#include "domain/plans/process.h"

namespace kamino::plans {
namespace {

using Cells = std::vector<std::string>;  // already HTML

std::string word(const Printed& p, const std::string& family, const std::string& value) {
    return value.empty() ? "" : escaped(i18n::translate(p.reader.language, "plan." + family + "." + value));
}
std::string column(const Printed& p, const char* name) {
    return escaped(i18n::translate(p.reader.language, std::string{"plan.column."} + name));
}
std::string title(const Printed& p, const Texts& texts) {
    return escaped(in(texts, p.reader.language));
}

std::string table(const Printed& p, std::initializer_list<const char*> columns,
                  const std::vector<Cells>& rows) {
    if (rows.empty()) return "";
    std::string out = "<table><thead><tr>";
    for (const auto* c : columns) out += "<th>" + column(p, c) + "</th>";
    out += "</tr></thead><tbody>";
    for (const auto& row : rows) {
        out += "<tr>";
        for (const auto& cell : row) out += "<td>" + (cell.empty() ? "–" : cell) + "</td>";
        out += "</tr>";
    }
    return out + "</tbody></table>";
}

std::string of_five(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) + "/5" : "";
}

std::string money(const Printed& p, const std::optional<Money>& value) {
    return value ? escaped(whole_money(value->minor, value->currency, p.reader.locale)) : "";
}

std::string names(const Printed& p, const std::vector<std::string>& ids) {
    std::vector<std::string> list;
    for (const auto& id : ids)
        if (const auto found = p.names.find(id); found != p.names.end()) list.push_back(found->second);
    return list.empty() ? "" : escaped(joined(list, p.reader));
}

// The proof of a row and of when it is, in small print under it.
std::string proof(const Printed& p, const std::string& evidence, const std::string& url,
                  const std::optional<Date>& on) {
    std::string out = escaped(evidence);
    if (!url.empty()) out += (out.empty() ? "" : "<br>") + std::string{"<small>"} + escaped(url) + "</small>";
    if (on) out += (out.empty() ? "" : "<br>") + std::string{"<small>"} + escaped(p.day(on)) + "</small>";
    return out;
}

std::string profile(const Printed& p, std::string_view section) {
    std::vector<Cells> rows;
    for (const auto& line : shipped_template().profile) {
        if (line.section != section) continue;
        for (const auto& e : p.view.content.profile) {
            if (e.key != line.key) continue;
            std::string from;
            for (const auto& s : p.view.content.sources)
                if (e.source_id == s.id) from = escaped(s.title);
            const auto said = proof(p, e.evidence, "", e.dated_on);
            rows.push_back({title(p, line.title), prose(e.text),
                            from + (from.empty() || said.empty() ? "" : "<br>") + said});
        }
    }
    return table(p, {"line", "text", "evidence"}, rows);
}

std::string roles(const Printed& p) {
    std::vector<Cells> rows;
    std::vector<std::string> all{six_roles.begin(), six_roles.end()};
    all.emplace_back("executive_sponsor");
    for (const auto& role : all) {
        std::vector<std::string> holders;
        for (const auto& m : p.view.team)
            if (m.role == role) holders.push_back(m.name);
        rows.push_back({word(p, "role", role),
                        holders.empty() ? column(p, "vacant") : escaped(joined(holders, p.reader))});
    }
    return table(p, {"role", "people"}, rows);
}

std::string insights(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& i : p.view.content.insights)
        rows.push_back(
            {word(p, "insight", i.kind), escaped(i.text), proof(p, i.evidence, i.url, i.dated_on)});
    return table(p, {"kind", "text", "evidence"}, rows);
}

std::string initiatives(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& i : p.view.content.initiatives)
        rows.push_back(
            {escaped(i.name) + (i.note.empty() ? "" : "<br><small>" + escaped(i.note) + "</small>"),
             escaped(p.name(i.sponsor_id)), word(p, "horizon", i.horizon), money(p, i.budget),
             of_five(i.priority), word(p, "initiative_status", i.status), names(p, i.opportunity_ids)});
    return table(p, {"initiative", "sponsor", "horizon", "budget", "priority", "status", "opportunities"},
                 rows);
}

std::string possibilities(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& row : p.view.content.possibilities) {
        std::string initiative;
        for (const auto& i : p.view.content.initiatives)
            if (row.initiative_id == i.id) initiative = escaped(i.name);
        rows.push_back({escaped(row.title), initiative, of_five(row.priority), of_five(row.viability),
                        money(p, row.value), escaped(row.reasoning)});
    }
    return table(p, {"possibility", "initiative", "priority", "viability", "value", "reasoning"}, rows);
}

std::string competitors(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& c : p.view.content.competitors) {
        auto where = names(p, c.product_ids);
        const auto units = names(p, c.unit_ids);
        where += (where.empty() || units.empty() ? "" : "<br>") + units;
        rows.push_back(
            {escaped(c.name), where, of_five(c.strength),
             c.share_percent ? escaped(i18n::format_percent(p.reader.locale, *c.share_percent / 100, 0)) : "",
             escaped(c.counter_move), proof(p, c.evidence, "", c.dated_on)});
    }
    return table(p, {"competitor", "where", "strength", "share", "counter_move", "evidence"}, rows);
}

std::string quarter(const Printed& p, const char* kind) {
    std::string out = "<td><h3>" + word(p, "swot", kind) + "</h3><ul>";
    auto items = p.view.content.swot_items;
    std::stable_sort(items.begin(), items.end(),
                     [](const auto& a, const auto& b) { return a.weight > b.weight; });
    for (const auto& i : items)
        if (i.kind == kind) {
            out += "<li>" + escaped(i.text);
            if (const auto said = proof(p, i.evidence, "", i.dated_on); !said.empty())
                out += "<br><small>" + said + "</small>";
            out += "</li>";
        }
    return out + "</ul></td>";
}

std::string swot(const Printed& p) {
    if (p.view.content.swot_items.empty()) return "";
    const auto out = "<table class=\"swot\"><tbody><tr>" + quarter(p, "strength") + quarter(p, "weakness") +
                     "</tr><tr>" + quarter(p, "opportunity") + quarter(p, "threat") + "</tr></tbody></table>";
    const auto text_of = [&](const std::string& id) {
        for (const auto& i : p.view.content.swot_items)
            if (i.id == id) return escaped(i.text);
        return std::string{};
    };
    std::vector<Cells> rows;
    for (const auto& m : p.view.content.tows_moves)
        rows.push_back(
            {word(p, "tows", m.kind), text_of(m.first_id) + " × " + text_of(m.second_id), escaped(m.text)});
    return out + table(p, {"pairing", "from", "move"}, rows);
}

std::string values(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& v : p.view.content.value_propositions)
        rows.push_back({prose(v.offer), escaped(p.name(v.unit_id)), escaped(v.pains), escaped(v.proof),
                        names(p, v.product_ids)});
    return table(p, {"offer", "buying_centre", "pains", "proof", "bundle"}, rows);
}

std::string checks(const Printed& p, const char* list, const char* first, const std::vector<Point>& points) {
    std::vector<Cells> rows;
    for (const auto& point : points) {
        const auto* c = check_of(p.view.content, list, point.key);
        rows.push_back({title(p, point.title), word(p, "check", c ? c->state : "open"),
                        c ? proof(p, c->evidence, "", c->dated_on) : ""});
    }
    return table(p, {first, "state", "evidence"}, rows);
}

std::string tasks(const Printed& p) {
    std::vector<Cells> rows;
    for (const auto& t : p.view.content.tasks)
        rows.push_back({escaped(t.title), escaped(p.name(t.owner_id)), escaped(p.day(t.due_on)),
                        t.done_on ? escaped(p.day(t.done_on)) : ""});
    return table(p, {"task", "owner", "due", "done"}, rows);
}

}  // namespace

std::string Printed::name(const std::optional<std::string>& id) const {
    const auto found = id ? names.find(*id) : names.end();
    return found == names.end() ? "" : found->second;
}

std::string Printed::day(const std::optional<Date>& date) const {
    return date ? i18n::format_date(reader.locale, *date) : "–";
}

std::string section_content(const Printed& p, std::string_view section) {
    if (section == "profile") return profile(p, section);
    if (section == "own_company") return roles(p) + profile(p, section);
    if (section == "trends") return insights(p);
    if (section == "initiatives") return initiatives(p);
    if (section == "analysis") return possibilities(p);
    if (section == "competitors") return competitors(p);
    if (section == "swot") return swot(p);
    if (section == "value") return values(p);
    if (section == "relationship")
        return checks(p, "ladder", "step", shipped_template().ladder) +
               checks(p, "condition", "condition", shipped_template().conditions);
    if (section == "open_questions") return tasks(p);
    return "";
}

std::string process_lines(const Printed& p) {
    const auto& plan = p.view.plan;
    const auto& t = shipped_template();
    const int at = t.stage_number(plan.stage);
    std::string out = "<p class=\"line\">";
    if (at >= 0) {
        const auto& stage = t.stages[static_cast<std::size_t>(at)];
        const auto states = criteria_of(p.view, stage);
        const auto met = std::count_if(states.begin(), states.end(), [](const auto& s) { return s.met; });
        out += escaped(i18n::translate(p.reader.language, "plan.print.stage",
                                       {{"stage", in(stage.title, p.reader.language)},
                                        {"met", std::to_string(met)},
                                        {"count", std::to_string(states.size())}}));
    }
    out += " · " + word(p, "rigour", plan.rigour);
    if (!plan.focus.empty()) out += " · " + word(p, "focus", plan.focus);
    out += "</p>";
    if (plan.conclusion == "not_key")
        out += "<p class=\"objective\"><strong>" + word(p, "conclusion", plan.conclusion) + "</strong></p>" +
               prose(plan.conclusion_reason) + prose(plan.conclusion_next);
    return out;
}

}  // namespace kamino::plans
