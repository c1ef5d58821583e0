// The plan on paper: one HTML page that needs nothing from elsewhere and no script, set for A4.
#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <set>

#include "domain/plans/document_content.h"
#include "domain/plans/document_parts.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/template.h"

namespace kamino::plans {
namespace {

std::string say(const Reader& reader, const std::string& key, const Params& params = {}) {
    return escaped(i18n::translate(reader.language, "plan.print." + key, params));
}

void write_cover(std::string& out, const Printed& printed, const std::string& revision) {
    const auto& plan = printed.view.plan;
    const auto& reader = printed.reader;
    const auto& account = printed.view.around.account_name;
    const auto owner = printed.name(plan.owner_id);
    const auto headline = headline_of(plan, printed.view.content.sections, reader);
    out += "<header class=\"cover\"><p class=\"kind\">" + say(reader, "title") + "</p><h1>" +
           escaped(account) + "</h1><p class=\"line\">" + say(reader, "status." + plan.status);
    out += " · " + escaped(revision);
    if (!owner.empty()) out += " · " + say(reader, "led_by", {{"name", owner}});
    if (plan.starts_on && plan.ends_on)
        out += " · " + say(reader, "horizon",
                           {{"from", i18n::format_date(reader.locale, *plan.starts_on)},
                            {"to", i18n::format_date(reader.locale, *plan.ends_on)}});
    out += "</p>" + process_lines(printed);
    if (!headline.empty()) out += "<p class=\"objective\">" + escaped(headline) + "</p>";
    out += "</header>\n";
}

void write_findings(std::string& out, const char* title, const std::vector<Finding>& findings,
                    const Reader& reader) {
    if (findings.empty()) return;
    std::set<std::string> said;
    out += "<h3>" + say(reader, title) + "</h3><ul>";
    for (const auto& f : findings) {
        auto text = sentence_text(f.text, reader);
        const auto* section = shipped_template().section(f.section);
        if (section) text = in(section->title, reader.language) + ": " + text;
        if (said.insert(text).second) out += "<li>" + escaped(text) + "</li>";
    }
    out += "</ul>";
}

void write_questions(std::string& out, const std::vector<Question>& questions, const std::string& section,
                     const Reader& reader) {
    std::string open, answered;
    for (const auto& q : questions) {
        if (q.section != section) continue;
        const auto text = escaped(question_text(q, reader));
        if (!q.answer.empty())
            answered += "<dt>" + text + "</dt><dd>" + prose(q.answer) + "</dd>";
        else if (!q.declined_reason.empty())
            answered += "<dt>" + text + "</dt><dd><p>" +
                        say(reader, "declined", {{"reason", q.declined_reason}}) + "</p></dd>";
        else
            open += "<li>" + text + "</li>";
    }
    if (!answered.empty()) out += "<h3>" + say(reader, "answered") + "</h3><dl>" + answered + "</dl>";
    if (!open.empty()) out += "<h3>" + say(reader, "questions") + "</h3><ul class=\"asks\">" + open + "</ul>";
}

void write_objectives(std::string& out, const Printed& printed) {
    const auto& objectives = printed.view.content.objectives;
    const auto& reader = printed.reader;
    if (objectives.empty()) return;
    out += "<table><caption>" + say(reader, "objectives") + "</caption><thead><tr><th>" +
           say(reader, "objective") + "</th><th class=\"n\">" + say(reader, "baseline") +
           "</th><th class=\"n\">" + say(reader, "target") + "</th><th>" + say(reader, "due") + "</th><th>" +
           say(reader, "owner") + "</th></tr></thead><tbody>";
    for (const auto& o : objectives) {
        const auto value = [&](const std::optional<double>& v) {
            if (!v) return std::string{"–"};
            const auto exponent = currency_exponent(o.unit);
            if (!exponent) return i18n::format_number(reader.locale, *v, 0) + " " + o.unit;
            return whole_money(std::llround(*v * std::pow(10, *exponent)), o.unit, reader.locale);
        };
        out += "<tr><td>" + escaped(o.title);
        if (!o.smart_reasons.empty()) {
            std::string reasons;
            for (const auto& r : o.smart_reasons)
                reasons += (reasons.empty() ? "" : " ") + i18n::translate(reader.language, r);
            out += "<br><small>" + say(reader, "not_smart", {{"reasons", reasons}}) + "</small>";
        }
        out += "</td><td class=\"n\">" + escaped(value(o.baseline)) + "</td><td class=\"n\">" +
               escaped(value(o.target)) + "</td><td class=\"d\">" +
               escaped(o.due_on ? i18n::format_date(reader.locale, *o.due_on) : "–") + "</td><td>" +
               escaped(printed.name(o.owner_id)) + "</td></tr>";
    }
    out += "</tbody></table>";
}

std::string records_line(const boost::json::object& facts, const Reader& reader) {
    const auto* sources = facts.if_contains("sources");
    const auto* as_of = facts.if_contains("as_of");
    if (!sources || !as_of || sources->as_array().empty()) return "";
    std::vector<std::string> records;
    for (const auto& s : sources->as_array()) {
        const auto name =
            i18n::translate(reader.language, "plan.source." + std::string{s.at("source").as_string()});
        if (std::find(records.begin(), records.end(), name) == records.end()) records.push_back(name);
    }
    const auto date = Date::parse(std::string_view{as_of->as_string().data(), as_of->as_string().size()});
    return say(reader, "from_data",
               {{"date", date ? i18n::format_date(reader.locale, *date) : ""},
                {"records", joined(records, reader)}});
}

void write_section(std::string& out, const Printed& printed, const Section& s, int number) {
    const auto& reader = printed.reader;
    const auto* t = shipped_template().section(s.key);
    out += "<section id=\"" + escaped(s.key) + "\"><h2><span class=\"no\">" + std::to_string(number) +
           "</span>" + escaped(t ? in(t->title, reader.language) : s.key) + "</h2>";
    const auto body = body_of(s, reader);
    const auto rows = section_content(printed, s.key);
    const auto facts = base::parse_json(s.facts.json);
    if (!body.empty())
        out += prose(body);
    else if (t && rows.empty())
        out += "<p class=\"help\">" + escaped(in(t->help, reader.language)) + "</p>";
    if (s.key == "sales") out += sales_chart(facts.as_object(), reader);
    if (s.key == "people") out += people_table(facts.as_object(), reader);
    if (s.key == "pipeline") out += deals_table(facts.as_object(), reader);
    if (s.key == "objective") {
        out += gap_chart(facts.as_object(), reader);
        write_objectives(out, printed);
    }
    out += rows;
    write_questions(out, printed.view.content.questions, s.key, reader);
    if (s.edited_at)
        out += "<p class=\"from\">" +
               say(reader, "edited",
                   {{"name", printed.name(s.edited_by)},
                    {"date", i18n::format_date(reader.locale, s.edited_at->date())}}) +
               "</p>";
    if (const auto line = records_line(facts.as_object(), reader); !line.empty())
        out += "<p class=\"from\">" + line + "</p>";
    out += "</section>\n";
}

void write_sources(std::string& out, const Printed& printed) {
    const auto& sources = printed.view.content.sources;
    if (sources.empty()) return;
    out += "<section><h2>" + say(printed.reader, "sources") + "</h2><ul>";
    for (const auto& s : sources) {
        out += "<li>" + escaped(s.title);
        if (s.dated_on) out += ", " + escaped(printed.day(s.dated_on));
        if (!s.url.empty()) out += "<br><small>" + escaped(s.url) + "</small>";
        if (!s.note.empty()) out += "<br>" + escaped(s.note);
        out += "</li>";
    }
    out += "</ul></section>\n";
}

void write_state(std::string& out, const Completeness& complete, const Reader& reader) {
    out += "<aside class=\"state\"><p><strong>" +
           say(reader, "complete",
               {{"score", std::to_string(complete.score)},
                {"freshness", std::to_string(complete.freshness)},
                {"evidence", complete.evidence ? std::to_string(*complete.evidence) : "–"}}) +
           "</strong></p>";
    write_findings(out, "missing", complete.missing, reader);
    write_findings(out, "stale", complete.stale, reader);
    write_findings(out, "unproven", complete.unproven, reader);
    out += "</aside>\n";
}

}  // namespace

std::string document_html(storage::Read& read, const Plan& plan, i18n::Language language) {
    const auto view = view_of(read, plan, today());
    const auto names = names_of(read, view);
    const auto reader = reader_for(view.around.locale, language);
    const Printed page{view, names, reader};
    const auto& sections = view.content.sections;
    const auto printed = i18n::translate(language, "plan.print.printed",
                                         {{"date", i18n::format_date(reader.locale, today())}});
    const auto revision = i18n::translate(language, "plan.print.revision",
                                          {{"version", std::to_string(revision_of(plan, sections))}});
    std::string out = "<!doctype html>\n<html lang=\"" + std::string{i18n::tag(language)} +
                      "\"><head><meta charset=\"utf-8\"><title>" + escaped(view.around.account_name) + " · " +
                      say(reader, "title") + "</title><style>" +
                      page_style(view.around.account_name, revision + " · " + printed,
                                 i18n::translate(language, "plan.print.page")) +
                      "</style></head><body>\n";
    write_cover(out, page, revision);
    write_state(out, completeness(facts_of(view)), reader);
    int number = 0;
    for (const auto& s : sections) write_section(out, page, s, ++number);
    write_sources(out, page);
    return out + "</body></html>\n";
}

}  // namespace kamino::plans
