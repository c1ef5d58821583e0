// The text areas of a CRM's account plan as rows, and back: an area holds a list that people typed. Pure
// functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kamino::exchange {

// The entries of an area: what starts with a bullet or a number, else paragraphs that an empty line parts,
// else lines. Bullets are taken off; lines below a bullet belong to it.
std::vector<std::string> items_of(std::string_view area);
// The area that items_of reads as these entries.
std::string area_of(const std::vector<std::string>& items);
// Pieces of at most `most` code points, cut at white space where there is some; nothing is lost but that.
std::vector<std::string> pieces_of(std::string_view text, std::size_t most);

struct NamedItem {
    std::string name, rest;
};
// "Acme Corp: strong in the north" and "Acme Corp - cheap" say a name and something of it.
NamedItem named_item(const std::string& item);
std::string named_text(const NamedItem& item);
// Names in one line, parted by commas or semicolons.
std::vector<std::string> names_in(const std::vector<std::string>& items);

// Salesforce writes an id with 15 or 18 characters; the first 15 say which.
std::string short_id(std::string_view id);
// Text that our own files guard against spreadsheets with an apostrophe comes without; line ends are \n.
std::string unguarded(std::string_view text);
// Of a text without regard to capitals, accents, blanks and signs; the same everywhere and for ever (FNV-1a).
std::string text_key(std::string_view text);

}  // namespace kamino::exchange
