// Pieces of the page; every text of a document passes escaped(). Pure.
#pragma once
#include "platform/office/document.h"

namespace kamino::office {

// Paragraphs (empty line between) and lists ("- " at the start of lines) as HTML.
std::string prose_html(std::string_view body);
// The same text in pieces: an item starts with "- ", all else is a paragraph.
struct ProsePiece {
    std::string text;
    bool item = false;
};
std::vector<ProsePiece> prose_pieces(std::string_view body);

// An amount in whole units, as the document's readers write it.
std::string amount_text(const Document& document, double value, const std::string& currency);
std::string page_style(const Document& document);
// Bars as an inline SVG with patterns beside the colours, so that they print in black.
std::string chart_html(const Chart& chart, const std::string& title, const Document& document);

}  // namespace kamino::office
