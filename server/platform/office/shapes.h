// Shapes of a slide as DrawingML, and how much room text takes. Lengths are points (1/72 inch). Pure.
#pragma once
#include <string>
#include <vector>

#include "platform/office/document.h"

namespace kamino::office {

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};
// Some bytes of a paragraph that look different.
struct Mark {
    std::size_t from = 0, to = 0;
    bool bold = false, italic = false;
};
struct Paragraph {
    std::string text;
    double size = 14;
    bool bold = false, bullet = false;
    const char* color = "tx1";  // of the theme
    bool right = false;
    std::string label{};  // stands before the text, dimmed
    std::vector<Mark> marks{};
    int level = 0;         // of lists: one inside another
    int number = 0;        // of a bullet: what stands in its place
    bool goes_on = false;  // of a bullet: nothing stands in its place
};
using Paragraphs = std::vector<Paragraph>;
// Rich text (platform/markup) as paragraphs of a slide, without colours of its own.
Paragraphs rich_paragraphs(std::string_view body, double size);
// Takes from the paragraph what fits into so many lines.
Paragraph take_lines(Paragraph& from, int lines, double width);

// Lines that the text fills in that width: an estimate on the safe side (an average letter is 0.5 em wide).
int lines_of(const std::string& text, double size, double width, bool bold = false);
double height_of(const Paragraph& paragraph, double width);
double height_of(const Paragraphs& paragraphs, double width);
// Cut so that it fills at most so many lines; what does not fit is the rest, whole words where there are any.
std::pair<std::string, std::string> split_lines(const std::string& text, int lines, double size,
                                                double width);
// The same, with "…" for the rest.
std::string shortened(const std::string& text, int lines, double size, double width);

struct SlideCell {
    Paragraphs paragraphs;
    bool head = false, total = false, tinted = false;
};
struct SlideTable {
    std::vector<double> widths;
    std::vector<std::vector<SlideCell>> rows;
    bool first_row_head = true;
};
inline constexpr double cell_side = 7, cell_top = 3;
double row_height(const SlideTable& table, const std::vector<SlideCell>& row);

// `id` is the shape's number within its slide; ids from 10 on are free.
std::string text_shape(int id, const Box& box, const Paragraphs& paragraphs, const std::string& language,
                       bool card = false);
std::string table_shape(int id, const std::string& name, double x, double y, const SlideTable& table,
                        const std::string& language);
std::string chart_shape(int id, const std::string& name, const Box& box, const std::string& relation);
std::string picture_shape(int id, const std::string& name, const Box& box, const std::string& relation);
std::string paragraphs_xml(const Paragraphs& paragraphs, const std::string& language);
long emu(double points);

}  // namespace kamino::office
