// The plan as a document: every block that any reader may get, each marked with who that is.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "domain/plans/document_rows.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/process.h"
#include "domain/plans/template.h"
#include "domain/plans/words.h"

namespace kamino::plans {
namespace {

std::string title_of(const Printed& p, std::string_view section) {
    return p.view.title(section, p.reader.language);
}

Block prose(std::string text, Audience audience, std::string title = {}) {
    Block block{Block::Kind::prose, std::move(title), audience};
    block.text = std::move(text);
    return block;
}
Block note(std::string text, Audience audience) {
    Block block{Block::Kind::note, {}, audience};
    block.text = std::move(text);
    return block;
}

// The text of a section. What nobody has edited was written by rules that know everything: it stays with us.
Block body(const Printed& p, const Section& s) {
    const auto audience = narrower(audience_of(s), audience_of(Section::entity(), "body"));
    auto block = prose(body_of(s, p.reader), s.edited_at ? audience : Audience::internal);
    block.rich = true;
    return block;
}

std::vector<Block> origins(const Printed& p, const Section& s) {
    std::vector<Block> notes;
    if (s.edited_at)
        notes.push_back(
            note(p.say("edited", {{"name", p.name(s.edited_by)},
                                  {"date", i18n::format_date(p.reader.locale, s.edited_at->date())}}),
                 audience_of(Section::entity(), "edited_by")));
    if (auto from = note_of_origin(p, figures_of(p.view, s.key))) notes.push_back(std::move(*from));
    return notes;
}

void append(std::vector<Block>& to, std::vector<Block> more) {
    for (auto& b : more) to.push_back(std::move(b));
}

office::Section section_of(storage::Read& read, const Printed& p, const Section& s) {
    office::Section out{s.key, title_of(p, s.key), {body(p, s)}};
    if (const auto key = "plan.outside." + s.key; i18n::has(p.reader.language, key))
        out.outside_title = i18n::translate(p.reader.language, key);
    append(out.blocks, section_figures(p, s));
    append(out.blocks, section_rows(p, s.key));
    append(out.blocks, own_blocks(p, s));
    append(out.blocks, question_blocks(p, s.key));
    append(out.blocks, left_blocks(read, p, s.key));
    append(out.blocks, origins(p, s));
    return out;
}

office::Section sources(const Printed& p) {
    return {"sources",
            p.say("sources"),
            {rows_block(p, p.view.content.sources,
                        {{"source", {{"title"}, {"note", "", Shown::As::small}}, 2},
                         {"kind", {{"kind", "source_kind"}}, 0.8},
                         {"date", {{"dated_on"}}, 0.8},
                         {"link", {{"url"}}, 1.6}})}};
}

Block findings(const Printed& p, const char* title, const std::vector<Finding>& all) {
    Block block{Block::Kind::list, p.say(title), Audience::internal};
    std::set<std::string> said;
    for (const auto& f : all) {
        auto text = sentence_text(f.text, p.reader);
        if (!f.section.empty()) text = title_of(p, f.section) + ": " + text;
        if (said.insert(text).second) block.items.push_back({{text_value(text, Audience::internal)}});
    }
    return block;
}

// What is missing, stale or without evidence; of a plan as it stands, since its surroundings are today's.
office::Section health(const Printed& p) {
    const auto c = completeness(facts_of(p.view));
    return {"health",
            p.say("health"),
            {prose(p.say("complete", {{"score", std::to_string(c.score)},
                                      {"freshness", std::to_string(c.freshness)},
                                      {"evidence", c.evidence ? std::to_string(*c.evidence) : "–"}}),
                   Audience::internal),
             findings(p, "missing", c.missing), findings(p, "stale", c.stale),
             findings(p, "unproven", c.unproven)}};
}

std::vector<Value> cover_lines(const Printed& p, bool frozen) {
    const auto& plan = p.view.plan;
    const auto& e = Plan::entity();
    const auto& t = shipped_template();
    std::vector<Value> lines;
    if (const auto owner = p.name(plan.owner_id); !owner.empty())
        lines.push_back(text_value(p.say("led_by", {{"name", owner}}), audience_of(e, "owner_id")));
    if (plan.starts_on && plan.ends_on)
        lines.push_back(
            text_value(p.say("horizon", {{"from", i18n::format_date(p.reader.locale, *plan.starts_on)},
                                         {"to", i18n::format_date(p.reader.locale, *plan.ends_on)}}),
                       audience_of(e, "starts_on")));
    lines.push_back(text_value(p.say("status." + plan.status), audience_of(e, "status")));
    if (const int at = t.stage_number(plan.stage); at >= 0) {
        const auto& stage = t.stages[static_cast<std::size_t>(at)];
        const auto states = criteria_of(p.view, stage);
        const auto met = std::count_if(states.begin(), states.end(), [](const auto& s) { return s.met; });
        auto text = frozen ? p.say("stage_then", {{"stage", in(stage.title, p.reader.language)}})
                           : p.say("stage", {{"stage", in(stage.title, p.reader.language)},
                                             {"met", std::to_string(met)},
                                             {"count", std::to_string(states.size())}});
        text += " · " + p.word("rigour", plan.rigour);
        if (!plan.focus.empty()) text += " · " + p.word("focus", plan.focus);
        lines.push_back(text_value(text, audience_of(e, "stage")));
    }
    return lines;
}

Block conclusion(const Printed& p) {
    const auto& plan = p.view.plan;
    return prose(plan.conclusion_reason + "\n\n" + plan.conclusion_next,
                 audience_of(Plan::entity(), "conclusion_reason"), p.word("conclusion", plan.conclusion));
}

}  // namespace

office::Document document(storage::Read& read, const Plan& plan, const DocumentWish& wish) {
    auto view = wish.frozen ? view_then(read, plan, *wish.frozen) : view_of(read, plan, today());
    auto names = names_of(read, view);
    if (wish.frozen)
        for (auto& [id, name] : names)
            if (const auto then = wish.frozen->names.find(id); then != wish.frozen->names.end())
                name = then->second;
    const auto reader = reader_for(view.around.locale, wish.language);
    put_in_words(view.content, wish.language);
    const Printed p{view, names, reader};
    office::Document d;
    d.language = i18n::tag(reader.language);
    d.locale = reader.locale;
    d.kind = p.say("title");
    d.title = view.around.account_name;
    d.on = view.today;
    d.words = {p.say("page"), p.say("continued")};
    d.lines = cover_lines(p, wish.frozen != nullptr);
    d.headline = text_value(headline_of(view.plan, view.content.sections, reader),
                            audience_of(Plan::entity(), "objective"));
    d.summary = summary_of(p, wish.standing);
    if (view.plan.conclusion == "not_key")
        d.sections.push_back({"conclusion", p.word("conclusion", "not_key"), {conclusion(p)}});
    for (const auto& s : view.content.sections) d.sections.push_back(section_of(read, p, s));
    d.sections.push_back(sources(p));
    if (!wish.frozen) d.sections.push_back(health(p));
    return d;
}

}  // namespace kamino::plans
