// Pieces of the printed plan; every text of a record passes escaped(). Pure.
#pragma once
#include <boost/json/fwd.hpp>

#include "domain/plans/sentence.h"

namespace kamino::plans {

// HTML text: & < > " ' become references.
std::string escaped(std::string_view text);
// Paragraphs (empty line between) and lists ("- " at the start of lines) as HTML.
std::string prose(std::string_view body);
// The style sheet; the two texts and the page number stand in the margins of every page.
std::string page_style(const std::string& left, const std::string& right, const std::string& page_word);

// Sales by month beside the year before, as an inline SVG with pattern fills, and the table it shows. ""
// without sales.
std::string sales_chart(const boost::json::object& facts, const Reader& reader);
// Run rate, weighted pipeline and gap as one bar up to the target. "" without an objective.
std::string gap_chart(const boost::json::object& facts, const Reader& reader);
std::string people_table(const boost::json::object& facts, const Reader& reader);
std::string deals_table(const boost::json::object& facts, const Reader& reader);

}  // namespace kamino::plans
