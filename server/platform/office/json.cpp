// The document as its reader sees it, as JSON.
#include "platform/base/json.h"
#include "platform/base/encoding.h"
#include "platform/office/document.h"

namespace kamino::office {
namespace {

using base::JsonWriter;

constexpr const char* kinds[] = {"prose", "fields", "table", "chart", "board", "list", "note"};
constexpr const char* value_kinds[] = {"text", "number", "money", "percent", "date"};
constexpr const char* tones[] = {"", "good", "fair", "bad", "mute"};

void write_value(JsonWriter& w, const Value& v) {
    w.begin_object()
        .pair("kind", value_kinds[static_cast<int>(v.kind)])
        .pair("text", std::string_view{v.text});
    if (v.kind == Value::Kind::date)
        w.pair("date", v.date.to_text());
    else if (v.kind != Value::Kind::text)
        w.pair("number", v.number);
    if (!v.currency.empty()) w.pair("currency", std::string_view{v.currency});
    if (v.small) w.pair("small", true);
    if (v.tone != Tone::none) w.pair("tone", tones[static_cast<int>(v.tone)]);
    w.end_object();
}
void write_cell(JsonWriter& w, const Cell& cell) {
    w.begin_array();
    for (const auto& v : cell) write_value(w, v);
    w.end_array();
}
void write_items(JsonWriter& w, const std::vector<Item>& items) {
    w.begin_array();
    for (const auto& item : items) write_cell(w, item.cell);
    w.end_array();
}

void write_table(JsonWriter& w, const Table& table) {
    w.key("columns").begin_array();
    for (const auto& c : table.columns)
        w.begin_object().pair("title", std::string_view{c.title}).pair("numeric", c.numeric).end_object();
    w.end_array().key("rows").begin_array();
    for (const auto& row : table.rows) {
        w.begin_object().pair("total", row.total).key("cells").begin_array();
        for (const auto& cell : row.cells) write_cell(w, cell);
        w.end_array().end_object();
    }
    w.end_array();
}

void write_chart(JsonWriter& w, const Chart& chart) {
    w.pair("form", chart.kind == Chart::Kind::stack ? "stack" : "columns");
    w.pair("currency", std::string_view{chart.currency}).key("categories").begin_array();
    for (const auto& c : chart.categories) w.value(std::string_view{c});
    w.end_array().key("series").begin_array();
    for (const auto& s : chart.series) {
        w.begin_object().pair("name", std::string_view{s.name}).key("values").begin_array();
        for (const double v : s.values) w.value(v);
        w.end_array().end_object();
    }
    w.end_array();
    if (chart.mark) w.pair("mark", *chart.mark).pair("mark_name", std::string_view{chart.mark_name});
}

void write_block(JsonWriter& w, const Block& b) {
    w.begin_object().pair("kind", kinds[static_cast<int>(b.kind)]).pair("title", std::string_view{b.title});
    switch (b.kind) {
        case Block::Kind::prose:
        case Block::Kind::note:
            w.pair("text", std::string_view{b.text});
            break;
        case Block::Kind::fields:
            w.key("fields").begin_array();
            for (const auto& f : b.fields) {
                w.begin_object().pair("label", std::string_view{f.label}).key("values");
                write_cell(w, f.cell);
                w.end_object();
            }
            w.end_array();
            break;
        case Block::Kind::table:
            write_table(w, b.table);
            break;
        case Block::Kind::chart:
            write_chart(w, b.chart);
            break;
        case Block::Kind::board:
            w.key("quarters").begin_array();
            for (const auto& q : b.board) {
                w.begin_object().pair("title", std::string_view{q.title}).key("items");
                write_items(w, q.items);
                w.end_object();
            }
            w.end_array();
            break;
        case Block::Kind::list:
            w.key("items");
            write_items(w, b.items);
    }
    w.end_object();
}

void write_section(JsonWriter& w, const Section& s) {
    w.begin_object().pair("key", std::string_view{s.key}).pair("title", std::string_view{s.title});
    w.key("blocks").begin_array();
    for (const auto& b : s.blocks) write_block(w, b);
    w.end_array().end_object();
}

}  // namespace

std::string json(const Document& d) {
    JsonWriter w;
    w.begin_object().pair("kind", std::string_view{d.kind}).pair("title", std::string_view{d.title});
    w.pair("for_whom", std::string_view{d.for_whom}).pair("language", std::string_view{d.language});
    w.pair("company", std::string_view{d.brand.company}).pair("on", d.on.to_text());
    w.pair("headline", std::string_view{d.headline.text}).key("stamp").begin_array();
    for (const auto& v : d.stamp) w.value(std::string_view{v.text});
    w.end_array().key("lines").begin_array();
    for (const auto& v : d.lines) w.value(std::string_view{v.text});
    w.end_array().key("summary");
    write_section(w, d.summary);
    w.key("sections").begin_array();
    for (const auto& s : d.sections) write_section(w, s);
    w.end_array().end_object();
    return w.take();
}

}  // namespace kamino::office
