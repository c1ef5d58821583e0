// The document laid out on slides of 16:9: which shapes stand where, long text and tables over as many slides
// as they need. Pure.
#pragma once
#include <string>
#include <vector>

#include "platform/office/shapes.h"

namespace kamino::office {

inline constexpr double slide_width = 960, slide_height = 540;

struct Slide {
    std::string title;
    bool cover = false;
    std::string shapes;                // XML; a chart stands as {{chart0}}, {{chart1}}, …: its relation
    std::vector<const Chart*> charts;  // of the document
    std::vector<std::string> notes;
};
// The charts point into the document, which must live as long.
std::vector<Slide> slides_of(const Document& document);

// The chart part: bars with their figures, and the cells of the workbook that they come from.
std::string chart_xml(const Chart& chart, const std::string& language, const std::string& workbook_relation);

}  // namespace kamino::office
