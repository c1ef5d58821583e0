// Documents (PLAN-18): the gate of audiences, pages, colours by WCAG, logos, archives, workbooks and slides.
// Slides are checked as ISO/IEC 29500 wants them: every part is well-formed, every relationship leads to a
// part, a chart's figures equal the cells of its workbook.
#include <expat.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "platform/base/text.h"
#include "platform/office/html_parts.h"
#include "platform/office/image.h"
#include "platform/office/opened_test.h"
#include "platform/office/package.h"
#include "platform/office/shapes.h"
#include "platform/office/slides.h"
#include "platform/office/workbook.h"
#include "platform/office/xml.h"

namespace kamino::office {
namespace {

Value said(std::string text, Audience audience = Audience::customer_safe) {
    Value v;
    v.text = std::move(text);
    v.audience = audience;
    return v;
}

Value money(double number) {
    auto v = said("€" + base::number_text(number));
    v.kind = Value::Kind::money;
    v.number = number;
    v.currency = "EUR";
    return v;
}

Block chart() {
    Block b{Block::Kind::chart, "Sales", Audience::customer_safe};
    b.chart.currency = "EUR";
    for (int i = 1; i <= 12; ++i) b.chart.categories.push_back("M" + std::to_string(i));
    b.chart.series = {{"Now <&>", {}}, {"Before", {}}};
    for (int i = 0; i < 12; ++i) {
        b.chart.series[0].values.push_back(1000.5 * i);
        b.chart.series[1].values.push_back(900 - 10 * i);
    }
    return b;
}

Block table(int rows, const std::string& text) {
    Block b{Block::Kind::table, "A table", Audience::customer_safe};
    b.table.columns = {{"Name", false, 2, Audience::customer_safe},
                       {"Amount", true, 1, Audience::partner},
                       {"Secret", false, 1, Audience::internal}};
    for (int i = 0; i < rows; ++i)
        b.table.rows.push_back(
            {{{said("row" + std::to_string(i) + " " + text)}, {money(i)}, {said("hush", Audience::internal)}},
             false,
             Audience::customer_safe});
    return b;
}

Document sample() {
    Document d;
    d.kind = "Account plan";
    d.title = "Acme & <Sons>";
    d.for_whom = "Internal";
    d.on = Date::of(2026, 11, 26);
    d.brand.company = "Maker";
    d.stamp = {said("Revision 3"), said("the quarrel", Audience::internal)};
    d.headline = said("Grow", Audience::internal);
    d.words = {"Page", "continued"};
    d.summary = {"summary", "On one page", {}};
    Block who{Block::Kind::fields, "Who", Audience::customer_safe};
    who.fields = {{"Industry", {said("Food")}, Audience::customer_safe},
                  {"Class", {said("A", Audience::internal)}, Audience::internal}};
    d.summary.blocks = {who};
    Block text{Block::Kind::prose, "", Audience::partner};
    text.text = "One <i>\n\n- a\n- b\n\nTwo";
    Block note{Block::Kind::note, "", Audience::customer_safe};
    note.text = "From our books";
    Block board{Block::Kind::board, "", Audience::customer_safe};
    for (const char* q : {"Strengths", "Weaknesses", "Opportunities", "Threats"})
        board.board.push_back({q, {{{said(std::string{"of "} + q)}, Audience::partner}}});
    d.sections = {{"sales", "Sales: history/1", {chart(), table(3, "=SUM(A1)"), note}},
                  {"swot", "SWOT", {text, board, note}}};
    return d;
}

TEST(Documents, TheGateLetsEachCircleSeeItsOwn) {
    EXPECT_TRUE(may_read(Audience::internal, Audience::undeclared));
    EXPECT_FALSE(may_read(Audience::partner, Audience::undeclared));
    EXPECT_TRUE(may_read(Audience::partner, Audience::customer_safe));
    EXPECT_FALSE(may_read(Audience::customer_safe, Audience::partner));
    const auto all = for_reader(sample(), Audience::internal);
    EXPECT_EQ(json(all), json(sample()));
    const auto partner = for_reader(sample(), Audience::partner);
    ASSERT_EQ(partner.sections.size(), 2U);
    EXPECT_EQ(partner.sections[0].blocks[1].table.columns.size(), 2U);
    EXPECT_EQ(partner.headline.text, "");
    EXPECT_EQ(partner.stamp.size(), 1U);
    const auto customer = for_reader(sample(), Audience::customer_safe);
    ASSERT_EQ(customer.sections.size(), 1U) << "a section that lost everything but its notes is gone";
    EXPECT_EQ(customer.sections[0].blocks[1].table.columns.size(), 1U);
    EXPECT_EQ(customer.summary.blocks[0].fields.size(), 1U);
    const Block undeclared{Block::Kind::list,
                           "t",
                           Audience::undeclared,
                           "",
                           {},
                           {},
                           {},
                           {},
                           {{{said("x")}, Audience::customer_safe}}};
    auto d = sample();
    d.sections = {{"k", "t", {undeclared}}};
    EXPECT_TRUE(for_reader(d, Audience::partner).sections.empty());
    EXPECT_EQ(for_reader(d, Audience::internal).sections.size(), 1U);
}

TEST(Documents, ThePageEscapesWhatPeopleWrote) {
    EXPECT_EQ(escaped("<b>&\"'\x01"), "&lt;b&gt;&amp;&quot;&#39;");
    EXPECT_EQ(prose_html("One <i>\nmore\n\n- a\n- b\n\nTwo"),
              "<p>One &lt;i&gt;<br>more</p><ul><li>a</li><li>b</li></ul><p>Two</p>");
    auto d = sample();
    d.title = "</style><script>\"\\";
    const auto page = html(d);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
    EXPECT_EQ(page.find("http"), std::string::npos) << "nothing from elsewhere";
    EXPECT_NE(page.find("fill=\"url(#fill1)\""), std::string::npos) << "bars differ by pattern";
    EXPECT_NE(page.find("=SUM(A1)"), std::string::npos);
}

// Ratios of WCAG 2.2: white on black 21, #777777 on white 4.48, #767676 on white 4.54 (the well-known limit
// of AA).
TEST(Colors, ContrastAsWcagDefinesIt) {
    EXPECT_NEAR(contrast(white, black), 21, 1e-9);
    EXPECT_NEAR(contrast(*color_of("#777777"), white), 4.48, 0.005);
    EXPECT_NEAR(contrast(*color_of("#767676"), white), 4.54, 0.005);
    EXPECT_EQ(readable(*color_of("#767676")), *color_of("#767676")) << "good enough stays";
    for (const char* bright : {"#ffff00", "#ff9900", "#00ff88", "#ffffff"})
        EXPECT_GE(contrast(readable(*color_of(bright)), white), 4.5) << bright;
    EXPECT_EQ(text_on(*color_of("#ffff00")), black);
    EXPECT_EQ(text_on(*color_of("#1f4e79")), white);
    for (const char* bad : {"", "1f4e79", "#1f4e7", "#1f4e7g", "red", "#1f4e790"})
        EXPECT_FALSE(color_of(bad)) << bad;
    EXPECT_EQ(css(*color_of("#1F4E79")), "#1f4e79");
}

std::string png_head(int width, int height) {
    std::string b = "\x89PNG\r\n\x1a\n";
    b += std::string("\0\0\0\x0d", 4) + "IHDR";
    for (const int side : {width, height})
        for (int shift = 24; shift >= 0; shift -= 8) b += static_cast<char>(side >> shift & 255);
    b += std::string(9, '\1');  // depth, colour, compression, filter, interlace; the check sum
    b += std::string("\0\0\0\x01", 4) + "IDAT" + std::string(5, '\1');
    return b + std::string("\0\0\0\0", 4) + "IEND" + std::string(4, '\1');
}

TEST(Logos, AreKnownByTheirBytes) {
    const auto png = logo_of(png_head(320, 80));
    ASSERT_TRUE(png);
    EXPECT_EQ(png->type, "image/png");
    EXPECT_EQ(png->width, 320);
    EXPECT_EQ(png->height, 80);
    // SOI, APP0 of 4 bytes, SOF0: length 11, precision 8, height 50, width 200.
    const std::string jpeg(
        "\xff\xd8\xff\xe0\x00\x04\x01\x02\xff\xc0\x00\x0b\x08\x00\x32\x00\xc8\x01\x01\x11\x00\xff\xd9", 23);
    const auto photo = logo_of(jpeg);
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->width, 200);
    EXPECT_EQ(photo->height, 50);
    // A file cut short has its measures still, and went into slides and paper.
    for (std::size_t length : {33U, 50U, 57U})
        EXPECT_FALSE(logo_of(png_head(320, 80).substr(0, length))) << length;
    EXPECT_FALSE(logo_of(jpeg.substr(0, 21)));
    EXPECT_FALSE(logo_of("<svg onload=alert(1)>"));
    EXPECT_FALSE(logo_of(png_head(5000, 10)));
    EXPECT_FALSE(logo_of(png_head(0, 10)));
    EXPECT_FALSE(logo_of(png_head(10, 10) + std::string(logo_limit, 'x')));
    EXPECT_FALSE(logo_of(""));
    EXPECT_EQ(from_base64(base64("\x01\xff k")), "\x01\xff k");
}

TEST(Archives, TheSamePartsMakeTheSameBytes) {
    const auto once = zipped({{"a.txt", "alpha"}, {"b/ñ.txt", std::string(5000, 'b')}});
    EXPECT_EQ(once, zipped({{"a.txt", "alpha"}, {"b/ñ.txt", std::string(5000, 'b')}}));
    const auto parts = opened(once);
    EXPECT_EQ(parts.at("a.txt"), "alpha");
    EXPECT_EQ(parts.at("b/ñ.txt").size(), 5000U);
    EXPECT_LT(once.size(), 1000U);
}

TEST(Slides, EveryPartIsWellFormedAndEveryRelationLeadsToOne) {
    auto d = sample();
    d.brand.logo = *logo_of(png_head(320, 80));
    check_package(pptx(d));
    check_package(pptx(for_reader(d, Audience::customer_safe)));
    d.summary.blocks.clear();
    check_package(pptx(d));
    EXPECT_EQ(pptx(d), pptx(d)) << "the same document makes the same bytes";
}

TEST(Slides, AChartsFiguresAreTheCellsOfItsWorkbook) {
    const auto parts = opened(pptx(sample()));
    const auto& chart_part = parts.at("ppt/charts/chart1.xml");
    EXPECT_NE(chart_part.find("<c:externalData"), std::string::npos);
    const auto book = opened(parts.at("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"));
    const auto cells = cells_of(book, "xl/worksheets/sheet1.xml");
    const auto b = chart();
    for (std::size_t s = 0; s < 2; ++s) {
        const std::string column = s == 0 ? "B" : "C";
        EXPECT_NE(chart_part.find("<c:f>Sheet1!$" + column + "$2:$" + column + "$13</c:f>"),
                  std::string::npos);
        EXPECT_EQ(cells.at(column + "1"), b.chart.series[s].name);
        for (std::size_t i = 0; i < 12; ++i) {
            const auto value = base::number_text(b.chart.series[s].values[i]);
            EXPECT_EQ(std::stod(cells.at(column + std::to_string(i + 2))), b.chart.series[s].values[i]);
            EXPECT_NE(chart_part.find("<c:pt idx=\"" + std::to_string(i) + "\"><c:v>" + value + "</c:v>"),
                      std::string::npos);
        }
    }
    EXPECT_NE(parts.at("ppt/slides/slide2.xml").find("<c:chart "), std::string::npos);
    EXPECT_NE(parts.at("ppt/slides/slide3.xml").find("<a:tbl>"), std::string::npos) << "tables are tables";
}

// PLAN-18: bold, italic, bullets and numbers are those of the slide; a text cut in two keeps its looks.
TEST(Slides, RichTextHasRunsBulletsAndNumbers) {
    auto all = rich_paragraphs("## Head\n\na **b** *c* ***d***\n\n2. two\n   - deep [x](https://e.org)", 16);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_TRUE(all[0].bold);
    EXPECT_EQ(all[1].text, "a b c d");
    const auto xml = paragraphs_xml({all[1]}, "en");
    EXPECT_NE(xml.find(" b=\"1\" dirty=\"0\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>"
                       "<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>b</a:t>"),
              std::string::npos);
    EXPECT_NE(xml.find(" b=\"1\" i=\"1\""), std::string::npos);
    EXPECT_EQ(all[2].number, 2);
    EXPECT_EQ(all[3].level, 1);
    EXPECT_EQ(all[3].text, "deep x (https://e.org)");
    Paragraph p{"one two three four", 10};
    p.marks = {{4, 13, true, false}};         // "two three"
    const auto first = take_lines(p, 1, 50);  // ten letters of 5 points
    EXPECT_EQ(first.text, "one two");
    ASSERT_EQ(first.marks.size(), 1U);
    EXPECT_EQ(first.text.substr(first.marks[0].from, first.marks[0].to - first.marks[0].from), "two");
    EXPECT_EQ(p.text, "three four");
    ASSERT_EQ(p.marks.size(), 1U);
    EXPECT_EQ(p.text.substr(p.marks[0].from, p.marks[0].to - p.marks[0].from), "three");
}

// Nothing may stand below the foot of a slide, and nothing may be lost, however long tables and texts are.
TEST(Slides, LongTablesAndTextsRunOverManySlidesWithoutLoss) {
    Document d = sample();
    std::string words;
    for (int i = 0; i < 1500; ++i) words += "word" + std::to_string(i) + (i % 40 == 39 ? ".\n\n" : " ");
    Block text{Block::Kind::prose, "", Audience::customer_safe};
    text.text = words;
    std::string huge;
    for (int i = 0; i < 900; ++i) huge += "cell" + std::to_string(i) + " ";
    Block board{Block::Kind::board, "", Audience::customer_safe};
    for (int q = 0; q < 4; ++q) {
        board.board.push_back({"Q" + std::to_string(q), {}});
        for (int i = 0; i < 30; ++i)
            board.board[q].items.push_back(
                {{said("item" + std::to_string(100 * q + i) + ".")}, Audience::customer_safe});
    }
    d.sections = {{"long", "Long", {text, table(90, ""), table(1, huge), board}}};
    const auto slides = slides_of(d);
    EXPECT_GT(slides.size(), 10U);
    std::string all;
    for (const auto& slide : slides) {
        all += slide.shapes;
        for (std::size_t at = 0; (at = slide.shapes.find("<a:off x=", at)) != std::string::npos; ++at) {
            long x = 0, y = 0, w = 0, h = 0;
            ASSERT_EQ(std::sscanf(slide.shapes.c_str() + at,
                                  "<a:off x=\"%ld\" y=\"%ld\"/><a:ext cx=\"%ld\" cy=\"%ld\"", &x, &y, &w, &h),
                      4);
            EXPECT_LE(y + h, emu(508)) << slide.title;
            EXPECT_LE(x + w, emu(slide_width - 39)) << slide.title;
        }
    }
    const auto has = [&](const std::string& word) {
        return all.find(word + " ") != std::string::npos || all.find(word + ".") != std::string::npos ||
               all.find(word + "<") != std::string::npos;
    };
    for (int i = 0; i < 1500; ++i) EXPECT_TRUE(has("word" + std::to_string(i))) << i;
    for (int i = 0; i < 900; ++i) EXPECT_TRUE(has("cell" + std::to_string(i))) << i;
    for (int i = 0; i < 90; ++i) EXPECT_TRUE(has("row" + std::to_string(i))) << i;
    for (int q = 0; q < 4; ++q)
        for (int i = 0; i < 30; ++i) EXPECT_TRUE(has("item" + std::to_string(100 * q + i))) << q << " " << i;
}

TEST(Slides, TextIsMeasuredOnTheSafeSide) {
    EXPECT_EQ(lines_of("", 12, 100), 1);
    EXPECT_EQ(lines_of("abc", 12, 100), 1);
    EXPECT_EQ(lines_of("a\nb\nc", 12, 100), 3);
    EXPECT_EQ(lines_of(std::string(100, 'x'), 10, 50), 10)
        << "a word longer than the line is broken: 10 letters a line";
    const auto [first, rest] = split_lines("one two three four", 1, 10, 50);
    EXPECT_EQ(first + " " + rest, "one two three four");
    EXPECT_EQ(shortened("one two three four five six", 1, 10, 60), "one two …");
}

TEST(Workbooks, NumbersAreNumbersDatesAreDatesAndTextIsNeverAFormula) {
    Document d = sample();
    auto day = said("26 Nov 2026");
    day.kind = Value::Kind::date;
    day.date = Date::of(2026, 11, 26);
    d.sections[0].blocks[1].table.rows[0].cells[2] = {day};
    const auto book = opened(xlsx(d));
    check_package(xlsx(d));
    const auto sheet = cells_of(book, "xl/worksheets/sheet2.xml");
    bool formula = false, number = false, date = false;
    for (const auto& [name, value] : sheet) {
        formula = formula || value == "row0 =SUM(A1)";
        number = number || value == "2";
        date = date || value == "46352";  // days since 1899-12-30: 46352 = 2026-11-26
    }
    EXPECT_TRUE(formula);
    EXPECT_TRUE(number);
    EXPECT_TRUE(date);
    for (const auto& [name, content] : book)
        if (name.starts_with("xl/worksheets/")) EXPECT_EQ(content.find("<f>"), std::string::npos) << name;
    EXPECT_TRUE(book.contains("xl/charts/chart1.xml"));
    const auto& names = book.at("xl/workbook.xml");
    EXPECT_NE(names.find("name=\"Sales  history 1\""), std::string::npos)
        << "what a sheet may not be called is left out";
}

}  // namespace
}  // namespace kamino::office
