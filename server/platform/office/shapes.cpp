#include "platform/office/shapes.h"

#include <algorithm>
#include <cmath>

#include "platform/office/xml.h"

namespace kamino::office {
namespace {

constexpr double letter = 0.5, bold_letter = 0.54, line_factor = 1.2, bullet_indent = 14, after = 4;

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// The byte behind the first `count` letters.
std::size_t byte_of(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && count-- == 0) break;
    return at;
}

std::size_t room(double size, double width, bool bold) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(width / (size * (bold ? bold_letter : letter))));
}

// Where a line that holds `most` letters ends: behind a blank, at a line feed, or in the middle of a long
// word.
std::size_t line_end(std::string_view text, std::size_t most) {
    const auto feed = text.find('\n');
    const auto limit = byte_of(text, most);
    if (feed != std::string_view::npos && feed <= limit) return feed + 1;
    if (limit >= text.size()) return text.size();
    const auto blank = text.rfind(' ', limit);
    return blank == std::string_view::npos || blank == 0 ? limit : blank + 1;
}

// A stretch of one look; its line feeds are breaks.
std::string stretch(std::string_view text, const Paragraph& p, const std::string& language, bool dim,
                    const Mark& look) {
    std::string out;
    std::size_t from = 0;
    while (from <= text.size()) {
        const auto to = std::min(text.find('\n', from), text.size());
        if (from > 0) out += "<a:br/>";
        if (to > from)
            out += "<a:r><a:rPr lang=\"" + language + "\" sz=\"" + std::to_string(std::lround(p.size * 100)) +
                   "\"" + (p.bold || look.bold ? " b=\"1\"" : "") + (look.italic ? " i=\"1\"" : "") +
                   " dirty=\"0\"><a:solidFill><a:schemeClr val=\"" + (dim ? "accent6" : p.color) +
                   "\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>" +
                   escaped(text.substr(from, to - from)) + "</a:t></a:r>";
        from = to + 1;
    }
    return out;
}

std::string text_xml(const Paragraph& p, const std::string& language) {
    const std::string_view text = p.text;
    std::string out;
    std::size_t at = 0;
    for (const auto& mark : p.marks) {
        if (mark.from > at) out += stretch(text.substr(at, mark.from - at), p, language, false, {});
        out += stretch(text.substr(mark.from, mark.to - mark.from), p, language, false, mark);
        at = mark.to;
    }
    return at < text.size() ? out + stretch(text.substr(at), p, language, false, {}) : out;
}

// How far the sign stands out before its text; a number needs more.
double hang_of(const Paragraph& p) {
    return p.number > 0 ? bullet_indent + 6 : bullet_indent;
}

double indent_of(const Paragraph& p) {
    return p.bullet ? bullet_indent * p.level + hang_of(p) : 0;
}

std::string bullet_xml(const Paragraph& p) {
    if (!p.bullet || p.goes_on) return "<a:buNone/>";
    if (p.number > 0)
        return "<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\" startAt=\"" +
               std::to_string(std::min(p.number, 32'767)) + "\"/>";
    return "<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>";
}

std::string transform(const char* tag, const Box& b) {
    const std::string t{tag};
    return "<" + t + "><a:off x=\"" + std::to_string(emu(b.x)) + "\" y=\"" + std::to_string(emu(b.y)) +
           "\"/><a:ext cx=\"" + std::to_string(emu(b.width)) + "\" cy=\"" + std::to_string(emu(b.height)) +
           "\"/></" + t + ">";
}

std::string border(const char* side, const char* color, double width) {
    return std::string{"<a:"} + side + " w=\"" + std::to_string(emu(width)) +
           "\"><a:solidFill><a:schemeClr val=\"" + color + "\"/></a:solidFill></a:" + side + ">";
}

std::string none(const char* side) {
    return std::string{"<a:"} + side + " w=\"0\"><a:noFill/></a:" + side + ">";
}

std::string frame(int id, const std::string& name, const Box& box, const std::string& uri,
                  const std::string& content) {
    return "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"" + std::to_string(id) + "\" name=\"" +
           escaped(name) +
           "\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>"
           "</p:nvGraphicFramePr>" +
           transform("p:xfrm", box) +
           "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/" + uri + "\">" +
           content + "</a:graphicData></a:graphic></p:graphicFrame>";
}

}  // namespace

long emu(double points) {
    return std::lround(points * 12'700);
}

int lines_of(const std::string& text, double size, double width, bool bold) {
    const auto most = room(size, width, bold);
    std::string_view rest = text;
    int lines = 0;
    for (; !rest.empty(); ++lines) {
        if (rest.find('\n') == std::string_view::npos && letters_in(rest) <= most) return lines + 1;
        rest.remove_prefix(std::max<std::size_t>(1, line_end(rest, most)));
    }
    return std::max(1, lines);
}

double height_of(const Paragraph& p, double width) {
    const double own = width - indent_of(p);
    const auto whole = p.label.empty() ? p.text : p.label + "  " + p.text;
    return lines_of(whole, p.size, own, p.bold) * p.size * line_factor + after;
}

double height_of(const Paragraphs& paragraphs, double width) {
    double sum = 0;
    for (const auto& p : paragraphs) sum += height_of(p, width);
    return sum;
}

std::pair<std::string, std::string> split_lines(const std::string& text, int lines, double size,
                                                double width) {
    const auto most = room(size, width, false);
    std::size_t at = 0;
    for (int i = 0; i < lines && at < text.size(); ++i)
        at += line_end(std::string_view{text}.substr(at), most);
    auto first = text.substr(0, at);
    while (!first.empty() && (first.back() == ' ' || first.back() == '\n')) first.pop_back();
    return {first, text.substr(at)};
}

std::string shortened(const std::string& text, int lines, double size, double width) {
    auto [first, rest] = split_lines(text, lines, size, width);
    if (rest.empty()) return first;
    if (const auto blank = first.rfind(' '); blank != std::string::npos && blank > first.size() / 2)
        first.resize(blank);
    return first + " …";
}

double row_height(const SlideTable& table, const std::vector<SlideCell>& row) {
    double highest = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        highest = std::max(highest, height_of(row[i].paragraphs, table.widths[i] - 2 * cell_side));
    return highest - after + 2 * cell_top + 2;
}

std::string paragraphs_xml(const Paragraphs& paragraphs, const std::string& language) {
    std::string out;
    for (const auto& p : paragraphs) {
        out += "<a:p><a:pPr";
        if (p.bullet)
            out += " marL=\"" + std::to_string(emu(indent_of(p))) + "\" indent=\"" +
                   (p.goes_on ? "0" : "-" + std::to_string(emu(hang_of(p)))) + "\"";
        out += std::string{" algn=\""} + (p.right ? "r" : "l") +
               "\"><a:spcBef><a:spcPts val=\"0\"/></a:spcBef>" + "<a:spcAft><a:spcPts val=\"" +
               std::to_string(std::lround(after * 100)) + "\"/></a:spcAft>" + bullet_xml(p);
        out += "</a:pPr>" + (p.label.empty() ? "" : stretch(p.label + "  ", p, language, true, {})) +
               text_xml(p, language) + "<a:endParaRPr lang=\"" + language + "\" sz=\"" +
               std::to_string(std::lround(p.size * 100)) + "\" dirty=\"0\"/></a:p>";
    }
    return out.empty() ? "<a:p><a:endParaRPr lang=\"" + language + "\"/></a:p>" : out;
}

std::string text_shape(int id, const Box& box, const Paragraphs& paragraphs, const std::string& language,
                       bool card) {
    const std::string inset = card ? "lIns=\"114300\" tIns=\"88900\" rIns=\"114300\" bIns=\"63500\""
                                   : "lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"";
    const std::string look =
        card ? "<a:solidFill><a:schemeClr val=\"bg2\"/></a:solidFill><a:ln><a:noFill/></a:ln>"
             : "<a:noFill/>";
    return "<p:sp><p:nvSpPr><p:cNvPr id=\"" + std::to_string(id) + "\" name=\"Text " + std::to_string(id) +
           "\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>" + transform("a:xfrm", box) +
           "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" + look +
           "</p:spPr><p:txBody><a:bodyPr wrap=\"square\" " + inset +
           " anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle/>" + paragraphs_xml(paragraphs, language) +
           "</p:txBody></p:sp>";
}

std::string table_shape(int id, const std::string& name, double x, double y, const SlideTable& table,
                        const std::string& language) {
    std::string xml =
        std::string{"<a:tbl><a:tblPr"} + (table.first_row_head ? " firstRow=\"1\"" : "") + "/><a:tblGrid>";
    double width = 0, height = 0;
    for (const double w : table.widths) {
        xml += "<a:gridCol w=\"" + std::to_string(emu(w)) + "\"/>";
        width += w;
    }
    xml += "</a:tblGrid>";
    for (const auto& row : table.rows) {
        const double own = row_height(table, row);
        height += own;
        xml += "<a:tr h=\"" + std::to_string(emu(own)) + "\">";
        for (const auto& cell : row) {
            const auto side = std::to_string(emu(cell_side)), top = std::to_string(emu(cell_top));
            xml += "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>" + paragraphs_xml(cell.paragraphs, language) +
                   "</a:txBody><a:tcPr marL=\"" + side + "\" marR=\"" + side + "\" marT=\"" + top +
                   "\" marB=\"" + top + "\" anchor=\"t\">" + none("lnL") + none("lnR") +
                   (cell.total ? border("lnT", "tx1", 1) : none("lnT")) +
                   (cell.head ? border("lnB", "accent1", 1.5) : border("lnB", "accent2", 0.5)) +
                   (cell.tinted ? "<a:solidFill><a:schemeClr val=\"bg2\"/></a:solidFill>" : "<a:noFill/>") +
                   "</a:tcPr></a:tc>";
        }
        xml += "</a:tr>";
    }
    return frame(id, name, {x, y, width, height}, "table", xml + "</a:tbl>");
}

std::string chart_shape(int id, const std::string& name, const Box& box, const std::string& relation) {
    return frame(id, name, box, "chart",
                 "<c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"" +
                     relation + "\"/>");
}

std::string picture_shape(int id, const std::string& name, const Box& box, const std::string& relation) {
    return "<p:pic><p:nvPicPr><p:cNvPr id=\"" + std::to_string(id) + "\" name=\"Logo\" descr=\"" +
           escaped(name) +
           "\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr "
           "userDrawn=\"1\"/></p:nvPicPr>"
           "<p:blipFill><a:blip r:embed=\"" +
           relation + "\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>" +
           transform("a:xfrm", box) + "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>";
}

}  // namespace kamino::office
