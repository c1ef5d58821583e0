// Blocks that a template adds to a section: texts, fields, tables, sets of questions, living figures. Each
// goes as far as the template says for the block and the plan for the row, whichever is narrower. What the
// template has no place for any more is printed for ourselves. Pure, but for the words of earlier versions.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/plans/document_rows.h"
#include "domain/plans/entries.h"
#include "domain/plans/plan_state.h"
#include "domain/plans/template.h"

namespace kamino::plans {
namespace {

namespace json = boost::json;
using templates::FormField;

std::string title_of(const Printed& p, const templates::Block& b) {
    return templates::text_in(b.title, p.reader.language);
}

const std::vector<templates::Block>& blocks_of(const Printed& p, std::string_view section) {
    static const std::vector<templates::Block> none;
    const auto* s = p.view.form().section(section);
    return s ? s->blocks : none;
}

Audience entry_audience(const templates::Block& b, const BlockEntry& entry) {
    return narrower(circle_of(b.audience),
                    narrower(audience_of(entry), audience_of(BlockEntry::entity(), "content")));
}

bool is_counted(const FormField& f) {
    return f.type == "number" || f.type == "percent" || f.type == "money";
}

// As people read it, and as a spreadsheet counts it; nothing when the field cannot hold it any more.
Value entry_value(const Printed& p, const FormField& f, const json::object& content, Audience audience) {
    const auto* v = content.if_contains(f.key);
    if (!v || !value_fault(f, *v).empty()) return text_value("", audience);
    auto value = text_value(value_text(f, *v, p.reader, p.names), audience);
    if (f.type == "money") {
        value.kind = Value::Kind::money;
        value.currency = std::string{v->at("currency").as_string()};
        value.number = major_units(v->at("minor").to_number<std::int64_t>(), value.currency);
    } else if (f.type == "percent") {
        value.kind = Value::Kind::percent;
        value.number = v->to_number<double>() / 100;
    } else if (f.type == "number") {
        value.kind = Value::Kind::number;
        value.number = v->to_number<double>();
    } else if (f.type == "date") {
        value.kind = Value::Kind::date;
        value.date = *Date::parse(std::string_view{v->get_string()});
    }
    return value;
}

// Visits what stands in the block, row by row.
template <class Visit>
void each_entry(const Printed& p, const templates::Block& b, Visit visit) {
    for (const auto& e : p.view.content.entries) {
        if (e.block != b.key || e.kind != b.kind) continue;
        const auto content = base::parse_json(e.content.json);
        visit(content.as_object(), entry_audience(b, e));
    }
}

std::vector<Block> texts(const Printed& p, const templates::Block& b) {
    std::vector<Block> blocks;
    each_entry(p, b, [&](const json::object& content, Audience audience) {
        Block block{Block::Kind::prose, title_of(p, b), audience};
        block.text = entry_value(p, b.fields.front(), content, audience).text;
        block.rich = true;
        blocks.push_back(std::move(block));
    });
    return blocks;
}

Block fields(const Printed& p, const templates::Block& b) {
    Block block{Block::Kind::fields, title_of(p, b), circle_of(b.audience)};
    each_entry(p, b, [&](const json::object& content, Audience audience) {
        for (const auto& f : b.fields)
            block.fields.push_back({templates::text_in(f.title, p.reader.language),
                                    {entry_value(p, f, content, audience)},
                                    audience});
    });
    return block;
}

Block table(const Printed& p, const templates::Block& b) {
    const auto widest = circle_of(b.audience);
    Block block{Block::Kind::table, title_of(p, b), widest};
    for (const auto& f : b.fields)
        block.table.columns.push_back({templates::text_in(f.title, p.reader.language), is_counted(f),
                                       f.type == "long_text" ? 2.2
                                       : f.type == "text"    ? 1.6
                                                             : 1,
                                       widest});
    each_entry(p, b, [&](const json::object& content, Audience audience) {
        office::Row row{{}, false, audience};
        for (const auto& f : b.fields) row.cells.push_back({entry_value(p, f, content, audience)});
        block.table.rows.push_back(std::move(row));
    });
    return block;
}

// The figures of its source as they stood when the section was drafted.
std::vector<Block> living(const Printed& p, const Section& s, const templates::Block& b) {
    const auto facts = figures_of(p.view, s.key);
    const auto* all = facts.if_contains("blocks");
    const auto* own = all && all->is_object() ? all->as_object().if_contains(b.key) : nullptr;
    if (!own || !own->is_object()) return {};
    auto source = s;
    source.key = b.source;
    source.facts.json = base::json_text(*own);
    const auto widest = narrower(audience_of(s), circle_of(b.audience));
    source.audience = name_of(widest);
    auto blocks = section_figures(p, source);
    std::erase_if(blocks, [](const Block& block) {
        return block.fields.empty() && block.table.rows.empty() && block.chart.series.empty();
    });
    if (blocks.empty()) return {};
    auto& first = blocks.front().title;
    first = first.empty() || first == title_of(p, b) ? title_of(p, b) : title_of(p, b) + ": " + first;
    if (auto from = note_of_origin(p, own->as_object())) blocks.push_back(std::move(*from));
    return blocks;
}

bool asks(const templates::Block& b, const Question& q) {
    return std::any_of(b.questions.begin(), b.questions.end(),
                       [&](const auto& own) { return own_key(b, own) == q.key; }) ||
           std::find(b.library.begin(), b.library.end(), q.key) != b.library.end();
}

const templates::Block* set_of(const Printed& p, const Question& q) {
    for (const auto& b : blocks_of(p, q.section))
        if (b.kind == "questions" && asks(b, q)) return &b;
    return nullptr;
}

// Of a set the template says how far its questions and their answers go. Elsewhere neither goes beyond
// partners, and one that the draft asked stays with us: it names what we do not know.
Audience question_audience(const Question& q, const templates::Block* set) {
    if (set) return narrower(circle_of(set->audience), audience_of(q));
    const bool drafted = q.text.empty() && !shipped_template().question(q.key);
    return narrower(drafted ? Audience::internal : audience_of(q), audience_of(Question::entity(), "text"));
}

// Those of one set, or of a section those that are in none.
std::vector<Block> questions(const Printed& p, std::string_view section, const templates::Block* of) {
    Block answered{Block::Kind::fields, of ? title_of(p, *of) : p.say("answered"), Audience::customer_safe};
    Block open{Block::Kind::list, of ? title_of(p, *of) + ": " + p.say("questions") : p.say("questions"),
               Audience::customer_safe};
    open.asks = true;
    const auto& e = Question::entity();
    for (const auto& q : p.view.content.questions) {
        if (q.section != section || set_of(p, q) != of) continue;
        const auto text = question_text(q, p.reader);
        const auto audience = question_audience(q, of);
        if (!q.answer.empty())
            answered.fields.push_back(
                {text, {text_value(q.answer, of ? audience : audience_of(e, "answer"))}, audience});
        else if (!q.declined_reason.empty())
            answered.fields.push_back({text,
                                       {text_value(p.say("declined", {{"reason", q.declined_reason}}),
                                                   audience_of(e, "declined_reason"))},
                                       audience});
        else
            open.items.push_back({{text_value(text, audience)}, audience});
    }
    return {std::move(answered), std::move(open)};
}

}  // namespace

std::vector<Block> question_blocks(const Printed& p, std::string_view section) {
    return questions(p, section, nullptr);
}

std::vector<Block> own_blocks(const Printed& p, const Section& s) {
    std::vector<Block> all;
    const auto add = [&](std::vector<Block> more) {
        for (auto& b : more) all.push_back(std::move(b));
    };
    for (const auto& b : blocks_of(p, s.key)) {
        if (b.kind == "text") add(texts(p, b));
        if (b.kind == "fields") add({fields(p, b)});
        if (b.kind == "table") add({table(p, b)});
        if (b.kind == "questions") add(questions(p, s.key, &b));
        if (b.kind == "living" && b.reach.is_for(rigour_of(p.view.plan.rigour), p.view.around.account_type))
            add(living(p, s, b));
    }
    return all;
}

std::vector<Block> left_blocks(storage::Read& read, const Printed& p, std::string_view section) {
    std::vector<Block> all;
    for (const auto& e : p.view.content.entries) {
        const templates::FormSection* home = nullptr;
        const auto* block = p.view.form().block(e.block, &home);
        if ((home ? home->key : e.section) != section) continue;
        const auto then = templates::find_edition(read, e.template_version_id.value_or(""));
        const auto& written = then ? then->form : p.view.form();
        const auto title = block ? block->title : words_of(e, written).title;
        Block left{Block::Kind::fields,
                   p.say("left_over", {{"title", templates::text_in(title, p.reader.language)}}),
                   Audience::internal};
        for (const auto& l : left_over(p.view.form(), written, e, p.reader, p.names))
            left.fields.push_back({l.title, {text_value(l.text, Audience::internal)}, Audience::internal});
        all.push_back(std::move(left));
    }
    return all;
}

std::optional<Block> note_of_origin(const Printed& p, const json::object& facts) {
    const auto* sources = facts.if_contains("sources");
    const auto* as_of = facts.if_contains("as_of");
    if (!sources || !as_of || sources->as_array().empty()) return std::nullopt;
    std::vector<std::string> records;
    for (const auto& source : sources->as_array()) {
        const auto name = p.word("source", std::string{source.at("source").as_string()});
        if (std::find(records.begin(), records.end(), name) == records.end()) records.push_back(name);
    }
    const auto date = Date::parse(std::string_view{as_of->as_string().data(), as_of->as_string().size()});
    Block note{Block::Kind::note, {}, Audience::internal};
    note.text = p.say("from_data", {{"date", date ? i18n::format_date(p.reader.locale, *date) : ""},
                                    {"records", joined(records, p.reader)}});
    return note;
}

}  // namespace kamino::plans
