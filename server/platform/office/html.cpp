// The document on paper and screen: one HTML page that needs nothing from elsewhere and no script, set for
// A4.
#include <numeric>

#include "platform/base/text.h"
#include "platform/markup/rich_text.h"
#include "platform/office/html_parts.h"
#include "platform/office/xml.h"

namespace kamino::office {
namespace {

constexpr const char* tone_class[] = {"", "good", "fair", "bad", "mute"};
// Shape and word beside the colour, so that a light reads in black and white.
constexpr const char* tone_shape[] = {"", "●", "▲", "⬣", "○"};

std::string value_html(const Value& v) {
    if (v.text.empty()) return "";
    auto text = v.small ? escaped(v.text) : prose_html(v.text);
    // One paragraph alone needs no paragraph.
    if (!v.small && text.starts_with("<p>") && text.find("<p>", 3) == std::string::npos &&
        text.ends_with("</p>"))
        text = text.substr(3, text.size() - 7);
    if (v.tone != Tone::none)
        text = "<span class=\"light " + std::string{tone_class[static_cast<int>(v.tone)]} + "\">" +
               tone_shape[static_cast<int>(v.tone)] + "</span> " + text;
    return v.small ? "<small>" + text + "</small>" : text;
}

std::string cell_html(const Cell& cell) {
    std::string out;
    for (const auto& v : cell) {
        const auto text = value_html(v);
        if (!text.empty())
            out += (out.empty() || out.ends_with("</p>") || out.ends_with("</ul>") ? "" : "<br>") + text;
    }
    return out;
}

std::string cell_or_dash(const Cell& cell) {
    const auto text = cell_html(cell);
    return text.empty() ? "–" : text;
}

std::string heading(const Block& b, const char* tag) {
    return b.title.empty() ? "" : std::string{"<"} + tag + ">" + escaped(b.title) + "</" + tag + ">";
}

const char* cell_class(const Column& column, const Cell& cell) {
    if (column.numeric) return " class=\"n\"";
    return cell.size() == 1 && cell[0].kind == Value::Kind::date ? " class=\"d\"" : "";
}

std::string row_html(const Table& t, const Row& row) {
    std::string out = "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        out += "<td" + std::string{cell_class(t.columns[i], row.cells[i])} + ">" +
               cell_or_dash(row.cells[i]) + "</td>";
    return out + "</tr>";
}

std::string table_html(const Block& b) {
    const auto& t = b.table;
    const double whole = std::accumulate(t.columns.begin(), t.columns.end(), 0.0,
                                         [](double sum, const Column& c) { return sum + c.width; });
    std::string out = "<table>";
    if (!b.title.empty()) out += "<caption>" + escaped(b.title) + "</caption>";
    out += "<colgroup>";
    for (const auto& c : t.columns)
        out += "<col style=\"width:" + base::number_text(static_cast<int>(1000 * c.width / whole) / 10.0) +
               "%\">";
    out += "</colgroup><thead><tr>";
    for (const auto& c : t.columns)
        out += std::string{c.numeric ? "<th class=\"n\">" : "<th>"} + escaped(c.title) + "</th>";
    std::string body, foot;
    for (const auto& row : t.rows) (row.total ? foot : body) += row_html(t, row);
    out += "</tr></thead><tbody>" + body + "</tbody>";
    return out + (foot.empty() ? "" : "<tfoot>" + foot + "</tfoot>") + "</table>";
}

std::string items_html(const std::vector<Item>& items, const char* kind = "") {
    std::string out = std::string{"<ul"} + kind + ">";
    for (const auto& item : items) out += "<li>" + cell_html(item.cell) + "</li>";
    return out + "</ul>";
}

std::string board_html(const Block& b) {
    std::string out = heading(b, "h3") + "<table class=\"board\"><tbody>";
    for (std::size_t i = 0; i < b.board.size(); ++i) {
        if (i % 2 == 0) out += "<tr>";
        out += "<td><h4>" + escaped(b.board[i].title) + "</h4>" + items_html(b.board[i].items) + "</td>";
        if (i % 2 == 1) out += "</tr>";
    }
    return out + "</tbody></table>";
}

std::string fields_html(const Block& b) {
    std::string out = heading(b, "h3") + "<dl class=\"fields\">";
    for (const auto& f : b.fields)
        out += "<div><dt>" + escaped(f.label) + "</dt><dd>" + cell_or_dash(f.cell) + "</dd></div>";
    return out + "</dl>";
}

std::string block_html(const Block& b, const Document& d) {
    using Kind = Block::Kind;
    switch (b.kind) {
        case Kind::prose:
            return heading(b, "h3") +
                   (b.rich ? "<div class=\"rich\">" + markup::html(b.text) + "</div>" : prose_html(b.text));
        case Kind::note:
            return "<p class=\"from\">" + escaped(b.text) + "</p>";
        case Kind::fields:
            return fields_html(b);
        case Kind::table:
            return table_html(b);
        case Kind::chart:
            return "<figure><figcaption>" + escaped(b.title) + "</figcaption>" +
                   chart_html(b.chart, b.title, d) + "</figure>";
        case Kind::board:
            return board_html(b);
        case Kind::list:
            return heading(b, "h3") + items_html(b.items, b.asks ? " class=\"asks\"" : "");
    }
    return "";
}

std::string cover_html(const Document& d) {
    std::string out = "<header class=\"cover\">";
    if (const auto logo = data_url(d.brand.logo); !logo.empty())
        out += "<img class=\"logo\" alt=\"" + escaped(d.brand.company) + "\" src=\"" + logo + "\">";
    out += "<p class=\"kind\">" + escaped(d.kind) + " · " + escaped(d.for_whom) + "</p><h1>" +
           escaped(d.title) + "</h1><p class=\"line\">" + escaped(plain(d.stamp)) + "</p>";
    for (const auto& line : d.lines) out += "<p class=\"line\">" + escaped(line.text) + "</p>";
    if (!d.headline.text.empty()) out += "<p class=\"objective\">" + escaped(d.headline.text) + "</p>";
    return out + "</header>\n";
}

std::string summary_html(const Document& d) {
    if (d.summary.blocks.empty()) return "";
    std::string out =
        "<section class=\"summary\"><h2>" + escaped(d.summary.title) + "</h2><div class=\"cards\">";
    for (const auto& b : d.summary.blocks) {
        if (b.kind == Block::Kind::note) continue;
        out += std::string{"<article"} + (b.kind == Block::Kind::chart ? " class=\"wide\">" : ">") +
               block_html(b, d) + "</article>";
    }
    return out + "</div></section>\n";
}

}  // namespace

std::vector<ProsePiece> prose_pieces(std::string_view body) {
    std::vector<ProsePiece> pieces;
    bool open = false;  // does the next line go on with the paragraph before?
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        const auto line = base::trim(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.starts_with("- ")) {
            pieces.push_back({line.substr(2), true});
            open = false;
        } else if (line.empty()) {
            open = false;
        } else if (open) {
            pieces.back().text += "\n" + line;
        } else {
            pieces.push_back({line, false});
            open = true;
        }
    }
    return pieces;
}

std::string prose_html(std::string_view body) {
    std::string out;
    bool in_list = false;
    for (const auto& piece : prose_pieces(body)) {
        if (piece.item != in_list) out += in_list ? "</ul>" : "<ul>";
        in_list = piece.item;
        auto text = escaped(piece.text);
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 4)
            text.replace(at, 1, "<br>");
        out += piece.item ? "<li>" + text + "</li>" : "<p>" + text + "</p>";
    }
    return out + (in_list ? "</ul>" : "");
}

std::string html(const Document& d) {
    std::string out =
        "<!doctype html>\n<html lang=\"" + escaped(d.language) +
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\"><title>" +
        escaped(d.title) + " · " + escaped(d.kind) + "</title><style>" + page_style(d) +
        "</style></head><body>\n" + cover_html(d) + summary_html(d);
    int number = 0;
    for (const auto& s : d.sections) {
        out += "<section id=\"" + escaped(s.key) + "\"><h2><span class=\"no\">" + std::to_string(++number) +
               "</span>" + escaped(s.title) + "</h2>";
        for (const auto& b : s.blocks) out += block_html(b, d);
        out += "</section>\n";
    }
    return out + "</body></html>\n";
}

}  // namespace kamino::office
