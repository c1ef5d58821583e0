// Text, style and tables of the printed plan.
#include "domain/plans/document_parts.h"

#include <boost/json.hpp>

#include "platform/base/text.h"

namespace kamino::plans {
namespace {

// A text inside a CSS string: what could end it, or the style element, is written as an escape.
std::string css_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            out += ' ';
        else if (c == '"' || c == '\\' || c == '<' || c == '>' || c == '\'') {
            constexpr char digits[] = "0123456789abcdef";
            out += '\\';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
            out += ' ';
        } else
            out += c;
    }
    return out;
}

std::string text_of(const boost::json::object& o, std::string_view key) {
    const auto* v = o.if_contains(key);
    return v && v->is_string() ? std::string{v->as_string()} : std::string{};
}

std::string day_of(const boost::json::object& o, std::string_view key, const Reader& reader) {
    const auto date = Date::parse(text_of(o, key));
    return date ? i18n::format_date(reader.locale, *date) : "–";
}

std::string label(const char* fact, const Reader& reader) {
    return escaped(i18n::translate(reader.language, std::string{"plan.fact."} + fact));
}

std::string light(const std::string& value, const Reader& reader) {
    const std::string name = value.empty() ? "unknown" : value;
    // Shape and word beside the colour, so that the light reads in black and white.
    const char* shape = name == "green" || name == "promoter"  ? "●"
                        : name == "amber" || name == "neutral" ? "▲"
                        : name == "red" || name == "detractor" ? "⬣"
                                                               : "○";
    return "<span class=\"light " + escaped(name) + "\">" + shape + "</span> " +
           escaped(i18n::translate(reader.language, "plan.light." + name));
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string prose(std::string_view body) {
    std::string out, paragraph;
    bool in_list = false;
    const auto close = [&] {
        if (!paragraph.empty()) out += "<p>" + paragraph + "</p>";
        paragraph.clear();
        if (in_list) out += "</ul>";
        in_list = false;
    };
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        const auto line = base::trim(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
        if (line.empty()) {
            close();
        } else if (line.starts_with("- ")) {
            if (!in_list) {
                close();
                out += "<ul>";
            }
            in_list = true;
            out += "<li>" + escaped(std::string_view{line}.substr(2)) + "</li>";
        } else {
            if (in_list) close();
            paragraph += (paragraph.empty() ? "" : "<br>") + escaped(line);
        }
    }
    close();
    return out;
}

std::string page_style(const std::string& left, const std::string& right, const std::string& page_word) {
    return R"(
@page{size:A4;margin:24mm 20mm 22mm 20mm;
@top-left{content:")" +
           css_text(left) + R"(";font:600 8.5pt system-ui,"Noto Sans",sans-serif;color:#333}
@top-right{content:")" +
           css_text(right) + R"(";font:8.5pt system-ui,"Noto Sans",sans-serif;color:#666}
@bottom-right{content:")" +
           css_text(page_word) +
           R"( " counter(page) " / " counter(pages);font:8.5pt system-ui,"Noto Sans",sans-serif;color:#666}}
@page:first{@top-left{content:""}}
*{box-sizing:border-box}
html{font:10.2pt/1.5 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#1b2430;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:170mm;hyphens:auto}
@media screen{body{padding:18mm 0}}
.cover{border-bottom:1.2pt solid #1f4e79;padding-bottom:5mm;margin-bottom:6mm}
.kind{text-transform:uppercase;letter-spacing:.12em;font-size:8.5pt;color:#1f4e79;margin:0 0 1mm;font-weight:600}
h1{font-size:25pt;line-height:1.15;margin:0 0 2mm;letter-spacing:-.01em;overflow-wrap:anywhere;hyphens:manual}
.line{margin:0;color:#556}
.objective{margin:4mm 0 0;font-size:11.5pt;line-height:1.45}
h2{font-size:14pt;line-height:1.25;margin:0 0 2.5mm;break-after:avoid;hyphens:manual}
h2 .no{display:inline-block;min-width:9mm;color:#1f4e79;font-weight:400}
h3{font-size:9.5pt;margin:4mm 0 1mm;color:#1f4e79;break-after:avoid}
section{margin:0 0 8mm;orphans:3;widows:3}
section>p{margin:0 0 2.2mm;orphans:3;widows:3}
ul{margin:0 0 2.5mm;padding-left:5mm}li{margin:0 0 .6mm;break-inside:avoid}
p:has(+ul){break-after:avoid}
.asks{list-style:"?  ";color:#333}
dt{font-weight:600;break-after:avoid}dd{margin:0 0 2mm}dd p{margin:0 0 1mm}
.help,.from{color:#667;font-size:9pt}.help{font-style:italic}.from{margin-top:2mm}
.state{background:#f3f6f9;border-left:2.5pt solid #1f4e79;padding:3mm 5mm;margin:0 0 8mm;font-size:9.2pt;box-decoration-break:clone}
.state p{margin:0}.state ul{columns:2;column-gap:8mm;margin:0}
table{border-collapse:collapse;width:100%;margin:3mm 0;font-size:9pt;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:1mm;color:#1f4e79}
thead{display:table-header-group}tr{break-inside:avoid}
th{text-align:left;font-weight:600;border-bottom:.8pt solid #1b2430;padding:1mm 4mm 1mm 0;vertical-align:bottom}
td{border-bottom:.4pt solid #cdd5de;padding:.9mm 4mm .9mm 0;vertical-align:top}
.n{text-align:right}.n,.d{white-space:nowrap}td:last-child,th:last-child{padding-right:0}
tfoot td{font-weight:600;border-bottom:0;border-top:.8pt solid #1b2430}
figure{margin:4mm 0 2mm;break-inside:avoid}figcaption{font-weight:600;font-size:9pt;color:#1f4e79;margin-bottom:1.5mm}
svg{width:100%;height:auto;display:block}svg text{font:7.2px system-ui,"Noto Sans",sans-serif;fill:#334}
small{color:#667;font-size:8.4pt}
.light{font-size:8.5pt}.green,.promoter{color:#1a7f4b}.amber,.neutral{color:#a86400}.red,.detractor{color:#b3261e}.unknown{color:#778}
)";
}

std::string people_table(const boost::json::object& facts, const Reader& reader) {
    const auto* people = facts.if_contains("people");
    if (!people || people->as_array().empty()) return "";
    std::string out = "<table><thead><tr><th>" + label("name", reader) + "</th><th>" +
                      label("decision_role", reader) + "</th><th>" + label("closeness", reader) +
                      "</th><th>" + label("stance", reader) + "</th><th>" + label("last_contact_on", reader) +
                      "</th></tr></thead><tbody>";
    for (const auto& row : people->as_array()) {
        const auto& p = row.as_object();
        auto role = text_of(p, "decision_role");
        if (role.empty()) role = "unknown";
        const auto title = text_of(p, "title");
        out += "<tr><td>" + escaped(text_of(p, "name")) +
               (title.empty() ? "" : "<br><small>" + escaped(title) + "</small>") + "</td><td>" +
               escaped(i18n::translate(reader.language, "plan.decision." + role)) + "</td><td>" +
               light(text_of(p, "closeness"), reader) + "</td><td>" + light(text_of(p, "stance"), reader) +
               "</td><td class=\"d\">" + escaped(day_of(p, "last_contact_on", reader)) + "</td></tr>";
    }
    return out + "</tbody></table>";
}

std::string deals_table(const boost::json::object& facts, const Reader& reader) {
    const auto* deals = facts.if_contains("opportunities");
    if (!deals || deals->as_array().empty()) return "";
    std::string out = "<table><thead><tr><th>" + label("opportunity", reader) + "</th><th>" +
                      label("stage", reader) + "</th><th class=\"n\">" + label("amount", reader) +
                      "</th><th class=\"n\">" + label("probability", reader) + "</th><th>" +
                      label("close_on", reader) + "</th></tr></thead><tbody>";
    for (const auto& row : deals->as_array()) {
        const auto& d = row.as_object();
        const auto& amount = d.at("amount").as_object();
        out +=
            "<tr><td>" + escaped(text_of(d, "name")) +
            (d.at("stalled").as_bool() ? " <small>⚑ " + label("stalled", reader) + "</small>" : "") +
            "</td><td>" + escaped(text_of(d, "stage")) + "</td><td class=\"n\">" +
            escaped(whole_money(amount.at("minor").to_number<std::int64_t>(), text_of(amount, "currency"),
                                reader.locale)) +
            "</td><td class=\"n\">" +
            escaped(i18n::format_percent(reader.locale, d.at("probability").to_number<double>() / 100, 0)) +
            "</td><td class=\"d\">" + escaped(day_of(d, "close_on", reader)) + "</td></tr>";
    }
    return out + "</tbody></table>";
}

}  // namespace kamino::plans
