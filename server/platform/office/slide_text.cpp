// Rich text on slides: real bold and italic runs, real bullets and numbers, over as many slides as it needs.
#include <algorithm>

#include "platform/markup/rich_text.h"
#include "platform/office/shapes.h"

namespace kamino::office {
namespace {

void add_run(Paragraph& p, const markup::Run& run) {
    const auto from = p.text.size();
    p.text += run.text;
    if (run.bold || run.italic) p.marks.push_back({from, p.text.size(), run.bold, run.italic});
    if (!run.link.empty() && run.link != run.text) p.text += " (" + run.link + ")";
}

}  // namespace

Paragraphs rich_paragraphs(std::string_view body, double size) {
    Paragraphs all;
    for (const auto& read : markup::paragraphs(body)) {
        Paragraph p{{}, read.heading == 1 ? size + 2 : size, read.heading > 0, read.depth > 0};
        if (read.heading > 0) p.color = "tx2";
        p.level = std::max(read.depth - 1, 0);
        p.number = read.ordered ? read.number : 0;
        p.goes_on = read.goes_on;
        if (read.quoted && read.depth == 0) p.bullet = p.goes_on = true;  // a quote is indented
        for (const auto& run : read.runs) add_run(p, run);
        if (!p.text.empty()) all.push_back(std::move(p));
    }
    return all;
}

Paragraph take_lines(Paragraph& from, int lines, double width) {
    auto taken = from;
    auto [first, rest] = split_lines(from.text, lines, from.size, width);
    const auto cut = from.text.size() - rest.size(), end = first.size();
    std::erase_if(taken.marks, [end](const Mark& m) { return m.from >= end; });
    for (auto& m : taken.marks) m.to = std::min(m.to, end);
    std::erase_if(from.marks, [cut](const Mark& m) { return m.to <= cut; });
    for (auto& m : from.marks) m = {m.from > cut ? m.from - cut : 0, m.to - cut, m.bold, m.italic};
    taken.text = std::move(first);
    from.text = std::move(rest);
    if (from.bullet) from.goes_on = true;
    return taken;
}

}  // namespace kamino::office
