// A native chart of a slide (ISO/IEC 29500-1, 21.2): its figures are cached in the part and stand in an
// embedded workbook, so that "Edit data" opens them.
#include "platform/base/text.h"
#include "platform/office/slides.h"
#include "platform/office/workbook.h"
#include "platform/office/xml.h"

namespace kamino::office {
namespace {

constexpr const char* series_colors[] = {"accent1", "accent2", "accent3", "accent4", "accent5", "accent6"};

std::string point(std::size_t at, const std::string& value) {
    return "<c:pt idx=\"" + std::to_string(at) + "\"><c:v>" + escaped(value) + "</c:v></c:pt>";
}

std::string text_source(const std::string& cells, const std::vector<std::string>& values) {
    std::string out = "<c:strRef><c:f>" + cells + "</c:f><c:strCache><c:ptCount val=\"" +
                      std::to_string(values.size()) + "\"/>";
    for (std::size_t i = 0; i < values.size(); ++i) out += point(i, values[i]);
    return out + "</c:strCache></c:strRef>";
}

std::string number_source(const std::string& cells, const std::vector<double>& values) {
    std::string out = "<c:numRef><c:f>" + cells +
                      "</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val=\"" +
                      std::to_string(values.size()) + "\"/>";
    for (std::size_t i = 0; i < values.size(); ++i) out += point(i, base::number_text(values[i]));
    return out + "</c:numCache></c:numRef>";
}

std::string fill(const char* color) {
    return std::string{"<a:solidFill><a:schemeClr val=\""} + color + "\"/></a:solidFill>";
}

std::string text_look(int size) {
    return "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"" + std::to_string(size) + "\">" +
           fill("tx1") + "</a:defRPr></a:pPr><a:endParaRPr lang=\"en\"/></a:p></c:txPr>";
}

std::string series(const Chart& chart, std::size_t s, std::size_t order) {
    const auto number = static_cast<int>(s);
    std::string out =
        "<c:ser><c:idx val=\"" + std::to_string(s) + "\"/><c:order val=\"" + std::to_string(order) +
        "\"/><c:tx>" + text_source(chart_name_cell(number), {chart.series[s].name}) + "</c:tx><c:spPr>" +
        fill(series_colors[s % std::size(series_colors)]) + "</c:spPr><c:invertIfNegative val=\"0\"/>";
    return out + "<c:cat>" + text_source(chart_range(chart, -1), chart.categories) + "</c:cat><c:val>" +
           number_source(chart_range(chart, number), chart.series[s].values) + "</c:val></c:ser>";
}

std::string axes(bool stack) {
    const std::string places[] = {stack ? "l" : "b", stack ? "b" : "l"};
    return "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete "
           "val=\"0\"/>"
           "<c:axPos val=\"" +
           places[0] +
           "\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark "
           "val=\"none\"/><c:minorTickMark "
           "val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"9525\">" +
           fill("accent2") + "</a:ln></c:spPr>" + text_look(1100) +
           "<c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/>"
           "<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx><c:valAx><c:axId "
           "val=\"222\"/><c:scaling>"
           "<c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos "
           "val=\"" +
           places[1] + "\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\">" + fill("bg2") +
           "</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"#,##0\" "
           "sourceLinked=\"0\"/><c:majorTickMark "
           "val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos "
           "val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln>"
           "</c:spPr>" +
           text_look(1100) +
           "<c:crossAx val=\"111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>";
}

// Axes without a zero line would lie; but losses must be seen.
std::string allow_losses(std::string xml, const Chart& chart) {
    bool losses = false;
    for (const auto& s : chart.series)
        for (const double v : s.values) losses = losses || v < 0;
    const std::string floor = "<c:min val=\"0\"/>";
    if (losses) xml.erase(xml.find(floor), floor.size());
    return xml;
}

}  // namespace

std::string chart_xml(const Chart& chart, const std::string& language, const std::string& workbook_relation) {
    const bool stack = chart.kind == Chart::Kind::stack;
    std::string bars = std::string{"<c:barChart><c:barDir val=\""} + (stack ? "bar" : "col") +
                       "\"/><c:grouping val=\"" + (stack ? "stacked" : "clustered") +
                       "\"/><c:varyColors val=\"0\"/>";
    const auto count = chart.series.size();
    // Columns: the last series, the one before today's, stands on the left.
    for (std::size_t i = 0; i < count; ++i) bars += series(chart, stack ? i : count - 1 - i, i);
    bars += std::string{"<c:gapWidth val=\"60\"/><c:overlap val=\""} + (stack ? "100" : "0") +
            "\"/><c:axId val=\"111\"/><c:axId val=\"222\"/></c:barChart>";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace "
           "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
           "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 "
           "val=\"0\"/>"
           "<c:lang val=\"" +
           language +
           "\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted "
           "val=\"1\"/><c:plotArea><c:layout/>" +
           bars + allow_losses(axes(stack), chart) +
           "</c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>" + text_look(1100) +
           "</c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>" + text_look(1100) +
           "<c:externalData r:id=\"" + workbook_relation +
           "\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>";
}

}  // namespace kamino::office
