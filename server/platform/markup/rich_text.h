// Rich text: a subset of Markdown (CommonMark 0.30) that is stored as it is written. It knows paragraphs, two
// levels of headings, bold, italic, bulleted and numbered lists (one inside another), quotes, and links to
// http, https and mailto. A single line end is a line break. Everything else is text: HTML, code, images,
// tables, other links. docs/decisions/0010-rich-text-is-markdown.md says why; the browser reads the same
// subset (web/src/lib/rich-text), held together by tests/rich-text/cases.json. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kamino::markup {

struct Run {
    std::string text;  // "\n" is a line break
    bool bold = false, italic = false;
    std::string link{};
    bool operator==(const Run&) const = default;
};
struct Paragraph {
    int heading = 0;       // 1, 2; 0 = none
    int depth = 0;         // lists around it: 0, 1, 2
    bool ordered = false;  // of the innermost list
    int number = 0;        // of the item in an ordered list
    bool opens = false;    // the first item of its list
    bool goes_on = false;  // one more paragraph of the item before
    bool quoted = false;
    std::vector<Run> runs{};
    bool operator==(const Paragraph&) const = default;
};
// Lists deeper than two count as the second; quotes in quotes or lists and headings in lists are paragraphs.
std::vector<Paragraph> paragraphs(std::string_view body);

// Without marks; a link says where it goes.
std::string text_of(const Paragraph& paragraph);
// For the page: headings of the body are <h4> and <h5>. Every text is escaped.
std::string html(std::string_view body);
// The whole without marks: list items keep "- " or their number.
std::string plain(std::string_view body);

// Text as a piece of a paragraph, no character of it meant as a mark.
std::string escaped(std::string_view text);
// The start of a line, so that it is no heading, list or quote.
std::string escaped_start(std::string_view line);

}  // namespace kamino::markup
