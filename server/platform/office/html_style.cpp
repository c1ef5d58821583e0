// The style sheet of the page, in the company's colours.
#include "platform/office/html_parts.h"

namespace kamino::office {
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

std::string margins(const Document& d) {
    return R"(
@page{size:A4;margin:24mm 20mm 22mm 20mm;
@top-left{content:")" +
           css_text(d.title) + R"(";font:600 8.5pt system-ui,"Noto Sans",sans-serif;color:#333}
@top-right{content:")" +
           css_text(plain(d.stamp)) + R"(";font:8.5pt system-ui,"Noto Sans",sans-serif;color:#666}
@bottom-left{content:")" +
           css_text(d.brand.company + " · " + d.for_whom) +
           R"(";font:8.5pt system-ui,"Noto Sans",sans-serif;color:#666}
@bottom-right{content:")" +
           css_text(d.words.page) +
           R"( " counter(page) " / " counter(pages);font:8.5pt system-ui,"Noto Sans",sans-serif;color:#666}}
@page:first{margin-top:16mm;@top-left{content:""}@top-right{content:""}}
)";
}

}  // namespace

std::string page_style(const Document& d) {
    const auto ink = readable(d.brand.color);
    const auto tint = mix(white, ink, 0.06);
    return margins(d) + ":root{--ink:" + css(ink) + ";--tint:" + css(tint) + "}" + R"(
*{box-sizing:border-box}
html{font:10.2pt/1.5 system-ui,"Noto Sans","DejaVu Sans",sans-serif;color:#1b2430;background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0 auto;max-width:170mm;hyphens:auto}
@media screen{body{padding:14mm 5mm}}
.cover{border-bottom:1.2pt solid var(--ink);padding-bottom:5mm;margin-bottom:6mm}
.logo{float:right;max-width:42mm;max-height:18mm;margin:0 0 3mm 6mm;object-fit:contain}
.kind{text-transform:uppercase;letter-spacing:.12em;font-size:8.5pt;color:var(--ink);margin:0 0 1mm;font-weight:600}
h1{font-size:25pt;line-height:1.15;margin:0 0 2mm;letter-spacing:-.01em;overflow-wrap:anywhere;hyphens:manual}
.line{margin:0;color:#556}
.objective{margin:4mm 0 0;font-size:11.5pt;line-height:1.45}
h2{font-size:14pt;line-height:1.25;margin:0 0 2.5mm;break-after:avoid;hyphens:manual}
h2 .no{display:inline-block;min-width:9mm;color:var(--ink);font-weight:400}
h3{font-size:9.5pt;margin:4mm 0 1mm;color:var(--ink);break-after:avoid}
h5{font-size:9.2pt;margin:2mm 0 1mm;color:var(--ink);break-after:avoid}.rich h4{font-size:10pt;margin:3mm 0 1mm}.rich>:first-child{margin-top:0}
blockquote{margin:0 0 2.5mm;padding-left:4mm;border-left:.6mm solid var(--line)}ol{margin:0 0 2.5mm;padding-left:6mm}li>ul,li>ol{margin:.6mm 0 0}li>p{margin:.6mm 0 0}
h4{font-size:9.2pt;margin:0 0 1mm;color:var(--ink)}
section{margin:0 0 8mm;orphans:3;widows:3}
section>p{margin:0 0 2.2mm;orphans:3;widows:3}
ul{margin:0 0 2.5mm;padding-left:5mm}li{margin:0 0 .6mm;break-inside:avoid;overflow-wrap:anywhere}
p:has(+ul){break-after:avoid}
.asks{list-style:"?  ";color:#333}
dt{font-weight:600;break-after:avoid}dd{margin:0 0 2mm}dd p{margin:0 0 1mm}
.fields{margin:1mm 0 3mm}.fields div{display:grid;grid-template-columns:minmax(30mm,34%) 1fr;gap:4mm;padding:.8mm 0;border-bottom:.4pt solid #cdd5de;break-inside:avoid}
.fields dt{font-weight:400;color:#556;font-size:9pt}.fields dd{margin:0;font-size:9.4pt;overflow-wrap:anywhere}
.from{color:#667;font-size:9pt;margin-top:2mm}
.summary{break-after:page;margin:0}
.summary h2{font-size:11pt;margin:0 0 2mm;color:var(--ink)}
.summary:last-child{break-after:auto}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:3mm}
.cards article{border:.6pt solid #cdd5de;border-top:2pt solid var(--ink);padding:2.5mm 4mm 1.5mm;break-inside:avoid;font-size:9pt;line-height:1.35;min-width:0}
.cards article.wide{grid-column:1/-1}
.cards h3{margin:0 0 1.5mm;font-size:10pt}.cards figure{margin:0}
.cards .fields{margin:0}.cards .fields div{grid-template-columns:44% 1fr;gap:2mm;padding:.5mm 0}.cards .fields div:last-child{border-bottom:0}
.cards ul{padding-left:4mm;margin:0 0 1mm}.cards li br{display:none}.cards li small::before{content:" · "}
@media(max-width:600px){.cards{grid-template-columns:1fr}table{display:block;overflow-x:auto}h1{font-size:20pt}}
table{border-collapse:collapse;width:100%;margin:3mm 0;font-size:9pt;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:1mm;color:var(--ink);break-after:avoid}
thead{display:table-header-group}tr{break-inside:avoid}
th{text-align:left;font-weight:600;border-bottom:.8pt solid #1b2430;padding:1mm 3mm 1mm 0;vertical-align:bottom;hyphens:auto}
td{border-bottom:.4pt solid #cdd5de;padding:.9mm 3mm .9mm 0;vertical-align:top;overflow-wrap:break-word;hyphens:auto}
td p{margin:0 0 1mm}
.n{text-align:right}td.n,.d{white-space:nowrap;overflow-wrap:normal}td:last-child,th:last-child{padding-right:0}
tfoot td{font-weight:600;border-bottom:0;border-top:.8pt solid #1b2430}
.board td{width:50%;border:.6pt solid #cdd5de;padding:2.5mm 4mm}.board td:last-child{padding-right:4mm}
figure{margin:4mm 0 2mm;break-inside:avoid}figcaption{font-weight:600;font-size:9pt;color:var(--ink);margin-bottom:1.5mm}
svg{width:100%;height:auto;display:block}svg text{font:7.2px system-ui,"Noto Sans",sans-serif;fill:#334}
small{color:#667;font-size:8.4pt}
.light{font-size:8.5pt}.good{color:#1a7f4b}.fair{color:#a86400}.bad{color:#b3261e}.mute{color:#778}
)";
}

}  // namespace kamino::office
